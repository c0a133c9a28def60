"""A data row as it is handed on to be understood."""

from dataclasses import dataclass

from catalog_import.context import Context
from catalog_import.readers.book import Cell, SheetRow


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
