"""Pictures in a zip, one at a time. Nothing is ever unpacked to a place the zip names.

The directory is weighed before it is read, what entries claim to hold before any is opened, and an
entry is read no further than a picture may be big. ``zipfile`` holds an entry to its own word.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from catalog_import.photos import limits
from catalog_import.photos.found import Found, check_size, left_out
from catalog_import.photos.problems import LeftOut
from catalog_import.problems import Refused
from ocop.spelling import clean
from ocop.zip_directory import is_modest

_UTF8 = 0x800
_ENCRYPTED = 0x1
_UNIX = 3
#: What systems put into a zip beside what people put there
_JUNK_FOLDERS = frozenset({"__macosx"})
_JUNK_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, ValueError,
    struct.error, RuntimeError, UnicodeError,
)  # fmt: skip


def open_archive(file: IO[bytes]) -> zipfile.ZipFile:
    """The zip, once its directory is known to be of a reasonable size. Raises ``Refused``."""
    try:
        if not is_modest(file, entries=limits.ENTRIES, size=limits.DIRECTORY_BYTES):
            raise Refused("zip-entries", most=limits.ENTRIES)
        file.seek(0)
        archive = zipfile.ZipFile(file)
    except BROKEN as broken:
        raise Refused("zip-damaged") from broken
    entries_there = archive.infolist()
    if len(entries_there) > limits.ENTRIES:
        raise Refused("zip-entries", most=limits.ENTRIES)
    claimed = sum(e.file_size for e in entries_there if e.file_size <= limits.PICTURE_BYTES)
    if claimed > limits.UNPACKED_BYTES:
        raise Refused("zip-bomb", megabytes=limits.UNPACKED_BYTES // (1024 * 1024))
    return archive


def pictures_in(archive: zipfile.ZipFile) -> Iterator[Found]:
    """Everything in a zip that is no folder and no system's litter, in its order."""
    entries = [e for e in archive.infolist() if not e.is_dir() and not _is_junk(e.filename)]
    if entries and all(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Refused("zip-encrypted")
    for entry in entries:
        path = path_of(entry)
        parts = path.split("/")
        if path.startswith("/") or path[1:2] == ":" or ".." in parts or not parts[-1]:
            yield left_out(path, "unsafe-name")
        elif entry.create_system == _UNIX and stat.S_ISLNK(entry.external_attr >> 16):
            yield left_out(path, "link")
        elif entry.flag_bits & _ENCRYPTED:
            yield left_out(path, "encrypted")
        else:
            yield Found(path, _reader(archive, entry))


def _reader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        check_size(entry.file_size)
        return read_entry(archive, entry, limits.PICTURE_BYTES)

    return read


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of an entry, at most so many. Raises ``LeftOut``."""
    try:
        with archive.open(entry) as opened:
            data = opened.read(min(entry.file_size, most) + 1)
    except BROKEN as broken:
        raise LeftOut("damaged-entry") from broken
    check_size(len(data) if len(data) > most else 0)
    return data


def path_of(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: a Mac writes UTF-8 without saying so, an old Windows its code page.

    Backslashes stand for folders too, whatever system wrote them.
    """
    name = entry.orig_filename.partition("\0")[0]
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        name = _decoded(raw)
    return "/".join(clean(part) for part in name.replace("\\", "/").split("/"))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1258", "replace")


def _is_junk(name: str) -> bool:
    parts = name.replace("\\", "/").lower().split("/")
    return (
        bool(_JUNK_FOLDERS.intersection(parts[:-1]))
        or parts[-1] in _JUNK_FILES
        or parts[-1].startswith("._")
    )
