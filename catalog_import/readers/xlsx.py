"""XLSX and XLSM: values by openpyxl in streaming mode, structure by one pass of our own."""

import io
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from catalog_import.problems import Refused, warning
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Cell, Odd, Sheet, SheetRow
from catalog_import.readers.package import (
    Structure,
    open_package,
    read_part,
    refuse_doctypes,
    survey,
)

#: openpyxl raises whatever its parsing of a damaged part runs into
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError,
    TypeError, IndexError, AttributeError, EOFError, OverflowError,
)  # fmt: skip


def read(data: bytes, name: str) -> Book:
    with open_package(data, name) as package:
        refuse_doctypes(package)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl tells of styles it leaves out
                return _read_workbook(data, package)
        except DefusedXmlException as unsafe:
            raise Refused("unsafe-xml") from unsafe
        except _BROKEN as broken:
            raise Refused("corrupt", detail=str(broken)) from broken


def _read_workbook(data: bytes, package: zipfile.ZipFile) -> Book:
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        worksheets = workbook.worksheets
        if len(worksheets) > limits.SHEETS:
            raise Refused("too-big", megabytes=limits.UNPACKED_BYTES // (1024 * 1024))
        book = Book([])
        for worksheet in worksheets:
            title = unicodedata.normalize("NFC", worksheet.title)
            if worksheet.sheet_state != "visible":
                book.problems.append(warning("sheet_hidden").at(sheet=title, row=None))
                continue
            structure = survey(read_part(package, worksheet._worksheet_path))
            book.sheets.append(
                Sheet(
                    name=title,
                    rows=_rows(worksheet, structure),
                    merges=tuple(structure.merges),
                    hidden_columns=frozenset(structure.hidden_columns),
                )
            )
        return book
    finally:
        workbook.close()


def _rows(worksheet: object, structure: Structure) -> list[SheetRow]:
    worksheet.reset_dimensions()  # type: ignore[attr-defined]
    rows = []
    by_row: dict[int, list[int]] = {}
    for row, column in structure.uncalculated:
        by_row.setdefault(row, []).append(column)
    values = worksheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    for number, cells in enumerate(values, start=1):
        if number > structure.last_row:
            break
        marked = _with_uncalculated(cells, by_row.get(number, ()))
        if any(cell is not None for cell in marked):
            rows.append(SheetRow(number, marked, number in structure.hidden_rows))
    return rows


def _with_uncalculated(cells: Sequence[Cell], columns: Sequence[int]) -> tuple[Cell, ...]:
    if not columns:
        return tuple(cells)
    marked: list[Cell] = list(cells) + [None] * (max(columns) + 1 - len(cells))
    for column in columns:
        marked[column] = Odd.UNCALCULATED
    return tuple(marked)
