"""Files as office programs and old exports write them, made of cells and merges."""

import csv
import datetime
import io
import unicodedata
import zipfile
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape

from openpyxl import Workbook

from catalog_import.readers.book import Cell, Merge
from catalog_import.readers.fonts import TCVN3, VNI_CODES, decode

_ODS = "".join(
    f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
    for p in ("office", "table", "text")
)
_WORD = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TO_TCVN3 = {decode(chr(code), TCVN3): chr(code) for code in range(0xFE, 0xA0, -1)}
_TO_VNI = {letter: code for code, letter in VNI_CODES.items()}


@dataclass
class Grid:
    """A sheet to be: rows of cells (the first is row 1), merges, texts that are no rows of it."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    #: Below the table, and how many of its rows head the others (PDF)
    below: list[str] = field(default_factory=list)
    header_rows: int = 1

    def covered(self) -> set[tuple[int, int]]:
        """(row, column) of the cells that merges hide."""
        return {
            (row, column)
            for m in self.merges
            for row in range(m.first_row, m.last_row + 1)
            for column in range(m.first_column, m.last_column + 1)
        } - {(m.first_row, m.first_column) for m in self.merges}


def in_font(text: str, font: str) -> str:
    """Text as it stands in a file coded for an old font."""
    if font == TCVN3:
        return "".join(_TO_TCVN3.get(letter, letter) for letter in text)
    return "".join(_vni(letter) for letter in text)


def _vni(letter: str) -> str:
    code = _TO_VNI.get(letter.lower(), letter.lower())
    return code.upper() if letter != letter.lower() else code


def as_coded(text: str, font: str) -> str:
    """What is left of the text: capitals with a mark have no code in TCVN3 but a font of theirs."""
    if font != TCVN3:
        return text
    return "".join(c if c in _TO_TCVN3 or c.isascii() else c.lower() for c in text)


def coded(grids: list[Grid], how: str) -> list[Grid]:
    """Every text of the grids as the encoding has it: an old font's, or letters and marks apart."""

    def change(cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        if how == "nfd":
            return unicodedata.normalize("NFD", cell)
        return in_font(as_coded(cell, how), how)

    return [
        replace(
            grid,
            name=unicodedata.normalize("NFD", grid.name) if how == "nfd" else grid.name,
            rows=[[change(cell) for cell in row] for row in grid.rows],
            above=[str(change(line)) for line in grid.above],
        )
        for grid in grids
    ]


def xlsx(grids: list[Grid]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for number, row in enumerate(grid.rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(number, column, cell)
                    if isinstance(cell, str):
                        sheet.cell(number, column).data_type = "s"
        for number in grid.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for merge in grid.merges:
            sheet.merge_cells(
                start_row=merge.first_row, end_row=merge.last_row,
                start_column=merge.first_column + 1, end_column=merge.last_column + 1,
            )  # fmt: skip
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def delimited(grid: Grid, *, delimiter: str, encoding: str) -> bytes:
    text = io.StringIO()
    told = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    width = max(map(len, grid.rows))
    for row in grid.rows:
        told.writerow(
            ["" if c is None else printed(c) for c in [*row, *[None] * (width - len(row))]]
        )
    return text.getvalue().encode(encoding)


def printed(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def ods(grids: list[Grid]) -> bytes:
    tables = []
    for grid in grids:
        spans = {(m.first_row, m.first_column): m for m in grid.merges}
        covered = grid.covered()
        rows = []
        for number, row in enumerate(grid.rows, start=1):
            width = max([len(row), *(m.last_column + 1 for m in grid.merges if
                        m.first_row <= number <= m.last_row)])  # fmt: skip
            cells = [*row, *[None] * (width - len(row))]
            rows.append(
                "<table:table-row>"
                + "".join(
                    "<table:covered-table-cell/>"
                    if (number, at) in covered
                    else _ods_cell(cell, spans.get((number, at)))
                    for at, cell in enumerate(cells)
                )
                + "</table:table-row>"
            )
        tables.append(
            f'<table:table table:name="{escape(grid.name)}">{"".join(rows)}<table:table-row'
            ' table:number-rows-repeated="1048000"><table:table-cell'
            ' table:number-columns-repeated="1024"/></table:table-row></table:table>'
        )
    return _zip(
        "content.xml",
        f"<office:document-content{_ODS}><office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>",
    )


def _ods_cell(cell: Cell, span: Merge | None) -> str:
    told = ""
    if span:
        told = (
            f' table:number-rows-spanned="{span.last_row - span.first_row + 1}"'
            f' table:number-columns-spanned="{span.last_column - span.first_column + 1}"'
        )
    if cell is None:
        return f"<table:table-cell{told}/>"
    if isinstance(cell, bool):
        said = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        return f"<table:table-cell{told} {said}/>"
    if isinstance(cell, int | float):
        return f'<table:table-cell{told} office:value-type="float" office:value="{cell}"/>'
    if isinstance(cell, datetime.date):
        said = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        return f"<table:table-cell{told} {said}/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
    return f'<table:table-cell{told} office:value-type="string">{lines}</table:table-cell>'


def docx(grids: list[Grid]) -> bytes:
    body = []
    for grid in grids:
        body += [_paragraph(text) for text in grid.above]
        width = max(map(len, grid.rows))
        rows = []
        for number, row in enumerate(grid.rows, start=1):
            cells = [*row, *[None] * (width - len(row))]
            rows.append(f"<w:tr>{_word_cells(cells, number, grid.merges)}</w:tr>")
        body.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
    return _zip(
        "word/document.xml", f"<w:document{_WORD}><w:body>{''.join(body)}</w:body></w:document>"
    )


def _word_cells(cells: list[Cell], number: int, merges: list[Merge]) -> str:
    told = []
    column = 0
    while column < len(cells):
        inside = [m for m in merges if m.first_row <= number <= m.last_row
                  and m.first_column == column]  # fmt: skip
        about, last = "", column
        if inside:
            (merge,) = inside
            last = merge.last_column
            if last > column:
                about += f'<w:gridSpan w:val="{last - column + 1}"/>'
            if merge.last_row > merge.first_row:
                is_first = number == merge.first_row
                about += '<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>"
        text = "" if cells[column] is None else printed(cells[column])
        lines = "".join(map(_paragraph, text.split("\n")))
        told.append(f"<w:tc><w:tcPr>{about}</w:tcPr>{lines}</w:tc>")
        column = last + 1
    return "".join(told)


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _zip(name: str, content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return made.getvalue()
