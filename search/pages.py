"""What the pages of this room show: plain data, everything decided before the template."""

from dataclasses import dataclass, field

from shop.catalogue.cards import Card


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    #: None: not counted, or a choice that has nothing to count
    count: int | None = None
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A fieldset of checkboxes; ``param`` is their name in the one GET form."""

    param: str
    label: str
    options: tuple[Option, ...]
    #: Also offered above the list
    is_promoted: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address of the page without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Pager:
    number: int
    pages: int
    previous_url: str | None = None
    next_url: str | None = None


@dataclass(frozen=True, slots=True)
class GroupHead:
    name: str
    slug: str
    sets: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingPage:
    #: "all", "group" or "search"
    kind: str
    title: str
    query: str
    total: int
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    sorts: tuple[Option, ...]
    pager: Pager
    action_url: str
    canonical_url: str
    is_indexable: bool
    notice: str | None = None
    #: (text, url), where the text as typed found nothing
    did_you_mean: tuple[str, str] | None = None
    #: (label, url, count) of leaving one filter out; only when nothing was found
    relax: tuple[tuple[str, str, int], ...] = ()
    popular: tuple[Card, ...] = ()
    group: GroupHead | None = None


@dataclass(frozen=True, slots=True)
class SubjectPage:
    name: str
    kind_label: str
    place_now: str
    place_as_issued: str
    phone: str
    website: str
    #: Products by stars of the day
    counts: dict[str, int]
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class SubjectRow:
    name: str
    url: str
    kind_label: str
    place: str
    product_count: int
    best_stars: int | None = None


@dataclass(frozen=True, slots=True)
class SubjectsPage:
    title: str
    total: int
    query: str
    pager: Pager
    subjects: tuple[SubjectRow, ...] = field(default=())
