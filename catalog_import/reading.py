"""A book becomes records: sheet by sheet, row by row, then what only shows across rows."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from catalog_import.addresses import are_all_of_today
from catalog_import.body import walk
from catalog_import.context import Preamble, province_of_all, read_preamble
from catalog_import.elsewhere import tell_elsewhere
from catalog_import.entry import Entry
from catalog_import.grammars.decisions import issuer_of
from catalog_import.grammars.names import spelled_key
from catalog_import.headers import TRADE
from catalog_import.layout import Table, find_table
from catalog_import.mapping import NOTHING_REMEMBERED, Proposal, Remembered
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, Refused, error, warning
from catalog_import.readers.book import Book
from catalog_import.records import Record
from catalog_import.rows import RowReader
from catalog_import.side_tables import tables_beside
from ocop.enums import Evidence, StandingStatus
from ocop.selectors.certificates import expected_level, term_end
from ocop.spelling import loose_key, product_key, subject_key

#: Told once for the file when it holds for every row
_ONCE = ("province_missing", "decision_missing", "as_of_missing", "subject_missing")
_PROGRESS_STEP = 50
#: What a note says of a row that stays in the list it stands in
_WITHIN_A_LIST = frozenset({StandingStatus.RENEWED, StandingStatus.EXPIRED})


@dataclass
class Reading:
    """A file as understood. ``records`` are the sound ones; an error keeps its row out of them."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: Rows with an error, and duplicates: for their raw cells only
    left_out: list[Record] = field(default_factory=list)
    #: The day the list speaks for: stated, else printed
    as_of: datetime.date | None = None
    #: Data rows, sound or not
    rows: int = 0
    #: Rows with an error, and duplicates
    skipped: int = 0
    #: What each column of each table was taken for
    mapping: list[Proposal] = field(default_factory=list)

    def add(self, other: "Reading") -> None:
        """What another part of the file says."""
        self.records += other.records
        self.problems += other.problems
        self.left_out += other.left_out
        self.rows += other.rows
        self.skipped += other.skipped

    #: (sheet, row) → products so far
    _parts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def number_parts(self, records: Sequence[Record]) -> None:
        """Count on where another row of the file is found under the same number: a list may print
        one twice, and a row is known by its sheet, number and part."""
        for record in records:
            record.part = self._parts[record.sheet, record.row]
            self._parts[record.sheet, record.row] += 1

    @property
    def is_unsure(self) -> bool:
        """A column was guessed: somebody has to agree before anything is written."""
        return any(problem.code == "mapping_unsure" for problem in self.problems)

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def read_records(
    book: Book,
    *,
    province: str,
    as_of: datetime.date | None,
    today: datetime.date,
    keeps_offers: bool,
    progress: Callable[[int, int], None] | None = None,
    remembered: Remembered = NOTHING_REMEMBERED,
) -> Reading:
    """Everything a book says. ``province`` and ``as_of`` are what the officer stated;
    ``remembered`` what a person settled of columns whose headers are not known.
    """
    places = PlaceFinder()
    sheets = [table for sheet in book.sheets for table in tables_beside(sheet)]
    tables = [(sheet, find_table(sheet, remembered)) for sheet in sheets]
    found = [(sheet, table) for sheet, table in tables if table is not None]
    if not found:
        raise Refused("no-header")
    reading = Reading(problems=list(book.problems))
    reading.problems += [
        warning("sheet_without_table").at(sheet=sheet.name, row=None)
        for sheet, table in tables
        if table is None and sheet.rows
    ]
    of_book = province or province_of_all(tables, places)
    preambles = [
        read_preamble(
            table.preamble,
            sheet=sheet.name,
            places=places,
            province=province if "province" in table.header.columns else of_book,
            today=today,
        )
        for sheet, table in found
    ]
    reading.as_of = _list_day(preambles, as_of, reading.problems)
    reader = RowReader(places, today, reading.as_of, keeps_offers)
    total = sum(len(table.body) for _, table in found)
    done = 0
    for (_, table), preamble in zip(found, preambles, strict=True):
        _tell_of_table(table, preamble, reading, keeps_offers)
        entries = partial(walk, table, preamble.context, places=places, today=today)
        of_table = Reading()
        for entry in entries():
            _read_row(reader, entry, table, of_table)
            done += isinstance(entry, Entry)
            if progress and done % _PROGRESS_STEP == 0:
                progress(done, total)
        if are_all_of_today(of_table.records, places):
            of_table = Reading()
            for entry in entries():
                _read_row(replace(reader, prefers_today=True), entry, table, of_table)
        reading.add(of_table)
    if progress:
        progress(total, total)
    _check_across(reading)
    reading.problems += tell_elsewhere([*reading.records, *reading.left_out], reading.problems)
    _tell_once(reading)
    return reading


def _list_day(
    preambles: list[Preamble], stated: datetime.date | None, problems: list[Problem]
) -> datetime.date | None:
    problems += [problem for preamble in preambles for problem in preamble.problems]
    printed = next((preamble.as_of for preamble in preambles if preamble.as_of), None)
    if stated and printed and stated != printed:
        problems.append(
            warning(
                "as_of_differs", "as_of", stated=stated.isoformat(), printed=printed.isoformat()
            )
        )
    return stated or printed


def _tell_of_table(table: Table, preamble: Preamble, reading: Reading, keeps_offers: bool) -> None:
    reading.problems += table.header.problems
    reading.mapping += table.header.mapping
    if keeps_offers:
        return
    for name in sorted(TRADE & table.header.columns.keys()):
        column = table.header.columns[name]
        reading.problems.append(
            warning("trade_column_ignored", name, header=column.header).at(
                sheet=table.sheet.name, row=None, column=column.letter
            )
        )


def _read_row(reader: RowReader, entry: Entry | Problem, table: Table, reading: Reading) -> None:
    if isinstance(entry, Problem):
        reading.problems.append(entry)
        return
    records, problems = reader.read(entry, sheet=entry.row.page or table.sheet.name)
    reading.number_parts(records)
    reading.rows += 1
    reading.problems += problems
    if any(problem.is_error for problem in problems):
        reading.skipped += 1
        reading.left_out += records[:1]
    else:
        reading.records += records


def _check_across(reading: Reading) -> None:
    """Duplicates, and what a certificate would lack."""
    same: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    alike: dict[tuple[str, ...], Record] = {}
    kept: list[Record] = []
    for record in reading.records:
        place = (record.province, record.scheme)
        subject = subject_key(record.subject)
        earlier = same[spelled_key(record.product), subject, *place]
        found = next((p for twin in earlier if (p := _again(record, twin))), None)
        if found and found.code != "product_again":
            reading.problems.append(_at(found, record))
            reading.left_out.append(record)
            continue
        near = (loose_key(product_key(record.product)), loose_key(subject), *place)
        if not earlier and (twin := alike.get(near)):
            found = warning("probable_duplicate", "product", row=twin.row)
        if found:
            reading.problems.append(_at(found, record))
        earlier.append(record)
        alike.setdefault(near, record)
        reading.problems += _check_evidence(record, reading.as_of)
        kept.append(record)
    rows_kept = {(record.sheet, record.row) for record in kept}
    reading.skipped += len({(r.sheet, r.row) for r in reading.records} - rows_kept)
    reading.records = kept


def _again(record: Record, twin: Record) -> Problem:
    """The same again is skipped; two stars by one decision, and somebody has to say which is right.

    Anything else is another word on the same product: recognised here, revoked or renewed there.
    """
    is_same_decision = all(
        mine == other or not mine or not other
        for mine, other in (
            (record.decision_no, twin.decision_no),
            (record.decision_date, twin.decision_date),
        )
    )
    if _is_printed_again(record, twin):
        return warning("duplicate", "product", row=twin.row)
    if record.status != twin.status or not is_same_decision:
        return warning("product_again", "product", row=twin.row)
    if (record.stars, record.proposed_stars) == (twin.stars, twin.proposed_stars):
        return warning("duplicate", "product", row=twin.row)
    return error("duplicate_with_other_stars", "stars", row=twin.row)


def _is_printed_again(record: Record, twin: Record) -> bool:
    """A sheet that repeats another without its column of notes says no more than "certified"."""
    mine, other = (
        (r.decision_no, r.decision_date, r.stars, r.proposed_stars) for r in (record, twin)
    )
    return (
        record.sheet != twin.sheet
        and bool(record.decision_no and record.decision_date)
        and mine == other
        and record.status == StandingStatus.CERTIFIED
        and twin.status in _WITHIN_A_LIST
    )


def _check_evidence(record: Record, as_of: datetime.date | None) -> Iterable[Problem]:
    if not record.counts_as_certified:
        return
    if not record.decision_no:
        yield _at(warning("decision_missing", "decision_no"), record)
    if record.decision_date is None and as_of is None:
        yield _at(warning("as_of_missing", "decision_date"), record)
    if record.decision_date and as_of and record.status == StandingStatus.CERTIFIED:
        end = term_end(evidence=Evidence.DECISION, day=record.decision_date)
        if end < as_of and not record.says_upgraded:
            yield _at(warning("decision_ended", "decision_date", end=str(end)), record)
    if record.decision_date and record.stars and (issuer := issuer_of(record.decision_no)):
        expected = expected_level(stars=record.stars, day=record.decision_date)
        if (expected == "national") != (issuer == "ministry"):
            yield _at(
                warning("issuer_unexpected", "decision_no", stars=record.stars, expected=expected),
                record,
            )


def _at(problem: Problem, record: Record) -> Problem:
    return problem.at(
        sheet=record.sheet, row=record.row, column=record.letters.get(problem.field, "")
    )


def _tell_once(reading: Reading) -> None:
    """A warning that holds for every row is about the file."""
    by_code: dict[str, list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        if problem.code in _ONCE:
            by_code[problem.code].append(problem)
    whole = {
        code: found[0]
        for code, found in by_code.items()
        if len(found) >= max(3, _row_count(reading, code))
    }
    reading.problems = [p for p in reading.problems if p.code not in whole] + [
        replace(problem, sheet="", row=None, column="", params={"count": len(by_code[code])})
        for code, problem in whole.items()
    ]


def _row_count(reading: Reading, code: str) -> int:
    if code in ("decision_missing", "as_of_missing"):
        return sum(record.counts_as_certified for record in reading.records)
    return reading.rows
