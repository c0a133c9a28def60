"""What a piece of a Word document says on paper: text, signs of symbol fonts, lines."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

#: What is no part of the printed text, or is read by itself
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "tbl"})
#: Signs that lists tick columns or count stars with, by font and the low byte of their code
_SIGNS = {
    "Wingdings": {
        0xAB: "★", 0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0x6F: "☐", 0x71: "☐", 0x72: "☐",
        0xA8: "☐",
    },
    "Wingdings 2": {0x50: "✓", 0x52: "☑", 0x4F: "✗", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "Symbol": {0xD6: "√"},
}  # fmt: skip
_ANY_SIGN = "•"


def tag_of(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def text_of(element: Element) -> str:
    """The text as it stands on paper: deletions left out, a line for each paragraph."""
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = tag_of(child)
        if tag == "t":
            yield child.text or ""
        elif tag in ("br", "cr"):
            yield "\n"
        elif tag == "tab":
            yield " "
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag == "sym":
            yield _sign(child)
        elif tag not in _LEFT_OUT and not (tag == "r" and _is_hidden(child)):
            if tag == "txbxContent":
                yield "\n"
            yield from _pieces(child)
            if tag == "p":
                yield "\n"


def _is_hidden(run: Element) -> bool:
    looks = next((child for child in run if tag_of(child) == "rPr"), None)
    hides = (child for child in looks if tag_of(child) == "vanish") if looks is not None else ()
    return any(attribute(child, "val") not in ("0", "false") for child in hides)


def _sign(element: Element) -> str:
    """A sign of a symbol font; fonts of their own are known for what they hold, not for what."""
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    known = _SIGNS.get(attribute(element, "font"))
    if known is None:
        return chr(code) if 0x20 <= code < 0xD800 else _ANY_SIGN
    return known.get(code & 0xFF, _ANY_SIGN)
