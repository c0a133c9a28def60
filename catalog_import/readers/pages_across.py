"""Columns that did not fit the width of the paper: spreadsheets print them on pages of their own,
after all pages of the columns before them, or each after the page of the same rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from catalog_import.headers import field_of
from catalog_import.likeness import likeness
from catalog_import.readers.book import Merge, Sheet
from catalog_import.readers.grids import Grid
from catalog_import.readers.page_words import PageWords
from catalog_import.readers.pages_joined import Joined

Page = tuple[PageWords, list[Grid]]

#: A table of its own numbers its rows or names its products
_OF_ITS_OWN = frozenset({"product", "ordinal"})
_NUMBER = re.compile(r"(\d{1,5})[.)]?(?!\S)")
_NAME = re.compile(r"tên\b", re.IGNORECASE)


@dataclass
class Across:
    """Pages by the columns they hold."""

    first: Sequence[Page]
    #: As many rows as the first, page by page
    others: list[Sequence[Page]] = field(default_factory=list)
    #: Begin with other columns too, and it does not show whose rows theirs are
    apart: list[Sequence[Page]] = field(default_factory=list)


def columns_apart(pages: Sequence[Page]) -> Across:
    """Where pages begin with a header that goes on the one of the first page."""
    headers = [_other_columns(page) if at else () for at, page in enumerate(pages)]
    # printed anew on every page, a header begins other columns once
    starts = [headers.index(header) for header in dict.fromkeys(headers) if header]
    if not starts or not any(_counts_rows(words) for words, _ in pages[: starts[0]]):
        return Across(pages)
    parts = [pages[a:b] for a, b in pairwise([0, *starts, len(pages)])]
    turns = [pages[at :: len(parts)] for at in range(len(parts))]
    for order in (parts, turns):
        if _heights(order[0]) and all(_heights(part) == _heights(order[0]) for part in order):
            return Across(order[0], order[1:])
    # a summary below the list has a title; columns that go on have none
    apart = [part for part in parts[1:] if not _has_title(part[0])]
    kept = [page for part in parts if part not in apart for page in part]
    return Across(kept, apart=apart)


def _other_columns(page: Page) -> tuple[str, ...]:
    """The header a page begins with, if it heads neither products nor their numbers."""
    words, grids = page
    if len(words.bands) < 2 or _counts_rows(words):
        return ()
    if grids:
        texts = [" ".join(str(cell).split()) for cell in grids[0].rows[0] if cell is not None]
    else:  # one column is no table, nor has every table rules
        texts = [piece.text for piece in words.bands[0].pieces]
        if not all(map(field_of, texts)):
            return ()
    fields = {text: field_of(text) for text in texts if not text.endswith(":")}
    known = [name for name in fields.values() if name]
    if len(known) * 2 <= len(texts) or _OF_ITS_OWN & set(known):
        return ()
    others = [text for text, name in fields.items() if not name]
    is_of_products = any(_NAME.match(text) or "product" in likeness(text) for text in others)
    return () if is_of_products else tuple(texts)


def _counts_rows(words: PageWords) -> bool:
    """Lines of the page begin with running numbers; scores and years run otherwise."""
    firsts = (min(band.pieces, key=lambda piece: piece.x0).text for band in words.bands)
    numbers = [int(match[1]) for text in firsts if (match := _NUMBER.match(text))]
    return len(numbers) == 1 or any(after == before + 1 for before, after in pairwise(numbers))


def _heights(part: Sequence[Page]) -> list[int]:
    return [len(grid.rows) for _, grids in part for grid in grids]


def _has_title(page: Page) -> bool:
    words, grids = page
    return bool(grids) and any(band.bottom <= grids[0].top + 1 for band in words.bands)


def side_by_side(first: Joined, others: Sequence[Joined]) -> Sheet:
    """One table of the columns of all, its rows under their place in the first."""
    sheet = first.sheet()
    cells = {row.number: list(row.cells) for row in sheet.rows}
    merges = [*sheet.merges]
    width = max(map(len, cells.values()), default=0)
    for other in others:
        beside = other.sheet()
        at = {
            start + below: own + below
            for (own, height), (start, _) in zip(first.grids, other.grids, strict=True)
            for below in range(height)
        }
        for row in beside.rows:
            if (number := at.get(row.number)) in cells:
                cells[number] += [*[None] * (width - len(cells[number])), *row.cells]
        merges += [
            Merge(at[m.first_row], m.first_column + width, at[m.last_row], m.last_column + width)
            for m in beside.merges
            if m.first_row in at and m.last_row in at
        ]
        width += max((len(row.cells) for row in beside.rows), default=0)
    rows = [replace(row, cells=tuple(cells[row.number])) for row in sheet.rows]
    return replace(sheet, rows=rows, merges=tuple(merges))
