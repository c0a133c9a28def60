"""Carrying out a plan: the register is written through its own services, the run beside it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog_import.models import ImportRun, SourceRow
from catalog_import.plan import Plan, PlannedProduct, PlannedSubject, Step
from catalog_import.problems import Problem
from catalog_import.reading import Reading
from catalog_import.records import Record
from catalog_import.services.rows import RunRows, told_changes
from ocop.errors import AlreadyRegistered, RegisterError
from ocop.models import RegisteredProduct, Subject
from ocop.services import (
    correct_product,
    correct_subject,
    record_standing,
    register_product,
    register_subject,
    remove_standing,
)

_PROGRESS_STEP = 20


class RowRefused(Exception):
    """The register refused a row the checks let pass; nothing of the file was written."""

    def __init__(self, step: Step, reason: RegisterError) -> None:
        super().__init__(str(reason))
        self.step = step
        self.reason = reason


@dataclass
class Writer:
    """Writes one plan inside the caller's ``register_batch``."""

    run: ImportRun
    as_of: datetime.date | None
    recorded_on: datetime.date
    is_sample: bool
    progress: Callable[[int, int], None] | None = None
    run_by: Any = None
    _rows: RunRows = field(init=False)

    def __post_init__(self) -> None:
        self._rows = RunRows(self.run)

    def write(
        self,
        plan: Plan,
        reading: Reading,
        problems: list[Problem],
        missing: Sequence[RegisteredProduct],
    ) -> None:
        for done, step in enumerate(plan.steps, start=1):
            try:
                self._carry_out(step)
            except RegisterError as reason:
                raise RowRefused(step, reason) from reason
            if self.progress and done % _PROGRESS_STEP == 0:
                self.progress(done, len(plan.steps))
        self._rows.write(reading, problems, missing)
        if self.progress:
            self.progress(len(plan.steps), len(plan.steps))

    def _carry_out(self, step: Step) -> None:
        row = self._rows.add(step.record, step.outcome)
        product = self._product(step.product, step.record, row)
        row.product = product
        if step.replaces is not None:
            remove_standing(standing=step.replaces)
        if step.is_news:
            self._standing(step, product, row)

    def _product(
        self, planned: PlannedProduct, record: Record, row: SourceRow
    ) -> RegisteredProduct:
        subject = self._subject(planned.subject, record, row) if planned.subject else None
        if planned.known is None:
            planned.known = _register(
                register_product,
                name=record.product,
                subject=subject,
                group=record.product_group,
                location=record.location,
                address=record.address,
                proposed_skus=tuple(record.skus),
                product_code=record.product_code,
                is_sample=self.is_sample,
            )
            planned.fills = {}
            self._created(row, planned.known, ("name", "address", "product_code"))
        elif planned.fills:
            fills, planned.fills = planned.fills, {}
            self._changed(row, planned.known, fills)
            planned.known = correct_product(product=planned.known, **fills)
        return planned.known

    def _subject(self, planned: PlannedSubject, record: Record, row: SourceRow) -> Subject:
        if planned.known is None:
            planned.known = _register(
                register_subject,
                name=record.subject,
                kind=record.subject_kind,
                location=record.location,
                address=record.address,
                phone=record.phone,
                tax_code=record.tax_code,
                is_sample=self.is_sample,
            )
            planned.fills = {}
            self._created(row, planned.known, ("name", "kind", "address", "phone", "tax_code"))
        elif planned.fills:
            fills, planned.fills = planned.fills, {}
            self._changed(row, planned.known, fills)
            planned.known = correct_subject(subject=planned.known, **fills)
        return planned.known

    def _standing(self, step: Step, product: RegisteredProduct, row: SourceRow) -> None:
        record = step.record
        row.standing = record_standing(
            product=product,
            status=record.status,
            recorded_on=self.recorded_on,
            stars=record.stars,
            proposed_stars=record.proposed_stars,
            says_upgraded=record.says_upgraded,
            as_of=self.as_of,
            decision_no=record.decision_no,
            decision_date=record.decision_date,
            year=record.year,
            source=record.source or self.run.file_name[:200],
            source_key=step.source_key,
            note=record.note,
            place_as_issued=record.location.place_as_issued if record.location else None,
        )
        self._created(
            row, row.standing, ("status", "stars", "proposed_stars", "decision_no", "decision_date")
        )

    def _created(self, row: SourceRow, instance: Any, names: tuple[str, ...]) -> None:
        label = instance._meta.label_lower
        for name in names:
            if value := getattr(instance, name):
                self._rows.change(row, label, instance.pk, name, None, value)

    def _changed(self, row: SourceRow, instance: Any, fills: dict[str, object]) -> None:
        label = instance._meta.label_lower
        for name, old, new in told_changes(instance, fills):
            self._rows.change(row, label, instance.pk, name, old, new)


def _register(service: Callable[..., Any], **fields: Any) -> Any:
    """What the register finds by its own rules wins over a plan that saw something new."""
    try:
        return service(**fields)
    except AlreadyRegistered as known:
        return known.existing
