"""A table on a page: its cells on a grid."""

from dataclasses import dataclass, field

from catalog_import.readers.book import Cell, Merge


@dataclass
class Grid:
    """Cells in rows and columns, each cell at the top left of what it spans; rows from 0."""

    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    #: Where the page holds it, from its top
    top: float = 0
    bottom: float = 0
