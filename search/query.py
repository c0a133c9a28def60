"""What is asked of an index and what it answers, the same for every backend.

All knowledge of Vietnamese is spent before a query reaches a backend: a ``Clause`` is "this field
holds all of these terms", worth a whole number. So engines, and the oracle in the tests, cannot
disagree about order.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Sort(StrEnum):
    RELEVANCE = "relevance"
    STARS = "stars"
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DOWN = "-price"


class Facet(StrEnum):
    STARS = "stars"
    LEVEL = "level"
    PROVINCE = "province"
    FORMER_PROVINCE = "former_province"
    COMMUNE = "commune"
    GROUP = "group"
    SET = "set"
    SUBJECT_KIND = "subject_kind"
    PRICE = "price"
    ON_SALE = "on_sale"
    SUBJECT = "subject"
    FAIR = "fair"
    SEASON = "season"


#: Counted unless a caller asks for other ones; a subject is only ever a filter, a fair is worth a
#: count only while it is open, and of the months of a season only the one of the day
COUNTED = tuple(facet for facet in Facet if facet not in {Facet.SUBJECT, Facet.FAIR, Facet.SEASON})

#: Price bands in thousand đồng: lower bound inside, upper bound outside
PRICE_BANDS = {
    "0-50": (0, 50_000),
    "50-100": (50_000, 100_000),
    "100-200": (100_000, 200_000),
    "200-500": (200_000, 500_000),
    "500-1000": (500_000, 1_000_000),
    "1000-": (1_000_000, None),
}


_SPAN = re.compile(r"(\d{1,10})\.\.(\d{1,10})?")


def price_span(low: int, high: int | None) -> str:
    """A value of the price facet between two prices in đồng, both inside; no upper one: None."""
    return f"{low}..{'' if high is None else high}"


def price_bounds(value: str) -> tuple[int, int | None] | None:
    """Lowest and highest price inside a band or span, in đồng; None for anything else."""
    if value in PRICE_BANDS:
        low, end = PRICE_BANDS[value]
        return low, None if end is None else end - 1
    found = _SPAN.fullmatch(value)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def price_band(price: int | None) -> str:
    """The band a price lies in; none without a price."""
    if price is None:
        return ""
    return next(
        band
        for band, (low, high) in PRICE_BANDS.items()
        if price >= low and price < (high or price + 1)
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """``field`` holds every one of ``terms`` and none of ``without``."""

    field: str
    terms: tuple[str, ...]
    worth: int
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Worth its best matching clause. Required: a document without any of them is no hit."""

    clauses: tuple[Clause, ...]
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Filters: OR inside a facet, AND between facets. A facet's counts ignore its own filter, but
    never the ``scope``: provinces outside it do not exist for this query. An empty one holds all.

    ``day`` decides which stars and levels hold. Order by relevance: score, stars on the day, newest
    recognition, id; by stars: the same without the score; by price: no price last, then id.
    """

    day: datetime.date
    groups: tuple[Group, ...] = ()
    filters: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    #: Keys of provinces of today (``shop.scope`` gives them)
    scope: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = COUNTED
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 24


@dataclass(frozen=True, slots=True)
class SearchPage:
    ids: list[int]
    total: int
    #: By facet and value; values without a hit are absent
    counts: dict[Facet, dict[str, int]]
    backend: str


@dataclass(frozen=True, slots=True)
class StarSpan:
    """Stars and level that show from ``start`` to ``end``, both inclusive."""

    stars: int
    level: str
    start: datetime.date
    end: datetime.date


@dataclass(frozen=True, slots=True)
class ProductDoc:
    """One public listing, as ``search.documents.build`` makes it for every backend.

    Places are keys ``scheme:code``; texts are as printed, the backend makes terms of them. It has
    no star: only the spans in which stars show, so that time alone never makes it wrong.
    """

    id: int
    title: str
    subject_name: str
    #: Every name its origin goes by: as issued and today, commune to province
    places: tuple[str, ...]
    #: Group and set in words, kind of subject, decision numbers
    about: tuple[str, ...]
    body: str
    spans: tuple[StarSpan, ...]
    province: str
    former_province: str
    commune: str
    group: str
    set: str
    subject: str
    subject_kind: str
    #: Whole đồng of its cheapest pack; None: a showcase
    price: int | None
    #: Must not be offered to minors (Law 44/2019/QH14)
    is_alcohol: bool
    #: Day of its newest recognition that was ever in force; None: never recognised
    newest: datetime.date | None
    #: Fairs it is shown at, past and to come, as the room of fairs names them
    fairs: tuple[str, ...] = ()
    #: Months it is there, "1" to "12"; none: all year, or nobody said
    season: tuple[str, ...] = ()


class Vocabulary(Protocol):
    """The words of the indexed texts. Counts may include documents deleted a moment ago."""

    def exact_count(self, word: str) -> int: ...
    def fold_count(self, word: str) -> int: ...
    def pair_count(self, left: str, right: str) -> int:
        """In how many documents two folded words stand side by side."""

    def is_place(self, folds: Sequence[str]) -> bool:
        """Some listing comes from a place of exactly this (folded) name."""

    def forms(self, fold: str) -> list[str]:
        """Exact words with these letters, most frequent first."""

    def near(self, fold: str) -> list[str]:
        """Folded words one slip away: a letter more, less, other, or two letters swapped."""

    def alike(self, fold: str) -> list[str]:
        """Other folded words that sound the same."""

    def starting(self, prefix: str) -> list[str]:
        """Folded words that begin so, most frequent first."""

    def following(self, left: str, prefix: str) -> list[str]:
        """Folded words that begin so and stand just after ``left`` in a name of a product or a
        producer, most frequent first."""


@dataclass(frozen=True, slots=True)
class BackendStatus:
    is_healthy: bool
    documents: int = 0
    generation: str = ""
    problem: str = ""
    #: Building anew would mend it; else it can only be waited for
    needs_rebuild: bool = False


class SearchBackend(Protocol):
    """An engine. Whatever it cannot answer becomes ``IndexUnavailable``, soon."""

    name: str

    def search(self, query: SearchQuery) -> SearchPage: ...
    def count(self, query: SearchQuery) -> int: ...
    def first(self, query: SearchQuery) -> list[int]:
        """The ids of ``search(query)``, for a caller that needs no total: what is counted for
        nobody is most of the work while somebody types."""

    def vocabulary(self) -> Vocabulary: ...
    def status(self) -> BackendStatus: ...


class WritableBackend(SearchBackend, Protocol):
    """An engine whose index this process keeps after the database.

    ``version``: a number drawn after the changes were committed and before the documents were
    built, higher than every one drawn before. Where several processes may write at once, the
    higher one stays.
    """

    def apply(self, upserts: Iterable[ProductDoc], deletes: Iterable[int], *, version: int) -> None:
        """Idempotent; durable on return. The caller holds ``writing``."""

    def stamps(self) -> dict[int, int]:
        """``index_terms.stamp`` of each document, by id; ``IndexUnavailable`` without an index."""

    def staging(self, *, version: int, wait: bool = True) -> AbstractContextManager["Staging"]:
        """A new index beside the one in use; gone again unless it is published."""

    def writing(self, *, wait: bool = False) -> AbstractContextManager[None]:
        """The writer's lock, where there may be only one; ``LockHeld`` when another has it."""


class Staging(Protocol):
    """An index being built, by one process at a time."""

    def add(self, docs: Sequence[ProductDoc]) -> None: ...
    def finish(self) -> None:
        """Write out what was added; ``IndexUnavailable`` if it does not hold all of it."""

    def changed(self) -> list[int]:
        """Listings the writer changed in the index in use since this build began."""

    def replace(self, upserts: Sequence[ProductDoc], deletes: Iterable[int]) -> None: ...
    def publish(self) -> int:
        """Answer from this index from now on, in one step; returns its documents."""


class LockHeld(Exception):
    """Another process writes or rebuilds."""


class IndexUnavailable(Exception):
    """There is no index, or it cannot be read; the database answers meanwhile."""


class Overtaken(Exception):
    """All was written but documents that have a higher version by now: ``newest``."""

    def __init__(self, newest: int) -> None:
        super().__init__(newest)
        self.newest = newest
