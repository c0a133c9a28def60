"""A picture as a reader finds it, before anybody opened it."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog_import.photos import limits
from catalog_import.photos.problems import LeftOut


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a workbook a picture stands; rows count from 1."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Found:
    """``read`` gives the bytes or raises ``LeftOut``; to be called before the reader goes on."""

    #: Folders and name as people see them, with "/" between
    path: str
    read: Callable[[], bytes]
    anchor: Anchor | None = None


def left_out(path: str, code: str, **params: object) -> Found:
    """Something that is no use, and why."""

    def refuse() -> bytes:
        raise LeftOut(code, **params)

    return Found(path, refuse)


def check_size(length: int) -> None:
    if length > limits.PICTURE_BYTES:
        raise LeftOut("too-big", megabytes=limits.PICTURE_BYTES // (1024 * 1024))
