"""CSV and TSV: encoding and delimiter are found, never asked for."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Sheet, SheetRow
from catalog_import.readers.signature import suffix_of

#: The name a file without sheets reports its one table under
SHEET = "csv"
_DELIMITERS = ",;\t|"
_SAMPLE_RECORDS = 200
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read(data: bytes, name: str) -> Book:
    text = decode(data)
    if "\x00" in text:
        raise Refused("wrong-type", suffix=suffix_of(name), found="binary")
    delimiter = "\t" if suffix_of(name) == ".tsv" else find_delimiter(text)
    rows = []
    for number, record in enumerate(_records(text, delimiter), start=1):
        if number > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        if len(record) > limits.COLUMNS:
            raise Refused("too-many-columns", columns=limits.COLUMNS)
        cells = tuple(cell or None for cell in record)
        if any(cells):
            rows.append(SheetRow(number, cells))
    return Book([Sheet(SHEET, rows)])


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            yield next(records)
        except StopIteration:
            return
        except csv.Error as broken:
            raise Refused("corrupt", detail=str(broken)) from broken


def decode(data: bytes) -> str:
    """Unicode with or without a mark, else Windows' Vietnamese code page; otherwise refused.

    Fonts of the nineties (TCVN3, VNI) look like neither: they are refused, not mangled.
    """
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")
    if not encoding and b"\x00" in data[:4000]:
        encoding = _unmarked_utf16(data[:4000])
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as failure:
        if encoding:
            raise Refused("unknown-encoding") from failure
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError as failure:
        raise Refused("unknown-encoding") from failure
    if not _reads_as_vietnamese(text):
        raise Refused("unknown-encoding")
    return text


def _unmarked_utf16(head: bytes) -> str:
    """Letters below U+0100 leave every other byte empty; in other data zeros stand anywhere."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * 50 > max(even, odd) or max(even, odd) * 10 < len(head):
        raise Refused("wrong-type", suffix="", found="binary")
    return "utf-16-le" if odd > even else "utf-16-be"


def _reads_as_vietnamese(text: str) -> bool:
    """Nearly every letter beyond ASCII is one Vietnamese writes, and no accent stands alone."""
    beyond = [char for char in text if char > "\x7f"]
    known = sum(char in _VIETNAMESE for char in beyond)
    return bool(beyond) and known >= 0.97 * len(beyond)


_SIGNS = frozenset("–—“”\u2018’…°★☆\u00a0")


def _vietnamese_letters() -> frozenset[str]:
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = {
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones
    } | {"đ"}
    return frozenset(letters | {letter.upper() for letter in letters} | _SIGNS)


_VIETNAMESE = _vietnamese_letters()


def find_delimiter(text: str) -> str:
    """The delimiter that cuts most records into the same number of cells, and into many."""
    sample = text[:200_000]

    def score(delimiter: str) -> float:
        records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(record) for record in islice(records, _SAMPLE_RECORDS) if record)
        except csv.Error:
            return 0
        many = {width: count for width, count in widths.items() if width > 1}
        width = max(many, key=lambda width: many[width], default=1)
        return (width - 1) * widths[width] / max(1, widths.total())

    return max(_DELIMITERS, key=score)
