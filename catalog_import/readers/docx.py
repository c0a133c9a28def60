"""DOCX: the tables of a decision, with the paragraphs that stand above each.

A bounded pass over the document's XML: no part but that one is opened, nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError

from catalog_import.problems import Problem, Refused, warning
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Merge, Sheet, SheetRow
from catalog_import.readers.docx_cell import cells_of, inside
from catalog_import.readers.docx_table import Table
from catalog_import.readers.docx_text import tag_of, text_of
from catalog_import.readers.package import events_of, open_package, refuse_doctypes

_DOCUMENT = "word/document.xml"
_MOST_PARAGRAPHS = 2_000
#: Tables this narrow set out a letterhead, a signature or other tables: their text is read as
#: paragraphs
_NARROW = 2
_MOST_NESTED = 4
#: Grounds of a decision and its later articles name other decisions and other acts
_NOT_ABOUT_THE_LIST = re.compile(
    r"(?:căn cứ|theo đề nghị|xét|điều\s+(?:[2-9]|\d\d)\b|nơi nhận)", re.IGNORECASE
)
_ANNEX = re.compile(r"(?:phụ lục|danh sách|danh mục|phụ biểu|biểu)\b", re.IGNORECASE)
#: What an annex says of the whole document: its decision, its province
_OF_ALL = re.compile(r"kèm theo|\b(?:tỉnh|thành phố)\b", re.IGNORECASE)


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
        tag = tag_of(element)
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
            pages.paragraph(text_of(element))
            if path:
                del path[-1][:]
    return Book(pages.sheets, pages.problems)


@dataclass
class _Document:
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: What stands before the first annex; in this annex before its first list; since its last one
    _head: list[str] = field(default_factory=list)
    _annex: list[str] = field(default_factory=list)
    _since: list[str] = field(default_factory=list)
    _annexes: int = 0
    _has_list: bool = False
    _count: int = 0
    #: Open tables from the outermost, with their numbers
    _tables: list[tuple[int, Table]] = field(default_factory=list)
    #: The last table of the last sheet, and the rows of that sheet before it goes on
    _last: Table = field(default_factory=Table)
    _height: int = 0
    _is_headed: bool = False

    def paragraph(self, text: str) -> None:
        for line in (line.strip() for line in text.splitlines()):
            if not line or _NOT_ABOUT_THE_LIST.match(line):
                continue
            if _ANNEX.match(line) and (self._has_list or not self._annexes):
                self._begin_annex()
            into = self._since if self._has_list else self._annex if self._annexes else self._head
            if len(into) < _MOST_PARAGRAPHS:
                into.append(line)

    def _begin_annex(self) -> None:
        self._head += [line for line in self._annex if _OF_ALL.search(line)]
        self._annex, self._since = [], []
        self._annexes += 1
        self._has_list = False

    def open_table(self) -> None:
        self._count += 1
        self._tables.append((self._count, Table()))
        if self._count > limits.SHEETS:
            raise Refused("too-many-sheets", most=limits.SHEETS)

    def row(self, element: Element) -> None:
        cells = list(cells_of(element))
        if len(cells) <= _NARROW and len(self._tables) <= _MOST_NESTED:
            blocks = [block for cell in cells for block in inside(cell)]
            if any(tag_of(block) == "tbl" and _is_wide(block) for block in blocks):
                self._lay_out(blocks)
                return
        self._tables[-1][1].row(element)

    def _lay_out(self, blocks: list[Element]) -> None:
        """A cell that holds tables is a page of its own."""
        for block in blocks:
            if tag_of(block) == "p":
                self.paragraph(text_of(block))
            elif tag_of(block) == "tbl":
                self.open_table()
                for row in inside(block):
                    if tag_of(row) == "tr":
                        self.row(row)
                self.close_table()

    def close_table(self) -> None:
        number, table = self._tables.pop()
        if table.width <= _NARROW and not table.is_list():
            for row in table.rows:
                for cell in row.cells:
                    self.paragraph(str(cell or ""))
            return
        name = f"table {number}"
        self.problems += [
            warning("table_in_cell").at(sheet=name, row=row) for row in table.not_whole
        ]
        if self._goes_on(table):
            self._go_on(table, name)
        else:
            self._is_headed = not table.begins_with_a_number
            titles = self._annex + self._head if self._annexes > 1 else self._head + self._annex
            above = tuple(self._since + titles)
            self.sheets.append(Sheet(name, table.rows, tuple(table.merges()), above=above))
            self._height = table.height
        self._last = table
        self._since = []
        self._has_list = True

    def _goes_on(self, table: Table) -> bool:
        """As wide as the one before and without a header of its own: the same list."""
        if not self.sheets or not self._has_list or table.width != self._last.width:
            return False
        return self._is_headed and table.begins_like_rows_below(self._last)

    def _go_on(self, table: Table, name: str) -> None:
        sheet = self.sheets[-1]
        merges = [*sheet.merges]
        for line in self._since:
            self._height += 1
            cells = (line, *[None] * (table.width - 1))
            sheet.rows.append(SheetRow(self._height, cells, page=name, printed=1))
            merges.append(Merge(self._height, 0, self._height, table.width - 1))
        below = self._height
        sheet.rows += [
            replace(row, number=row.number + below, page=name, printed=row.number)
            for row in table.rows
        ]
        merges += [
            m._replace(first_row=m.first_row + below, last_row=m.last_row + below)
            for m in table.merges()
        ]
        sheet.merges = tuple(merges)
        self._height += table.height
        if len(sheet.rows) > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)


def _is_wide(table: Element) -> bool:
    rows = [row for row in inside(table) if tag_of(row) == "tr"]
    return len(rows) > 1 and any(sum(1 for _ in cells_of(row)) > _NARROW for row in rows[:2])
