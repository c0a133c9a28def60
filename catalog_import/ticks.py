"""Columns that are ticked: one for each star, kind of subject or state, a mark in one of them."""

import datetime
from collections.abc import Sequence

from catalog_import.grammars.names import text_of
from catalog_import.grammars.stars import stars_in_title
from catalog_import.grammars.statuses import parse_status
from catalog_import.headers import star_of
from catalog_import.readers.book import Cell
from ocop.spelling import subject_kind_of

#: Fields a list may give by ticks
TICKED = frozenset({"stars", "subject_kind", "status"})
_MARKS = frozenset({"x", "✓", "✔", "√", "v", "1", "+", "●", "•", "*"})
#: A header of more words is no plain choice
_MOST_WORDS = 4


def ticked_field(header: str) -> str:
    """The field a tick under this header tells, or ``""``."""
    if star_of(header) or stars_in_title(header).proposed:
        return "stars"
    if not header or len(header.split()) > _MOST_WORDS:
        return ""
    if parse_status(header, today=datetime.date.max).status:
        return "status"
    return "subject_kind" if subject_kind_of(header) else ""


def are_ticks(cells: Sequence[Cell]) -> bool:
    """Marks, and no more than counts of them beside ("Tổng | 12 | 5")."""
    texts = [text.casefold() for cell in cells if (text := text_of(cell))]
    others = [text for text in texts if text not in _MARKS]
    return 0 < len(texts) >= 2 * len(others) and all(map(str.isdigit, others))
