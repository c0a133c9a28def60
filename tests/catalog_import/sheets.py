"""Books made of plain lists, for tests that need no file."""

import datetime

from catalog_import.readers.book import Book, Sheet, SheetRow
from catalog_import.reading import read_records

TODAY = datetime.date(2026, 11, 24)


def sheet(*lines, name="S", merges=(), hidden_columns=(), hidden_rows=()):
    rows = [
        SheetRow(number, tuple(line), number in hidden_rows)
        for number, line in enumerate(lines, start=1)
        if any(cell is not None for cell in line)
    ]
    return Sheet(name, rows, tuple(merges), frozenset(hidden_columns))


def read(*sheets, province="", as_of=None, keeps_offers=False, **about):
    return read_records(
        Book(list(sheets)),
        province=province,
        as_of=as_of,
        today=TODAY,
        keeps_offers=keeps_offers,
        **about,
    )


def codes(reading):
    """(row, field, code) of every problem that has a row."""
    return [(p.row, p.field, p.code) for p in reading.problems if p.row is not None]
