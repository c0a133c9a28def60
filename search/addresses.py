"""Every state of a listing has an address: from a query string to what is asked, and back.

What an address says that nobody understands is ignored; an address is never an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from ocop.enums import IssuerLevel, Scheme, SubjectKind
from ocop.spelling import clean
from search.query import Facet, Sort, price_bounds

PAGE_SIZE = 24
_MAX_TEXT = 200
_MAX_PAGE = 10_000
_MANY = 8

#: Names words of the text that are to be taken as they are: "nguyên văn"
VERBATIM = "nguyen-van"

PARAMS = {
    Facet.STARS: "sao",
    Facet.LEVEL: "cap",
    Facet.PROVINCE: "tinh",
    Facet.FORMER_PROVINCE: "tinh-cu",
    Facet.COMMUNE: "xa",
    Facet.GROUP: "nhom",
    Facet.SET: "bo",
    Facet.SUBJECT_KIND: "loai",
    Facet.PRICE: "gia",
    Facet.ON_SALE: "ban",
    Facet.FAIR: "hoi-cho",
    Facet.SEASON: "mua",
}
SORTS = {
    "phu-hop": Sort.RELEVANCE,
    "sao": Sort.STARS,
    "moi": Sort.NEWEST,
    "gia": Sort.PRICE,
    "gia-giam": Sort.PRICE_DOWN,
}
#: Values written otherwise in an address than in the index
_WRITTEN = {
    Facet.STARS: {"5": "5", "4": "4", "3": "3"},
    Facet.LEVEL: {
        "quoc-gia": IssuerLevel.NATIONAL.value,
        "tinh": IssuerLevel.PROVINCE.value,
        "huyen": IssuerLevel.DISTRICT.value,
    },
    Facet.SUBJECT_KIND: {
        "doanh-nghiep": SubjectKind.ENTERPRISE.value,
        "hop-tac-xa": SubjectKind.COOPERATIVE.value,
        "to-hop-tac": SubjectKind.COOPERATIVE_GROUP.value,
        "ho-kinh-doanh": SubjectKind.HOUSEHOLD.value,
        "co-so": SubjectKind.FACILITY.value,
    },
    Facet.ON_SALE: {"co": "true", "khong": "false"},
    Facet.SEASON: {str(month): str(month) for month in range(1, 13)},
}
_SCHEMES = {
    Facet.PROVINCE: Scheme.SINCE_2025_07,
    Facet.FORMER_PROVINCE: Scheme.BEFORE_2025_07,
    Facet.COMMUNE: Scheme.SINCE_2025_07,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    text: str = ""
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    #: Keys of words of the text that are to be no filter
    verbatim: tuple[str, ...] = ()
    #: Key of ``SORTS``
    sort: str = "phu-hop"
    page: int = 1

    def without(self, facet: Facet, value: str) -> "Asked":
        kept = tuple(other for other in self.filters.get(facet, ()) if other != value)
        filters = {**self.filters, facet: kept}
        return replace(self, filters={f: v for f, v in filters.items() if v}, page=1)

    def only(self, facet: Facet, values: Sequence[str]) -> "Asked":
        """With these values of a facet kept, the others gone."""
        kept = tuple(value for value in self.filters.get(facet, ()) if value in values)
        filters = {**self.filters, facet: kept}
        return replace(self, filters={f: v for f, v in filters.items() if v})


def read(params: QueryDict) -> Asked:
    filters: dict[Facet, tuple[str, ...]] = {}
    for facet, param in PARAMS.items():
        values = [_value(facet, written) for written in params.getlist(param)]
        if known := tuple(dict.fromkeys(value for value in values if value)):
            filters[facet] = known
    sort = params.get("sap-xep", "")
    return Asked(
        text=clean(params.get("q", ""))[:_MAX_TEXT],
        filters=filters,
        verbatim=tuple(dict.fromkeys(key[:80] for key in params.getlist(VERBATIM) if key))[:_MANY],
        sort=sort if sort in SORTS else "phu-hop",
        page=_page(params.get("trang", "")),
    )


def address(path: str, asked: Asked, *, page: int | None = None) -> str:
    """The address of what is asked, its parts always in the same order."""
    pairs = [("q", asked.text)] if asked.text else []
    for facet, param in PARAMS.items():
        pairs += [(param, written(facet, value)) for value in sorted(asked.filters.get(facet, ()))]
    pairs += [(VERBATIM, key) for key in sorted(asked.verbatim) if asked.text]
    if asked.sort != "phu-hop":
        pairs.append(("sap-xep", asked.sort))
    number = page or asked.page
    if number > 1:
        pairs.append(("trang", str(number)))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def written(facet: Facet, value: str) -> str:
    """A value of the index as addresses write it."""
    if facet in _SCHEMES:
        return value.rpartition(":")[2]
    by_value = {inner: outer for outer, inner in _WRITTEN.get(facet, {}).items()}
    return by_value.get(value, value)


def _value(facet: Facet, outer: str) -> str:
    if facet in _SCHEMES:
        return f"{_SCHEMES[facet].value}:{outer}" if outer.isascii() and outer.isdigit() else ""
    if facet in _WRITTEN:
        return _WRITTEN[facet].get(outer, "")
    if facet == Facet.PRICE:
        return outer if price_bounds(outer) else ""
    return outer[:80]


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), _MAX_PAGE)
