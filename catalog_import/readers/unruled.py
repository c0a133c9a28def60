"""Tables whose columns no rules part: columns by the white between words, over all pages together.

Rows part where the page says so: at a rule, where the white is wider than between the lines of a
cell, or where the running number changes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple
from unicodedata import normalize

from catalog_import.readers.bridges import part_bridges
from catalog_import.readers.grids import Grid
from catalog_import.readers.header_groups import join_groups, spread_groups
from catalog_import.readers.numbered_rows import NUMBER, is_numbered, is_star_section, stretches
from catalog_import.readers.open_rows import Rows
from catalog_import.readers.page_parts import parts_of
from catalog_import.readers.page_words import Band, PageWords, Rule
from catalog_import.readers.white_columns import Column, column_at, columns_of

_LEAST_COLUMNS = 3
_LEAST_BANDS = 2
#: More white than between lines, in letter heights and points
_WIDER = (0.12, 1.2)
#: Lines of one cell are farther apart than this, in letter heights, in no document
_WIDEST_LINES = 0.6
_SELDOM = 8
#: So many strips a page are rows that rules part
_RULED_STRIPS = 3
#: Share of columns that two rows after each other both fill, more than a row and its second line
_ALIKE = 0.7
_TOTAL = re.compile(r"(?:tổng|cộng)\b", re.IGNORECASE)
#: Points by which the middle of a heading may miss the middle of the table
_CENTERED = 8


class _Gaps(NamedTuple):
    """How rows part: by white wider than this between lines, or (by number) where none is told."""

    widest: float
    by_number: bool = False


@dataclass(slots=True)
class Table:
    """The part of a page that is table, and what stands around it."""

    grid: Grid
    above: list[str]
    below: list[str]


def read_pages(pages: Sequence[PageWords]) -> list[list[tuple[PageWords, Table | None]]]:
    """What each page holds from its top; tables have the same columns while their header stands at
    the same places.
    """
    parts = parts_of(pages, _span)
    found: dict[int, Table | None] = {}
    for grid in {part.grid for page in parts for part in page}:
        some = [part.words for page in parts for part in page if part.grid == grid]
        found |= zip(map(id, some), _read(some), strict=True)
    return [[(part.words, found[id(part.words)]) for part in page] for page in parts]


def _read(pages: Sequence[PageWords]) -> list[Table | None]:
    """The table of each page, if there is one; all have the same columns."""
    spans = [_span(page.bands) for page in pages]
    bands = [b for page, span in zip(pages, spans, strict=True) for b in page.bands[slice(*span)]]
    voters = [band for band in bands if band.stand_side_by_side() >= _LEAST_COLUMNS]
    columns = columns_of(voters) if len(voters) >= _LEAST_BANDS else []
    if len(columns) < _LEAST_COLUMNS:
        return [None] * len(pages)
    part_bridges(bands, columns)
    gaps = _gaps_between(pages, spans, columns)
    tables: list[Table | None] = []
    header: set[str] = set()
    for page, span in zip(pages, spans, strict=True):
        is_empty = span[0] == span[1]
        tables.append(None if is_empty else _table(page, span, columns, gaps, header))
    return tables


def _span(bands: Sequence[Band]) -> tuple[int, int]:
    """From the first band that fills several columns to behind the last and its further lines."""
    full = [n for n, band in enumerate(bands) if band.stand_side_by_side() >= _LEAST_COLUMNS]
    if not full:
        return 0, 0
    last = full[-1] + 1
    most = bands[full[-1]].pieces[0].size * _WIDEST_LINES
    while last < len(bands) and bands[last].top - bands[last - 1].bottom <= most:
        last += 1
    return full[0], last


def _gaps_between(
    pages: Sequence[PageWords], spans: Sequence[tuple[int, int]], columns: list[Column]
) -> _Gaps:
    """White that still lies inside a row; none does where all of it parts rows."""
    found = [
        strip
        for page, (first, last) in zip(pages, spans, strict=True)
        if first < last
        for strip in _strips(page, page.bands[first:last], columns)
    ]
    strips = [strip for strip, partial in found if not partial]
    sizes = [piece.size for strip in strips for band in strip for piece in band.pieces]
    gaps = [gap for strip in strips for gap in _line_gaps(strip, columns)]
    if not gaps or min(gaps) > median(sizes) * _WIDEST_LINES:
        return _Gaps(-1, _has_numbers(strips, columns))
    limit = max(min(gaps), 0) + max(median(sizes) * _WIDER[0], _WIDER[1])
    groups = [group for strip in strips for group in _groups(strip, columns, _Gaps(limit))]
    if _has_numbers(strips, columns):
        is_wrong = any(_holds_several(group, columns) for group in groups)
        return _Gaps(-1, by_number=True) if is_wrong else _Gaps(limit)
    is_parted_by_rules = len(found) >= _RULED_STRIPS * sum(first < last for first, last in spans)
    is_white = is_parted_by_rules or not _are_rows(groups, strips, columns)
    return _Gaps(limit if is_white else -1)


def _has_numbers(strips: Sequence[Sequence[Band]], columns: list[Column]) -> bool:
    """Most of what begins a full row is a running number."""
    full = [b for strip in strips for b in strip if b.stand_side_by_side() >= _LEAST_COLUMNS]
    first = [band for band in full if 0 in _columns_in(band, columns)]
    return sum(is_numbered(band, columns) for band in first) * 2 >= max(len(first), 1)


def _are_rows(
    groups: Sequence[Sequence[Band]], strips: Sequence[Sequence[Band]], columns: list[Column]
) -> bool:
    """What stands near each other is alike, and hardly any white is wider."""
    near = sum(map(len, strips)) - len(groups)
    if (len(groups) - len(strips)) * _SELDOM >= near:
        return False
    full = [[b for b in group if b.stand_side_by_side() >= _LEAST_COLUMNS] for group in groups]
    alike = [_likeness(a, b, columns) for some in full for a, b in pairwise(some)]
    return sum(alike) > _ALIKE * len(alike)


def _line_gaps(bands: Sequence[Band], columns: list[Column]) -> Iterator[float]:
    """White between each piece and the next below it in the same column."""
    bottoms: dict[int, float] = {}
    for piece in sorted((p for band in bands for p in band.pieces), key=lambda p: p.top):
        first, last = column_at(columns, piece)
        if first == last:
            if (bottom := bottoms.get(first)) is not None and piece.top > bottom - piece.size / 2:
                yield piece.top - bottom
            bottoms[first] = piece.bottom


def _holds_several(group: Sequence[Band], columns: list[Column]) -> bool:
    """A running number that is not alone in its column: these are rows, not one."""
    first = [p for band in group for p in band.pieces if column_at(columns, p) == (0, 0)]
    return len(first) > 1 and any(NUMBER.fullmatch(piece.text) for piece in first)


def _whole_rules(page: PageWords, columns: list[Column], top: float, bottom: float) -> list[Rule]:
    """Rules between two heights that run under every column."""
    slack = 1.0
    return [
        rule
        for rule in page.rules
        if top - slack <= rule.y <= bottom + slack and all(rule.covers(c.x0, c.x1) for c in columns)
    ]


def _likeness(before: Band, after: Band, columns: list[Column]) -> float:
    mine, other = _columns_in(before, columns), _columns_in(after, columns)
    return len(mine & other) / len(mine | other)


def _columns_in(band: Band, columns: list[Column]) -> set[int]:
    return {column_at(columns, piece)[0] for piece in band.pieces}


def _table(
    page: PageWords, span: tuple[int, int], columns: list[Column], gaps: _Gaps, header: set[str]
) -> Table:
    """``header``: the texts of the first row of all pages, told by the first of them."""
    first = 0 if header else _header_start(page, span[0], columns, gaps.widest)
    last = _end(page, span, columns)
    if first and len(join_groups(page.bands[first - 1 : last], columns)) < last - first + 1:
        first -= 1
    table = join_groups(page.bands[first:last], columns)
    rows = Rows(columns, gaps.widest)
    for strip, partial in _strips(page, table, columns):
        if partial:
            rows.add_ruled([piece for band in strip for piece in band.pieces], partial)
        else:
            for some, laid in stretches(strip, columns):
                if laid:
                    rows.add_laid(laid)
                    continue
                for group in _groups(some, columns, gaps):
                    rows.add([piece for band in group for piece in band.pieces])
    top = {piece.text for own in rows.top.values() for piece in own}
    if not header or top == header:
        header |= top
        spread_groups(rows.cells, rows.top, columns, rows.merges)
    grid = Grid(rows.cells, rows.merges, table[0].top, table[-1].bottom)
    above = [band.text for band in page.bands[:first]]
    return Table(grid, above, [band.text for band in page.bands[last:]])


def _header_start(page: PageWords, first: int, columns: list[Column], widest: float) -> int:
    """Above the first full band: lines of the same row, and what stands below the same rule."""
    bands = page.bands
    while first:
        above, band = bands[first - 1], bands[first]
        is_parted = bool(_whole_rules(page, columns, above.bottom, band.top))
        is_below_rule = bool(_whole_rules(page, columns, 0, above.top))
        if is_parted or not (is_below_rule or band.top - above.bottom <= widest):
            break
        first -= 1
    return first


def _end(page: PageWords, span: tuple[int, int], columns: list[Column]) -> int:
    """Behind the rows after the last full one: those no farther apart than the others."""
    first, last = span
    bands = page.bands
    whites = [b.top - a.bottom for a, b in pairwise(bands[first:last])]
    size = median(piece.size for piece in bands[first].pieces)
    most = max(whites, default=size) + size / 2
    lowest = max(
        (r.y for r in _whole_rules(page, columns, bands[first].top, page.height)), default=0
    )
    while last < len(bands):
        is_inside = bands[last].bottom <= lowest + 1
        is_near = bands[last].top - bands[last - 1].bottom <= most
        if not is_inside and (lowest > bands[last - 1].bottom - 1 or not is_near):
            break
        last += 1
    return last


def _strips(
    page: PageWords, bands: Sequence[Band], columns: list[Column]
) -> Iterator[tuple[list[Band], list[Rule]]]:
    """Bands between rules that part all columns, and the rules inside that part only some."""
    whole = [rule.y for rule in _whole_rules(page, columns, bands[0].top, bands[-1].bottom)]
    rest = list(bands)
    for top, bottom in pairwise([float("-inf"), *whole, float("inf")]):
        strip = [band for band in rest if top <= (band.top + band.bottom) / 2 < bottom]
        if strip:
            ys = strip[0].top, strip[-1].bottom
            inside = [rule for rule in page.rules if ys[0] < rule.y < ys[1]]
            yield strip, [r for r in inside if any(r.covers(c.x0, c.x1) for c in columns)]


def _groups(bands: Sequence[Band], columns: list[Column], gaps: _Gaps) -> Iterator[list[Band]]:
    """Bands of one row. Where white does not tell, lines without a number go on the row above."""
    group: list[Band] = []
    for band in bands:
        is_near = group and band.top - group[-1].bottom <= gaps.widest
        goes_on = is_near or (gaps.by_number and _goes_on(group, band, columns))
        if group and not goes_on:
            yield group
            group = []
        group.append(band)
    if group:
        yield group


def _names_a_star(band: Band, group: Sequence[Band], column: int, columns: list[Column]) -> bool:
    """Nothing but stars, below a row that has none in that column: it heads the next rows."""
    if not is_star_section(normalize("NFC", band.text)):
        return False
    beside = (piece for line in group for piece in line.pieces)
    return not any(column_at(columns, p)[0] == column and "sao" in p.text.lower() for p in beside)


def _goes_on(group: Sequence[Band], band: Band, columns: list[Column]) -> bool:
    """A line below a numbered row that has no number, and is no heading or total."""
    places = [column_at(columns, piece) for piece in band.pieces]
    if any(first == 0 or first != last for first, last in places) or _TOTAL.match(
        normalize("NFC", band.text)
    ):
        return False
    if len(band.pieces) == 1:
        x0, x1 = band.pieces[0].x0, band.pieces[0].x1
        is_centered = abs(x0 + x1 - columns[0].x0 - columns[-1].x1) < _CENTERED * 2
        if is_centered or _names_a_star(band, group, places[0][0], columns):
            return False
    return any(is_numbered(line, columns) for line in group) or _is_of_header(group, band, columns)


def _is_of_header(group: Sequence[Band], band: Band, columns: list[Column]) -> bool:
    """A line close below others without numbers, each of its texts below another."""
    own = _columns_in(band, columns)
    above = {column for line in group for column in _columns_in(line, columns)}
    most = band.pieces[0].size * _WIDEST_LINES
    is_text = len(own) > 1 or band.text[:1].islower()
    return is_text and own <= above and band.top - group[-1].bottom <= most
