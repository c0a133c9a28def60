"""Where a fact of the register came from: file, sheet, row, column, run, person, time."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from catalog_import.models import FieldChange, ImportRun, SourceRow

#: Column of the register → what the column of a file was taken for, the likeliest first
_FIELD_OF_FILE = {
    "ocop.subject": {
        "name": ("subject",),
        "kind": ("subject_kind", "subject"),
        "address": ("address", "new_address"),
        "place_as_issued": ("commune", "new_address", "address", "district", "province"),
    },
    "ocop.registeredproduct": {
        "name": ("product",),
        "address": ("address", "new_address"),
        "place_as_issued": ("commune", "new_address", "address", "district", "province"),
        "group": ("group",),
    },
    "ocop.standing": {
        "status": ("status", "note"),
        "proposed_stars": ("stars",),
        "decision_date": ("decision_date", "decision_no"),
    },
}


@dataclass(frozen=True, slots=True)
class Origin:
    """One value a field was given by a row of a file. ``column`` is empty where the fact stood in
    a title or a section, or the run did not note its columns.
    """

    field: str
    value: Any
    file_name: str
    sha256: str
    sheet: str
    row: int
    column: str
    run_id: int
    person: str
    moment: datetime.datetime

    @property
    def place(self) -> str:
        """Sheet and cell, as spreadsheet programs write them."""
        return f"{self.sheet}!{self.column}{self.row}" if self.sheet else f"{self.column}{self.row}"


def provenance_of(instance: Model) -> list[Origin]:
    """Every value an applied import gave to the fields of a record, the latest first.

    The first entry of a field is where its value comes from, unless it was corrected by hand.
    """
    label = instance._meta.label_lower
    changes = (
        FieldChange.objects.filter(
            model=label, object_id=instance.pk, source_row__run__state=ImportRun.State.APPLIED
        )
        .select_related("source_row__run__run_by")
        .defer("source_row__raw", "source_row__record")
        .order_by("-source_row__run__finished_at", "-pk")
    )
    return [_origin(change, label) for change in changes]


def _origin(change: FieldChange, label: str) -> Origin:
    row: SourceRow = change.source_row
    run: ImportRun = row.run
    return Origin(
        field=change.field,
        value=change.new,
        file_name=run.file_name,
        sha256=run.sha256,
        sheet=row.sheet,
        row=row.row,
        column=column_of(run, row.sheet, _FIELD_OF_FILE.get(label, {}).get(
            change.field, (change.field,))),
        run_id=run.pk,
        person=str(run.run_by) if run.run_by else "",
        moment=run.finished_at or run.started_at,
    )  # fmt: skip


def column_of(run: ImportRun, sheet: str, fields: tuple[str, ...]) -> str:
    """The letter of the column of a sheet that was taken for the first of these fields."""
    columns = {
        found["field"]: found["column"]
        for found in run.summary.get("mapping", ())
        if found["sheet"] in (sheet, "")
    }
    return next((columns[field] for field in fields if field in columns), "")
