"""Cells over several rows where no rule tells: their words stand in the middle of what they span.

Told only of lists with a running number, and only where a whole column comes out: its texts, each
in the middle of some rows, cover every row once. Anything less is an empty cell, and left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from catalog_import.readers.page_words import Band, Piece
from catalog_import.readers.white_columns import Column, column_at

#: In letter heights: how far the middle of a cell may lie from where it should
_OFF = 0.35
#: White between two lines of a cell, at most, where the list itself does not tell
_LINE_GAP = 0.4


@dataclass(slots=True)
class Laid:
    """Rows of cells, each cell its pieces; and of tall cells (column, first row, last row)."""

    rows: list[dict[int, list[Piece]]]
    tall: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    pieces: list[Piece]

    @property
    def top(self) -> float:
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.bottom for piece in self.pieces)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def laid_out(bands: Sequence[Band], columns: Sequence[Column]) -> Laid | None:
    """The rows of these bands; None if no tall cells show, or not everything has its place."""
    cells = _cells(bands, columns)
    if cells is None or len(cells[0]) < 2:
        return None
    slack = bands[0].pieces[0].size * _OFF
    numbers = [cell.middle for cell in cells[0]]
    apart = min(after - before for before, after in pairwise(numbers))
    laid = Laid([{} for _ in numbers])
    spans: dict[int, list[tuple[int, int]]] = {}
    for column, own in enumerate(cells):
        found = _spans(own, numbers, slack, apart) if len(own) < len(numbers) else None
        if found and not _are_rows(own, found, numbers, slack):
            spans[column] = found
        else:
            found = [(row, row) for cell in own for row in _rows_at(cell.middle, numbers, slack)]
        if len({first for first, _ in found}) < len(own):
            return None
        for (first, last), cell in zip(found, own, strict=True):
            laid.rows[first][column] = cell.pieces
            if last > first:
                laid.tall.append((column, first, last))
    return laid if _are_sure(spans, cells, numbers, slack) else None


def _cells(bands: Sequence[Band], columns: Sequence[Column]) -> list[list[_Cell]] | None:
    """The cells of each column from the top; None if something lies in several columns."""
    cells: list[list[_Cell]] = [[] for _ in columns]
    pieces = sorted((p for band in bands for p in band.pieces), key=lambda piece: piece.top)
    for piece in pieces:
        first, last = column_at(columns, piece)
        if first != last:
            return None
        own = cells[first]
        if own and first and piece.top - own[-1].bottom < piece.size * _LINE_GAP:
            own[-1].pieces.append(piece)
        else:
            own.append(_Cell([piece]))
    return cells


def _rows_at(middle: float, numbers: Sequence[float], slack: float) -> list[int]:
    """The row whose number stands at that height, if one does."""
    row = min(range(len(numbers)), key=lambda n: abs(numbers[n] - middle))
    return [row] if abs(numbers[row] - middle) <= slack else []


def _spans(
    cells: Sequence[_Cell], numbers: Sequence[float], slack: float, apart: float
) -> list[tuple[int, int]] | None:
    """The rows each cell is in the middle of, from the first to the last; None if some are left."""
    found: list[tuple[int, int]] = []
    first = 0
    for cell in cells:
        misses = [
            (abs((numbers[first] + numbers[last]) / 2 - cell.middle), last)
            for last in range(first, len(numbers))
        ]
        miss, last = min(misses, default=(apart, 0))
        if miss > max(slack, apart * 0.2):
            return None
        found.append((first, last))
        first = last + 1
    return found if first == len(numbers) and len(found) > 1 else None


def _are_rows(
    cells: Sequence[_Cell], spans: Sequence[tuple[int, int]], numbers: Sequence[float], slack: float
) -> bool:
    """Lines at the height of other rows than the middle one are their cells, not tall ones."""
    return any(
        abs(piece.middle - numbers[row]) <= slack * 0.6
        for cell, (first, last) in zip(cells, spans, strict=True)
        for row in range(first, last + 1)
        if row * 2 != first + last
        for piece in cell.pieces
    )


def _are_sure(
    spans: dict[int, list[tuple[int, int]]],
    cells: Sequence[Sequence[_Cell]],
    numbers: Sequence[float],
    slack: float,
) -> bool:
    """Some text stands between rows, or two columns are divided alike."""
    is_between = any(
        not _rows_at(cell.middle, numbers, slack) for column in spans for cell in cells[column]
    )
    divided = [tuple(found) for found in spans.values()]
    return bool(divided) and (is_between or len(set(divided)) < len(divided))
