"""Lists that stand beside each other on one sheet to save paper, each under the same header."""

from collections.abc import Iterator
from dataclasses import replace

from catalog_import.grammars.names import text_of
from catalog_import.headers import product_headers
from catalog_import.readers.book import Sheet, SheetRow

_SEARCHED_ROWS = 60


def tables_beside(sheet: Sheet) -> list[Sheet]:
    """The sheet once for each such list, without the cells of the others; as it is if there is
    only one. Cells keep their columns, rows their numbers.
    """
    for at, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if starts := _starts(row):
            ends = [*starts[1:], max(len(row.cells) for row in sheet.rows)]
            return [
                _only(sheet, at, start, end)
                for start, end in zip([0, *starts[1:]], ends, strict=True)
            ]
    return [sheet]


def _starts(row: SheetRow) -> list[int]:
    """Where each header of a row begins that says the same several times."""
    told = [(column, text) for column, cell in enumerate(row.cells) if (text := text_of(cell))]
    texts = [text.casefold() for _, text in told]
    count = max((texts.count(name) for name in product_headers() & set(texts)), default=0)
    width = len(texts) // count if count else 0
    if count < 2 or width < 2 or texts != texts[:width] * count:
        return []
    return [column for column, _ in told[::width]]


def _only(sheet: Sheet, header: int, start: int, end: int) -> Sheet:
    top = sheet.rows[header].number
    return replace(
        sheet,
        rows=[*sheet.rows[:header], *_kept(sheet.rows[header:], start, end)],
        merges=tuple(
            merge
            for merge in sheet.merges
            if merge.first_row < top or start <= merge.first_column < end
        ),
    )


def _kept(rows: list[SheetRow], start: int, end: int) -> Iterator[SheetRow]:
    for row in rows:
        cells = tuple(
            cell if start <= column < end else None for column, cell in enumerate(row.cells)
        )
        if any(cell is not None for cell in cells):
            yield replace(row, cells=cells)
