"""What the rows beside the pictures of a workbook say: product and producer, or their words.

The sheets are read as a registry file is, pictures left away, so merged cells, dittos and headers
mean here what they mean there.
"""

import datetime
import io
import zipfile
from dataclasses import dataclass

from catalog_import.grammars.names import is_cell_error, is_formula
from catalog_import.photos.archives import BROKEN
from catalog_import.problems import Refused
from catalog_import.readers import limits as reader_limits
from catalog_import.readers import read_book
from catalog_import.readers.book import Book, Sheet
from catalog_import.reading import read_records
from ocop.spelling import clean

_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class RowFacts:
    """``names`` are (product, subject) as the reading gives them, several if the row has several;
    without any, ``texts`` are the row's cells."""

    names: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()


class Rows:
    """Rows of a workbook by sheet and number; a row inside a tall merge is the merge's."""

    def __init__(self, archive: zipfile.ZipFile, *, today: datetime.date) -> None:
        self._sheets: dict[str, Sheet] = {}
        self._names: dict[tuple[str, int], list[tuple[str, str]]] = {}
        book = _book_of(archive)
        if book is None:
            return
        self._sheets = {clean(sheet.name): sheet for sheet in book.sheets}
        try:
            reading = read_records(book, province="", as_of=None, today=today, keeps_offers=False)
        except Refused:
            return  # no table in it: the cells speak for themselves
        for record in (*reading.records, *reading.left_out):
            if record.product:
                key = (clean(record.sheet), record.row)
                self._names.setdefault(key, []).append((record.product, record.subject))

    def at(self, sheet: str, row: int) -> RowFacts:
        for number in (row, *self._merged_from(sheet, row)):
            if names := self._names.get((sheet, number)):
                return RowFacts(names=tuple(names))
        found = self._sheets.get(sheet)
        there = next((r for r in found.rows if r.number == row), None) if found else None
        if found is None or there is None:
            return RowFacts()
        cells = (found.filled(there, column) for column in range(len(there.cells)))
        texts = (clean(cell) for cell in cells if isinstance(cell, str))
        return RowFacts(texts=tuple(text for text in texts if _may_name(text)))

    def _merged_from(self, sheet: str, row: int) -> list[int]:
        found = self._sheets.get(sheet)
        merges = found.merges if found else ()
        return sorted(
            {m.first_row for m in merges if m.first_row < row <= m.last_row}, reverse=True
        )


def _may_name(text: str) -> bool:
    """A picture inside a cell stands there as an error or a formula to whoever cannot show it."""
    return 0 < len(text) <= _LONGEST_TEXT and not is_cell_error(text) and not is_formula(text)


def _book_of(archive: zipfile.ZipFile) -> Book | None:
    """The workbook without its pictures; None if it cannot be read as a list."""
    parts = [e for e in archive.infolist() if not e.filename.startswith("xl/media/")]
    if sum(part.file_size for part in parts) > reader_limits.UNPACKED_BYTES:
        return None
    bare = io.BytesIO()
    try:
        with zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in parts:
                copy.writestr(part.filename, archive.read(part))
        return read_book(bare.getvalue(), "book.xlsx")
    except (Refused, *BROKEN):
        return None
