"""The panels of this room; registered when the app is ready."""

from typing import Any

from django.urls import reverse

from cms.models import RegionIndexPage, RegionPage, StoryPage
from cms.panels import register_panel
from cms.selectors.kept import kept
from cms.selectors.regions import Counted, numbers_in_term, products_in_term
from cms.sight import Sight
from fairs.pages import FairHead
from fairs.selectors.fairs import next_fair
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards, newly_recognised
from shop.scope.selectors import Scope

#: Cards under "Newly recognised", regions and stories on the front page
NEWEST = 8
REGIONS = 8
STORIES = 3


@register_panel("newest")
def newest(sight: Sight) -> list[Card]:
    """Listings whose certificate in term is the youngest. Which, is kept for a minute; their stars
    and prices are of the moment."""
    picked = kept(
        "newest", sight.day, sight.scope,
        lambda: newly_recognised(day=sight.day, scope=sight.scope, limit=NEWEST),
    )  # fmt: skip
    return cards([listing_id for listing_id, _day in picked], moment=sight.moment)


@register_panel("facts")
def facts(sight: Sight) -> dict[str, int]:
    """How many products are in term, of how many producers, in how many provinces of today."""
    return numbers_in_term(sight.day, scope=sight.scope)


@register_panel("regions")
def regions(sight: Sight) -> list[Counted]:
    """Regions with most products in term, those that have a page."""
    pages = sight.scope.filter(sight.within(RegionPage.objects.live()), "place")
    numbers = products_in_term(sight.day, scope=sight.scope)
    index = reverse("wagtail_serve", args=[f"{RegionIndexPage.own_segment}/"])
    counted = [
        Counted(page.place.name, f"{index}{page.slug}/", numbers.get(page.place.code, 0))
        for page in pages.select_related("place").order_by("place__slug")
    ]
    return sorted(counted, key=lambda region: -region.products)[:REGIONS]


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
