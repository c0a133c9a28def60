"""What the name of a picture's file says, in words; which product that is, ``matching`` finds.

001.jpg                                     number 1
12_mat-ong-bac-ha.jpg                       number 12 and words
12 (2).jpg, 12-2.jpg, 12b.jpg, 12/2.jpg     number 12, second picture
HTX Ong Vàng/Mật ong bạc hà (2).jpg         words, second picture
"""

import re
from dataclasses import dataclass

from ocop.spelling import clean, tokens

_ENDING = re.compile(r"\.\w{2,5}$")
_BRACKETED = re.compile(r"\s*[(\[]\s*(\d{1,3})\s*[)\]]\s*$")
_COPY = re.compile(
    r"[\s_-]*[-–_(]?\s*\b(?:copy|bản sao|ban sao|sao chép)\b\s*(?:\(\d+\)|\d*)\s*\)?\s*$",
    re.IGNORECASE,
)
_NUMBER_WORD = r"(?:stt|tt|số tt|so tt|số|so|no|dòng|dong|row|sp)"
#: "12", "012", "12b", "12-2", "12_2", "12.2", "STT 12 …", "12. Mật ong", "12_mat-ong"
_LEADING = re.compile(
    rf"^(?:{_NUMBER_WORD}[\s._:-]*)?0*(?P<number>\d{{1,5}})"
    r"(?:(?P<letter>[a-z])(?![^\W\d_])|[\s._-]+(?P<order>\d{1,3})(?=$|[\s._-]))?"
    r"(?P<rest>$|[\s._,:;)–-].*)",
    re.IGNORECASE | re.DOTALL,
)
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][a-z])")
#: What cameras, messengers and people put before or behind a name; inside one it is part of it
_NOISE = frozenset(
    {
        "img", "image", "anh", "hinh", "photo", "pic", "picture", "dsc", "dscn", "dscf", "pxl",
        "mvimg", "screenshot", "received", "fb", "zalo", "final", "new", "edited", "resized",
        "jpg", "jpeg", "png", "webp",
    }
)  # fmt: skip
_SIZE = re.compile(r"\d+(?:[.,]\d+)?(?:g|gr|kg|ml|l|lit|cm|mm|px)")
#: "z5123456789_0a1b…", "IMG_20250612_101112": names that machines give
_MACHINE = re.compile(r"[a-z]{0,6}\d{6,}[a-z]*|[0-9a-f]{12,}")


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a path as words, each with accents and without."""

    text: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FileName:
    #: The number the picture goes by in a list; None if it has none
    number: int | None
    #: Which of several pictures this is; 0 if the name does not tell
    order: int
    #: Words of the name without number and order
    name: Said
    #: Words of the folders it lies in, outermost first, those of a number without it
    folders: tuple[Said, ...]
    #: The whole name, number and all: a product code begins with one
    whole: Said


def parse(path: str) -> FileName:
    """What a path such as "HTX Ong Vàng/Mật ong (2).jpg" says."""
    *above, name = clean_path(path).split("/")
    stem = _ENDING.sub("", name)
    order = 0
    bare = _COPY.sub("", stem) or stem
    if bracketed := _BRACKETED.search(bare):
        order = int(bracketed[1])
        bare = bare[: bracketed.start()]
    number, folders = None, []
    for folder in above:
        in_folder, rest, _ = _numbered(folder)
        number = in_folder if in_folder is not None else number
        folders.append(_without_noise(rest))
    in_name, rest, second = _numbered(bare)
    if number is None and in_name is not None:
        number, bare = in_name, rest
        order = order or second
    elif in_name is not None and not rest:
        order, bare = order or in_name, ""  # "12/2.jpg"
    return FileName(number, order, _without_noise(bare), tuple(folders), _without_noise(stem))


def said(text: str) -> Said:
    """A text in words."""
    spaced = _CAMEL.sub(" ", text.replace("_", " "))
    return Said(text, tuple(tokens(spaced)))


def _without_noise(text: str) -> Said:
    """A text in words, without those around a name that say nothing; numbers among them stay."""
    words = list(said(text).words)
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        for at in order:
            plain = words[at][1]
            if plain in _NOISE:
                words[at] = ("", "")
            elif plain and not plain.isdecimal():
                break
    return Said(text, tuple(word for word in words if word[1]))


def clean_path(path: str) -> str:
    return "/".join(clean(part) for part in path.split("/") if part not in ("", "."))


def says_nothing(word: str) -> bool:
    """Whether a word (without accents) names no product: a size, or what machines give as names."""
    return bool(_SIZE.fullmatch(word) or _MACHINE.fullmatch(word))


def natural_key(path: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts "a2" before "a10"."""
    pieces = re.split(r"(\d+)", _ENDING.sub("", clean_path(path).casefold()))
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces if p)


def _numbered(text: str) -> tuple[int | None, str, int]:
    """(number a text begins with, the rest, the second number or letter right behind)."""
    match = _LEADING.match(text.strip())
    if match is None:
        return None, text, 0
    second = int(match["order"]) if match["order"] else 0
    if match["letter"]:
        second = ord(match["letter"].lower()) - ord("a") + 1
    return int(match["number"]), match["rest"].strip(" ._,:;)–-"), second
