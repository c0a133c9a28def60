"""Pictures that are the value of a cell: Excel's "place in cell" and WPS's DISPIMG.

Excel keeps a chain: the cell names a value's metadata (``vm``), that a rich value, that by its
structure a place in a list of relations, and that the picture. WPS writes a formula that names a
picture of one list.
"""

import contextlib
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple, TypeVar
from xml.etree.ElementTree import Element

from catalog_import.photos.parts import parsed, relation_in, relations_of, tag_of
from catalog_import.problems import Refused

_T = TypeVar("_T")

#: Kind of relation of the workbook, in small letters → where Excel puts such a part
_PARTS = {
    "sheetmetadata": "xl/metadata.xml",
    "rdrichvalue": "xl/richData/rdrichvalue.xml",
    "rdrichvaluestructure": "xl/richData/rdrichvaluestructure.xml",
    "richvaluerel": "xl/richData/richValueRel.xml",
    "cellimage": "xl/cellimages.xml",
}
#: Lists of pictures in cells: where there is one, there are such pictures
LISTS = (_PARTS["cellimage"], _PARTS["richvaluerel"])
_WORKBOOK = "xl/workbook.xml"
_RICH = "XLRICHVALUE"
_LOCAL = "_localImage"
_LOCAL_KEY = "_rvRel:LocalImageIdentifier"

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]{1,500})>(?:<(?:\w+:)?f\b[^>]{0,200}>([^<]{0,500}))?")
_ROW = re.compile(rb"""\br=["'][A-Z]{1,3}(\d{1,7})["']""")
_VALUE = re.compile(rb"""\bvm=["'](\d{1,7})["']""")
_SHOWN = re.compile(rb'DISPIMG\((?:&quot;|")([\w{}-]{1,100})(?:&quot;|")')


class InCell(NamedTuple):
    """``part`` is empty where the picture is not in the file."""

    row: int
    part: str


class CellPictures:
    """The lists of one workbook, read once for all its sheets."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        named = {
            kind.rpartition("/")[2].lower(): part
            for kind, part in relations_of(archive, _WORKBOOK).values()
        }
        self._parts = {
            name: part
            for name, usual in _PARTS.items()
            if (part := named.get(name, usual)) in archive.NameToInfo
        }
        self._by_value: list[str | None] = []
        self._by_name: dict[str, str] = {}
        with contextlib.suppress(Refused):  # damaged lists cost the pictures in cells alone
            if "cellimage" in self._parts:
                self._by_name = self._wps_pictures(self._parts["cellimage"])
            if self._parts.keys() >= _PARTS.keys() - {"cellimage"}:
                self._by_value = self._excel_pictures()

    def __bool__(self) -> bool:
        return bool(self._by_value or self._by_name)

    def on(self, sheet: bytes) -> Iterator[InCell]:
        """Of the text of a sheet, in its order."""
        for cell in _CELL.finditer(sheet):
            row = _ROW.search(cell[1])
            part = self._part(cell[1], cell[2] or b"") if row else None
            if row and part is not None:
                yield InCell(int(row[1]), part)

    def _part(self, attributes: bytes, formula: bytes) -> str | None:
        """None for a cell that shows no picture."""
        if shown := _SHOWN.search(formula):
            return self._by_name.get(shown[1].decode(), "")
        value = _VALUE.search(attributes)
        at = int(value[1]) - 1 if value else -1
        return self._by_value[at] if 0 <= at < len(self._by_value) else None

    def _excel_pictures(self) -> list[str | None]:
        """By the number a cell names, less one: the part, "" for a picture elsewhere, None for
        none."""
        media = relations_of(self._archive, self._parts["richvaluerel"])
        related = [
            media.get(relation_in(element, "id"), ("", ""))[1]
            for element in _children(self._parsed("richvaluerel"), "rel")
        ]
        structures = [
            (element.get("t", ""), [key.get("n", "") for key in _children(element, "k")])
            for element in _children(self._parsed("rdrichvaluestructure"), "s")
        ]
        values = [
            _picture_of(element, structures, related)
            for element in _children(self._parsed("rdrichvalue"), "rv")
        ]
        return [_at(values, place) for place in _rich_values(self._parsed("sheetmetadata"))]

    def _wps_pictures(self, part: str) -> dict[str, str]:
        """Name → part."""
        media = relations_of(self._archive, part)
        found: dict[str, str] = {}
        for picture in parsed(self._archive, part):
            name = next((e.get("name", "") for e in picture.iter() if tag_of(e) == "cNvPr"), "")
            blips = (relation_in(e, "embed") for e in picture.iter() if tag_of(e) == "blip")
            if name:
                found[name] = media.get(next(blips, ""), ("", ""))[1]
        return found

    def _parsed(self, name: str) -> Element:
        return parsed(self._archive, self._parts[name])


def _rich_values(metadata: Element) -> list[int]:
    """Place of the rich value of each value's metadata; -1 for one that is something else."""
    kinds = [kind.get("name") for kind in metadata.iter() if tag_of(kind) == "metadataType"]
    rich: list[int] = []
    found: list[int] = []
    for block in metadata:
        if tag_of(block) == "futureMetadata" and block.get("name") == _RICH:
            for one in _children(block, "bk"):
                named = (_number(e.get("i")) for e in one.iter() if tag_of(e) == "rvb")
                rich.append(next(named, -1))
        elif tag_of(block) == "valueMetadata":
            for one in _children(block, "bk"):
                records = (
                    _at(rich, _number(record.get("v")))
                    for record in _children(one, "rc")
                    if _at(kinds, _number(record.get("t")) - 1) == _RICH
                )
                place = next(records, None)
                found.append(-1 if place is None else place)
    return found


def _picture_of(
    value: Element, structures: list[tuple[str, list[str]]], related: list[str]
) -> str | None:
    kind, keys = _at(structures, _number(value.get("s"))) or ("", [])
    if kind != _LOCAL:
        return "" if "image" in kind.lower() else None  # one of the web: only its address
    said = dict(zip(keys, (v.text for v in _children(value, "v")), strict=False))
    return _at(related, _number(said.get(_LOCAL_KEY))) or ""


def _children(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element if tag_of(child) == tag)


def _number(text: str | None) -> int:
    """-1 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else -1


def _at(items: list[_T], place: int) -> _T | None:
    return items[place] if 0 <= place < len(items) else None
