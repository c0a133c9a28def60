"""What a plan is made of: subjects, products, what each row brings, and what it disagrees with."""

from collections import defaultdict
from dataclasses import dataclass, field

from catalog_import.models import SourceRow
from catalog_import.problems import Problem
from catalog_import.records import Record
from ocop.models import RegisteredProduct, Standing, Subject
from ocop.selectors.places import Location

Outcome = SourceRow.Outcome


@dataclass(eq=False)
class PlannedSubject:
    """A subject the register has, or one it will have after the first row that names it."""

    kind: str
    location: Location | None
    known: Subject | None = None
    fills: dict[str, object] = field(default_factory=dict)


@dataclass(eq=False)
class PlannedProduct:
    subject: PlannedSubject | None
    location: Location | None
    known: RegisteredProduct | None = None
    fills: dict[str, object] = field(default_factory=dict)


@dataclass(eq=False)
class Step:
    """One record and what it brings."""

    record: Record
    source_key: str
    product: PlannedProduct
    outcome: Outcome = Outcome.UNCHANGED
    #: A standing is to be recorded
    is_news: bool = False
    #: The standing it takes the place of: the same row, read when the day was not yet known
    replaces: Standing | None = None


@dataclass(frozen=True, eq=False)
class Conflict:
    """A field on which a row and the register differ. The register's value stays until answered."""

    step: Step
    #: "ocop.subject" or "ocop.registeredproduct", and the key of the record
    model: str
    object_id: int
    field: str
    known: str
    said: str


@dataclass
class Plan:
    steps: list[Step]
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    #: Product the list no longer names → the new row that may be it
    renamed: dict[int, Step] = field(default_factory=dict)

    @property
    def product_ids(self) -> set[int]:
        """Products of the register that the file names."""
        return {step.product.known.pk for step in self.steps if step.product.known}

    @property
    def has_changes(self) -> bool:
        return any(step.outcome != Outcome.UNCHANGED for step in self.steps)

    def count(self, outcome: Outcome) -> int:
        """Rows (not records: a row may list several products) by their weightiest outcome."""
        rows: dict[tuple[str, int], set[Outcome]] = defaultdict(set)
        for step in self.steps:
            rows[step.record.sheet, step.record.row].add(step.outcome)
        order = (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED)
        weightiest = [next(o for o in order if o in outcomes) for outcomes in rows.values()]
        return weightiest.count(outcome)
