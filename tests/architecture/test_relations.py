from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from ocop.models import RegisteredProduct
from search.models import OutboxRow
from tests.architecture.ladder import FLOOR, room_of, upward_relations


def planted_model(room: str, **fields: models.Field) -> type[models.Model]:
    """A model that stands in ``room`` but is not left in Django's registry."""
    meta = type("Meta", (), {"app_label": "planted", "apps": apps.__class__()})
    attributes = {"__module__": f"{room}.models", "Meta": meta, **fields}
    return type("Planted", (models.Model,), attributes)


def test_relations_point_down_the_ladder():
    assert upward_relations(apps.get_models(include_auto_created=True)) == []


def test_every_room_with_models_is_looked_at():
    rooms = {room_of(model) for model in apps.get_models()} - {None}

    assert rooms == FLOOR.keys()


def test_relations_planted_upward_are_found():
    planted = planted_model("ocop", row=models.ForeignKey(OutboxRow, models.CASCADE))

    assert upward_relations([planted]) == ["ocop.Planted.row -> search"]


def test_relations_planted_sideways_are_found():
    planted = planted_model("themes", product=models.ManyToManyField(RegisteredProduct))

    assert upward_relations([planted]) == ["themes.Planted.product -> ocop"]


def test_relations_of_the_register_to_the_cms_are_found():
    image = apps.get_model("wagtailimages", "Image")
    planted = planted_model("ocop", photo=models.ForeignKey(image, models.CASCADE))

    assert upward_relations([planted]) == ["ocop.Planted.photo -> wagtailimages"]


def test_relations_to_the_user_are_free():
    user = models.ForeignKey(get_user_model(), models.CASCADE, related_name="+")

    assert upward_relations([planted_model("ocop", user=user)]) == []
