"""XLS, the workbook of before 2007, by calamine.

Its parser is native code and may end the whole process on a hostile file: run it in a process of
its own (``readers.apart``).
"""

import io
import unicodedata

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from catalog_import.problems import Refused, warning
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Cell, Merge, Sheet, SheetRow, column_letter


def read(data: bytes, name: str) -> Book:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _read_workbook(workbook)
    except PasswordError as locked:
        raise Refused("encrypted") from locked
    except (CalamineError, ValueError, IndexError, OverflowError, OSError) as broken:
        raise Refused("corrupt", detail=str(broken)) from broken


def _read_workbook(workbook: CalamineWorkbook) -> Book:
    book = Book([])
    about = [found for found in workbook.sheets_metadata if found.typ == SheetTypeEnum.WorkSheet]
    if len(about) > limits.SHEETS:
        raise Refused("too-many-sheets", most=limits.SHEETS)
    for found in about:
        title = unicodedata.normalize("NFC", found.name)
        if found.visible != SheetVisibleEnum.Visible:
            book.problems.append(warning("sheet_hidden").at(sheet=title, row=None))
            continue
        sheet = workbook.get_sheet_by_name(found.name)
        merges = tuple(
            Merge(top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in (sheet.merged_cell_ranges or ())[: limits.MERGES]
        )
        book.sheets.append(Sheet(title, _rows(sheet), merges))
    return book


def _rows(sheet: object) -> list[SheetRow]:
    rows: list[SheetRow] = []
    last = 0
    # calamine counts rows from the top of the sheet, but columns from the first one used
    left = sheet.start[1] if sheet.start else 0  # type: ignore[attr-defined]
    for number, values in enumerate(sheet.iter_rows(), start=1):  # type: ignore[attr-defined]
        cells: list[Cell] = [None] * left + [None if v == "" else v for v in values]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.COLUMNS or number - last > limits.GAP_ROWS:
            raise Refused("far-cell", row=number, column=column_letter(len(cells) - 1))
        rows.append(SheetRow(number, tuple(cells)))
        if len(rows) > limits.ROWS:
            raise Refused("too-many-rows", rows=limits.ROWS)
        last = number
    return rows
