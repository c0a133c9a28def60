"""What a file really is, whatever its name says."""

from pathlib import PurePath

from catalog_import.problems import Refused

DELIMITED = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK = frozenset({".xlsx", ".xlsm"})
#: Ending → what ``found_in`` must find
_EXPECTED = {
    **dict.fromkeys(DELIMITED, "text"),
    **dict.fromkeys(WORKBOOK, "zip"),
    ".xls": "ole",
    ".ods": "zip",
    ".docx": "zip",
    ".pdf": "PDF",
}

#: First bytes → what people call it
_MAGIC = (
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<script", b"<head", b"<body")


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def found_in(data: bytes) -> str:
    """ "zip", "ole", "encrypted", "html", "text" or the name of another kind of file."""
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        # the directory of an encrypted workbook names its one stream in UTF-16
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "ole"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_MARKUP) and any(tag in data[:65536].lower() for tag in _MARKUP[:3]):
        return "html"
    return "text"


def refuse_what_it_is_not(data: bytes, name: str) -> None:
    """Refuse an empty file, one we cannot read, and one whose content its name belies."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    kind = found_in(data)
    suffix = suffix_of(name)
    if kind == "encrypted":
        raise Refused("encrypted")
    expected = _EXPECTED.get(suffix)
    if kind != expected and (expected or kind == "html"):
        raise Refused("wrong-type", suffix=suffix, found=kind)
    if expected is None:
        raise Refused("unsupported-type", suffix=suffix or name)
