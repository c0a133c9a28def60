"""What was done to a record: who, when, which field, before and after, and why."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditlog import get_logentry_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ocop.models import Certificate, RegisteredProduct, Standing, Subject

_MOST = 200
#: What is told of a record beside its fields
_NOTES = {"merged": _("merged into this"), "taken_back": _("taken back")}
_LABELS = {
    "merged_into": _("merged into"),
    "status": _("status"),
    "stars": _("stars"),
    "proposed_stars": _("stars proposed"),
    "as_of": _("speaks for the day"),
    "valid_from": _("star shown from"),
    "valid_until": _("star shown until"),
    "evidence": _("rests on"),
    "rule_set": _("rules"),
    "subject": _("subject"),
    "group": _("product group"),
    "document": _("document of a decision"),
    "proposed_skus": _("packs in the name"),
    "is_sample": _("sample"),
    "place_as_issued": _("place as recognised"),
    "province_as_issued": _("province as recognised"),
    "province_now": _("province today"),
    "commune_now": _("commune today"),
    "former_province": _("former province"),
    "place_confidence": _("how sure the place is"),
    "craft_village": _("craft village"),
    "recorded_on": _("recorded on"),
    "source_key": _("row of a file"),
    "slug": _("address on the web"),
    "says_upgraded": _("says upgraded"),
}
_EMPTY = {"None", "", "[]"}
_ACTS = {0: _("added"), 1: _("changed"), 2: _("removed")}
#: Relations inside the register that a person knows by other fields
_SILENT = {"product", "standing", "replaces"}


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime.datetime
    #: "" where no person was signed in: a command, the worker
    by: str
    act: str
    #: What it was done to, where that is not the record itself
    about: str
    lines: tuple[Line, ...]
    reason: str


def history_of(record: Subject | RegisteredProduct) -> list[Entry]:
    """The trail of a record, of a product's standings and certificates too; the latest first."""
    log_entry = get_logentry_model()
    wanted = _about(type(record), [record.pk])
    if isinstance(record, RegisteredProduct):
        for model in (Standing, Certificate):
            ids = model._default_manager.filter(product=record).values_list("pk", flat=True)
            wanted |= _about(model, ids)
    rows = list(
        log_entry.objects.filter(wanted)
        .select_related("actor")
        .order_by("-timestamp", "-pk")[:_MOST]
    )
    models = {row.pk: _model(row.content_type_id) for row in rows}
    names = _names((models[row.pk], row.changes or {}) for row in rows)
    entries = [_entry(row, models[row.pk], type(record), names) for row in rows]
    return [entry for entry in entries if entry.lines or entry.reason]


def _model(content_type_id: int) -> type[Model]:
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None:
        raise LookupError(content_type_id)
    return model


def _about(model: type[Model], ids: Iterable[int]) -> Q:
    kind = ContentType.objects.get_for_model(model)
    return Q(content_type=kind, object_id__in=list(ids))


def _entry(
    row: Any, model: type[Model], own: type[Model], names: Mapping[tuple[Any, str], str]
) -> Entry:
    lines = [
        Line(_label(model, field), *(_value(model, field, text, names) for text in pair))
        for field, pair in (row.changes or {}).items()
        if field not in _SILENT
    ]
    return Entry(
        at=row.timestamp,
        by=_person(row),
        act=str(_ACTS.get(row.action, row.get_action_display())),
        about="" if model is own else str(model._meta.verbose_name),
        lines=tuple(line for line in lines if line.old != line.new),
        reason=str((row.additional_data or {}).get("reason", "")),
    )


def _person(row: Any) -> str:
    if row.actor is None:
        return str(row.actor_email or "")
    return str(row.actor.get_full_name() or row.actor)


def _field(model: type[Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(model: type[Model], name: str) -> str:
    if name in _NOTES:
        return str(_NOTES[name])
    field = _field(model, name)
    return str(_LABELS.get(name) or (field.verbose_name if field else name))


def _value(
    model: type[Model], name: str, text: str | None, names: Mapping[tuple[Any, str], str]
) -> str:
    if text is None or text in _EMPTY:
        return "–"
    if text in {"True", "False"}:
        return _t("yes") if text == "True" else _t("no")
    field = _field(model, name)
    if field is None:
        return text
    if field.is_relation:
        return names.get((field.related_model, text), text)
    if field.choices:
        return str(dict(field.flatchoices).get(text, text))
    if field.get_internal_type() == "DateField":
        try:
            return f"{datetime.date.fromisoformat(text):%d/%m/%Y}"
        except ValueError:
            return text
    return text


def _names(
    changes: Iterable[tuple[type[Model], Mapping[str, Sequence[str | None]]]],
) -> dict[tuple[Any, str], str]:
    """Names of the rows that keys in the changes stand for; one query a model."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for model, fields in changes:
        for name, pair in fields.items():
            field = _field(model, name)
            if field is not None and field.is_relation and name not in _SILENT:
                wanted[field.related_model] |= {
                    int(text) for text in pair if text and text.isdecimal()
                }
    return {
        (model, str(row.pk)): str(row)
        for model, ids in wanted.items()
        if ids
        for row in model._default_manager.filter(pk__in=ids)
    }
