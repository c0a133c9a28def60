"""DOCX: the tables of a decision, with the paragraphs that stand above each.

A bounded pass over the document's XML: no part but that one is opened, nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from catalog_import.headers import field_of
from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Cell, Merge, Sheet, SheetRow
from catalog_import.readers.package import events_of, open_package, refuse_doctypes

_DOCUMENT = "word/document.xml"
_MOST_PARAGRAPHS = 2_000
#: Tables this narrow set out a letterhead or a signature: their text is read as paragraphs
_NARROW = 2
#: Grounds of a decision and its later articles name other decisions and other acts
_NOT_ABOUT_THE_LIST = re.compile(
    r"(?:căn cứ|theo đề nghị|xét|điều\s+(?:[2-9]|\d\d)\b|nơi nhận)", re.IGNORECASE
)
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "tbl"})


def read(data: bytes, name: str) -> Book:
    with open_package(data, name, holds=_DOCUMENT) as package:
        refuse_doctypes(package)
        try:
            return _read_document(events_of(package, _DOCUMENT))
        except (ParseError, ValueError) as broken:
            raise Refused("corrupt", detail=str(broken)) from broken


def _read_document(events: Iterator[tuple[str, Element]]) -> Book:
    pages = _Document()
    path: list[Element] = []
    depth = 0
    for event, element in events:
        tag = _tag(element)
        if event == "start":
            path.append(element)
            depth += tag == "tbl"
            if tag == "tbl" and depth == 1:
                pages.open_table()
            continue
        path.pop()
        if tag == "tbl":
            depth -= 1
            if depth == 0:
                pages.close_table()
                del path[-1][:]
        elif tag == "tr" and depth == 1:
            pages.row(element)
            del path[-1][:]
        elif tag == "p" and depth == 0:
            pages.paragraph(_text(element))
            if path:
                del path[-1][:]
    return Book(pages.sheets)


@dataclass
class _Document:
    sheets: list[Sheet] = field(default_factory=list)
    #: Paragraphs before the first list; since the last one
    _head: list[str] = field(default_factory=list)
    _since: list[str] = field(default_factory=list)
    _count: int = 0
    _table: "_Table | None" = None

    def paragraph(self, text: str) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        lines = [line for line in lines if not _NOT_ABOUT_THE_LIST.match(line)]
        into = self._since if self.sheets else self._head
        into += lines[: max(0, _MOST_PARAGRAPHS - len(into))]

    def open_table(self) -> None:
        self._count += 1
        self._table = _Table()
        if self._count > limits.SHEETS:
            raise Refused("too-many-sheets", most=limits.SHEETS)

    def row(self, element: Element) -> None:
        if self._table:
            self._table.row(element)

    def close_table(self) -> None:
        table, self._table = self._table, None
        if table is None:
            return
        if table.width <= _NARROW and not table.is_list():
            for row in table.rows:
                for cell in row.cells:
                    self.paragraph(str(cell or ""))
            return
        above = tuple(self._since + self._head)
        self.sheets.append(
            Sheet(f"table {self._count}", table.rows, tuple(table.merges()), above=above)
        )
        self._since = []


@dataclass
class _Table:
    rows: list[SheetRow] = field(default_factory=list)
    width: int = 0
    _number: int = 0
    _wide: list[Merge] = field(default_factory=list)
    #: First column → the vertical merge that is open there
    _open: dict[int, Merge] = field(default_factory=dict)
    _closed: list[Merge] = field(default_factory=list)

    def row(self, element: Element) -> None:
        self._number += 1
        if self._number > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        properties = next((c for c in element if _tag(c) == "trPr"), None)
        column = _number_in(properties, "gridBefore", 0)
        cells: list[Cell] = [None] * column
        still_open: dict[int, Merge] = {}
        for cell in _cells(element):
            about = next((c for c in cell if _tag(c) == "tcPr"), None)
            span = _number_in(about, "gridSpan", 1)
            if column + span > limits.COLUMNS:
                raise Refused("too-many-columns", columns=limits.COLUMNS)
            last = column + span - 1
            merged = _merged(about)
            text = _text(cell)
            if merged == "continue" and column in self._open:
                still_open[column] = self._open[column]._replace(
                    last_row=self._number, last_column=last
                )
                text = ""
            elif merged:
                still_open[column] = Merge(self._number, column, self._number, last)
            elif span > 1:
                self._wide.append(Merge(self._number, column, self._number, last))
            cells += [text or None, *[None] * (span - 1)]
            column += span
        self._closed += [m for c, m in self._open.items() if c not in still_open or
                         still_open[c].first_row != m.first_row]  # fmt: skip
        self._open = still_open
        self.width = max(self.width, column)
        if any(cell is not None for cell in cells):
            self.rows.append(SheetRow(self._number, tuple(cells)))

    def is_list(self) -> bool:
        """Every cell of its first row is a header we know, one of them of the products."""
        fields = [field_of(str(cell or "")) for row in self.rows[:1] for cell in row.cells]
        return all(fields) and "product" in fields and len(fields) > 1

    def merges(self) -> list[Merge]:
        tall = [*self._closed, *self._open.values()]
        return self._wide + [
            m for m in tall if m.last_row > m.first_row or m.last_column > m.first_column
        ]


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        tag = _tag(child)
        if tag == "tc":
            yield child
        elif tag in _WRAPPERS:
            yield from _cells(child)


def _merged(properties: Element | None) -> str:
    """ "restart" for the first cell of a vertical merge, "continue" below it, else ``""``."""
    for child in properties if properties is not None else ():
        if _tag(child) == "vMerge":
            return _value(child) or "continue"
    return ""


def _number_in(properties: Element | None, name: str, default: int) -> int:
    for child in properties if properties is not None else ():
        if _tag(child) == name:
            found = int(_value(child) or default)
            if not 0 <= found <= limits.COLUMNS:
                raise Refused("too-many-columns", columns=limits.COLUMNS)
            return found
    return default


def _value(element: Element) -> str:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "val"), "")


def _text(element: Element) -> str:
    """The text as it stands on paper: deletions left out, a line for each paragraph."""
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = _tag(child)
        if tag == "t":
            yield child.text or ""
        elif tag in ("br", "cr"):
            yield "\n"
        elif tag == "tab":
            yield " "
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag not in _LEFT_OUT:
            yield from _pieces(child)
            if tag == "p":
                yield "\n"


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
