"""Which column of a table holds which field, where several could and where none is sure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from catalog_import.grammars.stars import parse_stars
from catalog_import.headers import UNUSED, star_of
from catalog_import.mapping import Proposal, Reason, Remembered, propose
from catalog_import.problems import Problem, warning
from catalog_import.readers.book import Sheet, SheetRow, column_letter

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
    #: Column → star, where a list has a column for each star and ticks one
    ticked: dict[int, int] = field(default_factory=dict)

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
    body = sheet.rows[start:][:_SAMPLED_ROWS]
    mapping = propose(sheet, paths, body, remembered)
    labels = {found.index: found.header or found.letter for found in mapping if found.header}
    header = Header(depth, {}, labels, mapping=mapping)
    candidates: dict[str, list[Column]] = defaultdict(list)
    for found in mapping:
        if found.field:
            candidates[found.field].append(Column(found.index, found.header, found.is_new))
            labels.setdefault(found.index, found.letter)
    header.ticked = _ticked(candidates.get("stars", []))
    if header.ticked:
        candidates["stars"] = candidates["stars"][:1]
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
    header.problems += _doubts(header)
    header.problems = [replace(problem, sheet=sheet.name) for problem in header.problems]
    return header


def _doubts(header: Header) -> list[Problem]:
    """The columns that were left out, and those that may be something else."""
    problems = []
    for found in header.mapping:
        if not found.field and found.samples and found.reason is not Reason.REMEMBERED:
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


def _about(code: str, column: Column, *, field: str = "") -> Problem:
    return replace(warning(code, field, header=column.header), column=column.letter)


def _ticked(columns: Sequence[Column]) -> dict[int, int]:
    found = {column.index: star_of(column.header.rpartition(" / ")[2]) for column in columns}
    return found if len(found) > 1 and all(found.values()) else {}


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
