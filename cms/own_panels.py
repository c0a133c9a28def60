"""The panels of this room; registered when the app is ready."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from cms.models import RegionIndexPage, RegionPage, StoryPage
from cms.panels import register_panel
from cms.selectors.regions import Counted, products_of
from cms.sight import Sight
from fairs.pages import FairHead
from fairs.selectors.fairs import next_fair
from ocop.models import Certificate
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards, newly_recognised
from shop.scope.selectors import Scope

#: Cards under "Newly recognised", regions and stories on the front page
NEWEST = 8
REGIONS = 8
STORIES = 3


@register_panel("newest")
def newest(sight: Sight) -> list[Card]:
    """Listings whose certificate in term is the youngest."""
    picked = newly_recognised(day=sight.day, scope=sight.scope, limit=NEWEST)
    return cards([listing_id for listing_id, _day in picked], moment=sight.moment)


@register_panel("facts")
def facts(sight: Sight) -> dict[str, int]:
    """How many products are in term, of how many producers, in how many provinces of today."""
    certificates = Certificate.objects.valid_on(sight.day).filter(product__is_public=True)
    return sight.scope.filter(certificates, "product__province_now").aggregate(
        products=Count("product", distinct=True),
        subjects=Count("product__subject", distinct=True),
        provinces=Count("product__province_now", distinct=True),
    )


@register_panel("regions")
def regions(sight: Sight) -> list[Counted]:
    """Regions with most products in term, those that have a page."""
    pages = sight.within(RegionPage.objects.live())
    rows = (
        sight.scope.filter(pages, "place")
        .annotate(products=products_of("place", day=sight.day))
        .select_related("place")
        .order_by("-products", "place__slug")[:REGIONS]
    )
    index = reverse("wagtail_serve", args=[f"{RegionIndexPage.own_segment}/"])
    return [Counted(page.place.name, f"{index}{page.slug}/", page.products) for page in rows]


@register_panel("fair", "home", "region", "words")
def fair(sight: Sight) -> FairHead | None:
    """The fair that is open now, else the next to open; on a region's page one of its province."""
    return next_fair(moment=sight.moment, scope=_scope_of(sight))


def _scope_of(sight: Sight) -> Scope:
    if sight.province is None:
        return sight.scope
    return Scope(province_ids=(sight.province.pk,), province_keys=(sight.province.key,))


@register_panel("stories", "home", "region")
def stories(sight: Sight) -> list[Any]:
    """The newest stories; on a region's page its own."""
    found: Any = sight.within(StoryPage.objects.live())
    if sight.province:
        found = found.filter(province=sight.province)
    # Three pictures, whose sizes Wagtail keeps in the cache: no query is spent on them
    return list(found.inside(sight.scope).newest().prefetch_related(None)[:STORIES])
