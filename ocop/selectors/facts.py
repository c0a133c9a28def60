"""The facts of a record for people: label, value, who set it by hand, where it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _t

from ocop.models import Correction, RegisteredProduct, Subject
from ocop.provenance import Origin


@dataclass(frozen=True, slots=True)
class Fact:
    field: str
    label: str
    value: str
    #: The correction that set it, if a person did
    by_hand: Correction | None = None
    origins: tuple[Origin, ...] = ()


def facts_of(
    record: Subject | RegisteredProduct,
    *,
    by_hand: Mapping[str, Correction],
    origins: Mapping[str, Sequence[Origin]],
) -> list[Fact]:
    """Every fact there is, empty ones too; the record's relations should be loaded."""
    rows = _subject(record) if isinstance(record, Subject) else _product(record)
    rows += _located(record)
    return [
        Fact(
            field,
            label,
            value or "–",
            by_hand.get(field),
            tuple(origins.get(_ORIGIN.get(field, field), ())),
        )
        for field, label, value in rows
    ]


#: Facts whose origin is known by the name of a column
_ORIGIN = {"location": "place_as_issued"}
Rows = list[tuple[str, str, str]]


def _subject(record: Subject) -> Rows:
    return [
        ("name", _t("Name"), record.name),
        ("kind", _t("Kind"), record.get_kind_display()),
        ("phone", _t("Telephone"), record.phone),
        ("tax_code", _t("Tax code"), record.tax_code),
        ("website", _t("Website"), record.website),
        ("is_women_led", _t("Led by women"), _yes_no(record.is_women_led)),
        (
            "has_closed_chain",
            _t("Closed or circular value chain"),
            _yes_no(record.has_closed_chain),
        ),
        ("craft_village", _t("Craft village"), _name(record.craft_village)),
        ("is_sample", _t("Sample"), _yes_no(record.is_sample)),
    ]


def _product(record: RegisteredProduct) -> Rows:
    group = record.group
    return [
        ("name", _t("Name"), record.name),
        ("group", _t("Product group"), f"{group.code} {group.name}" if group else ""),
        ("product_code", _t("Product code"), record.product_code),
        ("proposed_skus", _t("Packs in the name"), ", ".join(record.proposed_skus)),
        ("is_sample", _t("Sample"), _yes_no(record.is_sample)),
    ]


def _located(record: Subject | RegisteredProduct) -> Rows:
    now = [_name(record.commune_now, "full_name"), _name(record.province_now)]
    return [
        ("address", _t("Address as written"), record.address),
        ("location", _t("Place as recognised"), _name(record.place_as_issued, "full_name")),
        ("place_now", _t("Place today"), ", ".join(part for part in now if part)),
        ("place_confidence", _t("How sure the place is"), record.get_place_confidence_display()),
    ]


def _name(row: Any, attribute: str = "name") -> str:
    return str(getattr(row, attribute)) if row else ""


def _yes_no(value: bool) -> str:
    return _t("yes") if value else _t("no")
