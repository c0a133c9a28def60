"""The rows below a header: which are data, what each cell of a data row holds."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from catalog_import.columns import Header
from catalog_import.context import Context, read_section
from catalog_import.entry import Entry
from catalog_import.grammars.names import is_ditto, text_of
from catalog_import.headers import UNUSED, field_of, product_headers
from catalog_import.layout import DEEPEST, Table, header_at, likely_header_at, numbers_columns
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, warning
from catalog_import.readers.book import Cell, Odd, SheetRow
from catalog_import.row_texts import (
    MOST_SIGNATURES,
    counts_products,
    goes_on,
    heads_rows,
    hoped_for,
    is_closing,
    is_count,
    is_office,
    is_section_number,
    is_ticked,
    is_total,
    may_head_products,
    said,
)


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
        self.is_signed = False
        self.is_elsewhere = False
        self.skip = 0

    def step(self, position: int) -> Iterator[Entry | Problem]:
        if self.skip:
            self.skip -= 1
            return
        row = self.body[position]
        if header := self._repeated_header(position):
            self.header = header
            self.is_signed = self.is_elsewhere = False
            below = self.body[position + header.depth : position + header.depth + 1]
            self.skip = header.depth - 1 + sum(map(numbers_columns, below))
            return
        own = {i: text for i, cell in enumerate(row.cells) if (text := said(cell))}
        ordinal = self.header.columns.get("ordinal")
        number = own.pop(ordinal.index, "") if ordinal else ""
        if self._is_of_another_table(number, own):
            yield from self._other_table(row, number, own)
            return
        is_inside = len(own) < 2 and self._is_inside_merge(row)
        is_ahead = not number or counts_products(number)
        if (not own and not (number and is_inside) and is_ahead) or numbers_columns(row):
            return  # a row numbered ahead, blanks, or the numbers of the columns
        whole = " ".join(own.values()) or number
        if not is_inside and (section := self._heading(number, own)):
            self._begin(section)
            return
        if not is_inside and self._is_alone(row, number, own):
            yield from self._lone_row(row, number, whole)
            return
        if self._is_below_list(row, number, own):
            return
        if not self._is_data(row):
            if not self.is_past_total and not is_closing(whole):
                yield self._passed_over(row, whole)
            return
        self.is_past_total = self.is_signed = False
        yield self._entry(self._with_lines_below(position))

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

    def _is_of_another_table(self, number: str, own: dict[int, str]) -> bool:
        """Below a header without products ("STT | Huyện | Số sản phẩm | 3 sao") rows are counts,
        up to the next header; a title in between still heads what follows.
        """
        if number[:1].isalpha() and len(own) > 1 and field_of(number) == "ordinal":
            self.is_elsewhere = not any(map(may_head_products, own.values()))
        return self.is_elsewhere and len(own) + bool(number) > 1

    def _other_table(self, row: SheetRow, number: str, own: dict[int, str]) -> Iterator[Problem]:
        """Told once, at its header."""
        if field_of(number) == "ordinal":
            header = " · ".join((number, *own.values()))
            yield self._passed_over(row, header, code="other_table")

    def _heading(self, number: str, own: dict[int, str]) -> Context | None:
        """What a name means that stands alone or with counts only, though in a numbered row or
        another column than the products: "1 | Huyện Ba Vì", "I | Nhóm đồ uống | | 2 | 1".
        """
        names = list(islice((text for text in own.values() if not is_count(text)), 2))
        if len(names) != 1 or (len(own) == 1 and not counts_products(number)):
            return None
        if not heads_rows(names[0]) and not is_section_number(number):
            return None
        return self._section(names[0], number)

    def _section(self, text: str, number: str = "") -> Context | None:
        return read_section(text, self.context, number=number, places=self.places, today=self.today)

    def _begin(self, section: Context) -> None:
        self.context = section
        self.is_past_total = self.is_signed = False

    def _is_below_list(self, row: SheetRow, number: str, own: dict[int, str]) -> bool:
        """The block that closes a list, in columns of it: who gets it, who wrote it, who signs.

        Below its first line a row is of the list again only if it is numbered, or says more than
        a name and an office.
        """
        if number and counts_products(number):
            return False
        if len(own) <= MOST_SIGNATURES and any(map(is_office, own.values())):
            self.is_signed = self.is_past_total = True
        return self.is_signed and len(own) <= MOST_SIGNATURES

    def _is_alone(self, row: SheetRow, number: str, own: dict[int, str]) -> bool:
        """One text is all the row says, and its number, if any, does not count products."""
        if len(own) > 1:
            return False
        if self.sheet.is_wide(row) or not number or not counts_products(number):
            return True
        return any(is_total(text) for text in own.values())

    def _lone_row(self, row: SheetRow, number: str, text: str) -> Iterator[Entry | Problem]:
        if is_total(number) or is_total(text):
            self.is_past_total = True
            return
        if is_closing(text):
            self.is_past_total = True
            return
        section = self._section(text, number)
        if section is not None:
            self._begin(section)
        elif self.is_past_total:
            return
        elif _names_a_product(self, row, number):
            yield self._entry(row)
        else:
            yield self._passed_over(row, text)

    def _is_data(self, row: SheetRow) -> bool:
        """It names a product, or enough else that a missing name is its fault, not its nature."""
        product = said(self._cell(row, "product"))
        first = next((text for cell in row.cells if (text := text_of(cell))), "")
        if is_total(first) and self._only_counts(row, product):
            self.is_past_total = True
            return False
        if product:
            return not is_closing(product)
        fields = [field for field in self.header.columns if field not in UNUSED]
        others = [field for field in fields if said(self._cell(row, field))]
        return len(others) > 1 and not self.is_past_total and not is_closing(first)

    def _only_counts(self, row: SheetRow, product: str) -> bool:
        """No product and no subject are named beside the word "total"."""
        columns = self.header.columns
        subject = said(self._cell(row, "subject")) if "subject" in columns else ""
        return all(is_total(t) or is_count(t) for t in (product, subject))

    def _cell(self, row: SheetRow, field: str) -> Cell:
        if ticked := self.header.ticked.get(field):
            words = [word for at, word in ticked.items() if is_ticked(self.sheet.filled(row, at))]
            return "; ".join(words) or None
        return self.sheet.filled(row, self.header.columns[field].index)

    def _entry(self, row: SheetRow) -> Entry:
        cells: dict[str, Cell] = {}
        for field in self.header.columns:
            value = self._cell(row, field)
            if isinstance(value, str) and is_ditto(text_of(value)):
                value = self.above.get(field)
            cells[field] = value
        self.above = dict(cells)
        if self.header.asks_for_stars and "stars" in cells:
            given = not self.context.stars.is_empty
            cells["stars"] = None if given else hoped_for(cells["stars"])
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

    def _with_lines_below(self, position: int) -> SheetRow:
        """A numbered row whose texts go on in rows below: somebody broke the lines by hand."""
        row = self.body[position]
        ordinal = self.header.columns.get("ordinal")
        if ordinal is None or not text_of(row.cell(ordinal.index)):
            return row
        for at in range(position + 1, len(self.body)):
            below = self.body[at]
            if below.number != row.number + self.skip + 1 or not self._goes_on(row, below):
                break
            cells = [
                f"{text_of(cell)} {more}" if (more := text_of(below.cell(index))) else cell
                for index, cell in enumerate(row.cells)
            ]
            row = replace(row, cells=tuple(cells))
            self.skip += 1
        return row

    def _goes_on(self, row: SheetRow, below: SheetRow) -> bool:
        columns = self.header.columns
        if text_of(below.cell(columns["ordinal"].index)):
            return False
        told = [(text_of(row.cell(i)), t) for i, c in enumerate(below.cells) if (t := text_of(c))]
        product = text_of(below.cell(columns["product"].index))
        if len(told) == 1 and product and self._section(product):
            return False
        return (
            bool(told)
            and not self.sheet.is_wide(below)
            and not self.sheet.is_inside_tall(below)
            and all(goes_on(before, after) for before, after in told)
        )

    def _passed_over(self, row: SheetRow, text: str, code: str = "row_passed_over") -> Problem:
        found = warning(code, text=text[:80])
        return found.at(sheet=row.page or self.sheet.name, row=row.told_number)


def _names_a_product(walker: _Walker, row: SheetRow, number: str) -> bool:
    if walker.sheet.is_wide(row) or is_section_number(number):
        return False
    return bool(said(row.cell(walker.header.columns["product"].index)))
