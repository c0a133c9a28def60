"""XLS, as Excel wrote it until 2007: records of a workbook stream ([MS-XLS]) in a compound file."""

import datetime
import struct

from catalog_import.readers.book import Cell
from tests.catalog_import.drawn.files import Grid
from tests.catalog_import.hostile import ole

_BOF, _EOF, _SHEET, _XF, _TEXT, _NUMBER, _BOOL, _MERGES = (
    0x0809, 0x000A, 0x0085, 0x00E0, 0x0204, 0x0203, 0x0205, 0x00E5,
)  # fmt: skip
_WORKBOOK, _WORKSHEET = 0x0005, 0x0010
#: Places in the list of formats: as it is, and as a day
_PLAIN, _DAY = 0, 1
_DAY_FORMAT = 14
_FIRST_DAY = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zone
_LONGEST_TEXT = 4_000


def xls(grids: list[Grid]) -> bytes:
    opening = _begin(_WORKBOOK) + b"".join(
        _record(_XF, struct.pack("<HH16x", 0, shown)) for shown in (0, _DAY_FORMAT)
    )
    names = [struct.pack("<BB", len(g.name), 1) + g.name.encode("utf-16-le") for g in grids]
    sheets = [_sheet(grid) for grid in grids]
    at = len(opening) + sum(4 + 6 + len(name) for name in names) + len(_record(_EOF))
    bound = b""
    for name, sheet in zip(names, sheets, strict=True):
        bound += _record(_SHEET, struct.pack("<IBB", at, 0, 0) + name)
        at += len(sheet)
    return ole({"Workbook": opening + bound + _record(_EOF) + b"".join(sheets)})


def _sheet(grid: Grid) -> bytes:
    parts = [_begin(_WORKSHEET)]
    for row, cells in enumerate(grid.rows):
        parts += [_cell(row, column, cell) for column, cell in enumerate(cells) if cell is not None]
    merges = b"".join(
        struct.pack("<HHHH", m.first_row - 1, m.last_row - 1, m.first_column, m.last_column)
        for m in grid.merges
    )
    parts.append(_record(_MERGES, struct.pack("<H", len(grid.merges)) + merges))
    return b"".join([*parts, _record(_EOF)])


def _cell(row: int, column: int, cell: Cell) -> bytes:
    def place(shown: int = _PLAIN) -> bytes:
        return struct.pack("<HHH", row, column, shown)

    if isinstance(cell, bool):
        return _record(_BOOL, place() + struct.pack("<BB", cell, 0))
    if isinstance(cell, int | float):
        return _record(_NUMBER, place() + struct.pack("<d", cell))
    if isinstance(cell, datetime.date):
        moment = datetime.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        return _record(_NUMBER, place(_DAY) + struct.pack("<d", (moment - _FIRST_DAY).days))
    text = str(cell)
    assert len(text) <= _LONGEST_TEXT, "a record holds no more; Excel would go on in another"
    return _record(_TEXT, place() + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _begin(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
