"""A header over several columns that is so short that it stands over only one of them."""

import re
from collections.abc import Mapping, Sequence

from catalog_import.readers.book import Cell, Merge
from catalog_import.readers.page_words import Band, Piece
from catalog_import.readers.white_columns import Column, column_at

_DIGITS = re.compile(r"\d")
#: Points by which words of one column begin at the same place
_ALIGNED = 3.0


def join_groups(bands: Sequence[Band], columns: Sequence[Column]) -> Sequence[Band]:
    """Headers over several columns that stand a line above their neighbours, which are in the
    middle of two lines, are of one row with these.
    """
    if len(bands) < 3:
        return bands
    above, own, below = bands[:3]
    filled = {column_at(columns, piece)[0] for piece in own.pieces}
    under = {column_at(columns, piece)[0] for piece in below.pieces}
    runs: list[list[int]] = []
    for column in sorted(under - filled):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    wide = [run for run in runs if len(run) > 1]
    is_near = own.top - above.bottom < own.pieces[0].size / 2
    if not is_near or not all(
        any(columns[run[0]].x0 < p.x0 and p.x1 < columns[run[-1]].x1 for run in wide)
        for p in above.pieces
    ):
        return bands
    return [Band([*above.pieces, *own.pieces], above.top, own.bottom), *bands[2:]]


def spread_groups(
    rows: list[list[Cell]],
    top: Mapping[int, Sequence[Piece]],
    columns: Sequence[Column],
    merges: list[Merge],
) -> None:
    """Merge the first row's headers over neighbours that have a header in the second row only.

    ``top``: the pieces of the first row by column. Rows and merges are changed: a group's words
    move to its first column.
    """
    if len(rows) < 2 or not any(top[column] and rows[1][column] is None for column in top):
        return
    known = {m.first_column: m for m in merges if m.first_row == 0}
    merged = {c for m in known.values() for c in range(m.first_column, m.last_column + 1)}
    groups = {
        column: [column]
        for column in top
        if top[column] and rows[1][column] is not None and column not in merged
    }
    groups |= {
        column: list(range(column, merge.last_column + 1))
        for column, merge in known.items()
        if merge.last_row == 0 and top.get(column)
    }
    for column, below in enumerate(rows[1]):
        is_bare = below is not None and not top.get(column) and column not in merged
        if is_bare and not _DIGITS.search(str(below)):
            near = [at for at, own in groups.items() if column in (own[0] - 1, own[-1] + 1)]
            _take_in(column, near, groups, top, columns)
    for at, own in groups.items():
        if len(own) > 1 and (at not in known or own[-1] - own[0] != known[at].last_column - at):
            rows[0][own[0]], rows[0][at] = rows[0][at], rows[0][own[0]]
            if at in known:
                merges.remove(known[at])
            merges.append(Merge(0, own[0], 0, own[-1]))


def _take_in(
    column: int,
    near: Sequence[int],
    groups: dict[int, list[int]],
    top: Mapping[int, Sequence[Piece]],
    columns: Sequence[Column],
) -> None:
    """To the group it is best in the middle of; words over several columns say which they are."""

    fitting = [
        at
        for at in near
        if len(groups[at]) == 1
        or _off(top[at], [*groups[at], column], columns) * 2 < _off(top[at], groups[at], columns)
    ]
    if fitting:
        best = min(fitting, key=lambda at: _miss([*groups[at], column], top[at], columns, at))
        groups[best] = sorted([*groups[best], column])


def _miss(own: Sequence[int], pieces: Sequence[Piece], columns: Sequence[Column], at: int) -> float:
    """How far the words are from the middle of these columns or the left edge of the first."""
    if min(own) == at and abs(min(p.x0 for p in pieces) - columns[at].x0) < _ALIGNED:
        return 0
    return _off(pieces, own, columns)


def _off(pieces: Sequence[Piece], own: Sequence[int], columns: Sequence[Column]) -> float:
    x0, x1 = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    return abs(x0 + x1 - columns[min(own)].x0 - columns[max(own)].x1)
