"""Carrying out a plan: the register is written through its own services, the run beside it."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from catalog_import.models import ImportRun
from catalog_import.planned import Plan, PlannedProduct, PlannedSubject, Step
from catalog_import.problems import Problem
from catalog_import.reading import Reading
from catalog_import.services.rows import RunRows, told_changes
from ocop.errors import EntryRefused
from ocop.models import RegisteredProduct
from ocop.services import (
    NewProduct,
    NewStanding,
    NewSubject,
    correct_products,
    correct_subjects,
    record_standings,
    register_products,
    register_subjects,
    remove_standings,
)

#: How much of the work is done after each of its parts, in hundredths
_AFTER_SUBJECTS, _AFTER_PRODUCTS, _AFTER_STANDINGS = 10, 30, 60


class RowRefused(Exception):
    """The register refused a row the checks let pass; nothing of the file was written."""

    def __init__(self, step: Step, reason: Exception) -> None:
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
        steps = plan.steps
        for step in steps:
            self._rows.add(step)
        self._subjects(steps)
        self._tell(_AFTER_SUBJECTS, steps)
        self._products(steps)
        self._tell(_AFTER_PRODUCTS, steps)
        self._standings(steps)
        self._tell(_AFTER_STANDINGS, steps)
        self._rows.write(plan, reading, problems, missing)
        self._tell(100, steps)

    def _subjects(self, steps: Sequence[Step]) -> None:
        """Each is told by the first row that names it."""
        new: dict[PlannedSubject, Step] = {}
        fills: dict[PlannedSubject, Step] = {}
        for step in steps:
            planned = step.product.subject
            if planned is not None:
                (new if planned.known is None else fills).setdefault(planned, step)
        with _telling_which(new.values()):
            made = register_subjects(entries=[self._new_subject(step) for step in new.values()])
        for planned, subject in zip(new, made, strict=True):
            planned.known = subject
        corrections = [(p.known, p.fills) for p in fills if p.known and p.fills]
        for planned, step in fills.items():
            self._changed(step, planned.known, planned.fills)
        correct_subjects(corrections=corrections)

    def _products(self, steps: Sequence[Step]) -> None:
        new: dict[PlannedProduct, Step] = {}
        fills: dict[PlannedProduct, Step] = {}
        for step in steps:
            (new if step.product.known is None else fills).setdefault(step.product, step)
        with _telling_which(new.values()):
            made = register_products(entries=[self._new_product(step) for step in new.values()])
        for planned, product in zip(new, made, strict=True):
            planned.known = product
        corrections = [(p.known, p.fills) for p in fills if p.known and p.fills]
        for planned, step in fills.items():
            self._changed(step, planned.known, planned.fills)
        correct_products(corrections=corrections)
        for step in steps:
            row = self._rows.of(step)
            row.product = step.product.known
            row.subject_id = row.product.subject_id if row.product else None

    def _standings(self, steps: Sequence[Step]) -> None:
        remove_standings(standings=[step.replaces for step in steps if step.replaces])
        news = [step for step in steps if step.is_news]
        with _telling_which(news):
            made = record_standings(entries=[self._new_standing(step) for step in news])
        for step, standing in zip(news, made, strict=True):
            self._rows.of(step).standing = standing

    def _new_subject(self, step: Step) -> NewSubject:
        record = step.record
        return NewSubject(
            name=record.subject,
            kind=record.subject_kind,
            location=record.location,
            address=record.address,
            phone=record.phone,
            tax_code=record.tax_code,
            is_sample=self.is_sample,
        )

    def _new_product(self, step: Step) -> NewProduct:
        record = step.record
        return NewProduct(
            name=record.product,
            subject=step.product.subject.known if step.product.subject else None,
            group=record.product_group,
            location=record.location,
            address=record.address,
            proposed_skus=tuple(record.skus),
            product_code=record.product_code,
            is_sample=self.is_sample,
        )

    def _new_standing(self, step: Step) -> NewStanding:
        record = step.record
        return NewStanding(
            product=_product_of(step),
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

    def _changed(self, step: Step, instance: Any, fills: dict[str, object]) -> None:
        label = instance._meta.label_lower
        for name, old, new in told_changes(instance, fills):
            self._rows.change(self._rows.of(step), label, instance.pk, name, old, new)

    def _tell(self, hundredths: int, steps: Sequence[Step]) -> None:
        done = len(steps) * hundredths // 100
        if self.progress and (done or hundredths == 100):
            self.progress(done, len(steps))


def _product_of(step: Step) -> RegisteredProduct:
    if step.product.known is None:
        raise TypeError(f"row {step.record.row} has no product")
    return step.product.known


@contextmanager
def _telling_which(steps: Iterable[Step]) -> Iterator[None]:
    try:
        yield
    except EntryRefused as refused:
        raise RowRefused(list(steps)[refused.position], refused.reason) from refused
