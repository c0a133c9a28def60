"""What applying a reading would do to the register, row by row. It writes nothing.

Facts are filled in, never overwritten: where the register already says something else, the file's
word is reported and the register's stays, so importing the same files in any order and any number
of times ends in the same register.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from catalog_import.gaps import product_fills, subject_fills
from catalog_import.known import KnownRegister, in_one_province, place_of, source_key
from catalog_import.places import group_word
from catalog_import.planned import Conflict, Outcome, Plan, PlannedProduct, PlannedSubject, Step
from catalog_import.problems import Problem, warning
from catalog_import.reading import Reading
from catalog_import.records import Record
from ocop.enums import StandingStatus, SubjectKind
from ocop.models import ProductGroup, RegisteredProduct, Standing, Subject

_ENDS = frozenset({StandingStatus.REVOKED, StandingStatus.EXPIRED})


def make_plan(reading: Reading, *, sha256: str, known: KnownRegister) -> Plan:
    """Match every record with the register and with the rows above it."""
    planner = _Planner(reading, sha256, known)
    for record in reading.records:
        planner.add(record)
    planner.judge()
    return Plan(planner.steps, planner.problems, planner.conflicts)


class _Planner:
    def __init__(self, reading: Reading, sha256: str, known: KnownRegister) -> None:
        self.reading = reading
        self.sha256 = sha256
        self.known = known
        self.steps: list[Step] = []
        self.problems: list[Problem] = []
        self.conflicts: list[Conflict] = []
        self.asked: set[tuple[str, int, str, str]] = set()
        self.subjects: dict[str, list[PlannedSubject]] = defaultdict(list)
        self.subject_of: dict[int, PlannedSubject] = {}
        self.products: dict[tuple[str, PlannedSubject | None], list[PlannedProduct]] = defaultdict(
            list
        )
        self.product_of: dict[int, PlannedProduct] = {}
        #: What the rows above say of each product of this file
        self.said: dict[PlannedProduct, Facts | None] = {}

    def add(self, record: Record) -> None:
        key = source_key(self.sha256, record)
        product = self._product(record, key)
        step = Step(record, key, product)
        if product.known is None and product not in self.said:
            step.outcome = Outcome.CREATED
        self.said.setdefault(product, None)
        self.steps.append(step)

    def _product(self, record: Record, key: str) -> PlannedProduct:
        if earlier := self.known.product_of_row(key):
            return self._known_product(earlier)
        subject = self._subject(record)
        found = None
        if subject is None or subject.known is not None:
            found = self.known.find_product(record, subject.known if subject else None)
        if found:
            return self._known_product(found)
        above = self.products[self.known.loose_product_key(record.product), subject]
        for planned in above:
            if in_one_province(planned.location, record.location):
                return planned
        planned = PlannedProduct(subject, record.location)
        above.append(planned)
        return planned

    def _known_product(self, product: RegisteredProduct) -> PlannedProduct:
        if product.pk not in self.product_of:
            subject = self._known_subject(product.subject) if product.subject else None
            self.product_of[product.pk] = PlannedProduct(subject, None, product)
        return self.product_of[product.pk]

    def _known_subject(self, subject: Subject) -> PlannedSubject:
        if subject.pk not in self.subject_of:
            self.subject_of[subject.pk] = PlannedSubject(subject.kind, None, subject)
        return self.subject_of[subject.pk]

    def _subject(self, record: Record) -> PlannedSubject | None:
        if not record.subject:
            return None
        if found := self.known.find_subject(record):
            return self._known_subject(found)
        above = self.subjects[self.known.loose_subject_key(record.subject)]
        alike = [p for p in above if in_one_province(p.location, record.location)]
        at_home = [p for p in alike if place_of(p.location) == place_of(record.location)]
        if not at_home and place_of(record.location):
            alike = [p for p in alike if self._may_be_same(p, record)]
        chosen = at_home[:1] or (alike if len(alike) == 1 else [])
        if not chosen:
            chosen = [PlannedSubject(record.subject_kind, record.location)]
            above += chosen
        return chosen[0]

    def _may_be_same(self, planned: PlannedSubject, record: Record) -> bool:
        """Only an enterprise's name is its own in a whole province (``find_subject``)."""
        if planned.kind == SubjectKind.ENTERPRISE:
            return True
        ground, other = (
            self.known.ground(place) if (place := place_of(location)) else None
            for location in (planned.location, record.location)
        )
        return ground is None or other is None or bool(ground & other)

    def judge(self) -> None:
        """Compare with what the register says of the known products; all read at once."""
        self.known.load_standings(
            [step.product.known.pk for step in self.steps if step.product.known]
        )
        for step in self.steps:
            self._judge_standing(step)
            self._judge_facts(step)

    def _judge_standing(self, step: Step) -> None:
        product = step.product.known
        standings = self.known.standings_of(product) if product else []
        own = next((s for s in standings if s.source_key == step.source_key), None)
        if self.said[step.product] == _facts(step.record):
            step.is_news = False  # two rows for what is one product to the register
        elif own is not None:
            step.is_news = own.as_of is None and self.reading.as_of is not None
            step.replaces = own if step.is_news else None
        else:
            step.is_news = not was_said(step.record, standings, as_of=self.reading.as_of)
        self.said[step.product] = _facts(step.record)
        if step.is_news and step.outcome == Outcome.UNCHANGED:
            step.outcome = Outcome.CHANGED

    def _judge_facts(self, step: Step) -> None:
        record = step.record
        product = step.product.known
        subject = step.product.subject.known if step.product.subject else None
        if product is not None:
            new = product_fills(record, product)
            step.product.fills |= new
            group = _group_text(self.known.group_of(product))
            self._differs(step, product, "group", group, record.group)
            code = product.product_code
            self._differs(step, product, "product_code", code, record.product_code)
            self._differs(step, product, "place_as_issued", *_places(record, product))
            if new and step.outcome == Outcome.UNCHANGED:
                step.outcome = Outcome.CHANGED
        if subject is not None and step.product.subject is not None:
            new = {
                name: value
                for name, value in subject_fills(record, subject).items()
                if name not in step.product.subject.fills
            }
            step.product.subject.fills |= new
            self._differs(step, subject, "kind", subject.kind, record.subject_kind)
            self._differs(step, subject, "phone", subject.phone, record.phone)
            self._differs(step, subject, "tax_code", subject.tax_code, record.tax_code)
            if new and step.outcome == Outcome.UNCHANGED:
                step.outcome = Outcome.CHANGED

    def _differs(
        self, step: Step, registered: Subject | RegisteredProduct, name: str, known: str, said: str
    ) -> None:
        if not known or not said or known == said:
            return
        record = step.record
        told = _TOLD_AS.get(name, name)
        self.problems.append(
            warning("differs_from_register", told, known=known, said=said).at(
                sheet=record.sheet, row=record.row, column=record.letters.get(told, "")
            )
        )
        label = registered._meta.label_lower
        conflict = Conflict(step, label, registered.pk, name, known, said)
        if (label, registered.pk, name, said) not in self.asked:
            self.asked.add((label, registered.pk, name, said))
            self.conflicts.append(conflict)


#: Column of the register → column of a file
_TOLD_AS = {"kind": "subject_kind", "place_as_issued": "commune"}


def _places(record: Record, product: RegisteredProduct) -> tuple[str, str]:
    """Two communes (or districts) of one scheme and province: one of them is wrong."""
    said = place_of(record.location)
    if said is None or record.location is None or product.place_as_issued_id == said.pk:
        return "", ""
    province = record.location.province_as_issued
    if province is None or said.pk == province.pk or product.province_as_issued_id != province.pk:
        return "", ""
    if product.place_as_issued_id in (None, product.province_as_issued_id):
        return "", ""
    known = product.place_as_issued
    if known is None or said.parent_id == known.pk or known.parent_id == said.pk:
        return "", ""
    return known.key, said.key


Facts = tuple[str, int | None, int | None, str, datetime.date | None]


def was_said(record: Record, standings: Sequence[Standing], *, as_of: datetime.date | None) -> bool:
    """It stands in the register, and nothing said later took it back.

    ``standings`` are the product's in the order of the days they speak for, ``as_of`` is the day of
    the list. A newer list renews what rests on a list; no decision or end is made newer by it.
    """
    rests_on_list = record.counts_as_certified and record.decision_date is None
    same = [
        position
        for position, standing in enumerate(standings)
        if _facts(record) == _facts(standing)
        and (not rests_on_list or as_of in (None, standing.as_of))
    ]
    if not same:
        return False
    ends = record.status in _ENDS
    return not any(
        standing.status != StandingStatus.PROPOSED and (standing.status in _ENDS) != ends
        for standing in standings[same[-1] + 1 :]
    )


def _facts(said: Record | Standing) -> Facts:
    return (
        str(said.status),
        said.stars,
        said.proposed_stars,
        said.decision_no,
        said.decision_date,
    )


def _group_text(group: ProductGroup | None) -> str:
    return group_word(group) if group else ""
