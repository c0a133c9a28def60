"""What a cell of a Word table says: its paragraphs, the marks Word draws before those of a list,
and the rows of a small table inside it.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from catalog_import.grammars.stars import parse_stars
from catalog_import.readers.docx_text import attribute, tag_of, text_of

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_MARK = "• "


def cells_of(row: Element) -> Iterator[Element]:
    for child in inside(row):
        if tag_of(child) == "tc":
            yield child


def inside(element: Element) -> Iterator[Element]:
    """Its children, and those of content controls and the like around them."""
    for child in element:
        if tag_of(child) in _WRAPPERS:
            yield from inside(child)
        else:
            yield child


def text_of_cell(cell: Element) -> tuple[str, bool]:
    """Its text, and whether that is all of it: of tables only one that is all the cell holds is
    read, and only if it lists products.

    Where every line is of a list, the marks before them, which stand nowhere in the text, are
    written out.
    """
    blocks = list(inside(cell))
    tables = [block for block in blocks if tag_of(block) == "tbl"]
    lines = [(text, _is_listed(b)) for b in blocks if b not in tables and (text := text_of(b))]
    is_whole = not tables
    if len(tables) == 1 and not lines and (rows := _rows_of(tables[0])):
        lines = [(row, True) for row in rows]
        is_whole = True
    is_list = len(lines) > 1 and all(listed for _, listed in lines)
    return "\n".join(_MARK * is_list + text for text, _ in lines), is_whole


def _is_listed(block: Element) -> bool:
    """A paragraph Word numbers or puts a mark before."""
    about = next((child for child in block if tag_of(child) == "pPr"), ())
    counted = next((child for child in about if tag_of(child) == "numPr"), ())
    return any(attribute(c, "val") != "0" for c in counted if tag_of(c) == "numId")


def _rows_of(table: Element) -> list[str]:
    """A line a row: what its one cell says, or a name with its star in brackets, below a first
    row that may head them; none if its rows are neither.
    """
    rows = [
        [text for cell in cells_of(row) if (text := text_of(cell))]
        for row in inside(table)
        if tag_of(row) == "tr"
    ]
    rows = [cells for cells in rows if cells]
    if all(len(cells) == 1 for cells in rows):
        return [cells[0] for cells in rows]
    below = rows if _has_star(rows[0]) else rows[1:]
    return [f"{cells[0]} ({cells[1]})" for cells in below] if all(map(_has_star, below)) else []


def _has_star(cells: list[str]) -> bool:
    return len(cells) == 2 and "sao" in cells[1].casefold() and not parse_stars(cells[1]).problem
