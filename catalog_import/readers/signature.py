"""Whether a file is what its name says, and what people call what it is instead."""

import re
import struct
import zipfile
from io import BytesIO
from pathlib import PurePath

from catalog_import.problems import Refused
from ocop.file_kinds import kind_in_ole, kind_of, kind_of_zip
from ocop.zip_directory import directory_of

_SAYS_SOMETHING = re.compile(rb"[^\x00 \t\r\n\xef\xbb\xbf\xff\xfe]")
#: How long a sector is, as a power of two, and where the first tables of sectors stand
_OLE_HEADER = struct.Struct("<30xH44x109I")
_NO_SECTOR = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
#: The record an old workbook begins with, of its globals; and one that says it has a password
_GLOBALS = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
_PASSWORD = 0x002F
#: Before it stand this one's few like
_FIRST_RECORDS = 8

DELIMITED = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK = frozenset({".xlsx", ".xlsm"})
_ZIPPED = frozenset({"xlsx", "ods", "docx"})
#: Ending → the kind its content must be
_EXPECTED = {
    **dict.fromkeys(DELIMITED, "text"),
    **dict.fromkeys(WORKBOOK, "xlsx"),
    ".xls": "xls",
    ".ods": "ods",
    ".docx": "docx",
    ".pdf": "pdf",
}


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def found_in(data: bytes) -> str:
    """A kind of ``ocop.file_kinds``, of packages and OLE files what is in them; else "text"."""
    kind = kind_of(data)
    if kind == "zip":
        return kind_of_zip(data)
    if kind == "ole":
        return kind_in_ole(data)
    return kind or "text"


def refuse_what_it_is_not(data: bytes, name: str) -> None:
    """Refuse an empty file, one we cannot read, and one whose content its name belies.

    A damaged zip or OLE file may be of the kind it says: its reader tells what is wrong with it.
    """
    if not _SAYS_SOMETHING.search(data):
        raise Refused("empty")
    kind = found_in(data)
    suffix = suffix_of(name)
    if kind == "encrypted" or (kind == "xls" and _has_password(data)):
        raise Refused("encrypted")
    expected = _EXPECTED.get(suffix)
    if expected is None and kind != "html":
        raise Refused("unsupported-type", suffix=suffix or name)
    is_unclear = (kind == "zip" and expected in _ZIPPED) or (kind == "ole" and expected == "xls")
    if kind != expected and not is_unclear:
        raise Refused("wrong-type", suffix=suffix, found=kind)


def is_cut_off(data: bytes) -> bool:
    """The end of the file is missing: it was not copied or sent as a whole."""
    kind = kind_of(data)
    if kind == "zip":
        try:
            directory_of(BytesIO(data))
        except zipfile.BadZipFile:
            return True
        return False
    if kind == "ole" and len(data) > _OLE_HEADER.size:
        return _lacks_sectors(data)
    return kind == "pdf" and b"%%EOF" not in data[-2048:]


def _lacks_sectors(data: bytes) -> bool:
    """The last of its tables of sectors, or the last sector that table counts, is not there."""
    shift, *tables = _OLE_HEADER.unpack_from(data)
    tables = [number for number in tables if number < _NO_SECTOR]
    if shift not in (9, 12) or not tables:
        return False
    size = 1 << shift
    start = (max(tables) + 1) << shift
    if len(data) < start + size:
        return True
    start = (tables[-1] + 1) << shift
    entries = struct.unpack_from(f"<{size // 4}I", data, start)
    used = [place for place, entry in enumerate(entries) if entry != _FREE]
    last = (len(tables) - 1) * len(entries) + max(used, default=0)
    return len(data) <= (last + 1) << shift


def _has_password(data: bytes) -> bool:
    """The workbook's first records say so; what follows them cannot be read."""
    for found in _GLOBALS.finditer(data):
        if found.start() % 512:
            continue  # not where a stream begins
        at = found.start()
        for _ in range(_FIRST_RECORDS):
            if at + 4 > len(data):
                break
            kind, length = struct.unpack_from("<HH", data, at)
            if kind == _PASSWORD:
                return True
            at += 4 + length
    return False
