"""How big the directory of a zip is, told without reading it: one line of it costs half a kilobyte
of memory once ``zipfile`` has read it, and a small file may hold a million."""

import io
import struct
import zipfile
from typing import IO

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_MARK = b"PK\x06\x07"
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_MARK = b"PK\x06\x06"
_COMMENT = 1 << 16


def directory_of(file: IO[bytes]) -> tuple[int, int]:
    """Entries and bytes of the directory, as the end of the zip says and ``zipfile`` will read.

    Raises ``zipfile.BadZipFile`` where there is no such end: the file is cut off, or no zip.
    """
    length = file.seek(0, io.SEEK_END)
    start = max(0, length - _COMMENT - _END.size)
    file.seek(start)
    tail = file.read()
    at = len(tail) - _END.size
    if at < 0 or tail[at : at + 4] != _END_MARK or tail[-2:] != b"\0\0":
        at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) < at + _END.size:
        raise zipfile.BadZipFile
    end = _END.unpack_from(tail, at)
    entries, size = end[4], end[5]
    locator_at = start + at - _LOCATOR.size
    if locator_at >= 0:
        file.seek(locator_at)
        locator = _LOCATOR.unpack(file.read(_LOCATOR.size))
        if locator[0] == _LOCATOR_MARK:
            file.seek(max(0, locator_at - _END64.size))
            end64 = _END64.unpack(file.read(_END64.size))
            if end64[0] == _END64_MARK:
                entries, size = max(entries, end64[7]), max(size, end64[8])
    return entries, size


def is_modest(file: IO[bytes], *, entries: int, size: int) -> bool:
    """Whether the directory has no more than so many entries and bytes."""
    found, length = directory_of(file)
    return found <= entries and length <= size
