"""The ladder of rooms, for relations between models: import-linter cannot see a foreign key that
names its target in a string.
"""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Model

FLOOR = {
    "ocop": 0,
    "accounts": 0,
    "themes": 0,
    "shop": 1,
    "search": 2,
    "catalog_import": 2,
    "fairs": 3,
    "cms": 4,
}
#: What the register may point at outside itself: it must be installable without shop and CMS
BELOW_THE_REGISTER = {"auth", "contenttypes"}


def room_of(model: type[Model]) -> str | None:
    room = model.__module__.split(".", maxsplit=1)[0]
    return room if room in FLOOR else None


def upward_relations(models: Iterable[type[Model]]) -> list[str]:
    """Relations that do not point to a lower floor, as "room.Model.field -> room"."""
    wrong = []
    for model in models:
        room = room_of(model)
        if room is None:
            continue
        for field in model._meta.get_fields():
            target_model = field.related_model
            if field.auto_created or not field.is_relation or target_model is None:
                continue
            if target_model is get_user_model():  # any room may name settings.AUTH_USER_MODEL
                continue
            target = room_of(target_model)
            if target is None:
                is_wrong = room == "ocop" and (
                    target_model._meta.app_label not in BELOW_THE_REGISTER
                )
            else:
                is_wrong = target != room and FLOOR[target] >= FLOOR[room]
            if is_wrong:
                name = f"{room}.{model.__name__}.{field.name}"
                wrong.append(f"{name} -> {target or target_model._meta.app_label}")
    return wrong
