"""The parts of an office package (a zip of XML), opened with care.

Before openpyxl sees a workbook, its zip directory is weighed, its XML parts are searched for
document types (entities live there), and one pass over each sheet notes what openpyxl's streaming
mode does not tell: merges, hidden rows and columns, formulas without a result, and where the values
really end. The dimension a sheet declares is never read.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, iterparse

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Merge, column_letter
from catalog_import.readers.signature import suffix_of

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
#: ``<!DOCTYPE`` in the encodings XML may come in
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def open_package(data: bytes, name: str, *, holds: str = "xl/workbook.xml") -> zipfile.ZipFile:
    """The zip, once it is known to unpack to a reasonable size and to hold the part it should."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
        raise Refused("corrupt", detail=str(broken)) from broken
    if len(parts) > limits.ZIP_PARTS or sum(p.file_size for p in parts) > limits.UNPACKED_BYTES:
        raise Refused("too-big", megabytes=limits.UNPACKED_BYTES // (1024 * 1024))
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("encrypted")
    if holds not in package.namelist():
        raise Refused("wrong-type", suffix=suffix_of(name), found="zip")
    return package


def refuse_doctypes(package: zipfile.ZipFile) -> None:
    for part in package.infolist():
        if part.filename.endswith((".xml", ".rels")):
            content = read_part(package, part.filename)
            if any(mark in content for mark in _DOCTYPES):
                raise Refused("unsafe-xml")


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        return package.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as broken:
        raise Refused("corrupt", detail=str(broken)) from broken


@dataclass
class Structure:
    """What one pass over a sheet's XML tells."""

    merges: list[Merge] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    value_rows: int = 0


def survey(part: bytes) -> Structure:
    """Read a sheet's XML once; refuse what is out of bounds or out of order."""
    found = Structure()
    state = _Cursor()
    try:
        # the parser in C: without a document type there is no entity to defuse
        for event, element in iterparse(io.BytesIO(part), ("start", "end")):  # noqa: S314
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                if tag == "row":
                    state.open_row(element.get("r"))
            elif tag == "row":
                _close_row(found, state.row, element)
                element.clear()
            elif tag == "col" and element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min", 1)), int(element.get("max", 1))
                found.hidden_columns.update(range(first - 1, min(last, limits.COLUMNS)))
            elif tag == "mergeCell":
                found.merges.append(_merge(element.get("ref", "")))
                if len(found.merges) > limits.MERGES:
                    raise Refused("too-many-rows", rows=limits.MERGES)
                element.clear()
    except (ParseError, ValueError, KeyError) as broken:
        raise Refused("corrupt", detail=str(broken)) from broken
    return found


class _Cursor:
    """Row numbers may be left out; they then count on."""

    def __init__(self) -> None:
        self.row = 0

    def open_row(self, number: str | None) -> None:
        row = int(float(number)) if number else self.row + 1
        if row <= self.row:
            raise ValueError(f"row {row} stands after row {self.row}")
        self.row = row


def _close_row(found: Structure, row: int, element: Element) -> None:
    last_value = _survey_cells(found, row, element)
    if last_value < 0:
        return
    if last_value >= limits.COLUMNS or row - found.last_row > limits.GAP_ROWS:
        raise Refused("far-cell", row=row, column=column_letter(last_value))
    found.value_rows += 1
    if found.value_rows > limits.ROWS:
        raise Refused("too-many-rows", rows=limits.ROWS)
    found.last_row = row
    if element.get("hidden") in ("1", "true"):
        found.hidden_rows.add(row)


def _survey_cells(found: Structure, row: int, element: Element) -> int:
    """The last column that holds a value or formula; -1 for a row of empty, styled cells."""
    column = last_value = -1
    for cell in element:
        reference = cell.get("r")
        column = _position(reference)[1] if reference else column + 1
        tags = {child.tag.rpartition("}")[2]: child for child in cell}
        has_value = "is" in tags or ("v" in tags and bool(tags["v"].text))
        if has_value or "f" in tags:
            last_value = max(last_value, column)
            if not has_value:
                found.uncalculated.add((row, column))
    return last_value


def _position(reference: str) -> tuple[int, int]:
    """ "B7" → (7, 1)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    return Merge(*_position(first), *_position(last or first))
