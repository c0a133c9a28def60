"""XLSX and XLSM: the parts of a workbook that name its sheets, texts and number formats; the sheets
themselves in one pass each (``readers.worksheet``)."""

import datetime
import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from catalog_import.problems import Refused, warning
from catalog_import.readers import limits
from catalog_import.readers.book import Book, Sheet
from catalog_import.readers.package import open_package, parsed, refuse_doctypes, stream_of
from catalog_import.readers.worksheet import (
    Formats,
    feed,
    local,
    parser_with,
    read_worksheet,
    unescaped,
)

_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, ExpatError, KeyError, ValueError, IndexError,
    EOFError, OverflowError,
)  # fmt: skip
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_EPOCH_1904 = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 -- sheets know no zone
#: Number formats of the standard that show a day or an hour
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_BUILT_IN_DURATION = 46
#: What in a format code is no placeholder: quoted text, escapes, colours and conditions
_NO_PLACEHOLDER = re.compile(r'"[^"]*"|\\.|_.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
_DATE = re.compile(r"[dmhys]", re.IGNORECASE)
_DURATION = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


def read(data: bytes, name: str) -> Book:
    with open_package(data, name) as package:
        refuse_doctypes(package)
        try:
            return _read_workbook(package)
        except _BROKEN as broken:
            raise Refused("corrupt", detail=str(broken)) from broken


def _read_workbook(package: zipfile.ZipFile) -> Book:
    workbook = parsed(package, _WORKBOOK)
    relations = _relations(package)
    texts, styles = (_target(relations, kind) for kind in ("sharedStrings", "styles"))
    names = set(package.namelist())
    strings = _strings(package, texts) if texts in names else []
    formats = _formats(package, styles if styles in names else "", workbook)
    book = Book([])
    sheets = [(sheet, path) for sheet, path in _sheets(workbook, relations) if path in names]
    if len(sheets) > limits.SHEETS:
        raise Refused("too-many-sheets", most=limits.SHEETS)
    for sheet, path in sheets:
        title = unicodedata.normalize("NFC", sheet.get("name", ""))
        if sheet.get("state", "visible") != "visible":
            book.problems.append(warning("sheet_hidden").at(sheet=title, row=None))
            continue
        with stream_of(package, path) as part:
            found = read_worksheet(part, strings, formats)
        book.sheets.append(
            Sheet(
                name=title,
                rows=found.rows,
                merges=tuple(found.merges),
                hidden_columns=frozenset(found.hidden_columns),
            )
        )
    return book


def _relations(package: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """Id → (kind, part)."""
    root = parsed(package, _RELATIONS)
    found: dict[str, tuple[str, str]] = {}
    for relation in root:
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
        found[relation.get("Id", "")] = kind, posixpath.normpath(path)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str:
    return next((path for known, path in relations.values() if known == kind), "")


def _sheets(
    workbook: Element, relations: dict[str, tuple[str, str]]
) -> Iterator[tuple[Element, str]]:
    """Worksheets in the order of their tabs; charts are sheets too, of another kind."""
    for element in workbook.iter():
        if _tag(element) == "sheet":
            ids = (value for name, value in element.items() if name.endswith("}id"))
            kind, path = relations.get(next(ids, ""), ("", ""))
            if kind == "worksheet":
                yield element, path


def _formats(package: zipfile.ZipFile, part: str, workbook: Element) -> Formats:
    epoch = Formats().epoch
    for element in workbook.iter():
        if _tag(element) == "workbookPr" and element.get("date1904") in ("1", "true"):
            epoch = _EPOCH_1904
    if not part:
        return Formats(epoch=epoch)
    codes: dict[int, str] = {}
    used: list[int] = []
    for element in parsed(package, part):
        if _tag(element) == "numFmts":
            codes = {int(f.get("numFmtId", 0)): f.get("formatCode", "") for f in element}
        elif _tag(element) == "cellXfs":
            used = [int(xf.get("numFmtId", 0)) for xf in element]
    return Formats(
        frozenset(at for at, number in enumerate(used) if _shows_a_date(number, codes)),
        frozenset(at for at, number in enumerate(used) if _shows_a_duration(number, codes)),
        epoch,
    )


def _shows_a_date(number: int, codes: dict[int, str]) -> bool:
    if number not in codes:
        return number in _BUILT_IN_DATES
    code = _NO_PLACEHOLDER.sub("", codes[number].split(";")[0])
    return code.casefold() != "general" and bool(_DATE.search(code))


def _shows_a_duration(number: int, codes: dict[int, str]) -> bool:
    if number not in codes:
        return number == _BUILT_IN_DURATION
    return bool(_DURATION.search(codes[number].split(";")[0]))


def _strings(package: zipfile.ZipFile, part: str) -> list[str]:
    """The texts cells refer to by number; of several runs joined, without readings above them."""
    found: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name in inside:
            inside[name] = True
        elif name == "si":
            pieces.clear()

    def end(tag: str) -> None:
        name = local(tag)
        if name in inside:
            inside[name] = False
        elif name == "si":
            found.append(unescaped("".join(pieces)))
            if len(found) > limits.CELLS:
                raise Refused("too-many-cells", cells=limits.CELLS)

    def text(text: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(text)

    with stream_of(package, part) as opened:
        feed(opened, parser_with(start, end, text))
    return found


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
