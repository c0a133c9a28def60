"""Pieces of a table without rules between its columns become cells in rows."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from catalog_import.readers.book import Cell, Merge
from catalog_import.readers.page_words import Piece, Rule
from catalog_import.readers.tall_cells import Laid
from catalog_import.readers.white_columns import Column, column_at

#: Pieces whose tops differ by less, in points, stand on one line
_SAME_LINE = 1.0
#: Lines of a cell are no farther apart, in letter heights, where nothing else is known
_LINE_GAP = 0.35
#: Points by which the middles of two lines of a cell differ
_ALIGNED = 3.0


class Rows:
    """Rows of a page so far, and what spans several of their cells."""

    def __init__(self, columns: Sequence[Column], widest: float) -> None:
        """``widest``: white between two lines of one cell, at most; below 0 if not known."""
        self.columns = columns
        self.widest = widest
        self.cells: list[list[Cell]] = []
        self.merges: list[Merge] = []
        #: Pieces of the first row by column
        self.top: dict[int, list[Piece]] = {}
        #: Of the last row, if it is a heading over all columns
        self.over_all: list[Piece] = []

    def add(self, pieces: Sequence[Piece]) -> None:
        """One row; two, where a header stands over the headers of several columns."""
        if self._goes_on_over_all(pieces):
            self._line_over_all([*self.over_all, *pieces], is_same=True)
            return
        places = [_Place(piece, *column_at(self.columns, piece)) for piece in pieces]
        wide = [place for place in places if place.first < place.last]
        places = [self._as_its_second_line(place, wide) for place in places]
        below = [
            place
            for place in places
            if any(
                w.first <= place.first and place.last <= w.last and place.piece.top > w.piece.middle
                for w in wide
                if (w.first, w.last) != (place.first, place.last)
            )
        ]
        below += [place for place in self._below_gap(places) if place not in below]
        if all(place.first < place.last for place in places):
            self._line_over_all(pieces)
        elif not below:
            self._row(places)
        else:
            self._row([place for place in places if place not in below])
            self._row(below)
            under = {place.first for place in below}
            row = len(self.cells) - 2
            self.merges += [
                Merge(row, column, row + 1, column)
                for column in range(len(self.columns))
                if column not in under
            ]

    def _as_its_second_line(self, place: "_Place", wide: Sequence["_Place"]) -> "_Place":
        """Right below words over several columns, and aligned with them: the same cell."""
        piece = place.piece
        for above in wide:
            white = piece.top - above.piece.bottom
            is_next = -piece.size / 2 < white <= max(self.widest, piece.size * _LINE_GAP)
            is_inside = above.first <= place.first and place.last <= above.last
            edges = piece.x0 - above.piece.x0, piece.x1 - above.piece.x1
            is_aligned = abs(sum(edges)) < _ALIGNED or abs(edges[0]) < _ALIGNED / 2
            if is_next and is_inside and is_aligned:
                return _Place(piece, above.first, above.last)
        return place

    def _below_gap(self, places: Sequence["_Place"]) -> list["_Place"]:
        """What stands below more white than there is inside a cell, in the column that shows it
        and beside it."""
        by_column: dict[int, list[_Place]] = defaultdict(list)
        for place in sorted(places, key=lambda place: place.piece.top):
            by_column[place.first].append(place)
        lower: dict[int, list[_Place]] = {}
        for column, own in by_column.items():
            for number, (above, place) in enumerate(pairwise(own), start=1):
                if 0 <= self.widest < place.piece.top - above.piece.bottom:
                    lower[column] = own[number:]
                    break
        if not lower:
            return []
        level = min(own[0].piece.top - own[0].piece.size / 4 for own in lower.values())
        lower |= {column: own for column, own in by_column.items() if own[0].piece.top >= level}
        return [place for own in lower.values() for place in own]

    def add_ruled(self, pieces: Sequence[Piece], rules: Sequence[Rule]) -> None:
        """Rows between rules some of which leave columns out: there a cell goes on below."""
        first = len(self.cells)
        levels = [float("-inf"), *(rule.y for rule in rules), float("inf")]
        held: dict[int, list[_Place]] = defaultdict(list)
        starts = [self._starts(column, rules) for column in self.columns]
        for piece in pieces:
            column, last = column_at(self.columns, piece)
            row = next(n for n, level in enumerate(levels[1:]) if piece.middle < level)
            row = max(start for start in starts[column] if start <= row)
            held[row].append(_Place(piece, column, last))
        for row in range(len(rules) + 1):
            self._row(held[row])
        for column, own in enumerate(starts):
            for start, end in pairwise([*own, len(rules) + 1]):
                if end - start > 1:
                    self.merges.append(Merge(first + start, column, first + end - 1, column))

    def add_laid(self, laid: Laid) -> None:
        """Rows whose cells are known."""
        first = len(self.cells)
        for row in laid.rows:
            self._row([_Place(p, column, column) for column, own in row.items() for p in own])
        self.merges += [Merge(first + top, c, first + bottom, c) for c, top, bottom in laid.tall]

    def _starts(self, column: Column, rules: Sequence[Rule]) -> list[int]:
        """The rows that begin a cell of the column."""
        return [0, *(n for n, r in enumerate(rules, start=1) if r.covers(column.x0, column.x1))]

    def _goes_on_over_all(self, pieces: Sequence[Piece]) -> bool:
        """The further line of a heading: right below its middle, and no beginning of a text."""
        if not self.over_all or len(pieces) > 1 or not pieces[0].text[:1].islower():
            return False
        above, piece = self.over_all[-1], pieces[0]
        is_centered = abs(above.x0 + above.x1 - piece.x0 - piece.x1) < _ALIGNED
        return is_centered and piece.top - above.bottom < piece.size / 2

    def _line_over_all(self, pieces: Sequence[Piece], *, is_same: bool = False) -> None:
        row: list[Cell] = [None] * len(self.columns)
        row[0] = _text(pieces)
        self.over_all = list(pieces)
        if is_same:
            self.cells[-1] = row
            return
        self.cells.append(row)
        self.merges.append(Merge(len(self.cells) - 1, 0, len(self.cells) - 1, len(row) - 1))

    def _row(self, places: Sequence["_Place"]) -> None:
        held: dict[int, list[Piece]] = defaultdict(list)
        number = len(self.cells)
        self.over_all = []
        for place in places:
            held[place.first].append(place.piece)
            if place.last > place.first:
                self.merges.append(Merge(number, place.first, number, place.last))
        self.top = self.top if self.cells else held
        self.cells.append(
            [_text(held[column]) if held[column] else None for column in range(len(self.columns))]
        )


class _Place(NamedTuple):
    """A piece and the columns it stands in or over."""

    piece: Piece
    first: int
    last: int


def _text(pieces: Sequence[Piece]) -> str:
    """Lines from the top, each from the left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if not lines or piece.top - lines[-1][0].top > _SAME_LINE:
            lines.append([])
        lines[-1].append(piece)
    return "\n".join(
        " ".join(piece.text for piece in sorted(line, key=lambda piece: piece.x0)) for line in lines
    )
