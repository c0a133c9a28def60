"""The lobby of a fair and its booths."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.enums import FairPhase
from fairs.models import Booth, BoothProduct, Fair
from fairs.pages import BoothFilter, BoothPage, BoothRow, LobbyPage
from fairs.selectors.fairs import fair_head, public_booths
from ocop.selectors.certificates import stars_on
from search.pages import Option, Pager
from search.tokens import words
from shop.catalogue.cards import SubjectCard
from shop.catalogue.places import place_today
from shop.catalogue.selectors import cards
from shop.scope.selectors import Scope

PAGE_SIZE = 24
#: Cards under "Best of the fair"
BEST = 8
_STARS = ("5", "4", "3")


@dataclass(frozen=True, slots=True)
class _Pin:
    listing_id: int
    has_fair_price: bool
    stars: int


@dataclass(frozen=True, slots=True)
class _Stand:
    """A booth with what it shows."""

    booth: Booth
    pins: tuple[_Pin, ...]

    @property
    def best_stars(self) -> int:
        return max((pin.stars for pin in self.pins), default=0)

    @property
    def province_code(self) -> str:
        province = self.booth.subject.province_now
        return province.code if province else ""


def lobby_page(
    fair: Fair, *, asked: BoothFilter, number: int, moment: datetime.datetime, scope: Scope
) -> LobbyPage:
    """The lobby at a moment: three queries and those of the cards, whatever the booths."""
    stands = _stands(fair, moment, scope)
    found = [stand for stand in stands if _fits(stand, asked)]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(number, 1), pages)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    is_over = fair.phase(moment) == FairPhase.ENDED
    return LobbyPage(
        fair=fair_head(fair, moment=moment),
        booths=tuple(_row(stand, fair) for stand in shown),
        found=len(found),
        total=len(stands),
        filter=asked,
        stars=_star_options(stands, asked),
        provinces=_province_options(stands, asked),
        pager=_pager(fair, asked, number, pages),
        best=() if is_over else tuple(cards(_best(found), moment=moment)),
    )


def booth_page(booth: Booth, *, moment: datetime.datetime, scope: Scope) -> BoothPage:
    """A booth at a moment, its neighbours in the order of the lobby."""
    fair, subject = booth.fair, booth.subject
    pinned = booth.pins.filter(listing__is_public=True).order_by("position", "pk")
    shown = cards(list(pinned.values_list("listing_id", flat=True)), moment=moment)
    around = list(public_booths(fair, scope).values_list("slug", "subject__name"))
    here = next(i for i, (slug, _name) in enumerate(around) if slug == booth.slug)
    return BoothPage(
        fair=fair_head(fair, moment=moment),
        subject=SubjectCard(
            name=subject.name,
            url=reverse("search:subject", kwargs={"slug": subject.slug}),
            kind=subject.get_kind_display() if subject.kind else "",
            place=place_today(subject),
            phone=subject.phone,
            product_count=len(shown),
        ),
        introduction=booth.introduction,
        cards=tuple(shown),
        previous=_neighbour(fair, around[:here][-1:]),
        following=_neighbour(fair, around[here + 1 :][:1]),
    )


def _neighbour(fair: Fair, found: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    for slug, name in found:
        return name, reverse("fairs:booth", kwargs={"slug": fair.slug, "booth": slug})
    return None


def _stands(fair: Fair, moment: datetime.datetime, scope: Scope) -> list[_Stand]:
    booths = list(
        public_booths(fair, scope).select_related("subject__commune_now", "subject__province_now")
    )
    rows = list(
        BoothProduct.objects.filter(booth__in=booths, listing__is_public=True)
        .order_by("position", "pk")
        .values_list("booth_id", "listing_id", "listing__registered_product_id", "fair_price")
    )
    in_term = stars_on([row[2] for row in rows], day=timezone.localdate(moment))
    pins: dict[int, list[_Pin]] = {}
    for booth_id, listing_id, registered_id, price in rows:
        certificate = in_term.get(registered_id)
        pins.setdefault(booth_id, []).append(
            _Pin(listing_id, price is not None, certificate.stars if certificate else 0)
        )
    return [_Stand(booth, tuple(pins.get(booth.pk, ()))) for booth in booths]


def _fits(stand: _Stand, asked: BoothFilter) -> bool:
    if asked.stars and not any(str(pin.stars) == asked.stars for pin in stand.pins):
        return False
    if asked.province and stand.province_code != asked.province:
        return False
    return all(word.fold in stand.booth.subject.slug for word in words(asked.text))


def _best(stands: Iterable[_Stand]) -> list[int]:
    """Those with a fair price first, then by stars; every booth before a second one of any."""
    ranked = []
    for stand in stands:
        pins = sorted(stand.pins, key=lambda pin: (not pin.has_fair_price, -pin.stars))
        ranked += [(turn, not pin.has_fair_price, -pin.stars, pin) for turn, pin in enumerate(pins)]
    ranked.sort(key=lambda entry: entry[:3])
    return [pin.listing_id for *_rank, pin in ranked[:BEST]]


def _row(stand: _Stand, fair: Fair) -> BoothRow:
    booth = stand.booth
    return BoothRow(
        id=booth.pk,
        name=booth.subject.name,
        url=reverse("fairs:booth", kwargs={"slug": fair.slug, "booth": booth.slug}),
        place=place_today(booth.subject),
        product_count=len(stand.pins),
        best_stars=stand.best_stars or None,
    )


def _star_options(stands: list[_Stand], asked: BoothFilter) -> tuple[Option, ...]:
    counts = Counter(stars for stand in stands for stars in {str(pin.stars) for pin in stand.pins})
    return tuple(
        Option(
            stars, _("%(number)s stars") % {"number": stars}, counts[stars], stars == asked.stars
        )
        for stars in _STARS
        if counts[stars] or stars == asked.stars
    )


def _province_options(stands: list[_Stand], asked: BoothFilter) -> tuple[Option, ...]:
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for stand in stands:
        if province := stand.booth.subject.province_now:
            names[province.code] = province.name
            counts[province.code] += 1
    return tuple(
        Option(code, name, counts[code], code == asked.province)
        for code, name in sorted(names.items(), key=lambda pair: pair[1])
    )


def _pager(fair: Fair, asked: BoothFilter, number: int, pages: int) -> Pager:
    def url(to: int) -> str:
        pairs = {"q": asked.text, "sao": asked.stars, "tinh": asked.province}
        pairs |= {"trang": str(to)} if to > 1 else {}
        query = urlencode({name: value for name, value in pairs.items() if value})
        return f"{fair.get_absolute_url()}?{query}" if query else fair.get_absolute_url()

    return Pager(
        number=number,
        pages=pages,
        previous_url=url(number - 1) if number > 1 else None,
        next_url=url(number + 1) if number < pages else None,
    )
