"""Which words of a name are only part of another name: of its place, of a person, of a brand."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from ocop import spelling
from search.syllables import is_syllable
from search.tokens import NAME, pair

_PLACE_WORDS = range(2, 5)
#: A longer run of capitals is a whole name written in title case
_CAPITALS = range(2, 5)
#: Of a longer run in a title the first words are more likely goods: "Đậu Đen Hoàng Gia"
_BRAND_WORDS = 3
_BRAND_AT_THE_END = 2
#: Goods and colours that people and brands are called by, before another word
GIVEN_NAMES = frozenset(
    exact
    for exact, _ in spelling.tokens(
        "hồng lan mai đào hương cúc huệ liễu lê mận lựu mơ na sen trúc thủy ngân ngọc vàng bạc kim"
        " yến nhạn phượng hạc quế trà cẩm gấm tơ nga hoa dung bích tuyết sương xuân thu đông hà hải"
        " sơn lâm thạch thanh bảo phúc lộc thọ khang an ba tư năm bảy chín mười út bà ông cô dì chú"
    )
)
_BREAKS = re.compile(r"[^\w\s]+")

Forms = tuple[str, str]


def title_name_terms(
    title: str, places: tuple[str, ...], maker: str
) -> tuple[frozenset[str], frozenset[str]]:
    """(exact, folded) terms of the words of a title that stand only in names of two words and
    more: of its place, or written with capitals: "Bánh tráng xoài Cam Lâm" is no orange, "Gạo
    nàng thơm Chợ Đào" no peach."""
    said = spelling.tokens(title.replace("_", " "))
    inside = {*_in_places(said, places), *_in_brands(title, said, maker)}
    return _terms(said, inside)


@lru_cache(maxsize=100_000)
def maker_name_terms(maker: str, places: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The same of the name of a producer, who sells many products from one place."""
    said = spelling.tokens(maker.replace("_", " "))
    called = [at for run in _names_of_a_maker(maker) for at in run]
    return _terms(said, {*_in_places(said, places), *called})


def _terms(said: Sequence[Forms], inside: set[int]) -> tuple[frozenset[str], frozenset[str]]:
    outside = {forms for at, forms in enumerate(said) if at not in inside}
    found = {said[at] for at in inside} - outside
    return (
        frozenset([pair(NAME, exact) for exact, _ in found]),
        frozenset([pair(NAME, fold) for _, fold in found]),
    )


def _in_places(said: Sequence[Forms], places: tuple[str, ...]) -> Iterator[int]:
    names = _long_names(places)
    for length in _PLACE_WORDS:
        for start in range(len(said) - length + 1):
            if tuple(exact for exact, _ in said[start : start + length]) in names:
                yield from range(start, start + length)


@lru_cache(maxsize=100_000)
def _long_names(places: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Names of two words and more: one word alone is often a word for goods."""
    found = (tuple(exact for exact, _ in spelling.tokens(place)) for place in places)
    return frozenset(name for name in found if len(name) in _PLACE_WORDS)


def _in_brands(title: str, said: Sequence[Forms], maker: str) -> Iterator[int]:
    """Words with capitals in the midst of a title: those of its producer's name; and where the
    title has small words too, any."""
    is_mixed = any(word[0].islower() for word, _ in _written(title)[1:])
    called = _maker_called(maker)
    for run in _capitals(title):
        is_first = run[0] in _beginnings(title)  # the thing itself
        for start, end in _stretches(run[is_first:]):
            if tuple(said[start:end]) in called:
                yield from range(start, end)
        if is_mixed and not is_first and len(run) >= _BRAND_AT_THE_END:
            yield from run if len(run) <= _BRAND_WORDS else run[-_BRAND_AT_THE_END:]


@lru_cache(maxsize=100_000)
def _maker_called(maker: str) -> frozenset[tuple[Forms, ...]]:
    said = spelling.tokens(maker.replace("_", " "))
    return frozenset(tuple(said[at] for at in run) for run in _names_of_a_maker(maker))


def _names_of_a_maker(maker: str) -> Iterator[list[int]]:
    """The first word may be what is made, "Gốm Quang", but for those that people are called by:
    "Hồng Nhật", "Lan Rừng"."""
    said = spelling.tokens(maker.replace("_", " "))
    for run in _capitals(maker):
        if len(run) in _CAPITALS:
            is_name = len(run) == _CAPITALS[0] and said[run[0]][0] in GIVEN_NAMES
            yield run if is_name else run[1:]


def _stretches(run: Sequence[int]) -> Iterator[tuple[int, int]]:
    for length in _CAPITALS:
        for start in range(len(run) - length + 1):
            yield run[start], run[start] + length


def _capitals(text: str) -> Iterator[list[int]]:
    """Runs of Vietnamese words that begin with a capital, as places in the text; not of all
    capitals. "Actiso Sapa" is no name."""
    written = list(enumerate(_written(text)))
    for (is_name, _), run in groupby(written, key=lambda at: (_is_name(at[1][0]), at[1][1])):
        if is_name:
            yield [place for place, _ in run]


def _is_name(word: str) -> bool:
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    return is_syllable(spelling.token(word)[1])


def _beginnings(text: str) -> set[int]:
    """Places of the words that begin the text or what stands after a mark."""
    pieces = [piece for _, piece in _written(text)]
    return {at for at, piece in enumerate(pieces) if not at or piece != pieces[at - 1]}


def _written(text: str) -> list[tuple[str, int]]:
    """The words as written, and which piece between two marks each stands in."""
    plain = spelling.clean(text).replace("\u00ad", "").replace("_", " ")
    return [
        (word, number)
        for number, piece in enumerate(_BREAKS.split(plain))
        for word in piece.split()
    ]
