"""Readers of registry files. One reader per kind of file; each makes a ``Book`` of raw cells.

A reader is ``read(data: bytes, name: str) -> Book``. It raises ``Refused`` for a file it will not
take and reads no database. All but the one for CSV run in a process of their own (``apart``).
"""

from collections.abc import Callable
from importlib import import_module

from catalog_import.problems import Refused
from catalog_import.readers import apart, delimited, limits
from catalog_import.readers.book import Book
from catalog_import.readers.fitting import fit
from catalog_import.readers.legacy import to_unicode
from catalog_import.readers.signature import (
    DELIMITED,
    WORKBOOK,
    is_cut_off,
    refuse_what_it_is_not,
    suffix_of,
)

Reader = Callable[[bytes, str], Book]

#: File ending → module of its reader; loaded where it is used, for some bring big libraries
READERS: dict[str, str] = {
    **dict.fromkeys(DELIMITED, "delimited"),
    **dict.fromkeys(WORKBOOK, "xlsx"),
    ".xls": "xls",
    ".ods": "ods",
    ".docx": "docx",
    ".pdf": "pdf",
}


def read_book(data: bytes, name: str) -> Book:
    """Read a file by what its name says it is, after looking whether that is true."""
    refuse_at_sight(data, name)
    read = delimited.read if suffix_of(name) in DELIMITED else apart.read
    try:
        return _complete(read(data, name))
    except Refused as refused:
        if refused.code == "corrupt" and "told" not in refused.params and is_cut_off(data):
            raise Refused("corrupt", told="cut-off") from refused
        raise


def parse(data: bytes, name: str) -> Book:
    """The same in this process: for files one trusts."""
    refuse_at_sight(data, name)
    return _complete(reader_of(name)(data, name))


def reader_of(name: str) -> Reader:
    read: Reader = import_module(f"catalog_import.readers.{READERS[suffix_of(name)]}").read
    return read


def refuse_at_sight(data: bytes, name: str) -> None:
    if len(data) > limits.FILE_BYTES:
        raise Refused("too-big", megabytes=limits.FILE_BYTES // (1024 * 1024))
    refuse_what_it_is_not(data, name)


def _complete(book: Book) -> Book:
    if not any(sheet.rows for sheet in book.sheets):
        raise Refused("empty")
    fit(book)
    return to_unicode(book)
