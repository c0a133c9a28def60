"""What is wrong with a file, a row or a cell, as a code and the values its message needs."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace

ERROR = "error"
WARNING = "warning"
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Problem:
    """An error keeps its row from being written; a warning does not. No row: the whole file."""

    level: str
    code: str
    field: str = ""
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def is_error(self) -> bool:
        return self.level == ERROR

    def at(self, *, sheet: str, row: int | None, column: str = "") -> "Problem":
        """The same problem, with the place it was found in."""
        return replace(self, sheet=sheet, row=row, column=column or self.column)


def error(code: str, field: str = "", **params: object) -> Problem:
    return Problem(ERROR, code, field, _shortened(params))


def warning(code: str, field: str = "", **params: object) -> Problem:
    return Problem(WARNING, code, field, _shortened(params))


def _shortened(params: Mapping[str, object]) -> Mapping[str, object]:
    """What a message quotes is a line, however long the cell it stands in."""
    return {
        name: f"{value[:_LONGEST_QUOTE]}…"
        if isinstance(value, str) and len(value) > _LONGEST_QUOTE
        else value
        for name, value in params.items()
    }


class Refused(Exception):
    """The file as a whole cannot be imported; nothing of it was."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        return (_refused, (self.code, self.params))

    @property
    def problem(self) -> Problem:
        return Problem(ERROR, self.code, "", self.params)


def _refused(code: str, params: dict[str, object]) -> Refused:
    return Refused(code, **params)
