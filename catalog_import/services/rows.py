"""The rows of a run and what hangs on them: kept for a preview, or as the origin of facts."""

import hashlib
import json
from collections import defaultdict
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
from catalog_import.origins import NOBODY, authors_of
from catalog_import.planned import Conflict, Outcome, Plan, Step
from catalog_import.problems import Problem
from catalog_import.reading import Reading
from catalog_import.records import Record
from ocop.chunks import chunks
from ocop.inserting import insert_many
from ocop.models import RegisteredProduct


@dataclass
class RunRows:
    """Collects what a run keeps; ``write`` puts it into the database at once."""

    run: ImportRun
    rows: list[SourceRow] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    _row_of: dict[int, SourceRow] = field(default_factory=dict)

    def add(self, step: Step) -> SourceRow:
        row = row_of(self.run, step.record, step.outcome)
        self.rows.append(row)
        self._row_of[id(step)] = row
        return row

    def of(self, step: Step) -> SourceRow:
        return self._row_of[id(step)]

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
        plan: Plan,
        reading: Reading,
        problems: Iterable[Problem],
        missing: Sequence[RegisteredProduct],
    ) -> None:
        """All rows, and the questions of ``plan``; rows that were left out follow the others."""
        left_out = [row_of(self.run, record, Outcome.SKIPPED) for record in reading.left_out]
        insert_many(self.rows + left_out)
        for change in self.changes:
            change.source_row_id = change.source_row.pk
        insert_many(self.changes)
        insert_many([issue_of(self.run, problem) for problem in problems])
        insert_many(_conflict_rows(plan.conflicts, self))
        insert_many(
            [
                MissingProduct(
                    run=self.run,
                    product=product,
                    maybe_now=self.of(plan.renamed[product.pk])
                    if product.pk in plan.renamed
                    else None,
                )
                for product in missing
            ]
        )


def _conflict_rows(conflicts: Sequence[Conflict], rows: RunRows) -> list[FieldConflict]:
    """Those nobody has answered yet in the register's favour, each with who wrote its value."""
    kept = _kept_before(conflicts)
    fields: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for conflict in conflicts:
        fields[conflict.model][conflict.object_id].add(conflict.field)
    authors = {model: authors_of(model, wanted) for model, wanted in fields.items()}
    named = {author.run_id for found in authors.values() for author in found.values()}
    runs = set(
        ImportRun.objects.filter(pk__in=[pk for pk in named if pk]).values_list("pk", flat=True)
    )
    found = []
    for conflict in conflicts:
        if (conflict.model, conflict.object_id, conflict.field, conflict.said) in kept:
            continue
        author = authors[conflict.model].get((conflict.object_id, conflict.field), NOBODY)
        found.append(
            FieldConflict(
                source_row_id=rows.of(conflict.step).pk,
                model=conflict.model,
                object_id=conflict.object_id,
                field=conflict.field,
                known=conflict.known,
                said=conflict.said,
                origin=author.kind,
                origin_run_id=author.run_id if author.run_id in runs else None,
                origin_by_id=author.person_id,
                origin_at=author.moment,
            )
        )
    return found


def _kept_before(conflicts: Sequence[Conflict]) -> set[tuple[str, int, str, object]]:
    found: set[tuple[str, int, str, object]] = set()
    for pks in chunks(sorted({conflict.object_id for conflict in conflicts})):
        answered = FieldConflict.objects.filter(state=FieldConflict.State.KEPT, object_id__in=pks)
        found.update(answered.values_list("model", "object_id", "field", "said"))
    return found


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
        row = rows.add(step)
        product = step.product.known
        row.product = product
        row.subject_id = product.subject_id if product else None
        if product is not None:
            _planned_changes(rows, row, product, step.product.fills)
        subject = step.product.subject
        if subject is not None and subject.known is not None:
            row.subject = subject.known
            _planned_changes(rows, row, subject.known, subject.fills)
    rows.write(plan, reading, problems, missing)


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
        understood=record.to_stored() if stored is None else None,
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
