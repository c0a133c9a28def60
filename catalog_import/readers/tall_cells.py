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
#: White between two lines of a cell, at most, in letter heights
_LINE_GAPS = (0.2, 0.4, 0.6, 0.8)


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
    pieces = _by_column(bands, columns)
    if pieces is None or len(pieces[0]) < 2:
        return None
    numbers = [piece.middle for piece in pieces[0]]
    slack = pieces[0][0].size * _OFF
    laid = Laid([{} for _ in numbers])
    divided: list[tuple[tuple[int, int], ...]] = []
    is_between = False
    for column, own in enumerate(pieces):
        placed = _placed(own, numbers, slack)
        if placed is None:
            return None
        for cell, (first, last) in placed:
            laid.rows[first][column] = cell.pieces
            if last > first:
                laid.tall.append((column, first, last))
                is_between = is_between or not _rows_at(cell.middle, numbers, slack)
        if any(last > first for _, (first, last) in placed):
            divided.append(tuple(span for _, span in placed))
    # one text between two rows tells, or two columns that are divided alike
    return laid if is_between or len(set(divided)) < len(divided) else None


def _by_column(bands: Sequence[Band], columns: Sequence[Column]) -> list[list[Piece]] | None:
    """Pieces from the top; None if one lies in several columns."""
    found: list[list[Piece]] = [[] for _ in columns]
    for piece in sorted((p for band in bands for p in band.pieces), key=lambda piece: piece.top):
        first, last = column_at(columns, piece)
        if first != last:
            return None
        found[first].append(piece)
    return found


def _placed(
    pieces: Sequence[Piece], numbers: Sequence[float], slack: float
) -> list[tuple[_Cell, tuple[int, int]]] | None:
    """The cells of a column with the first and the last row of each.

    How far the lines of a cell are apart is not known: the nearest that fits.
    """
    for gap in _LINE_GAPS:
        cells: list[_Cell] = []
        for piece in pieces:
            if cells and piece.top - cells[-1].bottom < piece.size * gap:
                cells[-1].pieces.append(piece)
            else:
                cells.append(_Cell([piece]))
        rows = [(row, row) for cell in cells for row in _rows_at(cell.middle, numbers, slack)]
        if len(cells) == len(numbers) and len(set(rows)) == len(cells):
            return list(zip(cells, rows, strict=True))
        spans = _spans(cells, numbers, slack)
        if spans and not _are_rows(cells, spans, numbers, slack):
            return list(zip(cells, spans, strict=True))
        if len(set(rows)) == len(cells):
            return list(zip(cells, rows, strict=True))
    return None


def _rows_at(middle: float, numbers: Sequence[float], slack: float) -> list[int]:
    """The row whose number stands at that height, if one does."""
    row = min(range(len(numbers)), key=lambda n: abs(numbers[n] - middle))
    return [row] if abs(numbers[row] - middle) <= slack else []


def _spans(
    cells: Sequence[_Cell], numbers: Sequence[float], slack: float
) -> list[tuple[int, int]] | None:
    """The rows each cell is in the middle of, from the first to the last; None if some are left."""
    found: list[tuple[int, int]] = []
    apart = min(after - before for before, after in pairwise(numbers))
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
