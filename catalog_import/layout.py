"""Where the table of a sheet begins, which rows are its header, what each column holds."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from catalog_import.grammars.names import text_of
from catalog_import.grammars.stars import parse_stars
from catalog_import.headers import UNUSED, field_of, says_new_units
from catalog_import.problems import Problem, warning
from catalog_import.readers.book import Sheet, SheetRow, column_letter

#: A header stands within the first rows of a sheet, and is not deeper than this
_SEARCHED_ROWS = 60
_DEEPEST = 4
_SAMPLED_ROWS = 50
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?")


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


@dataclass
class Table:
    sheet: Sheet
    header: Header
    #: Texts of the rows above the header, one a row
    preamble: list[str]
    body: list[SheetRow]


def find_table(sheet: Sheet) -> Table | None:
    """The first table of a sheet with a product column and at least one more we know."""
    for start in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        header = header_at(sheet, start)
        if header is None:
            continue
        body = sheet.rows[start + header.depth :]
        if body and _numbers_columns(body[0]):
            body = body[1:]
        if not _names_products(sheet, header, body):
            return None
        preamble = [text for text in (row_text(row) for row in sheet.rows[:start]) if text]
        return Table(sheet, header, [*sheet.above, *preamble], body)
    return None


def row_text(row: SheetRow) -> str:
    return " ".join(text for text in (text_of(cell) for cell in row.cells) if text)


def header_at(sheet: Sheet, start: int) -> Header | None:
    """The header that begins with this row, however deep; None if none does."""
    rows = sheet.rows[start : start + _DEEPEST]
    width = max(len(row.cells) for row in rows)
    lines = [[text_of(cell) for cell in sheet.spread(row, width)] for row in rows]
    top = lines[0]
    if len({text for text in top if text}) < 2:
        return None
    is_group_line = sheet.is_wide(rows[0]) or sum(bool(field_of(text)) for text in top) > 1
    for depth in range(1, len(rows) + 1 if is_group_line else 2):
        paths = _paths(lines[:depth])
        known = {field_of(path[-1], path[:-1]) for path in paths if path} - {""}
        if "product" in known and len(known) > 1:
            break
    else:
        return None
    while depth < len(rows) and _is_subheader(rows[depth], _paths(lines[: depth + 1])):
        depth += 1
    body = sheet.rows[start + depth :][:_SAMPLED_ROWS]
    return _columns(sheet, _paths(lines[:depth]), body, depth)


def _paths(lines: Sequence[list[str]]) -> list[list[str]]:
    """For each column the headers over it, top first, a text that repeats itself once.

    In a file without merges a group header stands over its first column only: a column with a
    header below and none above belongs to the group on its left.
    """
    filled = [list(line) for line in lines]
    for line, below in zip(filled, lines[1:], strict=False):
        for column in range(1, len(line)):
            if not line[column] and below[column] and below[column - 1]:
                line[column] = line[column - 1]
    paths: list[list[str]] = []
    for column in range(len(lines[0])):
        path: list[str] = []
        for line in filled:
            text = line[column]
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(path)
    return paths


def _is_subheader(row: SheetRow, paths: list[list[str]]) -> bool:
    own = [index for index, cell in enumerate(row.cells) if text_of(cell)]
    known = sum(bool(field_of(paths[index][-1], paths[index][:-1])) for index in own)
    return known > 1 and known * 2 >= len(own)


def _columns(sheet: Sheet, paths: list[list[str]], body: Sequence[SheetRow], depth: int) -> Header:
    candidates, unknown = _sort_columns(paths)
    labels = {index: " / ".join(path) for index, path in enumerate(paths) if path}
    header = Header(depth, {}, labels)
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
    header.problems += [
        _about("column_ignored", column)
        for column in unknown
        if any(text_of(row.cell(column.index)) for row in body)
    ]
    header.problems = [replace(problem, sheet=sheet.name) for problem in header.problems]
    return header


def _sort_columns(paths: list[list[str]]) -> tuple[dict[str, list[Column]], list[Column]]:
    """Columns by field, and those whose header says nothing we know."""
    groups = Counter(text for path in paths for text in path[:-1])
    candidates: dict[str, list[Column]] = defaultdict(list)
    unknown: list[Column] = []
    for index, path in enumerate(paths):
        if not path:
            continue
        found = field_of(path[-1], path[:-1])
        if not found and len(path) > 1 and groups[path[-2]] == 1:
            found = field_of(path[-2], path[:-2])
        column = Column(index, " / ".join(path), says_new_units(path[:-1]))
        (candidates[found] if found else unknown).append(column)
    return candidates, unknown


def _about(code: str, column: Column, *, field: str = "") -> Problem:
    return replace(warning(code, field, header=column.header), column=column.letter)


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


def _numbers_columns(row: SheetRow) -> bool:
    """ "(1) (2) (3)" or "A B C" under a header."""
    texts = [text for text in (text_of(cell) for cell in row.cells) if text]
    return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _names_products(sheet: Sheet, header: Header, body: Sequence[SheetRow]) -> bool:
    """A column of names, not of counts: a summary sheet has the header too."""
    index = header.columns["product"].index
    texts = [text_of(sheet.filled(row, index)) for row in body[:_SAMPLED_ROWS]]
    return not any(texts) or any(re.search(r"[^\W\d_]", text) for text in texts)
