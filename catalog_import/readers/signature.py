"""Whether a file is what its name says, and what people call what it is instead."""

from pathlib import PurePath

from catalog_import.problems import Refused
from ocop.file_kinds import kind_in_ole, kind_of, kind_of_zip

DELIMITED = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK = frozenset({".xlsx", ".xlsm"})
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
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    kind = found_in(data)
    suffix = suffix_of(name)
    if kind == "encrypted":
        raise Refused("encrypted")
    expected = _EXPECTED.get(suffix)
    if expected is None and kind != "html":
        raise Refused("unsupported-type", suffix=suffix or name)
    is_unclear = (kind == "zip" and expected in _ZIPPED) or (kind == "ole" and expected == "xls")
    if kind != expected and not is_unclear:
        raise Refused("wrong-type", suffix=suffix, found=kind)


_ZIPPED = frozenset({"xlsx", "ods", "docx"})
