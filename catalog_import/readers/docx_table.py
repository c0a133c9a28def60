"""One table of a Word document: rows of raw cells, with its merges."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from catalog_import.headers import field_of
from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Cell, Merge, SheetRow
from catalog_import.readers.docx_cell import cells_of, text_of_cell
from catalog_import.readers.docx_text import attribute, tag_of

_NUMBER = re.compile(r"\d{1,5}\s*[.)]?")


@dataclass
class Table:
    """What is known of a table so far."""

    rows: list[SheetRow] = field(default_factory=list)
    width: int = 0
    height: int = 0
    #: Rows with a cell whose text is not all that stands in it
    not_whole: list[int] = field(default_factory=list)
    _wide: list[Merge] = field(default_factory=list)
    #: First column → the vertical merge that is open there
    _open: dict[int, Merge] = field(default_factory=dict)
    _closed: list[Merge] = field(default_factory=list)

    def row(self, element: Element) -> None:
        self.height += 1
        if self.height > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        properties = next((c for c in element if tag_of(c) == "trPr"), None)
        column = _number_in(properties, "gridBefore", 0)
        cells: list[Cell] = [None] * column
        still_open: dict[int, Merge] = {}
        for cell in cells_of(element):
            about = next((c for c in cell if tag_of(c) == "tcPr"), None)
            span = _number_in(about, "gridSpan", 1)
            if column + span > limits.COLUMNS:
                raise Refused("too-many-columns", columns=limits.COLUMNS)
            last = column + span - 1
            merged = _merged(about)
            text, is_whole = text_of_cell(cell)
            if not is_whole:
                self.not_whole.append(self.height)
            if merged == "continue" and column in self._open:
                still_open[column] = self._open[column]._replace(
                    last_row=self.height, last_column=last
                )
                text = ""
            elif merged:
                still_open[column] = Merge(self.height, column, self.height, last)
            elif span > 1:
                self._wide.append(Merge(self.height, column, self.height, last))
            cells += [text or None, *[None] * (span - 1)]
            column += span
        self._closed += [m for c, m in self._open.items() if c not in still_open or
                         still_open[c].first_row != m.first_row]  # fmt: skip
        self._open = still_open
        self.width = max(self.width, column)
        if any(cell is not None for cell in cells):
            self.rows.append(SheetRow(self.height, tuple(cells)))

    def is_list(self) -> bool:
        """Every cell of its first row is a header we know, one of them of the products."""
        fields = [field_of(str(cell or "")) for row in self.rows[:1] for cell in row.cells]
        return all(fields) and "product" in fields and len(fields) > 1

    @property
    def begins_with_a_number(self) -> bool:
        return bool(_NUMBER.fullmatch(self._firsts()[0]))

    def begins_like_rows_below(self, other: "Table") -> bool:
        """As a row below those of the other: with a running number, or none where Word counts."""
        first, last = self._firsts()[0], other._firsts()[-1]
        return bool(_NUMBER.fullmatch(first)) or (not first and not _NUMBER.fullmatch(last))

    def _firsts(self) -> list[str]:
        """What its full rows begin with."""
        full = [row for row in self.rows if sum(map(bool, row.cells)) * 2 > self.width]
        return [str(row.cell(0) or "").strip() for row in full] or ["?"]

    def merges(self) -> list[Merge]:
        tall = [*self._closed, *self._open.values()]
        return self._wide + [
            m for m in tall if m.last_row > m.first_row or m.last_column > m.first_column
        ]


def _merged(properties: Element | None) -> str:
    """ "restart" for the first cell of a vertical merge, "continue" below it, else ``""``."""
    for child in properties if properties is not None else ():
        if tag_of(child) == "vMerge":
            return attribute(child, "val") or "continue"
    return ""


def _number_in(properties: Element | None, name: str, default: int) -> int:
    for child in properties if properties is not None else ():
        if tag_of(child) == name:
            found = int(attribute(child, "val") or default)
            if not 0 <= found <= limits.COLUMNS:
                raise Refused("too-many-columns", columns=limits.COLUMNS)
            return found
    return default
