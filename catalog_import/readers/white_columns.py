"""Where the columns of a table without rules part, by all its lines on all its pages together.

Two words at one height never stand in one column. Where the ink of all lines leaves no white
between them, something bridges it: a header over several columns, a section. The few that bridge
more than they part are such; a wide blank in a line, which others cross, parts nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.page_words import Band, Piece

#: How many pieces after one are looked at for the next at its height
_LOOKED_AT = 60
#: Letters of two columns stand apart at least so far, in points
_LEAST_WHITE = 0.5


@dataclass(slots=True)
class Column:
    """From its leftmost ink to its rightmost."""

    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class _Gap:
    x0: float
    x1: float


def columns_of(bands: Sequence[Band]) -> list[Column]:
    """The columns of a table that these bands are of, from left to right."""
    pieces = [piece for band in bands for piece in band.pieces]
    gaps = [gap for band in bands for gap in _gaps(band)]
    found = _parted(pieces, gaps)
    return _together(found, bands)


def column_at(columns: Sequence[Column], piece: Piece) -> tuple[int, int]:
    """The first and last column the piece stands in or over; the nearest, if it is in none."""
    over = [
        number
        for number, column in enumerate(columns)
        if min(piece.x1, column.x1) - max(piece.x0, column.x0) > _LEAST_WHITE
    ]
    if over:
        return over[0], over[-1]

    def distance(number: int) -> float:
        return max(columns[number].x0 - piece.x1, piece.x0 - columns[number].x1)

    nearest = min(range(len(columns)), key=distance)
    return nearest, nearest


def _gaps(band: Band) -> Iterator[_Gap]:
    """The white between each piece and the next on its right at the same height."""
    pieces = sorted(band.pieces, key=lambda piece: piece.x0)
    for at, left in enumerate(pieces):
        for right in pieces[at + 1 : at + 1 + _LOOKED_AT]:
            is_beside = min(left.bottom, right.bottom) - max(left.top, right.top) > left.size / 4
            if is_beside and right.x0 > left.x1:
                yield _Gap(left.x1, right.x0)
                break


def _parted(pieces: list[Piece], gaps: list[_Gap]) -> list[Column]:
    """Columns of white bands, found by cutting until no gap lies inside one."""
    found: list[Column] = []
    work = [(column, some) for column, some in _unions(pieces)]
    while work:
        column, own = work.pop()
        inside = [gap for gap in gaps if column.x0 <= gap.x0 and gap.x1 <= column.x1]
        at = _best_cut(own, inside) if inside else None
        if at is None:
            found.append(column)
        else:
            work += _unions([piece for piece in own if piece.x1 <= at])
            work += _unions([piece for piece in own if piece.x0 >= at])
        if len(found) + len(work) > limits.COLUMNS:
            raise Refused("too-many-columns", columns=limits.COLUMNS)
    return sorted(found, key=lambda column: column.x0)


def _unions(pieces: Sequence[Piece]) -> list[tuple[Column, list[Piece]]]:
    """What pieces cover together without white between, and the pieces of each."""
    unions: list[tuple[Column, list[Piece]]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if unions and piece.x0 <= unions[-1][0].x1 + _LEAST_WHITE:
            column, own = unions[-1]
            column.x1 = max(column.x1, piece.x1)
            own.append(piece)
        else:
            unions.append((Column(piece.x0, piece.x1), [piece]))
    return unions


def _best_cut(pieces: Sequence[Piece], gaps: Sequence[_Gap]) -> float | None:
    """Where most gaps lie over each other and fewest pieces run across; None if more do."""
    steps: dict[float, list[int]] = {}
    for things, kind in ((gaps, 0), (pieces, 1)):
        for thing in things:
            steps.setdefault(thing.x0, [0, 0])[kind] += 1
            steps.setdefault(thing.x1, [0, 0])[kind] -= 1
    parting = crossing = 0
    best: tuple[int, float, float] = (0, 0.0, 0.0)
    for x0, x1 in pairwise(sorted(steps)):
        parting += steps[x0][0]
        crossing += steps[x0][1]
        if parting and (score := (parting - crossing, x1 - x0, (x0 + x1) / 2)) > best:
            best = score
    return best[2] if best[0] > 0 else None


def _together(columns: list[Column], bands: Sequence[Band]) -> list[Column]:
    """Neighbours that no band fills both of are one, the nearest first: a centred header over
    short words.
    """
    while len(columns) > 1:
        filled: set[tuple[int, int]] = set()
        for band in bands:
            own = sorted({column_at(columns, piece)[0] for piece in band.pieces})
            filled.update(pairwise(own))
        apart = [n for n in range(len(columns) - 1) if (n, n + 1) not in filled]
        if not apart:
            break
        at = min(apart, key=lambda n: columns[n + 1].x0 - columns[n].x1)
        columns[at : at + 2] = [Column(columns[at].x0, columns[at + 1].x1)]
    return columns
