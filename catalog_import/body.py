"""The rows below a header: which are data, what each cell of a data row holds."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog_import.columns import Header
from catalog_import.context import Context, read_section
from catalog_import.grammars.names import is_ditto, text_of
from catalog_import.headers import UNUSED, product_headers
from catalog_import.layout import DEEPEST, Table, header_at, likely_header_at, numbers_columns
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, warning
from catalog_import.readers.book import Cell, Odd, SheetRow

_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\b(?!\s+hợp)", re.IGNORECASE)
#: What stands beside a total: "7", "07 sản phẩm", "12 SP/5 chủ thể"
_COUNTED = re.compile(r"[\W\d_]+|\b(?:sản phẩm|sp|chủ thể|đơn vị|cơ sở)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:tm|kt|tl|tuq|q)\.\s|ủy ban nhân dân|(?:phó )?chủ tịch|(?:phó )?giám đốc|chánh văn phòng"
    r"|người lập|thủ trưởng|nơi nhận|\(?ký[,.\s]|lưu:|[^\d]{2,40},\s*ngày\s.*tháng\s.*năm",
    re.IGNORECASE,
)
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])(?:\.\d{1,2})*\s*[.)]?")
_WHOLE = re.compile(r"\d{1,6}\s*[.)]?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A data row: its cells by field, merges and dittos filled, and what it inherits."""

    row: SheetRow
    cells: dict[str, Cell]
    #: Field → column letter
    letters: dict[str, str]
    #: Header → cell text before any clean-up
    raw: dict[str, str]
    context: Context
    #: Commune and province columns stand under "new address"
    is_new_address: bool


def walk(
    table: Table, context: Context, *, places: PlaceFinder, today: datetime.date
) -> Iterator[Entry | Problem]:
    """Data rows in order; a problem for each row that was passed over and perhaps should not be."""
    walker = _Walker(table, context, places, today)
    for position in range(len(table.body)):
        yield from walker.step(position)


class _Walker:
    def __init__(
        self, table: Table, context: Context, places: PlaceFinder, today: datetime.date
    ) -> None:
        self.sheet = table.sheet
        self.body = table.body
        self.header = table.header
        self.remembered = table.remembered
        self.first = len(self.sheet.rows) - len(table.body)
        self.header_cells = frozenset(
            cell
            for row in self.sheet.rows[max(0, self.first - DEEPEST) : self.first]
            for cell in row.cells
            if isinstance(cell, str)
        )
        self.context = context
        self.places = places
        self.today = today
        self.above: dict[str, Cell] = {}
        self.is_past_total = False
        self.skip = 0

    def step(self, position: int) -> Iterator[Entry | Problem]:
        if self.skip:
            self.skip -= 1
            return
        row = self.body[position]
        if header := self._repeated_header(position):
            self.header = header
            below = self.body[position + header.depth : position + header.depth + 1]
            self.skip = header.depth - 1 + sum(map(numbers_columns, below))
            return
        own = {i: text for i, cell in enumerate(row.cells) if (text := _said(cell))}
        ordinal = self.header.columns.get("ordinal")
        number = own.pop(ordinal.index, "") if ordinal else ""
        is_inside = len(own) < 2 and self._is_inside_merge(row)
        if not own and not (number and is_inside) and (not number or _WHOLE.fullmatch(number)):
            return  # a row numbered ahead, or blanks
        whole = " ".join(own.values()) or number
        if not is_inside and self._is_alone(row, number, own):
            yield from self._lone_row(row, number, whole)
            return
        if not self._is_data(row):
            if not self.is_past_total and not _SIGNATURE.match(whole):
                yield self._passed_over(row, whole)
            return
        self.is_past_total = False
        yield self._entry(row)

    def _repeated_header(self, position: int) -> Header | None:
        row = self.body[position]
        product = self.header.columns["product"]
        text = text_of(row.cell(product.index))
        at = self.first + position
        label = self.header.labels[product.index]
        if text and text in (label.partition(" / ")[0], label.rpartition(" / ")[2]):
            found = header_at(self.sheet, at, self.remembered) or likely_header_at(
                self.sheet, at, self.remembered
            )
        else:
            found = header_at(self.sheet, at, self.remembered) if self._may_be(row) else None
            if found and len(found.columns) <= 2:
                return None
        if found and found.written == self.header.written:
            return replace(self.header, depth=found.depth)  # guessed once, guessed for all pages
        return found

    def _may_be(self, row: SheetRow) -> bool:
        """Cheap look for a header before the full one: it is asked of every row."""
        if len(self.header_cells.intersection(row.cells)) > 1:
            return True
        names = product_headers()
        return any(isinstance(cell, str) and cell.strip().casefold() in names for cell in row.cells)

    def _is_inside_merge(self, row: SheetRow) -> bool:
        """Merged cells from above speak for it, and the name of the product is its own to give:
        it is no heading of other rows.
        """
        product = self.header.columns["product"].index
        own_product = row.cell(product) is not None or self.sheet.filled(row, product) is None
        return own_product and self.sheet.is_inside_tall(row)

    def _is_alone(self, row: SheetRow, number: str, own: dict[int, str]) -> bool:
        """One text is all the row says, and its number, if any, does not count products."""
        if len(own) > 1:
            return False
        if self.sheet.is_wide(row) or not number or not _WHOLE.fullmatch(number):
            return True
        return any(_TOTAL.match(text) for text in own.values())

    def _lone_row(self, row: SheetRow, number: str, text: str) -> Iterator[Entry | Problem]:
        if _TOTAL.match(number) or _TOTAL.match(text):
            self.is_past_total = True
            return
        if _SIGNATURE.match(text):
            self.is_past_total = True
            return
        section = read_section(
            text, self.context, number=number, places=self.places, today=self.today
        )
        if section is not None:
            self.context = section
            self.is_past_total = False
        elif self.is_past_total:
            return
        elif _names_a_product(self, row, number):
            yield self._entry(row)
        else:
            yield self._passed_over(row, text)

    def _is_data(self, row: SheetRow) -> bool:
        """It names a product, or enough else that a missing name is its fault, not its nature."""
        product = _said(self._cell(row, "product"))
        first = next((text for cell in row.cells if (text := text_of(cell))), "")
        if _TOTAL.match(first) and self._only_counts(row, product):
            self.is_past_total = True
            return False
        if product:
            return not _SIGNATURE.match(product)
        fields = [field for field in self.header.columns if field not in UNUSED]
        others = [field for field in fields if _said(self._cell(row, field))]
        return len(others) > 1 and not self.is_past_total and not _SIGNATURE.match(first)

    def _only_counts(self, row: SheetRow, product: str) -> bool:
        """No product and no subject are named beside the word "total"."""
        columns = self.header.columns
        subject = _said(self._cell(row, "subject")) if "subject" in columns else ""
        return all(_TOTAL.match(t) or not _COUNTED.sub("", t) for t in (product, subject))

    def _cell(self, row: SheetRow, field: str) -> Cell:
        if field == "stars" and (ticked := self.header.ticked):
            stars = [star for at, star in ticked.items() if _is_ticked(row.cell(at))]
            return "; ".join(f"{star} sao" for star in stars) or None
        return self.sheet.filled(row, self.header.columns[field].index)

    def _entry(self, row: SheetRow) -> Entry:
        cells: dict[str, Cell] = {}
        for field in self.header.columns:
            value = self._cell(row, field)
            if isinstance(value, str) and is_ditto(text_of(value)):
                value = self.above.get(field)
            cells[field] = value
        self.above = cells
        columns = self.header.columns
        raw = {
            label: str(cell.value if isinstance(cell, Odd) else cell)
            for index, label in self.header.labels.items()
            if (cell := row.raw_cell(index)) is not None
        }
        return Entry(
            row=row,
            cells=cells,
            letters=self.header.letters,
            raw=raw,
            context=self.context,
            is_new_address=any(columns[f].is_new for f in ("commune", "province") if f in columns),
        )

    def _passed_over(self, row: SheetRow, text: str) -> Problem:
        found = warning("row_passed_over", text=text[:80])
        return found.at(sheet=row.page or self.sheet.name, row=row.told_number)


def _said(cell: Cell) -> str:
    return cell.value if isinstance(cell, Odd) else text_of(cell)


def _is_ticked(cell: Cell) -> bool:
    return _said(cell) not in ("", "0", "-", "–", "☐")


def _names_a_product(walker: _Walker, row: SheetRow, number: str) -> bool:
    if walker.sheet.is_wide(row) or _ROMAN_OR_LETTER.fullmatch(number):
        return False
    return bool(_said(row.cell(walker.header.columns["product"].index)))
