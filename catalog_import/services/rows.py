"""The rows of a run and what hangs on them: kept for a preview, or as the origin of facts."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog_import.models import (
    FieldChange,
    FieldConflict,
    ImportRun,
    Issue,
    MissingProduct,
    SourceRow,
)
from catalog_import.plan import Plan
from catalog_import.problems import Problem
from catalog_import.reading import Reading
from catalog_import.records import Record
from ocop.inserting import insert_many
from ocop.models import RegisteredProduct


@dataclass
class RunRows:
    """Collects what a run keeps; ``write`` puts it into the database at once."""

    run: ImportRun
    rows: list[SourceRow] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)

    def add(self, record: Record, outcome: str) -> SourceRow:
        row = row_of(self.run, record, outcome)
        self.rows.append(row)
        return row

    def change(
        self, row: SourceRow, model: str, object_id: int, name: str, old: object, new: object
    ) -> None:
        self.changes.append(
            FieldChange(
                source_row=row,
                model=model,
                object_id=object_id,
                field=name,
                old=as_json(old),
                new=as_json(new),
            )
        )

    def write(
        self,
        reading: Reading,
        problems: Iterable[Problem],
        missing: Sequence[RegisteredProduct],
    ) -> None:
        for record in reading.left_out:
            self.add(record, SourceRow.Outcome.SKIPPED)
        insert_many(self.rows)
        for change in self.changes:
            change.source_row_id = change.source_row.pk
        insert_many(self.changes)
        insert_many([issue_of(self.run, problem) for problem in problems])
        insert_many([MissingProduct(run=self.run, product=product) for product in missing])


def clear(run: ImportRun) -> None:
    """Forget what an earlier check of the run kept."""
    FieldChange.objects.filter(source_row__run=run).delete()
    FieldConflict.objects.filter(source_row__run=run).delete()
    for kept in (MissingProduct, Issue, SourceRow):
        kept._default_manager.filter(run=run).delete()


def keep_preview(
    run: ImportRun,
    plan: Plan,
    reading: Reading,
    problems: Iterable[Problem],
    missing: Sequence[RegisteredProduct],
) -> None:
    """What would come of each row; nothing of the register is written."""
    rows = RunRows(run)
    for step in plan.steps:
        row = rows.add(step.record, step.outcome)
        product = step.product.known
        row.product = product
        row.subject_id = product.subject_id if product else None
        if product is not None:
            _planned_changes(rows, row, product, step.product.fills)
        subject = step.product.subject
        if subject is not None and subject.known is not None:
            row.subject = subject.known
            _planned_changes(rows, row, subject.known, subject.fills)
    rows.write(reading, problems, missing)


def _planned_changes(
    rows: RunRows, row: SourceRow, known: object, fills: dict[str, object]
) -> None:
    label, pk = known._meta.label_lower, known.pk  # type: ignore[attr-defined]
    for name, old, new in told_changes(known, fills):
        rows.change(row, label, pk, name, old, new)


def told_changes(known: object, fills: dict[str, object]) -> Iterable[tuple[str, object, object]]:
    """Fields as people know them: of a location the place it names."""
    for name, new in fills.items():
        if name == "location":
            places = (getattr(place, "place_as_issued", None) for place in (known, new))
            old_key, new_key = (place.key if place else None for place in places)
            yield "place_as_issued", old_key, new_key
        else:
            yield name, getattr(known, name), new


def row_of(run: ImportRun, record: Record, outcome: str) -> SourceRow:
    stored = None if outcome == SourceRow.Outcome.SKIPPED else record.to_stored()
    told = json.dumps([record.raw, stored], sort_keys=True, ensure_ascii=False)
    return SourceRow(
        run=run,
        sheet=record.sheet[:100],
        row=record.row,
        part=record.part,
        raw=record.raw,
        record=stored,
        row_hash=hashlib.sha256(told.encode()).hexdigest(),
        outcome=outcome,
    )


def issue_of(run: ImportRun, problem: Problem) -> Issue:
    return Issue(
        run=run,
        sheet=problem.sheet[:100],
        row=problem.row,
        column=problem.column,
        field=problem.field,
        level=problem.level,
        code=problem.code,
        params=dict(problem.params),
    )


def as_json(value: object) -> object:
    if value is None or isinstance(value, str | int | list):
        return value
    return str(value)
