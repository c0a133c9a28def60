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
#: What a heading of the rows below begins with, which a broken line hardly does
_HEADING = re.compile(
    r"[\dIVX]+\b|(?:huyện|quận|thị xã|thành phố|tp|tx|xã|phường|thị trấn|đặc khu|nhóm|ngành"
    r"|bộ|sản phẩm|hạng|danh sách|đợt|tổng|cộng)\b",
    re.IGNORECASE,
)
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
    #: The first row of each grid, and how many it has
    grids: list[tuple[int, int]] = field(default_factory=list)
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
        self.grids.append((first, len(grid.rows)))
        is_new_page = not self.waiting
        self.waiting = []
        repeated = self._repeated(grid) if is_new_page else 0
        self.repeated.update(range(first, first + repeated))
        if is_new_page and self._is_cut(grid, repeated):
            self._mend_cut(grid, repeated)
        for cells in grid.rows:
            self._row(tuple(cells), page)
        for merge in grid.merges:
            self._merge(merge, first, grid, repeated if is_new_page else -1)
        if is_new_page and first > 1:
            self._note_open_cells(grid, first, repeated)

    def _is_cut(self, grid: Grid, at: int) -> bool:
        """A row without a number, where the rows before and after it are numbered on: the rest of
        the row that the end of the page cut.
        """
        if not self.rows or at >= len(grid.rows) or 0 in self.tall_columns:
            return False
        cells, before = grid.rows[at], self.rows[-1].cells
        own = [column for column, cell in enumerate(cells) if cell is not None]
        number = _number_of(before)
        if not own or own[0] == 0 or number is None or len(own) >= _filled(before):
            return False
        if any(m.first_row == at and m.last_column > m.first_column for m in grid.merges):
            return False
        below = _number_of(grid.rows[at + 1]) if at + 1 < len(grid.rows) else None
        is_text_going_on = _is_last_line(str(cells[own[0]]), before, own[0])
        return below == number + 1 and (len(own) > 1 or own[0] > 1 or is_text_going_on)

    def _mend_cut(self, grid: Grid, at: int) -> None:
        """Give the row above what is its own; a tall cell goes on in the next row."""
        tall = {m.first_column: m for m in grid.merges if m.first_row == at < m.last_row}
        for column, cell in enumerate(grid.rows[at]):
            if cell is None:
                continue
            row = self._teller(column)
            cells = list(self.rows[row].cells)
            cells[column] = f"{cells[column]}\n{cell}" if cells[column] is not None else cell
            self.rows[row] = replace(self.rows[row], cells=tuple(cells))
            if column in tall:
                grid.rows[at + 1][column] = cells[column]
                grid.merges.remove(tall[column])
                grid.merges.append(tall[column]._replace(first_row=at + 1))
        grid.rows[at] = [None] * len(grid.rows[at])

    def _teller(self, column: int) -> int:
        """The row that says what the last row holds in the column: the first of a tall cell."""
        last = self.rows[-1].number
        over = [m for m in self.merges if m.first_row < last <= m.last_row]
        first = next((m.first_row for m in over if m.first_column == column), last)
        return bisect_left(self.rows, first, key=lambda row: row.number)

    def _row(self, cells: tuple[Cell, ...], page: str) -> None:
        if any(cell is not None for cell in cells):
            self.rows.append(SheetRow(self.next_number, cells, page=page))
        self.next_number += 1
        if len(self.rows) > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)

    def _repeated(self, grid: Grid) -> int:
        """How many rows of the grid repeat those an earlier table began with."""
        known = {_unbroken(row.cells) for row in self.rows[:_HEADER_ROWS]}
        count = 0
        while count < len(grid.rows) and (
            _unbroken(grid.rows[count]) in known or not any(grid.rows[count])
        ):
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
        merged = {
            column
            for m in grid.merges
            if m.first_row <= top <= m.last_row
            for column in range(m.first_column, m.last_column + 1)
        }
        self.open_cells += [
            (first + top, column)
            for column, cell in enumerate(grid.rows[top])
            if cell is None and column not in merged
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
                sheet.spread(row, column + 1)[column] is None and row.number not in own
                for row in self.rows
                if _filled(row.cells) >= _LEAST_CELLS
            )
            if not empty:
                for number in sorted(own):
                    self._fill(number, column)


def _unbroken(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The words of each cell, whatever lines they stand in."""
    return tuple(" ".join(str(cell or "").split()) for cell in cells)


def _is_last_line(text: str, before: Sequence[Cell], column: int) -> bool:
    """Of the tallest cell of the row before, where its first letter does not tell."""
    if text[:1].islower():
        return True
    lines = [str(cell or "").count("\n") for cell in before]
    is_tallest = 0 < lines[column] == max(lines)
    return is_tallest and not text.isupper() and not _HEADING.match(text)


def _number_of(cells: Sequence[Cell]) -> int | None:
    match = _NUMBER.fullmatch(str(cells[0] or "").strip()) if cells else None
    return int(match[1]) if match else None


def _filled(cells: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in cells)


def _numbered(sheet: Sheet) -> list[SheetRow]:
    """Rows under their printed numbers, if those tell every full row from every other."""
    rows = sheet.rows
    numbers: list[int | None] = []
    headers: set[tuple[Cell, ...]] = set()
    for row in rows:
        number = _number_of(row.cells)
        is_full = _filled([sheet.filled(row, c) for c in range(len(row.cells))]) >= _LEAST_CELLS
        if is_full and number is None:
            if any(numbers) and row.cells not in headers:
                return rows
            headers.add(row.cells)
        numbers.append(number if is_full else None)
    found = [number for number in numbers if number is not None]
    if not found or len(set(found)) < len(found):
        return rows
    return [
        row if number is None else replace(row, printed=number)
        for row, number in zip(rows, numbers, strict=True)
    ]
