"""Whatever a reader makes of a file, in a form that everything after it can hold.

No more than so many cells and letters; no text longer than any field, nor with characters that no
database keeps; no two sheets of one name.
"""

import re
from dataclasses import replace

from catalog_import.problems import Refused, warning
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Cell, Sheet, SheetRow, column_letter

#: NUL and halves of a character
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
#: Past it a number (and what is none) is only its digits
_LARGEST = 1e18


def fit(book: Book) -> None:
    """Make the book fit. Raises ``Refused`` for one that holds too much."""
    names: set[str] = set()
    cells = letters = 0
    for sheet in book.sheets:
        sheet.name = _name_among(names, sheet.name)
        sheet.above = tuple(_kept(text)[: limits.CELL_LETTERS] for text in sheet.above)
        for position, row in enumerate(sheet.rows):
            if not all(map(_is_fit, row.cells)):
                sheet.rows[position] = _fitted(book, sheet, row)
            held = sheet.rows[position].cells
            cells += len(held)
            letters += sum(len(cell) for cell in held if isinstance(cell, str))
        if cells > limits.CELLS:
            raise Refused("too-many-cells", cells=limits.CELLS)
        if letters > limits.LETTERS:
            raise Refused("too-much-text", letters=limits.LETTERS)


def _is_fit(cell: Cell) -> bool:
    if isinstance(cell, str):
        return len(cell) <= limits.CELL_LETTERS and not _UNKEEPABLE.search(cell)
    return not isinstance(cell, int | float) or -_LARGEST < cell < _LARGEST


def _fitted(book: Book, sheet: Sheet, row: SheetRow) -> SheetRow:
    cells: list[Cell] = []
    for column, cell in enumerate(row.cells):
        text = _kept(cell) if isinstance(cell, str) else cell
        if isinstance(text, int | float) and not _is_fit(text):
            text = str(text)
        if isinstance(text, str) and len(text) > limits.CELL_LETTERS:
            found = warning("cell_cut", most=limits.CELL_LETTERS)
            book.problems.append(
                found.at(
                    sheet=row.page or sheet.name,
                    row=row.told_number,
                    column=column_letter(column),
                )
            )
            text = text[: limits.CELL_LETTERS]
        cells.append(text or None if isinstance(text, str) else text)
    return replace(row, cells=tuple(cells))


def _kept(text: str) -> str:
    return _UNKEEPABLE.sub("", text)


def _name_among(names: set[str], name: str) -> str:
    """The name, with a number if an earlier sheet has it."""
    short = _kept(name)[: limits.SHEET_NAME_LETTERS]
    wanted, number = short, 1
    while wanted in names:
        number += 1
        wanted = f"{short} ({number})"
    names.add(wanted)
    return wanted
