"""What every reader makes of a file: sheets of rows of raw cells, nothing cleaned yet."""

import datetime
import enum
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from catalog_import.problems import Problem


class Odd(enum.Enum):
    """Cells that hold no value one could read."""

    #: A formula the file gives no result of
    UNCALCULATED = "uncalculated"


#: bool is an int to Python: ask for it first
Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | Odd | None


class Merge(NamedTuple):
    """A merged range, both ends inclusive; rows count from 1, columns from 0 as in ``cells``."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds at least one value, under its number in the file."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False
    #: The cells as the file has them, where ``cells`` were decoded from an old font
    raw: tuple[Cell, ...] | None = None
    #: Where a reader of the file finds the row, if not on its sheet under its number
    page: str = ""
    printed: int | None = None

    @property
    def told_number(self) -> int:
        """The number people find the row by."""
        return self.number if self.printed is None else self.printed

    def cell(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else None

    def raw_cell(self, column: int) -> Cell:
        """The cell before it was decoded."""
        cells = self.cells if self.raw is None else self.raw
        return cells[column] if column < len(cells) else None


@dataclass
class Sheet:
    name: str
    rows: list[SheetRow]
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    #: Texts that stand above the table but are no rows of it: paragraphs, lines of a page
    above: tuple[str, ...] = ()

    @cached_property
    def _by_number(self) -> dict[int, SheetRow]:
        return {row.number: row for row in self.rows}

    @cached_property
    def _tall(self) -> dict[int, list[Merge]]:
        """Merges over several rows by their first column, from the top."""
        found: dict[int, list[Merge]] = defaultdict(list)
        for merge in sorted(self.merges):
            if merge.last_row > merge.first_row:
                found[merge.first_column].append(merge)
        return found

    @cached_property
    def _wide(self) -> dict[int, list[Merge]]:
        """Merges over several columns by their first row."""
        found: dict[int, list[Merge]] = defaultdict(list)
        for merge in self.merges:
            if merge.last_column > merge.first_column:
                found[merge.first_row].append(merge)
        return found

    def filled(self, row: SheetRow, column: int) -> Cell:
        """The cell; where a merge from a row above covers it, the value of that merge."""
        value = row.cell(column)
        merges = self._tall.get(column)
        if value is not None or not merges:
            return value
        at = bisect_right(merges, (row.number, column, 0, 0)) - 1
        if at >= 0 and merges[at].first_row < row.number <= merges[at].last_row:
            above = self._by_number.get(merges[at].first_row)
            return above.cell(column) if above else None
        return value

    def is_inside_tall(self, row: SheetRow) -> bool:
        """A merge from a row above gives this one a value."""
        return any(
            row.cell(column) is None and self.filled(row, column) is not None
            for column in self._tall
        )

    def spread(self, row: SheetRow, width: int) -> list[Cell]:
        """The row's cells with every merged value repeated over its columns: for headers."""
        values = [self.filled(row, column) for column in range(width)]
        for merge in self._wide.get(row.number, ()):
            for column in range(merge.first_column + 1, min(merge.last_column + 1, width)):
                values[column] = values[merge.first_column]
        return values

    def is_wide(self, row: SheetRow) -> bool:
        """One merge covers several columns and what it covers is nearly all the row says."""
        return any(m.last_column - m.first_column >= 2 for m in self._wide.get(row.number, ()))


@dataclass
class Book:
    sheets: list[Sheet]
    #: What the reader itself has to say: an encoding that was guessed, a sheet passed over
    problems: list[Problem] = field(default_factory=list)


def column_letter(column: int) -> str:
    """0 → "A", 26 → "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
