"""What one uploaded file holds: a zip of pictures, a workbook with pictures in it, or a picture."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from catalog_import.photos import limits
from catalog_import.photos.archives import open_archive, pictures_in
from catalog_import.photos.found import Found, check_size
from catalog_import.photos.workbooks import is_workbook, pictures_on_sheets
from catalog_import.problems import Refused
from ocop.file_kinds import kind_of

WORKBOOK_ENDINGS = (".xlsx", ".xlsm")


@contextmanager
def opened(file: IO[bytes], name: str) -> Iterator[tuple[Iterator[Found], zipfile.ZipFile | None]]:
    """The pictures of a file, and the workbook if they stand on its sheets. Raises ``Refused``."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if not head:
        raise Refused("photos-empty")
    if kind_of(head) != "zip":
        if name.lower().endswith((".zip", *WORKBOOK_ENDINGS)):
            raise Refused("zip-damaged")
        yield iter([_alone(file, name)]), None
        return
    with open_archive(file) as archive:
        if is_workbook(archive):
            yield pictures_on_sheets(archive), archive
        else:
            yield pictures_in(archive), None


def _alone(file: IO[bytes], name: str) -> Found:
    def read() -> bytes:
        length = file.seek(0, io.SEEK_END)
        check_size(length)
        file.seek(0)
        return file.read(limits.PICTURE_BYTES + 1)

    return Found(name, read)
