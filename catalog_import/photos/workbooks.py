"""Pictures that stand on the sheets of a workbook: which there are, and on which row each stands.

A drawing says at which cell a picture begins and ends. A picture that begins in the last pixels of
a row was meant for the next.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from catalog_import.photos import limits
from catalog_import.photos.archives import read_entry
from catalog_import.photos.found import Anchor, Found, check_size, left_out
from catalog_import.photos.in_cells import LISTS, CellPictures
from catalog_import.photos.parts import (
    parsed,
    relation_in,
    relations_of,
    tag_of,
    text_of_sheet,
)
from ocop.spelling import clean

_WORKBOOK = "xl/workbook.xml"
_EMU_A_POINT = 12_700
_DEFAULT_HEIGHT = 15.0
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]{1,500})>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_ROW_HEIGHT = re.compile(rb"""\bht=["']([0-9.]{1,20})["']""")
_USUAL_HEIGHT = re.compile(rb"""defaultRowHeight=["']([0-9.]{1,20})["']""")
#: Rows past it are of no list
_LAST_ROW = 100_000


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str


def is_workbook(archive: zipfile.ZipFile) -> bool:
    return _WORKBOOK in archive.NameToInfo


def pictures_on_sheets(archive: zipfile.ZipFile) -> Iterator[Found]:
    """Sheet by sheet: every picture of every drawing, then those inside cells, each from top to
    bottom."""
    in_cells = CellPictures(archive)
    has_any = False
    for sheet in _sheets(archive):
        drawings = [
            target
            for kind, target in relations_of(archive, sheet.part).values()
            if kind.endswith("/drawing")
        ]
        if not drawings and not in_cells:
            continue
        text = text_of_sheet(archive, sheet.part)
        heights = _heights(text) if drawings else {}
        for drawing in drawings:
            yield from _placed(archive, sheet.name, _on_drawing(archive, drawing, heights))
        for one in in_cells.on(text):
            has_any = True
            yield from _placed(archive, sheet.name, [one])
    for part in LISTS:
        if part in archive.NameToInfo and not has_any:
            yield left_out(part.rpartition("/")[2], "in-cell")


def _sheets(archive: zipfile.ZipFile) -> list[_Sheet]:
    targets = relations_of(archive, _WORKBOOK)
    return [
        _Sheet(clean(element.get("name", "")), targets[relation][1])
        for element in parsed(archive, _WORKBOOK).iter()
        if tag_of(element) == "sheet" and (relation := relation_in(element, "id")) in targets
    ]


def _on_drawing(
    archive: zipfile.ZipFile, drawing: str, heights: dict[int, float]
) -> list[tuple[int, str]]:
    """(row or 0, part or "") of its pictures, from top to bottom."""
    media = relations_of(archive, drawing)
    return sorted(
        (_row_of(anchor, heights), media.get(relation_in(blip, "embed"), ("", ""))[1])
        for anchor in parsed(archive, drawing)
        for blip in anchor.iter()
        if tag_of(blip) == "blip"
    )


def _placed(
    archive: zipfile.ZipFile, sheet: str, pictures: Iterable[tuple[int, str]]
) -> Iterator[Found]:
    for row, target in pictures:
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
    marks = {tag_of(child): child for child in anchor if tag_of(child) in ("from", "to")}
    if "from" not in marks:
        return 0
    row, offset = _number(marks["from"], "row") + 1, _number(marks["from"], "rowOff")
    last = _number(marks["to"], "row") + 1 if "to" in marks else row
    height = heights.get(row, heights.get(0, _DEFAULT_HEIGHT)) * _EMU_A_POINT
    return row + 1 if last > row and offset > height / 2 else row


def _number(mark: Element, name: str) -> int:
    text = next((child.text or "" for child in mark if tag_of(child) == name), "")
    try:
        return max(0, int(text))
    except ValueError:
        return 0


def _heights(text: bytes) -> dict[int, float]:
    """Heights of rows in points by the text of a sheet; the usual one under 0."""
    heights: dict[int, float] = {}
    if usual := _USUAL_HEIGHT.search(text):
        heights[0] = _points(usual[1])
    for row in _ROW.finditer(text):
        number, height = _ROW_NUMBER.search(row[1]), _ROW_HEIGHT.search(row[1])
        if number and height and int(number[1]) <= _LAST_ROW:
            heights[int(number[1])] = _points(height[1])
    return heights


def _points(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return _DEFAULT_HEIGHT
