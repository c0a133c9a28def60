"""Numbers set to the right of their column, so near to what the next one says that both look like
one word: "12Trà sen", "78.54 sao".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,3})?[.)]?")
#: White that parts them, in letter heights; more than between letters of the word
_LEAST_WHITE = 0.08
_WIDER = 3.0
#: What follows begins at one place, in points, in so many lines
_LEAST_LINES = 2

Word = dict[str, Any]


def parted(words: Iterable[Word]) -> Iterator[Word]:
    """The words, each such one as two, of which the second stands ``apart`` from the first.

    Words come with their ``chars``.
    """
    known = list(words)
    cuts = [_cut(word) for word in known]
    begins = Counter(
        round(word["chars"][at]["x0"]) for word, at in zip(known, cuts, strict=True) if at
    )
    for word, at in zip(known, cuts, strict=True):
        begin = round(word["chars"][at]["x0"]) if at else 0
        if at and begins[begin - 1] + begins[begin] + begins[begin + 1] >= _LEAST_LINES:
            yield _piece(word, 0, at)
            yield _piece(word, at, None) | {"apart": True}
        else:
            yield word


def _cut(word: Word) -> int:
    """How many letters of the word are the number; 0 if it is none."""
    letters = word["chars"]
    if not _NUMBER.match(word["text"]) or len(letters) < 2 or not word["upright"]:
        return 0
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(letters)]
    own = max(gaps)
    at = gaps.index(own) + 1
    others = max((gap for gap in gaps if gap is not own), default=0.0)
    least = (word["bottom"] - word["top"]) * _LEAST_WHITE
    is_number = _NUMBER.fullmatch("".join(letter["text"] for letter in letters[:at]))
    return at if is_number and own > max(least, _WIDER * others) else 0


def _piece(word: Word, start: int, end: int | None) -> Word:
    letters = word["chars"][start:end]
    return word | {
        "text": "".join(letter["text"] for letter in letters),
        "x0": letters[0]["x0"],
        "x1": letters[-1]["x1"],
        "chars": letters,
    }
