"""Live numbers of provinces: from the register and the shelf, for one day."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Count, F
from django.urls import reverse
from django.utils import timezone

from cms.selectors.kept import KEPT_SECONDS, kept
from cms.selectors.places import former_provinces
from ocop.enums import Evidence, Scheme
from ocop.models import Centre, Certificate, Place, PlaceSuccession, RegisteredProduct
from search.addresses import Asked, address
from search.query import Facet
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards, stars_on_the_shelf
from shop.scope.selectors import EVERYTHING, Scope

#: Cards under "Best products"
BEST = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """Something with a number of products, and the list of them."""

    name: str
    url: str
    products: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """The newest recognition in a province: what its numbers go back to."""

    day: datetime.date
    #: Empty where the evidence is a list
    decision_no: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to ask in the province."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class RegionFacts:
    #: Products in term by their stars, the most first, with the address of their list
    stars: tuple[tuple[int, Counted], ...]
    products: int
    subjects: int
    update: Update | None
    best: tuple[Card, ...]
    communes: tuple[Counted, ...]
    #: Former provinces that lie here now; empty where there was no other
    former: tuple[Counted, ...]
    listing_url: str
    has_listings: bool = field(default=False)


def region_facts(province: Place, *, moment: datetime.datetime) -> RegionFacts:
    """Everything a region's page shows of the register; a fixed number of queries."""
    rows = list(
        stars_on_the_shelf(day=timezone.localdate(moment), scope=EVERYTHING)
        .filter(product__province_now=province)
        .annotate(listing_id=F("product__listing__pk"), subject_id=F("product__subject"))
        .order_by("-stars", "-issued_on", "-pk")
        .values_list("stars", "listing_id", "subject_id", "issued_on", "decision_no", "evidence")
    )
    by_stars: dict[int, int] = defaultdict(int)
    for stars, *_rest in rows:
        by_stars[stars] += 1
    communes = _communes(province)
    newest = max(rows, key=lambda row: (row[3], row[5] == Evidence.DECISION), default=None)
    return RegionFacts(
        stars=tuple(
            (stars, Counted(str(stars), _list_of(province, Facet.STARS, str(stars)), number))
            for stars, number in sorted(by_stars.items(), reverse=True)
        ),
        products=len(rows),
        subjects=len({row[2] for row in rows if row[2]}),
        update=Update(newest[3], newest[4], newest[5] == Evidence.LIST) if newest else None,
        best=tuple(cards([row[1] for row in rows[:BEST]], moment=moment)) if rows else (),
        communes=communes,
        former=_former(province),
        listing_url=_list_of(province),
        has_listings=bool(rows or communes),
    )


def products_in_term(day: datetime.date, *, scope: Scope = EVERYTHING) -> dict[str, int]:
    """By code of today's province, how many products are in term; one query, kept for a minute."""

    def ask() -> dict[str, int]:
        rows = stars_on_the_shelf(day=day, scope=scope)
        counted = rows.values("product__province_now__code").annotate(number=Count("pk"))
        return {
            row["product__province_now__code"]: row["number"]
            for row in counted.order_by()
            if row["product__province_now__code"]
        }

    return kept("in-term", day, scope, ask)


def numbers_in_term(day: datetime.date, *, scope: Scope = EVERYTHING) -> dict[str, int]:
    """How many ``products`` are in term, of how many ``subjects``, in how many ``provinces`` of
    today; one query, kept for a minute."""
    certificates = Certificate.objects.valid_on(day).filter(product__is_public=True)
    rows = scope.filter(certificates, "product__province_now")
    return kept(
        "numbers", day, scope,
        lambda: rows.aggregate(
            products=Count("product", distinct=True),
            subjects=Count("product__subject", distinct=True),
            provinces=Count("product__province_now", distinct=True),
        ),
    )  # fmt: skip


def former_province(slug: str) -> PlaceSuccession | None:
    """The province before July 2025 of this slug, and the one it lies in now."""
    links = PlaceSuccession.objects.filter(
        old__in=Place.objects.provinces(Scheme.BEFORE_2025_07),
        old__slug=slug,
        new__in=Place.objects.provinces(),
    )
    return links.select_related("old").first()


def list_within_former_boundaries(key: str) -> str:
    """Address of the products of a province as it was before July 2025; ``key`` is the place's."""
    asked = Asked(filters={Facet.FORMER_PROVINCE: (key,)})
    return address(reverse("search:listing"), asked)


def office_of(province: Place) -> Office | None:
    """The centre that answers for the province; kept for a minute."""
    key = f"cms:office:{province.pk}"
    found = cache.get(key)
    if found is None:
        centre = Centre.objects.filter(provinces=province).order_by("pk").first()
        found = (Office(centre.name, phone=centre.phone, email=centre.email),) if centre else ()
        cache.set(key, found, KEPT_SECONDS)
    return found[0] if found else None


def _former(province: Place) -> tuple[Counted, ...]:
    names = former_provinces().get(province.code, ())
    if len(names) < 2:
        return ()
    return tuple(
        Counted(name, list_within_former_boundaries(f"{Scheme.BEFORE_2025_07}:{code}"))
        for code, name in names
    )


def _communes(province: Place) -> tuple[Counted, ...]:
    """Communes of today with a public product, the most first: the very lists that stand behind
    the links, so products out of term count too. Kept for a minute."""
    key = f"cms:communes:{province.pk}"
    rows = cache.get(key)
    if rows is None:
        listed = RegisteredProduct.objects.filter(
            province_now=province, commune_now__isnull=False, is_public=True,
            listing__is_public=True,
        ).values_list("commune_now__code", "commune_now__full_name")  # fmt: skip
        counted = listed.annotate(number=Count("pk"))
        rows = list(counted.order_by("-number", "commune_now__name_key"))
        cache.set(key, rows, KEPT_SECONDS)
    return tuple(
        Counted(name, _list_of(province, Facet.COMMUNE, f"{province.scheme}:{code}"), number)
        for code, name, number in rows
    )


def _list_of(province: Place, facet: Facet | None = None, value: str = "") -> str:
    filters: dict[Facet, tuple[str, ...]] = {Facet.PROVINCE: (province.key,)}
    if facet:
        filters[facet] = (value,)
    return address(reverse("search:listing"), Asked(filters=filters))
