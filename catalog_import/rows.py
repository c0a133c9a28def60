"""A data row becomes one record (or several, where its cell lists products) and its problems."""

import datetime
from dataclasses import dataclass, replace

from catalog_import.addresses import place, written_address
from catalog_import.entry import Entry
from catalog_import.grammars.contacts import parse_phone, parse_tax_code
from catalog_import.grammars.dates import Day, parse_day, parse_year
from catalog_import.grammars.decisions import Decision, parse_decision
from catalog_import.grammars.names import (
    check_name,
    check_product_name,
    is_cell_error,
    is_formula,
    lines_of,
    packs_in,
    split_products,
    text_of,
)
from catalog_import.grammars.offers import parse_offer
from catalog_import.grammars.stars import Stars, are_stars_of_several, parse_stars
from catalog_import.grammars.statuses import STATUSES, Status, parse_status, status_in_text
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, error, warning
from catalog_import.readers.book import Odd
from catalog_import.records import Record
from catalog_import.subject_cells import subject_apart
from ocop.enums import StandingStatus
from ocop.spelling import clean, subject_kind_of

#: Which of two statuses a row gives outweighs the other
_WEIGHT = ("", "certified", "renewed", "proposed", "expired", "revoked")
_MAY_LACK_STARS = frozenset(
    {StandingStatus.REVOKED, StandingStatus.EXPIRED, StandingStatus.PROPOSED}
)
_ENDED = frozenset({StandingStatus.REVOKED, StandingStatus.EXPIRED})
_LONGEST = {"note": 500, "address": 300, "source": 200, "product_code": 40}


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one file."""

    places: PlaceFinder
    today: datetime.date
    #: The day the list speaks for
    listed_on: datetime.date | None
    #: Trade columns count: our own sample data
    keeps_offers: bool
    #: Communes are looked up among today's first: the list was found to name those
    prefers_today: bool = False

    def read(self, entry: Entry, *, sheet: str) -> tuple[list[Record], list[Problem]]:
        """The records of a row, and everything there is to say of it."""
        problems: list[Problem] = []
        entry = subject_apart(entry)
        names = self._products(entry, problems)
        base = Record(sheet, entry.row.told_number, raw=entry.raw, letters=entry.letters)
        self._subject(entry, base, problems)
        self._decision(entry, base, problems)
        self._place(entry, base, problems)
        self._group(entry, base, problems)
        self._rest(entry, base, problems)
        records = [base, *(replace(base, part=part) for part in range(1, len(names)))]
        for record, (name, stars) in zip(records, names, strict=True):
            record.product, record.skus = name, packs_in(name)
            self._standing(entry, record, stars, problems)
        if entry.row.is_hidden:
            problems.append(warning("row_hidden"))
        placed = [
            problem.at(
                sheet=sheet, row=entry.row.told_number, column=entry.letters.get(problem.field, "")
            )
            for position, problem in enumerate(problems)
            if problem not in problems[:position]
        ]
        return records, placed

    def _products(self, entry: Entry, problems: list[Problem]) -> list[tuple[str, str]]:
        cell = entry.cells.get("product")
        if cell is Odd.UNCALCULATED:
            problems.append(error("formula_without_value", "product"))
            return [("", "")]
        names = split_products(cell)
        if len(names) == 1 and names[0][0].endswith(")") and _has_no_star(entry):
            names = split_products(cell, stars_only_here=True)
        names = _with_stars_beside(entry, names, problems)
        for name, _ in names:
            if not name:
                problems.append(error("product_missing", "product"))
            else:
                problems.extend(check_product_name(name))
        if len(names) > 1:
            problems.append(warning("several_products", "product", count=len(names)))
        return names

    def _subject(self, entry: Entry, record: Record, problems: list[Problem]) -> None:
        cell = entry.cells.get("subject")
        if cell is Odd.UNCALCULATED:
            problems.append(error("formula_without_value", "subject"))
            return
        record.subject = text_of(cell)
        if not record.subject:
            problems.append(warning("subject_missing", "subject"))
            return
        problems.extend(check_name(record.subject, "subject"))
        said = text_of(entry.cells.get("subject_kind"))
        record.subject_kind = (subject_kind_of(said) if said else "") or subject_kind_of(
            record.subject
        )
        if not record.subject_kind:
            problems.append(warning("subject_kind_unknown", "subject_kind", name=record.subject))

    def _decision(self, entry: Entry, record: Record, problems: list[Problem]) -> None:
        """From its own columns; a row silent on both takes what stands in the title."""
        cells = entry.cells
        beside = cells.get("decision_date")
        read = parse_decision(cells.get("decision_no"), today=self.today, days=beside)
        is_told = read.day and "decisions_several" in read.problems
        dated = Day() if is_told else parse_day(beside, today=self.today)
        for code in read.problems:
            field = "decision_date" if code.startswith("date_") else "decision_no"
            text = text_of(cells.get("decision_no"))
            problems.append(warning(code, field, text=text[:60]))
        if dated.problem:
            text = text_of(cells.get("decision_date"))
            problems.append(warning(dated.problem, "decision_date", text=text[:60]))
        record.decision_no, record.decision_date = read.number, dated.day or read.day
        above: Decision = entry.context.decision
        is_silent_on_day = not (record.decision_date or dated.problem or read.problems)
        if is_silent_on_day and record.decision_no in ("", above.number):
            record.decision_no, record.decision_date = above.number, above.day
        elif not record.decision_no and record.decision_date and above.day == record.decision_date:
            record.decision_no = above.number

        record.year = parse_year(cells.get("year"), today=self.today)
        if record.year is None and (text := text_of(cells.get("year"))):
            problems.append(warning("year_unreadable", "year", text=text[:60]))

    def _place(self, entry: Entry, record: Record, problems: list[Problem]) -> None:
        written = written_address(entry, self.places)
        placed = place(
            written,
            decided_on=record.decision_date,
            year=record.year or entry.context.year,
            listed_on=self.listed_on,
            prefers_today=self.prefers_today,
            places=self.places,
        )
        record.commune, record.district = placed.commune, placed.district
        record.province, record.scheme = placed.province, placed.scheme
        record.location, record.is_scheme_sure = placed.location, placed.is_sure
        record.address, record.old_address = written.text, written.old_text
        problems.extend(placed.problems)

    def _group(self, entry: Entry, record: Record, problems: list[Problem]) -> None:
        text = text_of(entry.cells.get("group"))
        record.product_group = self.places.group(text or entry.context.group)
        record.group = self.places.group_named(text or entry.context.group)
        if text and not record.group:
            problems.append(warning("group_unknown", "group", text=text[:60]))

    def _rest(self, entry: Entry, record: Record, problems: list[Problem]) -> None:
        cells = entry.cells
        record.note = text_of(cells.get("note"))
        if is_formula(record.note):
            problems.append(warning("formula_like_note", "note", text=record.note[:60]))
        record.source = text_of(cells.get("source"))
        record.product_code = text_of(cells.get("product_code"))
        for field, longest in _LONGEST.items():
            text = getattr(record, field)
            if is_cell_error(text):
                problems.append(warning("cell_error_ignored", field, text=text))
                setattr(record, field, "")
            elif len(text) > longest:
                problems.append(warning("text_cut", field, most=longest))
                setattr(record, field, text[: longest - 1] + "…")
        record.phone, is_clear = parse_phone(cells.get("phone"))
        if not is_clear:
            text = text_of(cells.get("phone"))
            problems.append(warning("phone_unreadable", "phone", text=text[:60]))
        record.tax_code, code = parse_tax_code(cells.get("tax_code"))
        if code:
            problems.append(warning(code, "tax_code"))
        if self.keeps_offers:
            record.offer, unread = parse_offer(cells)
            problems.extend(warning("offer_unreadable", field) for field in unread)

    def _standing(
        self, entry: Entry, record: Record, beside_name: str, problems: list[Problem]
    ) -> None:
        status = self._status(entry, problems)
        stars = parse_stars(entry.cells.get("stars"))
        if beside_name:
            stars = parse_stars(beside_name)
        if stars.is_empty:
            stars = entry.context.stars
        record.says_upgraded = status.says_upgraded
        record.status = status.status or StandingStatus.CERTIFIED.value
        if stars.problem and not (stars.problem == "stars_denied" and record.status in _ENDED):
            text = text_of(entry.cells.get("stars"))
            problems.append(error(stars.problem, "stars", text=text[:60]))
            return
        stars = self._as_status_says(record, _in_list_of_hopes(stars, entry.context.stars))
        record.stars, record.proposed_stars = stars.certified, stars.proposed
        if stars.certified and stars.proposed:
            problems.append(warning("stars_proposed_too", "stars", proposed=stars.proposed))
        elif stars.certified is None and record.status not in _MAY_LACK_STARS:
            problems.append(error("stars_missing", "stars"))

    @staticmethod
    def _as_status_says(record: Record, stars: Stars) -> Stars:
        """A hoped-for star makes a row proposed; a row said to be proposed has no other star."""
        if stars.proposed and not stars.certified and record.status not in _ENDED:
            record.status = StandingStatus.PROPOSED.value
        elif record.status == StandingStatus.PROPOSED and stars.certified and not stars.proposed:
            return Stars(proposed=stars.certified)
        return stars

    def _status(self, entry: Entry, problems: list[Problem]) -> Status:
        text = text_of(entry.cells.get("status"))
        noted = status_in_text(text_of(entry.cells.get("note")), today=self.today)
        said = parse_status(text, today=self.today)
        if text and not said.status:
            problems.append(warning("status_unknown", "status", text=text[:60]))
        if clean(text).casefold() in STATUSES:
            return replace(said, says_upgraded=noted.says_upgraded)
        found = max(noted, said, key=lambda read: _WEIGHT.index(read.status))
        listed = entry.context.status
        is_reason = noted.status == StandingStatus.EXPIRED and not said.status
        if not found.status or (is_reason and listed.status == StandingStatus.REVOKED):
            return listed  # what ended is why it was struck off
        return replace(found, says_upgraded=noted.says_upgraded or said.says_upgraded)


def _in_list_of_hopes(stars: Stars, of_all: Stars) -> Stars:
    """Under "tiềm năng 5 sao" a cell that says 5 is what is hoped for, one that says 4 what is."""
    hoped = of_all.proposed
    if not hoped or not stars.certified or stars.proposed or stars.certified > hoped:
        return stars
    return Stars(None if stars.certified == hoped else stars.certified, hoped)


def _with_stars_beside(
    entry: Entry, names: list[tuple[str, str]], problems: list[Problem]
) -> list[tuple[str, str]]:
    """Stars on lines of their own are those of the products on as many lines beside them."""
    stars = lines_of(entry.cells.get("stars"))
    if not are_stars_of_several(stars) or any(own for _, own in names):
        return names
    listed = [name for name, _ in names] if len(names) > 1 else lines_of(entry.cells.get("product"))
    if len(listed) == len(stars):
        return list(zip(listed, stars, strict=True))
    if len(listed) > 1:
        problems.append(error("stars_not_paired", "stars", stars=len(stars), products=len(listed)))
    return names


def _has_no_star(entry: Entry) -> bool:
    """Neither in its column nor above the row."""
    return entry.context.stars.is_empty and parse_stars(entry.cells.get("stars")).is_empty
