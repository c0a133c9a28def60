"""The letters of a PDF page that are its text: no watermark, none in white on white or twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

#: Share of a letter's slope from which on it is written aslant, across the page
_ASLANT = 0.1
#: Letters so many times as high as most are behind the text, not of it
_HUGE = 4.0
#: Letter heights between a letter and the same once more
_STRUCK_AGAIN = 0.1
#: Pages with fewer blanks among their letters place each word, or letter, by itself
_FEW_BLANKS = 0.04
#: White between two words in letter heights, where no blank tells them apart
_WORD_GAP = 0.15


def readable(page: Any) -> Any:
    """The page without letters nobody is meant to read with the others."""
    letters = page.chars
    if not letters:
        return page
    size = median(letter["size"] for letter in letters)
    lost = {id(letter) for letter in letters if _is_aslant(letter) or letter["size"] > size * _HUGE}
    if white := [letter for letter in letters if _is_white(letter["non_stroking_color"])]:
        areas = _coloured(page)
        lost |= {id(letter) for letter in white if not _is_on(areas, letter)}
    lost |= {id(letter) for letter in _struck_again(letters)}
    return page.filter(lambda thing: id(thing) not in lost) if lost else page


def word_settings(page: Any) -> dict[str, Any]:
    """How far letters of one word are apart, at most, and which way words go that stand upright."""
    letters = page.chars
    blanks = sum(letter["text"].isspace() for letter in letters)
    found: dict[str, Any] = {}
    if blanks < len(letters) * _FEW_BLANKS:
        found["x_tolerance_ratio"] = _WORD_GAP
    if any(not letter["upright"] and letter["matrix"][1] > 0 for letter in letters):
        found |= {"char_dir_rotated": "btt", "line_dir_rotated": "ltr"}
    return found


def _struck_again(letters: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Letters drawn once more a hair beside themselves, to look bold."""
    at: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for letter in letters:
        at[letter["text"], round(letter["top"])].append(letter)
    for same in at.values():
        same.sort(key=lambda letter: letter["x0"])
        for before, letter in pairwise(same):
            if letter["x0"] - before["x0"] < letter["size"] * _STRUCK_AGAIN:
                yield letter


def _is_aslant(letter: dict[str, Any]) -> bool:
    a, b, c, d, *_ = letter["matrix"]
    return bool(min(abs(a), abs(b)) > _ASLANT * max(abs(a), abs(b), abs(c), abs(d)))


def _is_white(colour: object) -> bool:
    """In shades of grey, red-green-blue or four inks."""
    told = colour if isinstance(colour, Sequence) else [colour]
    parts = [part for part in told if isinstance(part, int | float)]
    if not parts or len(parts) < len(told):
        return False
    return not any(parts) if len(parts) == 4 else min(parts) >= 1


def _coloured(page: Any) -> list[dict[str, Any]]:
    """What is filled with a colour or drawn behind letters: areas and pictures."""
    areas = [a for a in (*page.rects, *page.curves) if a["fill"]]
    return [*page.images, *(a for a in areas if not _is_white(a["non_stroking_color"]))]


def _is_on(areas: Sequence[dict[str, Any]], letter: dict[str, Any]) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return any(a["x0"] <= x <= a["x1"] and a["top"] <= y <= a["bottom"] for a in areas)
