"""The parts of an office package (a zip of XML), opened with care.

Before a reader sees a package, its zip directory is weighed and its XML parts are searched for
document types (entities live there) and for single pieces that no sheet has.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, XMLPullParser, fromstring

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.signature import found_in, suffix_of
from ocop.zip_directory import is_modest

#: ``<!DOCTYPE`` in the encodings XML may come in
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_LONGEST_DOCTYPE = max(map(len, _DOCTYPES))
#: A parser looks at an unfinished piece again with every chunk: small ones cost time, big ones room
_CHUNK = 256 * 1024
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError, OSError,
    RuntimeError,
)  # fmt: skip


def open_package(data: bytes, name: str, *, holds: str = "xl/workbook.xml") -> zipfile.ZipFile:
    """The zip, once it is known to unpack to a reasonable size and to hold the part it should."""
    file = io.BytesIO(data)
    try:
        if not is_modest(file, entries=limits.ZIP_PARTS, size=limits.ZIP_DIRECTORY_BYTES):
            raise Refused("too-many-parts", most=limits.ZIP_PARTS)
        package = zipfile.ZipFile(file)
        parts = package.infolist()
    except _BROKEN_ZIP as broken:
        raise Refused("corrupt", detail=str(broken)) from broken
    if len(parts) > limits.ZIP_PARTS:
        raise Refused("too-many-parts", most=limits.ZIP_PARTS)
    if sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        raise Refused("too-big", megabytes=limits.UNPACKED_BYTES // (1024 * 1024))
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("encrypted")
    if holds not in package.NameToInfo:
        raise Refused("wrong-type", suffix=suffix_of(name), found=found_in(data))
    return package


def refuse_doctypes(package: zipfile.ZipFile) -> None:
    """Look through every XML part once; whichever is read is looked through again as it is."""
    for part in package.infolist():
        if part.filename.endswith((".xml", ".rels")):
            for _ in chunks_of(package, part.filename, longest=limits.UNPACKED_BYTES):
                pass


def chunks_of(
    package: zipfile.ZipFile, name: str, *, longest: int = limits.PIECE_BYTES
) -> Iterator[bytes]:
    """An XML part piece by piece; a tag or a text longer than ``longest`` is refused."""
    before = b""
    without_end = 0
    try:
        with package.open(name) as opened:
            while chunk := opened.read(_CHUNK):
                if any(mark in before + chunk for mark in _DOCTYPES):
                    raise Refused("unsafe-xml")
                before = chunk[-_LONGEST_DOCTYPE:]
                first, last = chunk.find(b">"), chunk.rfind(b">")
                without_end = without_end + len(chunk) if first < 0 else len(chunk) - last
                if without_end > longest:
                    raise Refused("piece-too-long", megabytes=longest // (1024 * 1024))
                yield chunk
    except _BROKEN_ZIP as broken:
        raise Refused("corrupt", detail=str(broken)) from broken


def stream_of(package: zipfile.ZipFile, name: str) -> IO[bytes]:
    """The same as a file to read from."""
    return io.BufferedReader(_Stream(chunks_of(package, name)), _CHUNK)


class _Stream(io.RawIOBase):
    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = next(self._chunks, b"")
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """A small part as a whole."""
    info = package.NameToInfo.get(name)
    if info is not None and info.file_size > limits.PART_BYTES:
        raise Refused("too-much-memory")
    return b"".join(chunks_of(package, name))


def parsed(package: zipfile.ZipFile, name: str) -> Element:
    """A small part as a tree."""
    return fromstring(read_part(package, name))  # noqa: S314 -- without document types


def events_of(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element) of a big part; what is done with may be taken out of its parent.

    The parser in C: without a document type there is no entity to defuse.
    """
    parser = XMLPullParser(("start", "end"))
    for chunk in chunks_of(package, name):
        parser.feed(chunk)
        yield from parser.read_events()  # type: ignore[misc]
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]
