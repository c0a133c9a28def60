"""PDF: the tables of all pages as one, with rules around cells (``ruled``) or not (``unruled``).

One table over all pages, so that headers, groups and merged cells hold across page breaks; each
row says its page and, where the list numbers its rows, the number printed there.
"""

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from catalog_import.problems import Refused, error, warning
from catalog_import.readers import limits, unruled
from catalog_import.readers.book import Book
from catalog_import.readers.grids import Grid
from catalog_import.readers.page_letters import readable
from catalog_import.readers.page_words import Band, PageWords, words_of
from catalog_import.readers.pages_across import Page, columns_apart, side_by_side
from catalog_import.readers.pages_joined import Joined
from catalog_import.readers.ruled import grids_of

_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s*[-–]?\s*\d{1,4}\s*(?:[-–]|/\s*\d{1,4})?", re.IGNORECASE
)
#: White that sets a running head or a page number off, in letter heights
_SET_OFF = 0.7
_DIGITS = re.compile(r"\d+")
_BROKEN = (
    PDFException, PSException, MalformedPDFException, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OverflowError, AssertionError,
)  # fmt: skip


def read(data: bytes, name: str) -> Book:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _read_pages(document.pages)
    except (PDFPasswordIncorrect, PDFEncryptionError) as locked:
        raise Refused("encrypted") from locked
    except PdfminerException as broken:
        cause = broken.args[0] if broken.args else None
        if isinstance(cause, Refused | MemoryError | RecursionError):
            raise cause from broken
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise Refused("encrypted") from broken
        raise Refused("corrupt", detail=str(broken)) from broken
    except _BROKEN as broken:
        raise Refused("corrupt", detail=str(broken)) from broken


def _read_pages(pages: Sequence[Any]) -> Book:
    if len(pages) > limits.PAGES:
        raise Refused("too-many-pages", pages=limits.PAGES)
    ruled: list[list[Grid]] = []
    words: list[PageWords] = []
    has_words = False
    for number, page in enumerate(pages, start=1):
        if len(page.chars) > limits.PAGE_LETTERS:
            raise Refused("page-too-full", page=number, most=limits.PAGE_LETTERS)
        has_words = has_words or bool(page.chars)
        letters = readable(page)
        words.append(words_of(letters, f"page {number}"))
        ruled.append(grids_of(letters, words[-1]))
        page.close()
    if pages and not has_words:
        raise Refused("no-text")
    _drop_page_numbers(words)
    across = columns_apart(list(zip(words, ruled, strict=True)))
    problems = [error("columns_apart").at(sheet=part[0][0].name, row=None) for part in across.apart]
    joined, has_no_lines = _join(across.first)
    if has_no_lines:
        problems.append(warning("table_without_lines"))
    if across.others:
        sheet = side_by_side(joined, [_join(part)[0] for part in across.others])
        return Book([sheet], problems)
    return Book([joined.sheet()], problems)


def _join(pages: Sequence[Page]) -> tuple[Joined, bool]:
    """The tables of these pages as one, and whether one of them has no lines."""
    tables = iter(unruled.read_pages([page for page, grids in pages if not grids]))
    joined = Joined()
    has_no_lines = False
    for page, grids in pages:
        if grids:
            _add_ruled(joined, page, grids)
            continue
        for part, table in next(tables):
            above = table.above if table else [band.text for band in part.bands]
            joined.add_lines(page.name, above)
            if table:
                has_no_lines = True
                joined.add_grid(page.name, table.grid)
                joined.add_lines(page.name, table.below)
    return joined, has_no_lines


def _add_ruled(joined: Joined, page: PageWords, grids: list[Grid]) -> None:
    """Tables and the lines between them from the top."""
    bands = list(page.bands)
    for grid in grids:
        above = [band.text for band in bands if band.bottom <= grid.top + 1]
        joined.add_lines(page.name, above)  # together: a text may take several lines
        joined.add_grid(page.name, grid)
        bands = [band for band in bands if band.top >= grid.bottom - 1]
    joined.add_lines(page.name, [band.text for band in bands])


def _drop_page_numbers(pages: Sequence[PageWords]) -> None:
    """And what else stands at the edge of several pages, the same but for its numbers."""
    for end in (0, -1):
        told = Counter(
            _DIGITS.sub("#", page.bands[end].text) for page in pages if _is_set_off(page.bands, end)
        )
        for page in pages:
            if not _is_set_off(page.bands, end):
                continue
            text = page.bands[end].text
            if _PAGE_NUMBER.fullmatch(text) or told[_DIGITS.sub("#", text)] > 1:
                page.bands.pop(end)


def _is_set_off(bands: Sequence[Band], end: int) -> bool:
    """The first (0) or last (-1) of several is one piece and stands apart."""
    if len(bands) < 2 or len(bands[end].pieces) > 1:
        return len(bands) == 1 and len(bands[0].pieces) == 1
    above, below = (bands[0], bands[1]) if end == 0 else (bands[-2], bands[-1])
    return below.top - above.bottom > bands[end].pieces[0].size * _SET_OFF
