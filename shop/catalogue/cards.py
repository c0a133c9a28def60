"""What a listing shows on a card and on its page: plain data, prices and stars already decided."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PictureSource:
    """One ``<source>``: a MIME type and its srcset."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture whose renditions exist already. ``url`` is the fallback file."""

    url: str
    width: int
    height: int
    alt: str
    sources: tuple[PictureSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Badge:
    """What may be said of a product's recognition on a day.

    state: "valid", "expired" (a decision's term ended or a list says expired), "lapsed" (a list's
    term ended: "Chưa có quyết định"), "revoked", "proposed" or "none". ``stars`` is None unless
    state is "valid".
    """

    state: str
    stars: int | None = None
    level: str = ""
    #: Year of the decision or list
    year: int | None = None
    #: Last valid day (valid), first day without a star (expired, revoked), list's day (lapsed)
    day: datetime.date | None = None
    #: Days left, when 30 or fewer
    ends_in_days: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A listing in a list. ``price`` is what its cheapest pack costs now: whole đồng, None for a
    showcase."""

    id: int
    url: str
    name: str
    subject_name: str
    subject_url: str
    #: "Xã Thông Nguyên, Tuyên Quang" as of today
    place: str
    badge: Badge
    group_slug: str
    group_name: str
    price: int | None = None
    #: What that pack costs otherwise, where ``price`` is lower; and why it is
    ordinary_price: int | None = None
    price_reason: str = ""
    #: Packs have different prices: show "from"
    price_is_from: bool = False
    #: Whole đồng per kg or litre, and its unit ("kg", "l")
    unit_price: int | None = None
    unit: str = ""
    in_stock: bool = False
    #: The producer stopped selling it for a while: shown without a price
    is_paused: bool = False
    picture: Picture | None = None
    is_sample: bool = False


def first_picture(cards: Iterable[Card]) -> Picture | None:
    """The first picture there is; a page of cards without one of its own is shared with it."""
    return next((card.picture for card in cards if card.picture), None)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack size that can be bought: label, whole đồng, units left."""

    id: int
    label: str
    price: int
    stock: int
    unit_price: int | None = None
    unit: str = ""
    #: As on ``Card``
    ordinary_price: int | None = None
    price_reason: str = ""


@dataclass(frozen=True, slots=True)
class CertificateCard:
    """The evidence of a product in words; every field is shown as is."""

    badge: Badge
    #: "decision" or "list" or ""
    evidence: str = ""
    decision_no: str = ""
    issued_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    list_day: datetime.date | None = None
    level: str = ""
    #: Revoking or expiring source
    ended_by: str = ""
    proposed_stars: int | None = None
    #: Place in the words of its own time, and as it is called today
    place_as_issued: str = ""
    place_now: str = ""
    source: str = ""
    #: Earlier stars: (stars, from, to), newest first
    history: tuple[tuple[int, datetime.date, datetime.date], ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectCard:
    """The producer as shown beside a product."""

    name: str
    url: str
    kind: str
    place: str
    phone: str
    product_count: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Everything the page of a listing shows."""

    card: Card
    certificate: CertificateCard
    subject: SubjectCard | None
    pictures: tuple[Picture, ...]
    packs: tuple[Pack, ...]
    #: "parcel", "fresh", "alcohol", "health_food", "medicine", "live", "service"
    policy_class: str
    description: str  # sanitised HTML
    ingredients: str
    storage: str
    food_safety_no: str
    story: str
    same_subject: tuple[Card, ...] = field(default=())
    #: False: revoked or only proposed; answers by direct link alone, noindex
    is_public: bool = True
    #: Its season in words; empty: all year, or nobody said
    season: str = ""
    #: A pack can be put into the basket here and now
    can_be_ordered: bool = False

    @property
    def first_pack_id(self) -> int | None:
        """The pack chosen to begin with: the cheapest there is."""
        return next((pack.id for pack in self.packs if pack.stock), None)
