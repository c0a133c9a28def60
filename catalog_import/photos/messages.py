"""The words for what is wrong with a file or a picture, and for why one found no product."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_PROBLEMS: dict[str, Any] = {
    # One picture
    "not-a-picture": _("This is no picture."),
    "heic": _(
        "HEIC cannot be shown. Save it as JPEG; on an iPhone choose Settings, Camera, Formats,"
        " Most Compatible."
    ),
    "nested": _("An archive inside the archive is not opened. Unpack it first."),
    "damaged": _("The picture is damaged."),
    "truncated": _("The picture is cut off. Copy it again."),
    "too-many-pixels": _(
        "%(width)s × %(height)s points are too many; at most %(most)s million can be read."
    ),
    "too-small": _("%(width)s × %(height)s points are too few; the shorter side needs %(least)s."),
    "animated": _("A moving picture cannot be used. Save one frame of it."),
    "cmyk": _("The colours are meant for printing (CMYK). Save it as RGB."),
    "deep-colours": _("The colours have more than 8 bits. Save it as an ordinary JPEG."),
    "odd-colours": _("Colours of the kind %(mode)s cannot be shown. Save it as an ordinary JPEG."),
    "too-slow": _("Opening it took too long."),
    "too-much-memory": _("Opening it took too much memory."),
    "too-big": _("The file is larger than %(megabytes)s MB."),
    "unsafe-name": _("Its name points outside the archive."),
    "link": _("It is only a link to another file."),
    "encrypted": _("It is protected by a password."),
    "damaged-entry": _("It cannot be unpacked: the archive is damaged here."),
    "linked": _("The sheet only refers to this picture; it is not in the file."),
    "in-cell": _(
        "The pictures inside its cells cannot be found. In Excel choose “Place over Cells” for "
        "them."
    ),
    # One file
    "photos-empty": _("The file is empty."),
    "zip-damaged": _("The archive is damaged. Pack it again."),
    "zip-encrypted": _("The archive is protected by a password. Pack it without."),
    "zip-entries": _("The archive holds more than %(most)s files. Pack fewer into it."),
    "zip-bomb": _("The archive unpacks to more than %(megabytes)s MB. Pack fewer into it."),
    "workbook-damaged": _("The workbook is damaged. Save it again in Excel."),
    "workbook-too-big": _("A sheet of the workbook is larger than %(megabytes)s MB."),
    # The batch
    "too-many-pictures": _("More than %(most)s pictures at once. Bring them in parts."),
    "no-pictures": _("There is no picture in it that can be used."),
    "failed": _("It stopped because of a fault of the site. Nothing was changed. Try again."),
}
_WHY_NOT: dict[str, Any] = {
    "nothing-said": _("Its name does not say which product it shows."),
    "unknown": _("No product is called exactly so."),
    "ambiguous": _("Several products fit."),
    "disagree": _("Number and name say different products."),
    "accents": _("A product differs from its name only in accents."),
    "unknown-subject": _("The producer it names makes no such product."),
}
_HOW: dict[str, Any] = {
    "code": _("by its product code"),
    "number": _("by its number"),
    "number-name": _("by number and name"),
    "name": _("by its name"),
    "name-subject": _("by name and producer"),
    "row": _("by its row"),
    "person": _("chosen by hand"),
}


def problem_text(code: str, params: Mapping[str, Any]) -> str:
    """A sentence for a problem; its code where there is none."""
    return str(_PROBLEMS.get(code, code)) % params if code else ""


def why_not_text(code: str) -> str:
    return str(_WHY_NOT.get(code, ""))


def how_text(code: str) -> str:
    return str(_HOW.get(code, ""))
