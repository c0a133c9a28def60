"""CSV and TSV: encoding and delimiter are found, never asked for. The text is never held whole."""

import codecs
import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Sheet, SheetRow
from catalog_import.readers.legacy import font_of
from catalog_import.readers.signature import suffix_of

#: The name a file without sheets reports its one table under
SHEET = "csv"
_DELIMITERS = ",;\t|"
_SAMPLE_RECORDS = 200
_SAMPLE_BYTES = 200_000
_CHUNK = 1_000_000
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read(data: bytes, name: str) -> Book:
    encoding = find_encoding(data)
    sample = data[:_SAMPLE_BYTES].decode(encoding, "ignore")
    delimiter = "\t" if suffix_of(name) == ".tsv" else find_delimiter(sample)
    rows = []
    count = letters = 0
    for number, record in enumerate(_records(data, encoding, delimiter), start=1):
        if number > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        if len(record) > limits.COLUMNS:
            raise Refused("too-many-columns", columns=limits.COLUMNS)
        count += len(record)
        if count > limits.CELLS:
            raise Refused("too-many-cells", cells=limits.CELLS)
        letters += sum(map(len, record))
        if letters > limits.LETTERS:
            raise Refused("too-much-text", letters=limits.LETTERS)
        cells = tuple(cell or None for cell in record)
        if any(cells):
            rows.append(SheetRow(number, cells))
    return Book([Sheet(SHEET, rows)])


def _records(data: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    records = csv.reader(_lines(text), delimiter=delimiter)
    while True:
        line = records.line_num + 1
        try:
            record = next(records)
        except StopIteration:
            return
        except csv.Error as broken:
            if "field limit" in str(broken):
                most = csv.field_size_limit()
                told = {"told": "quoted-too-long", "line": line, "most": most}
                raise Refused("corrupt", **told) from broken
            raise Refused("corrupt", detail=str(broken)) from broken
        if any("\x00" in cell for cell in record):
            raise Refused("wrong-type", suffix=".csv", found="binary")
        yield record


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """A line is read no further than a line may be long."""
    number = 0
    while line := text.readline(limits.LINE_LETTERS + 1):
        number += 1
        if len(line) > limits.LINE_LETTERS:
            raise Refused("line-too-long", line=number, most=limits.LINE_LETTERS)
        yield line


def find_encoding(data: bytes) -> str:
    """Unicode with or without a mark, Windows' Vietnamese code page, or an old font's letters.

    The letters of an old font are told as Western ones; ``legacy`` makes Vietnamese of them.
    Anything else is refused, not mangled.
    """
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")
    if not encoding and b"\x00" in data[:4000]:
        encoding = _unmarked_utf16(data[:4000])
    if not encoding and not _decodes(data, "utf-8"):
        if _decodes(data, "cp1258") and _reads_as_vietnamese(data[:_CHUNK].decode("cp1258")):
            return "cp1258"
        western = "cp1252" if _decodes(data, "cp1252") else "latin-1"
        if not font_of(data[:_CHUNK].decode(western).splitlines()):
            raise Refused("unknown-encoding")
        return western
    if encoding and not _decodes(data, encoding):
        raise Refused("unknown-encoding")
    return encoding or "utf-8"


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _unmarked_utf16(head: bytes) -> str:
    """Letters below U+0100 leave every other byte empty; in other data zeros stand anywhere."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * 50 > max(even, odd) or max(even, odd) * 10 < len(head):
        raise Refused("wrong-type", suffix=".csv", found="binary")
    return "utf-16-le" if odd > even else "utf-16-be"


def _reads_as_vietnamese(text: str) -> bool:
    """Nearly every letter beyond ASCII is one Vietnamese writes, and no accent stands alone."""
    beyond = [char for char in unicodedata.normalize("NFC", text) if char > "\x7f"]
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


def find_delimiter(sample: str) -> str:
    """The delimiter that cuts most records into the same number of cells, and into many."""

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
