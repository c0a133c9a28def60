"""Rows that begin with a running number, in a table without rules between its columns."""

import re
from collections.abc import Iterator, Sequence

from catalog_import.readers.page_words import Band
from catalog_import.readers.tall_cells import Laid, laid_out
from catalog_import.readers.white_columns import Column, column_at

NUMBER = re.compile(r"(?:0\d{1,2}|[1-9]\d{0,4})\s*[.)]?")
_STAR_SECTION = re.compile(
    r"(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s*[.)])?"
    r"(?:sản phẩm|ocop|đạt|hạng|được|công nhận|lại|\s)*"
    r"(?:[345]|ba|bốn|năm)(?:\s*\(0?[345]\))?\s*sao(?:\s*\(.*\)|:.*)?",
    re.IGNORECASE,
)
#: Lines of a cell in the first row that may stand above its number
_LINES_BEFORE = 3


def is_numbered(band: Band, columns: list[Column]) -> bool:
    """The band says a running number."""
    return any(
        NUMBER.fullmatch(piece.text) and column_at(columns, piece) == (0, 0)
        for piece in band.pieces
    )


def is_star_section(text: str) -> bool:
    """ "II. Sản phẩm đạt 3 sao (12 sản phẩm)" and nothing else."""
    return bool(_STAR_SECTION.fullmatch(text))


def stretches(
    bands: Sequence[Band], columns: list[Column]
) -> Iterator[tuple[Sequence[Band], Laid | None]]:
    """Numbered rows between headings, laid out where they show tall cells; the rest as it is."""
    rest: list[Band] = []
    rows: list[Band] = []
    for band in [*bands, None]:
        if band is not None and not _heads(band, columns):
            rows.append(band)
            continue
        start = next((n for n, line in enumerate(rows) if is_numbered(line, columns)), len(rows))
        for at in range(max(0, start - _LINES_BEFORE), start + 1):
            if laid := laid_out(rows[at:], columns) if at < len(rows) else None:
                yield [*rest, *rows[:at]], None
                yield [], laid
                rest, rows = [], []
                break
        rest += rows
        rows = []
        if band is not None:
            rest.append(band)
    yield rest, None


def _heads(band: Band, columns: list[Column]) -> bool:
    """No row and no line of one: it has no number where those stand, or spans columns."""
    places = [(piece, *column_at(columns, piece)) for piece in band.pieces]
    return any(
        first != last or (first == 0 and not NUMBER.fullmatch(piece.text))
        for piece, first, last in places
    )
