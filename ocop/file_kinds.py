"""What a file is by its content, whatever its name says: the one table of marks for all rooms.

Knows no Django: processes that open strangers' files import it.
"""

import io
import re
import zipfile
from collections.abc import Collection

from ocop.zip_directory import is_modest

#: Marks that stand at the very beginning; longer ones before shorter
_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"8BPS", "psd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "rtf"),
)
#: A text may begin with these too, but holds no such bytes
_TWO_LETTERS = {b"MZ": "program", b"BM": "bmp"}
_NO_TEXT = (b"\0", b"\xff")
ARCHIVES = frozenset({"zip", "rar", "7z", "xz", "gzip"})
#: A PDF may have a few bytes before its mark, but no lines of text
_PDF = re.compile(rb"[^\n,;]{0,1000}?%PDF-\d")
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<script", b"<head", b"<body")
_MARKUP_SEARCHED = 65_536
#: Part that tells an office package → what it is
_PACKAGES = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
_ODF = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
}
#: Stream of an OLE file, as its directory names it → what it is
_STREAMS = {
    "EncryptedPackage": "encrypted",
    "Workbook": "xls",
    "Book": "xls",
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
}
_ENTRY_BYTES = 128
#: A directory past these is not read to find out
_MOST_PARTS = 20_000
_DIRECTORY_BYTES = 4 * 1024 * 1024


def kind_of(data: bytes) -> str:
    """A short name ("png", "zip", "ole", "pdf", "html" …); "" for text and for what is not known.

    The first kilobyte is enough, but for "html".
    """
    for mark, kind in _MARKS:
        if data.startswith(mark):
            return kind
    if data[4:8] == b"ftyp":
        if b"avif" in data[8:32] or b"avis" in data[8:32]:
            return "avif"
        return "heic" if data[8:12] in _HEIC_BRANDS else "film"
    if data[:4] == b"RIFF":
        return "webp" if data[8:12] == b"WEBP" else "film"
    if data[:2] in _TWO_LETTERS and any(byte in data[:64] for byte in _NO_TEXT):
        return _TWO_LETTERS[data[:2]]
    if _PDF.match(data[:1024].lstrip(_BLANKS)):
        return "pdf"
    return "html" if _is_html(data) else ""


def kind_in_package(names: Collection[str], mimetype: bytes = b"") -> str:
    """What the parts of a zip make it; "zip" for any other."""
    for part, kind in _PACKAGES.items():
        if part in names:
            return kind
    if "content.xml" in names:
        return _ODF.get(mimetype.strip(), "ods")
    return "zip"


def kind_in_ole(data: bytes) -> str:
    """What the streams of an OLE file make it; "ole" for any other.

    Entries of its directory begin at multiples of their size and say how long their name is.
    """
    for name, kind in _STREAMS.items():
        raw = name.encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + (len(raw) + 2).to_bytes(2, "little")
        at = data.find(entry)
        while at >= 0:
            if at % _ENTRY_BYTES == 0:
                return kind
            at = data.find(entry, at + 1)
    return "ole"


def kind_of_zip(data: bytes) -> str:
    """``kind_in_package`` of a whole file; "zip" for one that cannot be opened."""
    try:
        if not is_modest(io.BytesIO(data), entries=_MOST_PARTS, size=_DIRECTORY_BYTES):
            return "zip"
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.NameToInfo.keys()
            is_small = "mimetype" in names and package.NameToInfo["mimetype"].file_size < 1024
            return kind_in_package(names, package.read("mimetype") if is_small else b"")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return "zip"


def _is_html(data: bytes) -> bool:
    """Pages saved as a workbook: some begin as XML, and name a table further on."""
    head = data[:1024].lstrip(_BLANKS).lower()
    if not head.startswith(_MARKUP):
        return False
    return any(tag in data[:_MARKUP_SEARCHED].lower() for tag in _MARKUP[:3])
