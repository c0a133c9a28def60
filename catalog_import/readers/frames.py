"""A book as lines of JSON: what a reading process hands back.

Not pickle: a process that a hostile file has taken over must not be able to run code here.
"""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from catalog_import.problems import Problem, Refused, error, warning
from catalog_import.readers.book import Book, Cell, Merge, Odd, Sheet, SheetRow

_ROWS_A_LINE = 100
_TOLD = SheetRow(0, ())


def lines_of(book: Book, *, is_last_use: bool = False) -> Iterator[bytes]:
    """One line for each sheet, each batch of its rows and each problem, then "end".

    ``is_last_use``: rows are let go once they are told, for whoever listens keeps them too.
    """
    for sheet in book.sheets:
        yield _line(
            sheet=[sheet.name, sheet.merges, sorted(sheet.hidden_columns), list(sheet.above)]
        )
        for start in range(0, len(sheet.rows), _ROWS_A_LINE):
            batch = sheet.rows[start : start + _ROWS_A_LINE]
            yield _line(rows=[_packed(row) for row in batch])
            if is_last_use:
                sheet.rows[start : start + _ROWS_A_LINE] = [_TOLD] * len(batch)
    for problem in book.problems:
        yield _line(problem=_packed_problem(problem))
    yield _line(end=True)


def refusal_line(refusal: Refused) -> bytes:
    return _line(refused=[refusal.code, refusal.params])


def book_from(lines: Iterable[bytes]) -> Book:
    """The book again. Raises ``Refused`` if that was told, ValueError if the end is missing."""
    book = Book([])
    for line in lines:
        told: dict[str, Any] = json.loads(line)
        if "refused" in told:
            code, params = told["refused"]
            raise Refused(str(code), **params)
        if "sheet" in told:
            name, merges, hidden, above = told["sheet"]
            sheet = Sheet(name, [], tuple(Merge(*m) for m in merges), frozenset(hidden))
            sheet.above = tuple(above)
            book.sheets.append(sheet)
        elif "rows" in told:
            book.sheets[-1].rows += [_unpacked(row) for row in told["rows"]]
        elif "problem" in told:
            book.problems.append(_problem(*told["problem"]))
        else:
            return book
    raise ValueError("the book has no end")


def _line(**told: object) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"


def _packed(row: SheetRow) -> list[object]:
    cells = [_plain(cell) for cell in row.cells]
    return [row.number, cells, row.is_hidden, row.page, row.printed]


def _unpacked(row: list[Any]) -> SheetRow:
    number, cells, is_hidden, page, printed = row
    return SheetRow(
        int(number),
        tuple(_cell(c) if isinstance(c, dict) else c for c in cells),
        bool(is_hidden),
        page=str(page),
        printed=printed,
    )


def _plain(cell: Cell) -> object:
    if isinstance(cell, datetime.datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, datetime.time):
        return {"time": cell.isoformat()}
    if isinstance(cell, Odd):
        return {"odd": cell.value}
    # a duration ("[h]:mm") is a type of its own to openpyxl and calamine
    return cell if cell is None or isinstance(cell, str | int | float) else str(cell)


def _cell(told: dict[str, str]) -> Cell:
    ((kind, value),) = told.items()
    if kind == "datetime":
        return datetime.datetime.fromisoformat(value)
    if kind == "date":
        return datetime.date.fromisoformat(value)
    return datetime.time.fromisoformat(value) if kind == "time" else Odd(value)


def _packed_problem(problem: Problem) -> list[object]:
    where = [problem.sheet, problem.row, problem.column]
    return [problem.is_error, problem.code, *where, dict(problem.params)]


def _problem(
    is_error: bool, code: str, sheet: str, row: int | None, column: str, params: dict[str, object]
) -> Problem:
    told = error(code) if is_error else warning(code)
    return replace(told.at(sheet=sheet, row=row, column=column), params=params)
