"""ODS: one bounded pass over the sheet XML. Spans are needed, and repeats must not be unrolled."""

import datetime
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from catalog_import.problems import Refused, warning
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Cell, Merge, Odd, Sheet, SheetRow, column_letter
from catalog_import.readers.package import events_of, open_package, read_part, refuse_doctypes

_CONTENT = "content.xml"
#: Rows of a value are unrolled this often, no more: nobody lists a product a thousand times
_MOST_REPEATS = 1_000
_HIDDEN = frozenset({"collapse", "filter"})
#: What is written at a cell, not in it
_BESIDE = frozenset({"annotation", "note", "ruby-text", "frame", "shapes"})


def read(data: bytes, name: str) -> Book:
    with open_package(data, name, holds=_CONTENT) as package:
        refuse_doctypes(package)
        names = package.namelist()
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in read_part(package, manifest):
            raise Refused("encrypted")
        try:
            return _read_content(events_of(package, _CONTENT))
        except (ParseError, ValueError, KeyError, OverflowError) as broken:
            raise Refused("corrupt", detail=str(broken)) from broken


def _read_content(events: Iterator[tuple[str, Element]]) -> Book:
    book = Book([])
    hidden_styles: set[str] = set()
    path: list[Element] = []
    reader: _SheetReader | None = None
    for event, element in events:
        tag = _tag(element)
        if event == "start":
            path.append(element)
            if tag == "table" and reader is None:
                reader = _SheetReader(unicodedata.normalize("NFC", _get(element, "name")))
                reader.is_hidden = _get(element, "style-name") in hidden_styles
            continue
        path.pop()
        if tag == "style" and _is_hidden_style(element):
            hidden_styles.add(_get(element, "name"))
        elif reader is None:
            continue
        elif tag == "table-column":
            reader.column(element)
        elif tag == "table-row":
            reader.row(element)
            del path[-1][:]
        elif tag == "table" and not any(_tag(above) == "table" for above in path):
            _add(book, reader)
            reader = None
            del path[-1][:]
    return book


def _add(book: Book, reader: "_SheetReader") -> None:
    if reader.is_hidden:
        book.problems.append(warning("sheet_hidden").at(sheet=reader.name, row=None))
        return
    if len(book.sheets) == limits.SHEETS:
        raise Refused("too-many-sheets", most=limits.SHEETS)
    book.sheets.append(
        Sheet(reader.name, reader.rows, tuple(reader.merges), frozenset(reader.hidden_columns))
    )


@dataclass
class _SheetReader:
    name: str
    is_hidden: bool = False
    rows: list[SheetRow] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    _columns: int = 0
    #: Rows so far, repeats counted
    _number: int = 0
    _last: int = 0

    def column(self, element: Element) -> None:
        count = _repeats(element, "number-columns-repeated")
        if _get(element, "visibility") in _HIDDEN:
            self.hidden_columns.update(
                range(self._columns, min(self._columns + count, limits.COLUMNS))
            )
        self._columns += count

    def row(self, element: Element) -> None:
        first = self._number + 1
        count = _repeats(element, "number-rows-repeated")
        self._number += count
        cells = self._cells(element, first)
        if not cells:
            return
        if first - self._last > limits.GAP_ROWS or count > _MOST_REPEATS:
            raise Refused("far-cell", row=first, column="A")
        if len(self.rows) + count > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        is_hidden = _get(element, "visibility") in _HIDDEN
        self.rows += [SheetRow(first + n, cells, is_hidden) for n in range(count)]
        self._last = first + count - 1

    def _cells(self, row: Element, number: int) -> tuple[Cell, ...]:
        """The row up to its last value; empty if it has none."""
        cells: list[Cell] = []
        column = 0
        for element in row:
            tag = _tag(element)
            if tag not in ("table-cell", "covered-table-cell"):
                continue
            count = _repeats(element, "number-columns-repeated")
            value = None if tag == "covered-table-cell" else _value(element)
            if value is not None:
                if column + count > limits.COLUMNS:
                    raise Refused("far-cell", row=number, column=column_letter(column))
                cells += [None] * (column - len(cells)) + [value] * count
            self._merge(element, number, column)
            column += count
        return tuple(cells)

    def _merge(self, element: Element, row: int, column: int) -> None:
        tall = _repeats(element, "number-rows-spanned")
        wide = _repeats(element, "number-columns-spanned")
        if tall == wide == 1:
            return
        self.merges.append(Merge(row, column, row + tall - 1, column + wide - 1))
        if len(self.merges) > limits.MERGES:
            raise Refused("too-many-merges", most=limits.MERGES)


def _value(cell: Element) -> Cell:
    kind = _get(cell, "value-type")
    if kind in ("float", "percentage", "currency"):
        number = float(_get(cell, "value"))
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "boolean":
        return _get(cell, "boolean-value") == "true"
    if kind == "date":
        return _day(_get(cell, "date-value"))
    text = "\n".join(_text(part) for part in cell if _tag(part) in ("p", "h"))
    if not text and _get(cell, "formula"):
        return Odd.UNCALCULATED
    return text or None


def _day(text: str) -> Cell:
    try:
        if "T" in text:
            return datetime.datetime.fromisoformat(text.rstrip("Z"))
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text or None


def _text(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = _tag(child)
        if tag == "s":
            yield " " * min(_repeats(child, "c"), 100)
        elif tag == "tab":
            yield " "
        elif tag == "line-break":
            yield "\n"
        elif tag not in _BESIDE:
            yield from _pieces(child)
        yield child.tail or ""


def _is_hidden_style(style: Element) -> bool:
    return _get(style, "family") == "table" and any(
        _get(properties, "display") == "false" for properties in style
    )


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _get(element: Element, name: str) -> str:
    """An attribute by its local name: the namespaces of these files are one to one."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def _repeats(element: Element, name: str) -> int:
    count = int(_get(element, name) or 1)
    if count < 1:
        raise ValueError(f"{name} is {count}")
    return count
