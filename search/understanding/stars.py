"""Stars asked for in words: "5 sao", "năm sao", "★★★★", "4 sao trở lên", "5 star"."""

import re
from collections.abc import Sequence

from search.tokens import Word

_SYMBOLS = re.compile(r"[★⭐]+")
_ASTERISK = re.compile(r"\b([1-5])\s*\*")
_NUMBERS = {
    "môt5": "1", "hai": "2", "ba": "3", "bôn2": "4", "bon": "4", "năm": "5", "nam": "5",
    "three": "3", "four": "4",
}  # fmt: skip
_NUMBERS |= {"five": "5"} | {f"{zero}{n}": str(n) for n in range(1, 6) for zero in ("", "0")}
_STAR = {"sao", "star", "stars"}
#: Said around the stars, and empty without them
_AROUND = {"hang5", "hang", "đat5", "dat", "tư1", "tu", "chuân3", "chuan", "ocop"}
_AT_LEAST = ("trơ3", "lên")
_HIGHEST = 5


def spelled_out(text: str) -> str:
    """Symbols as words: "★★★★" → "4 sao"."""
    text = _SYMBOLS.sub(lambda found: f" {len(found[0])} sao ", text)
    return _ASTERISK.sub(r"\1 sao ", text)


def stars_in(typed: Sequence[Word]) -> tuple[tuple[str, ...], set[int]]:
    """The stars asked for, and the places of the words that ask for them."""
    stars: set[str] = set()
    used: set[int] = set()
    for place in range(1, len(typed)):
        number = _NUMBERS.get(typed[place - 1].exact)
        if typed[place].exact not in _STAR or number is None:
            continue
        found, after = {number}, place + 1
        if tuple(w.exact for w in typed[after : after + 2]) in (_AT_LEAST, ("tro", "len")):
            found = {str(n) for n in range(int(number), _HIGHEST + 1)}
            after += 2
        before = place - 1
        while before and typed[before - 1].exact in _AROUND:
            before -= 1
        stars |= found
        used.update(range(before, after))
    return tuple(sorted(stars)), used
