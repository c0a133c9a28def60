"""Which column of a table holds which field, where several could and where none is sure."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from catalog_import.grammars.names import text_of
from catalog_import.grammars.stars import parse_stars
from catalog_import.headers import UNUSED, field_of
from catalog_import.likeness import asks_for_stars
from catalog_import.mapping import Proposal, Reason, Remembered, propose
from catalog_import.problems import Problem, warning
from catalog_import.readers.book import Sheet, SheetRow, column_letter
from catalog_import.ticks import TICKED, ticked_field

_SAMPLED_ROWS = 50


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    header: str
    #: Stands under "new address": commune and province of today
    is_new: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass
class Header:
    depth: int
    columns: dict[str, Column]
    labels: dict[int, str]
    problems: list[Problem] = field(default_factory=list)
    #: What each column was taken for, and why
    mapping: list[Proposal] = field(default_factory=list)
    #: Field → column → what it says, where a list has a column for each star, kind of subject or
    #: state and ticks one
    ticked: dict[str, dict[int, str]] = field(default_factory=dict)
    #: The stars of the list are those it asks for
    asks_for_stars: bool = False

    @cached_property
    def letters(self) -> dict[str, str]:
        """Field → column letter."""
        return {field: column.letter for field, column in self.columns.items()}

    @property
    def written(self) -> dict[int, str]:
        """The texts of the header by column."""
        return {found.index: found.header for found in self.mapping if found.header}


def columns_of(
    sheet: Sheet, paths: list[list[str]], start: int, depth: int, remembered: Remembered
) -> Header:
    """What each column of the table is, by the headers over it and its first rows.

    ``start`` is the first row below a header of ``depth`` rows.
    """
    body = sampled(sheet.rows[start:])
    mapping = propose(sheet, paths, body, remembered)
    labels = {found.index: found.header or found.letter for found in mapping if found.header}
    header = Header(depth, {}, labels, mapping=mapping)
    candidates: dict[str, list[Column]] = defaultdict(list)
    for found in mapping:
        if found.field:
            candidates[found.field].append(Column(found.index, found.header, found.is_new))
            labels.setdefault(found.index, found.letter)
    for name in TICKED & candidates.keys():
        if ticked := _ticked(name, candidates[name]):
            header.ticked[name] = ticked
            candidates[name] = candidates[name][:1]
    for name, columns in candidates.items():
        chosen = _starred(columns, body) if name == "stars" else _first_shown(columns, sheet)
        header.columns[name] = chosen
        if name in UNUSED:
            continue
        header.problems += [
            _about("column_repeated", column, field=name)
            for column in columns
            if column is not chosen
        ]
        if chosen.index in sheet.hidden_columns:
            header.problems.append(_about("column_hidden", chosen, field=name))
    if "stars" not in header.columns and (asked := _asked_for(mapping, body)):
        header.columns["stars"] = asked
        header.asks_for_stars = True
    header.problems += _doubts(header)
    header.problems = [replace(problem, sheet=sheet.name) for problem in header.problems]
    return header


def sampled(body: Sequence[SheetRow]) -> list[SheetRow]:
    """The first rows below a header, up to another: what follows may be of another table."""
    return list(itertools.takewhile(lambda row: not _is_header(row), body[:_SAMPLED_ROWS]))


def _is_header(row: SheetRow) -> bool:
    texts = [text for text in map(text_of, row.cells) if text]
    return len(texts) > 2 and field_of(texts[0]) == "ordinal"


def _doubts(header: Header) -> list[Problem]:
    """The columns that were left out, and those that may be something else."""
    problems = []
    for found in header.mapping:
        if not found.field and found.samples and found.reason is not Reason.REMEMBERED:
            if found.index in {column.index for column in header.columns.values()}:
                continue
            if found.header or len(found.samples) > 1:
                problems.append(
                    _about("column_ignored", Column(found.index, found.header or found.letter))
                )
        elif not found.is_sure and header.columns[found.field].index == found.index:
            told = warning(
                "mapping_unsure",
                found.field,
                header=found.header or found.letter,
                taken_for=found.field,
                confidence=found.confidence,
            )
            problems.append(replace(told, column=found.letter))
    return problems


def _asked_for(mapping: Sequence[Proposal], body: Sequence[SheetRow]) -> Column | None:
    """Where no column holds stars that were given, one of those that are asked for."""
    for found in mapping:
        is_free = not found.field and found.reason is not Reason.REMEMBERED
        if is_free and asks_for_stars(found.header):
            read = [parse_stars(row.cell(found.index)) for row in body]
            if any(stars.certified or stars.proposed for stars in read):
                return Column(found.index, found.header)
    return None


def _about(code: str, column: Column, *, field: str = "") -> Problem:
    return replace(warning(code, field, header=column.header), column=column.letter)


def _ticked(field: str, columns: Sequence[Column]) -> dict[int, str]:
    found = {}
    for column in columns:
        word = column.header.rpartition(" / ")[2]
        found[column.index] = word if ticked_field(word) == field else ""
    is_one_star = field == "stars" and len(found) < 2
    return {} if is_one_star or not all(found.values()) else found


def _first_shown(columns: list[Column], sheet: Sheet) -> Column:
    shown = [column for column in columns if column.index not in sheet.hidden_columns]
    return (shown or columns)[0]


def _starred(columns: list[Column], body: Sequence[SheetRow]) -> Column:
    """Of several columns that could hold the stars, the one whose cells are stars."""
    if len(columns) == 1:
        return columns[0]

    def score(column: Column) -> tuple[int, bool]:
        read = [parse_stars(row.cell(column.index)) for row in body]
        return (
            sum(bool(stars.certified or stars.proposed) for stars in read),
            "sao" in column.header.casefold(),
        )

    return max(columns, key=score)
