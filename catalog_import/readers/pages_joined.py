"""The tables of all pages become one, which goes on where a page ends."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Cell, Merge, Sheet, SheetRow
from catalog_import.readers.grids import Grid

_NUMBER = re.compile(r"(\d{1,5})\s*[.)]?")
_LEAST_CELLS = 3
#: A header that is repeated stands among the first rows
_HEADER_ROWS = 10


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines that go on the one above are one text with it: a day may be cut by the edge."""
    found: list[str] = []
    for line in lines:
        is_open = bool(found) and found[-1].count("(") > found[-1].count(")")
        if found and (is_open or line[:1].islower()):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


@dataclass
class Joined:
    """Rows of all pages so far."""

    rows: list[SheetRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    #: What may be below the last table or above another
    waiting: list[tuple[str, str]] = field(default_factory=list)
    #: Empty cells at the top of a page under a column that has text before: (row, column)
    open_cells: list[tuple[int, int]] = field(default_factory=list)
    #: Columns with tall cells below their header
    tall_columns: set[int] = field(default_factory=set)
    #: Rows that repeat the header
    repeated: set[int] = field(default_factory=set)
    next_number: int = 1

    def add_lines(self, page: str, lines: Sequence[str]) -> None:
        """Lines above the first table are no rows; between two they head the second."""
        lines = _unwrapped(lines)
        if self.rows:
            self.waiting += [(page, line) for line in lines]
        else:
            self.above += lines

    def add_grid(self, page: str, grid: Grid) -> None:
        width = max(len(grid.rows[0]), _LEAST_CELLS)
        for told, line in self.waiting:
            self._row((line, *[None] * (width - 1)), told)
            self.merges.append(Merge(self.next_number - 1, 0, self.next_number - 1, width - 1))
        first = self.next_number
        is_new_page = not self.waiting
        self.waiting = []
        repeated = self._repeated(grid) if is_new_page else 0
        self.repeated.update(range(first, first + repeated))
        for cells in grid.rows:
            self._row(tuple(cells), page)
        for merge in grid.merges:
            self._merge(merge, first, grid, repeated if is_new_page else -1)
        if is_new_page and first > 1:
            self._note_open_cells(grid, first, repeated)

    def _row(self, cells: tuple[Cell, ...], page: str) -> None:
        if any(cell is not None for cell in cells):
            self.rows.append(SheetRow(self.next_number, cells, page=page))
        self.next_number += 1
        if len(self.rows) > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)

    def _repeated(self, grid: Grid) -> int:
        """How many rows of the grid repeat those an earlier table began with."""
        known = {row.cells for row in self.rows[:_HEADER_ROWS]}
        count = 0
        while count < len(grid.rows) and tuple(grid.rows[count]) in known:
            count += 1
        return count

    def _merge(self, merge: Merge, first: int, grid: Grid, top: int) -> None:
        """An empty tall cell in the row at the top of a page goes on from the page before."""
        moved = merge._replace(first_row=merge.first_row + first, last_row=merge.last_row + first)
        is_empty = grid.rows[merge.first_row][merge.first_column] is None
        is_tall = merge.last_row > merge.first_row
        goes_on = is_tall and is_empty and merge.first_row == top and first > 1
        if goes_on:
            self._fill(moved.first_row, merge.first_column)
        if goes_on or (is_tall and merge.first_row > max(0, top - 1)):
            self.tall_columns.add(merge.first_column)
        self.merges.append(moved)

    def _fill(self, number: int, column: int) -> None:
        """Say again what the column said last, repeated headers apart."""
        at = bisect_left(self.rows, number, key=lambda row: row.number)
        if at == len(self.rows) or self.rows[at].number != number:
            return  # a row of nothing
        for row in reversed(self.rows[:at]):
            if row.number not in self.repeated and (value := row.cell(column)) is not None:
                cells = list(self.rows[at].cells)
                cells[column] = value
                self.rows[at] = replace(self.rows[at], cells=tuple(cells))
                return

    def _note_open_cells(self, grid: Grid, first: int, top: int) -> None:
        if top >= len(grid.rows):
            return
        tall = {m.first_column for m in grid.merges if m.first_row <= top <= m.last_row}
        self.open_cells += [
            (first + top, column)
            for column, cell in enumerate(grid.rows[top])
            if cell is None and column not in tall
        ]

    def sheet(self) -> Sheet:
        self._close_cells()
        sheet = Sheet("pdf", self.rows, tuple(self.merges), above=tuple(self.above))
        sheet.rows = _numbered(sheet)
        return sheet

    def _close_cells(self) -> None:
        """One row of a tall cell that is cut by a page break looks like any empty cell.

        It is told by its column: that has tall cells and no other empty ones.
        """
        at = {row.number: row for row in self.rows}
        sheet = Sheet("", self.rows, tuple(self.merges))
        cells = [
            (row, column)
            for row, column in self.open_cells
            if column in self.tall_columns and row in at
        ]
        for column in {column for _, column in cells}:
            own = {row for row, other in cells if other == column}
            empty = sum(
                sheet.filled(row, column) is None and row.number not in own
                for row in self.rows
                if sum(cell is not None for cell in row.cells) >= _LEAST_CELLS
            )
            if not empty:
                for number in sorted(own):
                    self._fill(number, column)


def _numbered(sheet: Sheet) -> list[SheetRow]:
    """Rows under their printed numbers, if those tell every full row from every other."""
    rows = sheet.rows
    numbers: list[int | None] = []
    headers: set[tuple[Cell, ...]] = set()
    for row in rows:
        match = _NUMBER.fullmatch(str(row.cell(0) or "").strip())
        filled = (sheet.filled(row, column) for column in range(len(row.cells)))
        is_full = sum(cell is not None for cell in filled) >= _LEAST_CELLS
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
