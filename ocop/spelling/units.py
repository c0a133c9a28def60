"""Words for administrative units, written out or abbreviated."""

import re
from functools import lru_cache

from ocop.spelling.letters import clean, exact, fold

_UNIT_WORDS = {
    "Xã": ("X",),
    "Phường": ("P",),
    "Thị trấn": ("TT", "T.T"),
    "Huyện": ("H",),
    "Quận": ("Q",),
    "Thị xã": ("TX", "T.X"),
    "Thành phố": ("TP", "T.P"),
    "Tỉnh": ("T",),
    "Đặc khu": ("ĐK",),
}
_UNIT_BY_KEY = {exact(word): word for word in _UNIT_WORDS}
_UNIT_BY_FOLD = {fold(word): word for word in _UNIT_WORDS}
_UNIT_BY_ABBREVIATION = {
    short.lower(): word for word, shorts in _UNIT_WORDS.items() for short in shorts
}
# "TP. Hải Dương", "TP.Hải Dương", "P4", "H Cẩm Giàng"; a bare T needs its dot.
_ABBREVIATED_UNIT = re.compile(
    r"(?P<short>T\.?[TXP]|ĐK|[XPHQT])(?P<rest>\.\s*\S.*|\s+\S.*|\d+)", re.IGNORECASE
)


@lru_cache(maxsize=20_000)
def split_unit_word(name: str) -> tuple[str, str]:
    """("Xã", "Tân Hương") of "xã Tân Hương" or "X. Tân Hương"; ("", name) if none is written.

    A word without accents counts only where the whole name has none: "Xà Phiên" is no "xã".
    """
    name = clean(name)
    words = name.split(" ")
    has_accents = exact(name) != fold(name)
    for count in (2, 1):
        head, bare = " ".join(words[:count]), " ".join(words[count:]).strip(" .:,")
        word = _UNIT_BY_KEY.get(exact(head))
        if word is None and not has_accents:
            word = _UNIT_BY_FOLD.get(fold(head))
        if word and bare and len(words) > count:
            return word, bare
    if match := _ABBREVIATED_UNIT.fullmatch(name):
        short, rest = match["short"].lower(), match["rest"]
        word = _UNIT_BY_ABBREVIATION[short]
        bare = rest.removeprefix(".").strip()
        is_sure = (
            rest.startswith(".") or len(short) > 1 or (short != "t" and not bare[:1].islower())
        )
        if is_sure and exact(bare):
            return word, bare
    return "", name
