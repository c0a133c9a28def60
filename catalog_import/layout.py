"""Where the table of a sheet begins and which rows are its header."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from catalog_import.columns import Header, columns_of, sampled
from catalog_import.contents import is_data_like
from catalog_import.grammars.names import text_of
from catalog_import.grammars.stars import parse_stars
from catalog_import.headers import UNUSED
from catalog_import.likeness import likeness
from catalog_import.mapping import NOTHING_REMEMBERED, Remembered, header_field
from catalog_import.readers.book import Sheet, SheetRow
from catalog_import.ticks import ticked_field

#: A header stands within the first rows of a sheet, and is not deeper than this
_SEARCHED_ROWS = 60
DEEPEST = 4
#: What of a header is kept, with every row of the file
_LONGEST_HEADER = 200
_COUNT = re.compile(r"[\d\s.,%–-]+")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?|(?:\(\d{1,2}\)\s*)+")


@dataclass
class Table:
    sheet: Sheet
    header: Header
    #: Texts of the rows above the header, one a row
    preamble: list[str]
    body: list[SheetRow]
    remembered: Remembered = field(default_factory=dict)


def find_table(sheet: Sheet, remembered: Remembered = NOTHING_REMEMBERED) -> Table | None:
    """The first table of a sheet with a product column and at least one more we know.

    Where no header is known, the first that is like known ones and stands over such cells.
    """
    searched = range(min(len(sheet.rows), _SEARCHED_ROWS))
    start, header = _first_header(header_at, sheet, searched, remembered)
    if header is None or start > 1:
        likely, guessed = _first_header(likely_header_at, sheet, searched[:start], remembered)
        # rows of a list stand between it and the known one: a page before its repeated header
        if guessed and (header is None or _has_rows(sheet, likely + guessed.depth, start)):
            start, header = likely, guessed
    if header is None:
        return None
    body = sheet.rows[start + header.depth :]
    if body and numbers_columns(body[0]):
        body = body[1:]
    if not _names_products(sheet, header, body):
        return None
    preamble = [text for text in (row_text(row) for row in sheet.rows[:start]) if text]
    return Table(sheet, header, [*map(text_of, sheet.above), *preamble], body, remembered)


def _first_header(
    find: Callable[[Sheet, int, Remembered], Header | None],
    sheet: Sheet,
    rows: range,
    remembered: Remembered,
) -> tuple[int, Header | None]:
    """The first header among these rows, and its row; past them and none, if none is one."""
    for start in rows:
        if header := find(sheet, start, remembered):
            return start, header
    return rows.stop, None


def _has_rows(sheet: Sheet, start: int, stop: int) -> bool:
    return any(sum(bool(text_of(cell)) for cell in row.cells) > 2 for row in sheet.rows[start:stop])


def row_text(row: SheetRow) -> str:
    return " ".join(text for text in (text_of(cell) for cell in row.cells) if text)


def header_at(
    sheet: Sheet, start: int, remembered: Remembered = NOTHING_REMEMBERED
) -> Header | None:
    """The header that begins with this row, however deep; None if none does."""
    lines = _lines(sheet, start)
    top = lines[0]
    if len({text for text in top if text}) < 2:
        return None
    is_group_line = sheet.is_wide(sheet.rows[start]) or (
        sum(bool(header_field([text], remembered)) for text in top if text) > 1
    )
    for depth in range(1, len(lines) + 1 if is_group_line else 2):
        paths = _paths(lines[:depth])
        known = {header_field(path, remembered) for path in paths if path} - {""}
        if "product" in known and len(known) > 1:
            break
    else:
        return None
    while depth < len(lines) and _is_subheader(
        sheet.rows[start + depth], _paths(lines[: depth + 1]), remembered
    ):
        depth += 1
    depth = max(depth, _merged_depth(sheet, start, depth))
    header = columns_of(sheet, _paths(lines[:depth]), start + depth, depth, remembered)
    return header if "product" in header.columns else None  # its lower lines are of counts


def _merged_depth(sheet: Sheet, start: int, depth: int) -> int:
    """A row that most cells of the header reach down into is a line of it too."""
    rows = sheet.rows[start + depth : start + DEEPEST]
    for more, row in enumerate(rows, start=1):
        own = sum(cell is not None for cell in row.cells)
        covered = sum(
            sheet.filled(row, column) is not None and row.cell(column) is None
            for column in range(len(sheet.rows[start].cells))
        )
        if covered <= own:
            return depth + more - 1
    return depth + len(rows)


def likely_header_at(
    sheet: Sheet, start: int, remembered: Remembered = NOTHING_REMEMBERED
) -> Header | None:
    """A header of texts that nobody listed: alike, over cells that bear them out."""
    lines = _lines(sheet, start)
    texts = [text for text in lines[0] if text]
    if len(set(texts)) < 3 or is_data_like(texts):
        return None
    hints = [field for text in set(texts) if (field := _hint(text, remembered))]
    if len(set(hints)) < 2:
        return None
    depth = 1
    while depth < len(lines) and _is_second_line(lines, depth, remembered):
        depth += 1
    header = columns_of(sheet, _paths(lines[:depth]), start + depth, depth, remembered)
    own = header.columns.keys() - UNUSED
    return header if "product" in own and len(own) > 1 else None


def _lines(sheet: Sheet, start: int) -> list[list[str]]:
    rows = sheet.rows[start : start + DEEPEST]
    width = max(len(row.cells) for row in rows)
    return [[text_of(cell)[:_LONGEST_HEADER] for cell in sheet.spread(row, width)] for row in rows]


def _hint(text: str, remembered: Remembered) -> str:
    """A field the text of a header brings to mind."""
    if known := header_field([text], remembered):
        return known
    alike = likeness(text)
    return max(alike, key=lambda name: alike[name]) if alike else ""


def _is_second_line(lines: list[list[str]], depth: int, remembered: Remembered) -> bool:
    texts = [text for text in lines[depth] if text]
    if not texts or is_data_like(texts):
        return False
    hints = sum(bool(_hint(text, remembered)) for text in texts)
    return hints > 1 and hints * 2 >= len(texts)


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


def _is_subheader(row: SheetRow, paths: list[list[str]], remembered: Remembered) -> bool:
    own = [index for index, cell in enumerate(row.cells) if text_of(cell)]
    known = sum(bool(header_field(paths[index], remembered)) for index in own)
    if known > 1 and known * 2 >= len(own):
        return True
    groups = Counter(path[0] for path in paths if path)
    choices = sum(bool(ticked_field(paths[index][-1])) for index in own if len(paths[index]) > 1)
    is_under_groups = all(groups[paths[index][0]] > 1 for index in own)
    return is_under_groups and choices > 1 and choices * 2 >= len(own)


def numbers_columns(row: SheetRow) -> bool:
    """ "(1) (2) (3)" or "A B C" under a header."""
    count = 0
    for cell in row.cells:
        if text := text_of(cell):
            if not _COLUMN_NUMBER.fullmatch(text):
                return False  # of most rows the first cells tell
            count += 1
    return count > 2


def _names_products(sheet: Sheet, header: Header, body: Sequence[SheetRow]) -> bool:
    """A column of names, not of counts: a summary sheet has the header too."""
    index = header.columns["product"].index
    texts = [text_of(sheet.filled(row, index)) for row in sampled(body)]
    counts = sum(bool(_COUNT.fullmatch(text)) for text in texts)
    stars = sum(bool(parse_stars(text).certified) and not _COUNT.fullmatch(text) for text in texts)
    names = sum(map(bool, texts)) - counts - stars
    return not any(texts) or 0 < names >= counts
