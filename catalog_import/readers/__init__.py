"""Readers of registry files. One reader per kind of file; each makes a ``Book`` of raw cells.

A reader is ``read(data: bytes, name: str) -> Book``. It raises ``Refused`` and nothing else for a
file it will not take, reads no database, and its result can be pickled: it may run in a process
of its own.
"""

from collections.abc import Callable

from catalog_import.problems import Refused
from catalog_import.readers import delimited, docx, limits, ods, pdf, xls, xlsx
from catalog_import.readers.book import Book
from catalog_import.readers.legacy import to_unicode
from catalog_import.readers.signature import DELIMITED, WORKBOOK, refuse_what_it_is_not, suffix_of

Reader = Callable[[bytes, str], Book]

#: File ending → reader
READERS: dict[str, Reader] = {
    **dict.fromkeys(DELIMITED, delimited.read),
    **dict.fromkeys(WORKBOOK, xlsx.read),
    ".xls": xls.read,
    ".ods": ods.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
}


def read_book(data: bytes, name: str) -> Book:
    """Read a file by what its name says it is, after looking whether that is true."""
    if len(data) > limits.FILE_BYTES:
        raise Refused("too-big", megabytes=limits.FILE_BYTES // (1024 * 1024))
    refuse_what_it_is_not(data, name)
    book = READERS[suffix_of(name)](data, name)
    if not any(sheet.rows for sheet in book.sheets):
        raise Refused("empty")
    return to_unicode(book)
