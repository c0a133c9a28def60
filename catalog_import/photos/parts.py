"""Parts of a workbook's package as the pictures in it are looked for: parsed with care, bounded."""

import posixpath
import zipfile
from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from catalog_import.photos import limits
from catalog_import.photos.archives import read_entry
from catalog_import.photos.problems import LeftOut
from catalog_import.problems import Refused

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


def relations_of(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation → (kind, part of the package); what lies outside the package has an empty part."""
    folder, _, name = part.rpartition("/")
    file = f"{folder}/_rels/{name}.rels"
    if file not in archive.NameToInfo:
        return {}
    found: dict[str, tuple[str, str]] = defaultdict(lambda: ("", ""))
    for element in parsed(archive, file):
        target = element.get("Target", "")
        is_outside = element.get("TargetMode") == "External"
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        found[element.get("Id", "")] = (
            element.get("Type", ""),
            "" if is_outside else posixpath.normpath(whole),
        )
    return dict(found)


def parsed(archive: zipfile.ZipFile, part: str) -> Element:
    entry = entry_of(archive, part, limits.PART_BYTES)
    try:
        made: Any = fromstring(read_entry(archive, entry, limits.PART_BYTES), forbid_dtd=True)
    except (LeftOut, ParseError, DefusedXmlException, ValueError) as broken:
        raise Refused("workbook-damaged") from broken
    root: Element = made
    return root


def text_of_sheet(archive: zipfile.ZipFile, part: str) -> bytes:
    """A sheet as it is written: it is big, and only looked through."""
    entry = entry_of(archive, part, limits.SHEET_BYTES)
    try:
        return read_entry(archive, entry, limits.SHEET_BYTES)
    except LeftOut as broken:
        raise Refused("workbook-damaged") from broken


def entry_of(archive: zipfile.ZipFile, part: str, most: int) -> zipfile.ZipInfo:
    entry = archive.NameToInfo.get(part)
    if entry is None:
        raise Refused("workbook-damaged")
    if entry.file_size > most:
        raise Refused("workbook-too-big", megabytes=most // (1024 * 1024))
    return entry


def relation_in(element: Element, name: str) -> str:
    return element.get(_RELATIONS + name) or element.get(_STRICT_RELATIONS + name) or ""


def tag_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
