"""Words of a query that ask for a filter: an origin, a group of products, a kind of producer.

An intent is taken only where it finds something, and loses little of what its words find as plain
text: "kem Bình Dương" stays the name of a maker while nobody in Bình Dương makes ice cream.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ocop.enums import SubjectKind
from ocop.spelling import split_unit_word
from search.query import Clause, Facet, Group, Vocabulary
from search.spelling_out import spelled
from search.tokens import Word, pair, whole, words

_LONGEST_NAME = 6
_WORDS: dict[Facet, dict[str, tuple[str, ...]]] = {
    Facet.GROUP: {
        "thuc-pham": ("thực phẩm", "đồ ăn", "món ăn"),
        "do-uong": ("đồ uống", "thức uống", "nước uống"),
        "duoc-lieu": ("dược liệu",),
        "thu-cong-my-nghe": ("thủ công mỹ nghệ", "hàng thủ công", "đồ thủ công"),
        "sinh-vat-canh": (
            "sinh vật cảnh",
            "hoa cây cảnh",
            "hoa và cây cảnh",
            "cây cảnh",
            "hoa cảnh",
            "cây kiểng",
        ),
        "du-lich": (
            "dịch vụ du lịch",
            "du lịch cộng đồng",
            "du lịch sinh thái",
            "du lịch nông thôn",
            "điểm du lịch",
            "khu du lịch",
            "tour du lịch",
            "du lịch",
            "homestay",
        ),
    },
    Facet.SUBJECT_KIND: {
        SubjectKind.COOPERATIVE.value: ("hợp tác xã", "htx"),
        SubjectKind.COOPERATIVE_GROUP.value: ("tổ hợp tác", "tht"),
        SubjectKind.ENTERPRISE.value: ("doanh nghiệp",),
        SubjectKind.HOUSEHOLD.value: ("hộ kinh doanh", "hộ sản xuất", "hộ gia đình"),
        SubjectKind.FACILITY.value: ("cơ sở sản xuất",),
    },
}
_SAID = {
    facet: [(words(phrase), value) for value, phrases in said.items() for phrase in phrases]
    for facet, said in _WORDS.items()
}
#: What the full names begin with that stand after a place in its origin as issued
_ABOVE = words("huyện quận thị thành tỉnh")
#: Facets of an origin; one chosen by hand leaves the words of another one plain
ORIGINS = (Facet.PROVINCE, Facet.FORMER_PROVINCE, Facet.COMMUNE)


@dataclass(frozen=True, slots=True)
class Intent:
    """``typed[start:end]`` asks for ``values`` of ``facet``; without a facet, for what comes from a
    place of exactly that name, whatever its level and whether it still exists."""

    start: int
    end: int
    #: The words as typed, folded and joined by hyphens: their name in an address
    key: str
    facet: Facet | None = None
    values: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    #: The name of the place as typed, with the unit word written out
    name: str = ""


#: Folded names → (key, name, is of today) of the provinces called so, today's first
Provinces = Callable[[Collection[str]], Iterable[tuple[str, str, bool]]]


def intents_in(
    typed: Sequence[Word],
    vocabulary: Vocabulary,
    provinces: Provinces,
    *,
    verbatim: Collection[str] = (),
) -> list[Intent]:
    """All that may be meant, the surest first; they may overlap. ``verbatim``: keys of words that
    the visitor wants taken as they are."""
    found = [*_origins(typed, vocabulary, provinces), *_said(typed)]
    return [intent for intent in found if intent.key not in verbatim]


def _origins(
    typed: Sequence[Word], vocabulary: Vocabulary, provinces: Provinces
) -> Iterator[Intent]:
    stretches = [
        (start, end)
        for length in range(min(_LONGEST_NAME, len(typed)), 0, -1)
        for start in range(len(typed) - length + 1)
        for end in (start + length,)
    ]
    named: list[tuple[int, int, str, tuple[Word, ...]]] = []
    for start, end in stretches:
        said, name = split_unit_word(" ".join(spelled(word) for word in typed[start:end]))
        in_full = words(f"{said} {name}")
        if name and vocabulary.is_place([word.fold for word in in_full]):
            named.append((start, end, said, words(name)))
    if not named:
        return
    known = list(provinces({"".join(word.fold for word in bare) for *_, bare in named}))
    areas = []
    for start, end, unit, bare in named:
        if unit in {"", "Tỉnh", "Thành phố"} and (
            province := _province(bare, known, has_unit=bool(unit))
        ):
            key, is_today = province
            facet = Facet.PROVINCE if is_today else Facet.FORMER_PROVINCE
            yield Intent(start, end, _key(typed[start:end]), facet, (key,))
        if len(bare) > 1 or unit:
            areas.append(_area(start, end, typed, unit, bare))
    yield from areas


def _province(
    bare: Sequence[Word], known: Iterable[tuple[str, str, bool]], *, has_unit: bool
) -> tuple[str, bool] | None:
    """Its key, and whether it is one of today. One plain syllable is no province: "hue" may be a
    flower."""
    if len(bare) == 1 and not has_unit and not bare[0].is_accented:
        return None
    for key, name, is_today in known:
        other = words(name)
        if len(other) == len(bare) and all(a.fits(b) for a, b in zip(bare, other, strict=True)):
            return key, is_today
    return None


def _area(start: int, end: int, typed: Sequence[Word], unit: str, bare: Sequence[Word]) -> Intent:
    name = words(f"{unit} {' '.join(spelled(word) for word in bare)}")
    is_accented = any(word.is_accented for word in bare)
    form = "x" if is_accented else "f"
    forms = [word.exact if is_accented else word.fold for word in name]
    # A commune of today that took the name of one of its forerunners: those of the forerunner first
    as_issued = tuple(
        Clause(f"place_{form}", (pair(forms[-1], above.exact if is_accented else above.fold),), 1)
        for above in _ABOVE
    )
    return Intent(
        start,
        end,
        _key(typed[start:end]),
        groups=(
            Group((Clause(f"place_{form}", (whole(forms),), 0),)),
            Group(as_issued, is_required=False),
        ),
        name=" ".join(spelled(word) for word in name),
    )


def _said(typed: Sequence[Word]) -> Iterator[Intent]:
    for facet, phrases in _SAID.items():
        for phrase, value in phrases:
            for start in range(len(typed) - len(phrase) + 1):
                stretch = typed[start : start + len(phrase)]
                if all(a.fits(b) for a, b in zip(stretch, phrase, strict=True)):
                    yield Intent(start, start + len(phrase), _key(stretch), facet, (value,))


def _key(stretch: Sequence[Word]) -> str:
    return "-".join(word.fold for word in stretch)
