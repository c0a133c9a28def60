"""Pictures that stand on the sheets of a workbook: which there are, and on which row each stands.

A drawing says at which cell a picture begins and ends. A picture that begins in the last pixels of
a row was meant for the next.
"""

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from catalog_import.photos import limits
from catalog_import.photos.archives import read_entry
from catalog_import.photos.found import Anchor, Found, check_size, left_out
from catalog_import.photos.problems import LeftOut
from catalog_import.problems import Refused
from ocop.spelling import clean

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_EMU_A_POINT = 12_700
_DEFAULT_HEIGHT = 15.0
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]{1,500})>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_ROW_HEIGHT = re.compile(rb"""\bht=["']([0-9.]{1,20})["']""")
_USUAL_HEIGHT = re.compile(rb"""defaultRowHeight=["']([0-9.]{1,20})["']""")
#: Excel's "place in cell" and WPS's DISPIMG keep pictures apart from the drawings
_IN_CELLS = ("xl/cellimages.xml", "xl/richData/richValueRel.xml")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str


def is_workbook(archive: zipfile.ZipFile) -> bool:
    return _WORKBOOK in archive.NameToInfo


def pictures_on_sheets(archive: zipfile.ZipFile) -> Iterator[Found]:
    """Every picture of every drawing, sheet by sheet, from top to bottom."""
    for sheet in _sheets(archive):
        drawings = [
            target
            for kind, target in _relations(archive, sheet.part).values()
            if kind.endswith("/drawing")
        ]
        if not drawings:
            continue
        heights = _heights(archive, sheet.part)
        for drawing in drawings:
            yield from _on_drawing(archive, sheet.name, drawing, heights)
    for part in _IN_CELLS:
        if part in archive.NameToInfo:
            yield left_out(part.rpartition("/")[2], "in-cell")


def _sheets(archive: zipfile.ZipFile) -> list[_Sheet]:
    targets = _relations(archive, _WORKBOOK)
    return [
        _Sheet(clean(element.get("name", "")), targets[relation][1])
        for element in _parsed(archive, _WORKBOOK).iter()
        if _tag(element) == "sheet" and (relation := _relation(element, "id")) in targets
    ]


def _on_drawing(
    archive: zipfile.ZipFile, sheet: str, drawing: str, heights: dict[int, float]
) -> Iterator[Found]:
    media = _relations(archive, drawing)
    placed = []
    for anchor in _parsed(archive, drawing):
        row = _row_of(anchor, heights)
        placed += [
            (row, media.get(_relation(blip, "embed"), ("", ""))[1])
            for blip in anchor.iter()
            if _tag(blip) == "blip"
        ]
    for row, target in sorted(placed):
        path = f"{sheet}!{row}/{posixpath.basename(target)}" if row else f"{sheet}/{target}"
        entry = archive.NameToInfo.get(target)
        if entry is None:
            yield left_out(path, "linked")  # the workbook only says where it is
        else:
            yield Found(path, _reader(archive, entry), Anchor(sheet, row) if row else None)


def _reader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        check_size(entry.file_size)
        return read_entry(archive, entry, limits.PICTURE_BYTES)

    return read


def _row_of(anchor: Element, heights: dict[int, float]) -> int:
    """The row a picture was meant for, from 1; 0 if it hangs nowhere."""
    marks = {_tag(child): child for child in anchor if _tag(child) in ("from", "to")}
    if "from" not in marks:
        return 0
    row, offset = _number(marks["from"], "row") + 1, _number(marks["from"], "rowOff")
    last = _number(marks["to"], "row") + 1 if "to" in marks else row
    height = heights.get(row, heights.get(0, _DEFAULT_HEIGHT)) * _EMU_A_POINT
    return row + 1 if last > row and offset > height / 2 else row


def _number(mark: Element, name: str) -> int:
    text = next((child.text or "" for child in mark if _tag(child) == name), "")
    try:
        return max(0, int(text))
    except ValueError:
        return 0


def _heights(archive: zipfile.ZipFile, part: str) -> dict[int, float]:
    """Heights of rows in points; the usual one under 0. Looked for in the text: a sheet is big."""
    heights: dict[int, float] = {}
    text = read_entry(archive, _entry(archive, part, limits.SHEET_BYTES), limits.SHEET_BYTES)
    if usual := _USUAL_HEIGHT.search(text):
        heights[0] = _points(usual[1])
    for row in _ROW.finditer(text):
        number, height = _ROW_NUMBER.search(row[1]), _ROW_HEIGHT.search(row[1])
        if number and height:
            heights[int(number[1])] = _points(height[1])
    return heights


def _points(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return _DEFAULT_HEIGHT


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation → (kind, part of the package); what lies outside the package has an empty part."""
    folder, _, name = part.rpartition("/")
    file = f"{folder}/_rels/{name}.rels"
    if file not in archive.NameToInfo:
        return {}
    found: dict[str, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for element in _parsed(archive, file):
        target = element.get("Target", "")
        is_outside = element.get("TargetMode") == "External"
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[element.get("Id", "")] = (
            element.get("Type", ""),
            "" if is_outside else posixpath.normpath(whole),
        )
    return dict(found)


def _parsed(archive: zipfile.ZipFile, part: str) -> Element:
    entry = _entry(archive, part, limits.PART_BYTES)
    try:
        parsed: Any = fromstring(read_entry(archive, entry, limits.PART_BYTES), forbid_dtd=True)
    except (LeftOut, ParseError, DefusedXmlException, ValueError) as broken:
        raise Refused("workbook-damaged") from broken
    root: Element = parsed
    return root


def _entry(archive: zipfile.ZipFile, part: str, most: int) -> zipfile.ZipInfo:
    entry = archive.NameToInfo.get(part)
    if entry is None:
        raise Refused("workbook-damaged")
    if entry.file_size > most:
        raise Refused("workbook-too-big", megabytes=most // (1024 * 1024))
    return entry


def _relation(element: Element, name: str) -> str:
    return element.get(_RELATIONS + name) or element.get(_STRICT_RELATIONS + name) or ""


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
