"""Tables whose every cell has rules around it."""

from collections.abc import Iterable, Sequence
from typing import Any

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Cell, Merge
from catalog_import.readers.grids import Grid
from catalog_import.readers.page_letters import word_settings
from catalog_import.readers.page_words import PageWords

#: Rules that draw one line twice, or a hair apart
_SAME_LINE = 3.0
_LEAST_PIECES = 3


def grids_of(page: Any, words: PageWords) -> list[Grid]:
    """The tables of a page from its top; none if most rows of words are outside their cells.

    A shaded header or a frame around everything has rules, and is no such table.
    """
    grids = [_grid(table) for table in page.find_tables()]
    grids = [grid for grid in grids if len(grid.rows[0]) > 1]
    full = [band for band in words.bands if band.stand_side_by_side() >= _LEAST_PIECES]
    inside = sum(
        any(grid.top <= (band.top + band.bottom) / 2 <= grid.bottom for grid in grids)
        for band in full
    )
    # a page may end after its header and a row: a ruled row is no more than an open one
    is_more = all(len(grid.rows) < 2 for grid in grids)
    is_ruled = inside * 2 >= len(full) + (is_more and inside < len(full))
    return sorted(grids, key=lambda grid: grid.top) if is_ruled else []


def _grid(table: Any) -> Grid:
    """The cells on the grid of their rules; what a cell spans is a merge."""
    tops = _edges(cell[1] for cell in table.cells)
    lefts = _edges(cell[0] for cell in table.cells)
    if len(lefts) > limits.COLUMNS:
        raise Refused("too-many-columns", columns=limits.COLUMNS)
    rows: list[list[Cell]] = [[None] * len(lefts) for _ in tops]
    merges = []
    told = table.extract(**word_settings(table.page))
    texts = {
        box: text
        for row, values in zip(table.rows, told, strict=True)
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
    return Grid(rows, merges, table.bbox[1], table.bbox[3])


def _edges(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME_LINE:
            found.append(value)
    return found


def _place(edges: Sequence[float], value: float) -> int:
    """The last edge at or before the value."""
    return max(sum(edge <= value + _SAME_LINE / 2 for edge in edges) - 1, 0)
