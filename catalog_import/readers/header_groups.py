"""A header over several columns that is so short that it stands over only one of them."""

import re
from collections.abc import Mapping, Sequence, Set

from catalog_import.readers.book import Cell, Merge
from catalog_import.readers.page_words import Piece
from catalog_import.readers.white_columns import Column

_DIGITS = re.compile(r"\d")
#: Points by which words of one column begin at the same place
_ALIGNED = 3.0


def spread_groups(
    rows: list[list[Cell]],
    top: Mapping[int, Sequence[Piece]],
    columns: Sequence[Column],
    merged: Set[int],
) -> list[Merge]:
    """Merge the first row's headers over neighbours that have a header in the second row only.

    ``top``: the pieces of the first row by column; ``merged``: columns whose merges are known.
    The row is changed: a group's words move to its first column.
    """
    if len(rows) < 2 or not any(top[column] and rows[1][column] is None for column in top):
        return []
    groups = {
        column: [column]
        for column in top
        if top[column] and rows[1][column] is not None and column not in merged
    }
    for column, below in enumerate(rows[1]):
        is_bare = below is not None and not top.get(column) and column not in merged
        if is_bare and not _DIGITS.search(str(below)):
            near = [at for at, own in groups.items() if column in (own[0] - 1, own[-1] + 1)]
            if near:
                best = min(near, key=lambda at: _miss([*groups[at], column], top[at], columns, at))
                groups[best] = sorted([*groups[best], column])
    merges = []
    for at, own in groups.items():
        if len(own) > 1:
            rows[0][own[0]], rows[0][at] = rows[0][at], rows[0][own[0]]
            merges.append(Merge(0, own[0], 0, own[-1]))
    return merges


def _miss(own: Sequence[int], pieces: Sequence[Piece], columns: Sequence[Column], at: int) -> float:
    """How far the words are from the middle of these columns or the left edge of the first."""
    x0, x1 = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    if min(own) == at and abs(x0 - columns[at].x0) < _ALIGNED:
        return 0
    return abs(x0 + x1 - columns[min(own)].x0 - columns[max(own)].x1)
