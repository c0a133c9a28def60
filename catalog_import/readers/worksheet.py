"""One pass over the XML of a worksheet: values, merges, hidden rows and columns, formulas without a
result. The dimension a sheet declares is never read; memory grows with values, not with what is
claimed."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.parsers.expat import ParserCreate, XMLParserType

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Cell, Merge, Odd, SheetRow, column_letter

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = "0123456789"
_TRUE = ("1", "true")
_CHUNK = 64 * 1024
_MS_OF_A_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Formats:
    """How the numbers of a workbook are to be understood."""

    #: Positions of cell formats that show a day or an hour, and of those that show a duration
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    epoch: datetime.datetime = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 -- sheets know no zone


@dataclass
class Worksheet:
    rows: list[SheetRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


def read_worksheet(part: IO[bytes], strings: list[str], formats: Formats) -> Worksheet:
    """Raises ``Refused`` for what is out of bounds, ValueError and its like for what is broken."""
    reader = _Reader(strings, formats)
    feed(part, reader.parser)
    return reader.sheet


def parser_with(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> XMLParserType:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(part: IO[bytes], parser: XMLParserType) -> None:
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def local(tag: str) -> str:
    """The name without its prefix."""
    return tag.rpartition(":")[2]


def _refuse_doctype(*about: object) -> None:
    raise Refused("unsafe-xml")


class _Reader:
    """Handlers of the parser: what is asked for most comes first."""

    def __init__(self, strings: list[str], formats: Formats) -> None:
        self.sheet = Worksheet()
        self.strings = strings
        self.formats = formats
        self.columns: dict[str, int] = {}
        self.row = 0
        self.last_row = 0
        #: Cells so far, up to the last value of each row; and all
        self.count = 0
        self.styled = 0
        self.is_hidden = False
        self.cells: dict[int, Cell] = {}
        self.column = -1
        self.kind = "n"
        self.style = "0"
        self.value: str | None = None
        self.inline: list[str] | None = None
        self.is_formula = False
        self.is_text = False
        self.is_phonetic = False
        self.parser = parser_with(self.start, self.end, self.text)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self.styled += 1
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "0")
            self.value = self.inline = None
            self.is_formula = False
        elif tag == "v":
            self.value = ""
            self.is_text = True
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "f":
            self.is_formula = True
        else:
            self._start_rare(tag, attributes)

    def _start_rare(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "is":
            self.inline = []
        elif tag == "t":
            self.is_text = self.inline is not None and not self.is_phonetic
        elif tag == "rPh":
            self.is_phonetic = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.sheet.hidden_columns.update(range(first - 1, min(last, limits.COLUMNS)))

    def text(self, text: str) -> None:
        if self.is_text:
            if self.inline is not None:
                self.inline.append(text)
            elif self.value is not None:
                self.value += text

    def end(self, tag: str) -> None:
        if self.styled > limits.STYLED_CELLS:
            raise Refused("too-many-cells", cells=limits.STYLED_CELLS)
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self._close_cell()
        elif tag in ("v", "t"):
            self.is_text = False
        elif tag == "row":
            self._close_row()
        elif tag == "rPh":
            self.is_phonetic = False

    def _open_row(self, attributes: dict[str, str]) -> None:
        """Row numbers may be left out; they then count on."""
        number = attributes.get("r")
        row = int(float(number)) if number else self.row + 1
        if row <= self.row:
            raise ValueError(f"row {row} stands after row {self.row}")
        self.row = row
        self.is_hidden = attributes.get("hidden") in _TRUE
        self.cells = {}
        self.column = -1

    def _close_cell(self) -> None:
        if self.value:
            value = self._typed(self.value)
        elif self.inline is not None:
            value = unescaped("".join(self.inline)) if self.kind == "inlineStr" else None
        elif self.is_formula:
            value = Odd.UNCALCULATED
        else:
            return
        if self.column >= limits.COLUMNS:
            raise Refused("far-cell", row=self.row, column=column_letter(self.column))
        self.cells[self.column] = value

    def _close_row(self) -> None:
        """A row of empty, styled cells is none."""
        if not self.cells:
            return
        last = max(self.cells)
        if self.row - self.last_row > limits.GAP_ROWS:
            raise Refused("far-cell", row=self.row, column=column_letter(last))
        self.last_row = self.row
        cells = tuple(self.cells.get(column) for column in range(last + 1))
        if any(cell is not None for cell in cells):
            self.sheet.rows.append(SheetRow(self.row, cells, self.is_hidden))
            self.count += len(cells)
        if len(self.sheet.rows) > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        if self.count > limits.CELLS:
            raise Refused("too-many-cells", cells=limits.CELLS)

    def _typed(self, value: str) -> Cell:
        kind = self.kind
        if kind == "s":
            position = int(value)
            if position < 0:
                raise ValueError("no such text")
            return self.strings[position]  # unescaped once for all cells
        if kind == "n":
            number = float(value) if "." in value or "E" in value or "e" in value else int(value)
            style = int(self.style)
            return self._moment(number, style) if style in self.formats.dates else number
        if kind == "b":
            return bool(int(value))
        if kind == "inlineStr":
            return None if self.inline is None else unescaped("".join(self.inline))
        if kind == "d":
            return datetime.datetime.fromisoformat(value)
        return unescaped(value)

    def _moment(self, number: float, style: int) -> Cell:
        try:
            if style in self.formats.durations:
                return str(datetime.timedelta(days=number))
            return from_serial(number, self.formats.epoch)
        except (OverflowError, ValueError):
            return "#VALUE!"

    def _column(self, reference: str) -> int:
        letters = reference.rstrip(_DIGITS)
        if letters == reference or letters not in self.columns:
            self.columns[letters] = position(reference)[1]
        return self.columns[letters]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self.sheet.merges.append(Merge(*position(first), *position(last or first)))
        if len(self.sheet.merges) > limits.MERGES:
            raise Refused("too-many-merges", most=limits.MERGES)


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written by their number: "_x000D_"."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def position(reference: str) -> tuple[int, int]:
    """ "B7" → (7, 1)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def from_serial(number: float, epoch: datetime.datetime) -> datetime.datetime | datetime.time:
    """The moment a serial number stands for; of less than a day the hour.

    The 1900 calendar has a 29 February of its own: the days before it are one off.
    """
    days, part = divmod(number, 1)
    rest = datetime.timedelta(milliseconds=round(part * _MS_OF_A_DAY))
    if 0 <= number < 1 and rest.days == 0:
        return (epoch + rest).time()
    if 0 < number < 60 and epoch.year == 1899:
        days += 1
    return epoch + datetime.timedelta(days=days) + rest
