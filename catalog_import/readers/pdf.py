"""PDF: the tables of all pages as one, with rules (pdfplumber) or without (``unruled``).

One table over all pages, so that headers, groups and merged cells hold across page breaks; each
row says its page and, where the list numbers its rows, the number printed there.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from catalog_import.problems import Refused, warning
from catalog_import.readers import limits, unruled
from catalog_import.readers.book import Book, Cell, Merge, Sheet, SheetRow
from catalog_import.readers.unruled import Grid

_NUMBER = re.compile(r"(\d{1,5})\s*[.)]?")
_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s*[-–]?\s*\d{1,4}\s*(?:[-–]|/\s*\d{1,4})?", re.IGNORECASE
)
#: Rules that draw one line twice, or a hair apart
_SAME_LINE = 3.0
_LEAST_CELLS = 3
_BROKEN = (
    PDFException, PSException, MalformedPDFException, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OverflowError, AssertionError,
)  # fmt: skip


def read(data: bytes, name: str) -> Book:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _read_pages(document.pages)
    except (PDFPasswordIncorrect, PDFEncryptionError) as locked:
        raise Refused("encrypted") from locked
    except PdfminerException as broken:
        cause = broken.args[0] if broken.args else None
        if isinstance(cause, Refused | MemoryError | RecursionError):
            raise cause from broken
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise Refused("encrypted") from broken
        raise Refused("corrupt", detail=str(broken)) from broken
    except _BROKEN as broken:
        raise Refused("corrupt", detail=str(broken)) from broken


def _read_pages(pages: Sequence[Any]) -> Book:
    if len(pages) > limits.PAGES:
        raise Refused("too-many-pages", pages=limits.PAGES)
    whole = _Whole()
    has_words = False
    for number, page in enumerate(pages, start=1):
        if len(page.chars) > limits.PAGE_LETTERS:
            raise Refused("page-too-full", page=number, most=limits.PAGE_LETTERS)
        has_words = has_words or bool(page.chars)
        whole.page(f"page {number}", page)
        page.close()
    if pages and not has_words:
        raise Refused("no-text")
    problems = [warning("table_without_lines")] if whole.has_no_lines else []
    return Book([whole.sheet()], problems)


@dataclass
class _Whole:
    """Rows of all pages so far."""

    rows: list[SheetRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    #: A table of some page was found by the gaps between its words
    has_no_lines: bool = False

    def page(self, name: str, page: Any) -> None:
        grids = [_ruled(table) for table in page.find_tables()]
        grids = [grid for grid in grids if len(grid.rows) > 1 or len(grid.rows[0]) > 1]
        if grids:
            self._lines_above(page, min(grid.top for grid in grids))
        else:
            grid, above = unruled.read_page(page)
            if not self.rows:
                self.above += above
            grids = [grid] if grid else []
            self.has_no_lines = self.has_no_lines or bool(grids)
        for grid in grids:
            self._add(name, grid)

    def _lines_above(self, page: Any, top: float) -> None:
        """Titles stand above the first table; above a later one, only running heads."""
        if self.rows or top <= page.bbox[1] + 1:
            return
        x0, y0, x1, _ = page.bbox
        text = page.crop((x0, y0, x1, min(top, page.bbox[3]))).extract_text() or ""
        self.above += [line for line in text.splitlines() if not _PAGE_NUMBER.fullmatch(line)]

    def _add(self, name: str, grid: Grid) -> None:
        first = self.rows[-1].number + 1 if self.rows else 1
        for offset, cells in enumerate(grid.rows):
            if any(cell is not None for cell in cells):
                self.rows.append(SheetRow(first + offset, tuple(cells), page=name))
        if len(self.rows) > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        for merge in grid.merges:
            self._merge(merge, first, grid)

    def _merge(self, merge: Merge, first: int, grid: Grid) -> None:
        """An empty tall cell at the top of a page goes on from the page before."""
        moved = merge._replace(first_row=merge.first_row + first, last_row=merge.last_row + first)
        is_empty = grid.rows[merge.first_row][merge.first_column] is None
        is_tall = merge.last_row > merge.first_row
        is_first = merge.first_row == 0 or (
            merge.first_row == 1 and self._repeats_header(grid.rows[0])
        )
        if is_empty and is_tall and is_first:
            column = merge.first_column
            for row in reversed(self.rows):
                if row.number < first and row.cell(column) is not None:
                    moved = moved._replace(first_row=row.number)
                    break
        self.merges.append(moved)

    def _repeats_header(self, cells: Sequence[Cell]) -> bool:
        return any(tuple(cells) == row.cells for row in self.rows[:10])

    def sheet(self) -> Sheet:
        return Sheet("pdf", _numbered(self.rows), tuple(self.merges), above=tuple(self.above))


def _numbered(rows: list[SheetRow]) -> list[SheetRow]:
    """Rows under their printed numbers, if those tell every full row from every other."""
    numbers: list[int | None] = []
    headers: set[tuple[Cell, ...]] = set()
    for row in rows:
        match = _NUMBER.fullmatch(str(row.cell(0) or "").strip())
        is_full = sum(cell is not None for cell in row.cells) >= _LEAST_CELLS
        if is_full and match is None:
            if any(numbers) and row.cells not in headers:
                return rows
            headers.add(row.cells)
        numbers.append(int(match[1]) if match and is_full else None)
    found = [number for number in numbers if number is not None]
    if not found or len(set(found)) < len(found):
        return rows
    return [
        row if number is None else replace(row, printed=number)
        for row, number in zip(rows, numbers, strict=True)
    ]


def _ruled(table: Any) -> Grid:
    """The cells of a ruled table on the grid of its rules; what a cell spans is a merge."""
    tops = _edges(cell[1] for cell in table.cells)
    lefts = _edges(cell[0] for cell in table.cells)
    if len(lefts) > limits.COLUMNS:
        raise Refused("too-many-columns", columns=limits.COLUMNS)
    rows: list[list[Cell]] = [[None] * len(lefts) for _ in tops]
    merges = []
    texts = {
        box: text
        for row, values in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, values, strict=True)
        if box
    }
    for box in table.cells:
        x0, top, x1, bottom = box
        row, column = _place(tops, top), _place(lefts, x0)
        last_row = max(row, _place(tops, bottom - _SAME_LINE * 1.5))
        last_column = max(column, _place(lefts, x1 - _SAME_LINE * 1.5))
        rows[row][column] = (texts.get(box) or "").strip() or None
        if (last_row, last_column) != (row, column):
            merges.append(Merge(row, column, last_row, last_column))
    return Grid(rows, merges, table.bbox[1])


def _edges(values: Any) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME_LINE:
            found.append(value)
    return found


def _place(edges: Sequence[float], value: float) -> int:
    """The last edge at or before the value."""
    return max(sum(edge <= value + _SAME_LINE / 2 for edge in edges) - 1, 0)
