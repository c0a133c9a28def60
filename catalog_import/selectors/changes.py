"""What a row changed or would change, and where the value it met had come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from catalog_import.models import SourceRow
from catalog_import.selectors.provenance import Origin, provenance_of
from ocop.enums import SubjectKind
from ocop.models import Place

_RECORDS = {
    "ocop.subject": _("producer"),
    "ocop.registeredproduct": _("product"),
    "ocop.standing": _("standing"),
}
#: Fields whose own name is no word of everyday
_LABELS = {
    "group": _("product group"),
    "kind": _("kind of producer"),
    "proposed_skus": _("packs in the name"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    record: str
    field: str
    old: Any
    new: Any
    #: Where the value before came from; None if nobody noted it
    origin: Origin | None


def changes_of(row: SourceRow) -> list[ShownChange]:
    """Old → new of every field, in the order they were noted."""
    changes = list(row.changes.order_by("pk"))
    places = place_names(
        str(value)
        for change in changes
        if change.field == "place_as_issued"
        for value in (change.old, change.new)
    )
    origins: dict[tuple[str, int], Mapping[str, Origin]] = {}
    shown = []
    for change in changes:
        key = (change.model, change.object_id)
        if change.old is not None and key not in origins:
            origins[key] = _first_by_field(change.model, change.object_id, row.run_id)
        shown.append(
            ShownChange(
                record=str(_RECORDS.get(change.model, change.model)),
                field=field_label(change.model, change.field),
                old=value_in_words(change.field, change.old, places),
                new=value_in_words(change.field, change.new, places),
                origin=origins.get(key, {}).get(change.field),
            )
        )
    return shown


def place_names(keys: Iterable[str]) -> dict[str, str]:
    """``scheme:code`` → full name."""
    codes = {key.rpartition(":")[2] for key in keys if ":" in key}
    if not codes:
        return {}
    return {place.key: place.full_name for place in Place.objects.filter(code__in=codes)}


def value_in_words(field: str, value: Any, places: Mapping[str, str]) -> Any:
    """A kept value as people read it; ``places`` are the names of those it may be a key of."""
    if field == "kind" and value in SubjectKind.values:
        return str(SubjectKind(value).label)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return places.get(str(value), value)


def field_label(model: str, field: str) -> str:
    """What people call a field of the register."""
    if field == "place_as_issued":
        return _t("Place")
    if label := _LABELS.get(field):
        return str(label)
    return str(apps.get_model(model)._meta.get_field(field).verbose_name)


def _first_by_field(model: str, object_id: int, run_id: int) -> dict[str, Origin]:
    instance = apps.get_model(model)._default_manager.filter(pk=object_id).first()
    found: dict[str, Origin] = {}
    for origin in provenance_of(instance) if instance else ():
        if origin.run_id != run_id:
            found.setdefault(origin.field, origin)
    return found
