"""Tables whose every cell has rules around it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Cell, Merge
from catalog_import.readers.grids import Grid
from catalog_import.readers.page_letters import word_settings
from catalog_import.readers.page_words import PageWords, Piece

#: Rules that draw one line twice, or a hair apart
_SAME_LINE = 3.0
_LEAST_PIECES = 3
#: From the middle of a line to a rule that runs through it, at most, in letter heights
_THROUGH = 0.3

#: "VIII.", "A": digits count products
_HEADING_NUMBER = re.compile(r"\s*(?:[IVXL]{1,5}|[A-ZĐ])\s*[.)]?\s*")

_Box = tuple[float, float, float, float]


def grids_of(page: Any, words: PageWords) -> list[Grid]:
    """The tables of a page from its top; none if most rows of words are outside their cells.

    A shaded header or a frame around everything has rules, and is no such table.
    """
    pieces = [piece for band in words.bands for piece in band.pieces]
    grids = [_grid(table, pieces) for table in page.find_tables(_settings(page))]
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


def _settings(page: Any) -> dict[str, Any]:
    """Where upright rules end and none lies across, the page ends inside a row; where more than a
    row is left, rows have no rules.
    """
    across = [
        edge["top"]
        for edge in page.edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _SAME_LINE * 2
    ]
    ends: dict[int, set[int]] = defaultdict(set)
    for edge in page.edges:
        if edge["orientation"] == "v":
            for y in (edge["top"], edge["bottom"]):
                ends[round(y)].add(round(edge["x0"]))
    levels = sorted(across)
    tallest = max((b - a for a, b in pairwise(levels)), default=0)
    open_ends = [
        y
        for y, places in sorted(ends.items())
        if len(places) >= _LEAST_PIECES
        and _SAME_LINE < min((abs(level - y) for level in levels), default=0) <= tallest * 2
    ]
    return {"explicit_horizontal_lines": open_ends} if open_ends else {}


def _grid(table: Any, pieces: Sequence[Piece]) -> Grid:
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
    boxes = [*table.cells, *_open_below(table, tops, lefts)]
    for box in boxes[len(table.cells) :]:
        texts[box] = _said_in(box, pieces)
    _give_back(texts, pieces)
    _run_over(texts, pieces)
    for box in boxes:
        x0, top, x1, bottom = box
        row, column = _place(tops, top), _place(lefts, x0)
        last_row = max(row, _place(tops, bottom - _SAME_LINE * 1.5))
        last_column = max(column, _place(lefts, x1 - _SAME_LINE * 1.5))
        rows[row][column] = (texts.get(box) or "").strip() or None
        if (last_row, last_column) != (row, column):
            merges.append(Merge(row, column, last_row, last_column))
    return Grid(rows, merges, table.bbox[1], table.bbox[3])


def _open_below(table: Any, tops: list[float], lefts: list[float]) -> list[_Box]:
    """Cells of the last row that no rule ends: the page ends before they do."""
    top, bottom, right = tops[-1], table.bbox[3], table.bbox[2]
    held = [(x0, x1) for x0, _, x1, end in table.cells if end > top + _SAME_LINE]
    return [
        (x0, top, x1, bottom)
        for x0, x1 in pairwise([*lefts, right])
        if not any(a < (x0 + x1) / 2 < b for a, b in held)
    ]


def _said_in(box: _Box, pieces: Sequence[Piece]) -> str:
    x0, top, x1, bottom = box
    inside = [p for p in pieces if top <= p.middle < bottom and x0 <= (p.x0 + p.x1) / 2 < x1]
    return "\n".join(p.text for p in sorted(inside, key=lambda piece: piece.top))


def _give_back(texts: dict[_Box, str], pieces: Sequence[Piece]) -> None:
    """A line that a rule runs through is of the empty cell on one side of it: the end of a page
    cuts a tall cell in the middle of its words, and each page prints them whole.
    """
    levels = sorted({y for box in texts for y in (box[1], box[3])})
    for piece in pieces:
        at = bisect_left(levels, piece.middle - piece.size * _THROUGH)
        if at == len(levels) or levels[at] > piece.middle + piece.size * _THROUGH:
            continue
        x = (piece.x0 + piece.x1) / 2
        beside = [box for box in texts if box[0] <= x < box[2] and levels[at] in (box[1], box[3])]
        empty = [box for box in beside if not (texts[box] or "").strip()]
        held = [box for box in beside if box not in empty]
        lines = [line for box in held for line in texts[box].split("\n")]
        kept = [line for line in lines if " ".join(line.split()) != piece.text]
        if len(empty) == 1 and (not held or (kept and len(kept) < len(lines))):
            texts[empty[0]] = piece.text
            for box in held:
                texts[box] = "\n".join(kept)


def _run_over(texts: dict[_Box, str], pieces: Sequence[Piece]) -> None:
    """A line longer than its cell runs on over empty ones, as spreadsheets print it: it is of the
    cell it begins in, and all its row says but for the number of a heading.
    """
    lefts = sorted({box[0] for box in texts})
    for piece in pieces:
        inside = bisect_left(lefts, piece.x1) - bisect_left(lefts, piece.x0)
        if not inside:
            continue
        level = [box for box in texts if box[1] <= piece.middle < box[3] and texts[box]]
        under = sorted(
            box for box in level if min(box[2], piece.x1) - max(box[0], piece.x0) > _SAME_LINE / 3
        )
        parts = [" ".join(texts[box].split()) for box in under]
        if len(parts) < 2 or "".join(parts).replace(" ", "") != piece.text.replace(" ", ""):
            continue
        others = [box for box in level if box not in under]
        if all(box < under[0] and _HEADING_NUMBER.fullmatch(texts[box]) for box in others):
            texts |= dict.fromkeys(under, "")
            texts[under[0]] = piece.text


def _edges(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME_LINE:
            found.append(value)
    return found


def _place(edges: Sequence[float], value: float) -> int:
    """The last edge at or before the value."""
    return max(sum(edge <= value + _SAME_LINE / 2 for edge in edges) - 1, 0)
