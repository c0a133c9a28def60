"""The parts of an office package (a zip of XML), opened with care.

Before a reader sees a package, its zip directory is weighed and its XML parts are searched for
document types (entities live there).
"""

import io
import zipfile
import zlib

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.signature import suffix_of

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
