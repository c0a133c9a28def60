"""Where a fact of the register came from: file, sheet, row, column, run, person, time.

A row tells a fact when it was read to say what the register says now. So a fact may have several
origins, the latest list first; a value that was corrected by hand has none here.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from catalog_import.models import ImportRun, SourceRow
from ocop.models import Place

#: Named by whichever of its units the row says
_PLACE = "place_as_issued"
#: Field of the register → (its name in a record, what its column may have been taken for)
_LOCATED = {
    "address": ("address", ("address", "new_address")),
    _PLACE: ("", ()),
}
_ADDRESSES = ("new_address", "address", "old_address")
_FIELDS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "ocop.subject": _LOCATED
    | {
        "name": ("subject", ("subject",)),
        "kind": ("subject_kind", ("subject_kind", "subject")),
        "phone": ("phone", ("phone",)),
        "tax_code": ("tax_code", ("tax_code",)),
    },
    "ocop.registeredproduct": _LOCATED
    | {
        "name": ("product", ("product",)),
        "product_code": ("product_code", ("product_code",)),
        "proposed_skus": ("skus", ("product",)),
    },
    "ocop.standing": {
        "status": ("status", ("status", "note")),
        "stars": ("stars", ("stars",)),
        "proposed_stars": ("proposed_stars", ("stars",)),
        "decision_no": ("decision_no", ("decision_no",)),
        "decision_date": ("decision_date", ("decision_date", "decision_no")),
        "note": ("note", ("note",)),
    },
}
_ROWS_OF = {
    "ocop.subject": "subject",
    "ocop.registeredproduct": "product",
    "ocop.standing": "standing",
}
#: Lists that name a record, the latest first; older ones add nothing
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Origin:
    """One cell a value was read in. ``column`` is empty where the fact stood in a title or a
    section, or the run did not note its columns.
    """

    field: str
    value: Any
    file_name: str
    sha256: str
    sheet: str
    row: int
    row_id: int
    column: str
    #: The cell before any clean-up
    text: str
    run_id: int
    person: str
    moment: datetime.datetime

    @property
    def place(self) -> str:
        """Sheet and cell, as spreadsheet programs write them."""
        return f"{self.sheet}!{self.column}{self.row}" if self.sheet else f"{self.column}{self.row}"


def provenance_of(instance: Model) -> list[Origin]:
    """Every cell of an applied list that says what the register says of a subject, a product or a
    standing; the latest first. Two queries.
    """
    label = instance._meta.label_lower
    if label not in _FIELDS or instance.pk is None:
        return []
    rows = _rows_of(instance, label)
    place: Place | None = getattr(instance, "place_as_issued", None)
    return [
        origin
        for row in rows
        for origin in _origins(row, instance, _FIELDS[label], place.name if place else "")
    ]


def _rows_of(instance: Model, label: str) -> QuerySet[SourceRow]:
    return (
        SourceRow.objects.filter(
            **{_ROWS_OF[label]: instance}, run__state=ImportRun.State.APPLIED, record__isnull=False
        )
        .select_related("run__run_by")
        .order_by("-run__finished_at", "-pk")[:_MOST_ROWS]
    )


def _origins(
    row: SourceRow, instance: Model, fields: dict[str, tuple[str, tuple[str, ...]]], place: str
) -> Iterator[Origin]:
    record: dict[str, Any] = row.record or {}
    for field, (name, taken_for) in fields.items():
        if field == _PLACE:
            unit = _unit_named(record, place)
            value = record.get(unit)
            wanted: tuple[str, ...] = (unit, *_ADDRESSES)
        else:
            value, wanted = record.get(name), taken_for
            if not _same(value, getattr(instance, field)):
                continue
        if value in (None, "", []):
            continue
        column = column_of(row.run, row.sheet, wanted)
        yield Origin(
            field=field,
            value=value,
            file_name=row.run.file_name,
            sha256=row.run.sha256,
            sheet=row.sheet,
            row=row.row,
            row_id=row.pk,
            column=column.get("column", ""),
            text=str(row.raw.get(column.get("header") or column.get("column"), "")),
            run_id=row.run_id,
            person=str(row.run.run_by) if row.run.run_by else "",
            moment=row.run.finished_at or row.run.started_at,
        )


def _unit_named(record: dict[str, Any], place: str) -> str:
    """Which of the units of a record is the place the register has."""
    units = ("commune", "district", "province")
    return next((unit for unit in units if place and place in (record.get(unit) or "")), "")


def _same(said: Any, known: Any) -> bool:
    if isinstance(known, datetime.date):
        return bool(said == known.isoformat())
    return bool(said == known)


def column_of(run: ImportRun, sheet: str, fields: Sequence[str]) -> dict[str, Any]:
    """The column of a sheet that was taken for the first of these fields, as the run noted it."""
    columns = {
        found["field"]: found
        for found in run.summary.get("mapping", ())
        if found["sheet"] in (sheet, "")
    }
    return next((columns[field] for field in fields if field in columns), {})
