"""Searches the database alone, while there is no index that can be read: letters, no synonyms,
no counts. Complete and in order, so that a shop without an index is still a shop."""

import datetime

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ocop.models import Certificate
from search.contributors import contributor_of
from search.query import Facet, SearchPage, SearchQuery, Sort, price_bounds
from search.tokens import words
from shop.catalogue.models import Product
from shop.catalogue.seasons import mask_of

NAME = "database"

_PATHS = {
    Facet.GROUP: "registered_product__group__current__parent__slug",
    Facet.SET: "registered_product__group__current__slug",
    Facet.SUBJECT_KIND: "registered_product__subject__kind",
    Facet.SUBJECT: "registered_product__subject",
}
_PLACES = {
    Facet.PROVINCE: "registered_product__province_now",
    Facet.FORMER_PROVINCE: "registered_product__former_province",
    Facet.COMMUNE: "registered_product__commune_now",
}
_NAMES = (
    "slug",
    "registered_product__subject__slug",
    "registered_product__commune_now__slug",
    "registered_product__province_now__slug",
    "registered_product__former_province__slug",
)


def search(text: str, query: SearchQuery) -> SearchPage:
    """The same page an index would give, as far as the database can."""
    found = _ordered(_filtered(_matching(text), query), query)
    ids = list(found.values_list("pk", flat=True)[query.offset : query.offset + query.limit])
    return SearchPage(ids=ids, total=found.count(), counts={}, backend=NAME)


def _matching(text: str) -> QuerySet[Product]:
    found = Product.objects.filter(is_public=True, registered_product__is_public=True)
    for word in words(text):
        anywhere = Q()
        for name in _NAMES:
            anywhere |= Q(**{f"{name}__contains": word.fold})
        found = found.filter(anywhere)
    is_sold = Q(is_paused=False)
    return found.annotate(
        lowest=Coalesce(
            Min("stockrecords__price", filter=is_sold),
            Min("children__stockrecords__price", filter=is_sold),
        )
    )


def _filtered(found: QuerySet[Product], query: SearchQuery) -> QuerySet[Product]:
    if query.scope:
        found = found.filter(_condition(Facet.PROVINCE, list(query.scope), query.day))
    for facet, values in query.filters.items():
        if facet == Facet.SEASON:
            months = F("season_mask").bitand(mask_of(map(int, values)))
            found = found.annotate(months_of_season=months).filter(months_of_season__gt=0)
            continue
        found = found.filter(_condition(facet, list(values), query.day))
    return found


def _condition(facet: Facet, values: list[str], day: datetime.date) -> Q:
    condition = Q(pk__in=[])
    if facet in (Facet.STARS, Facet.LEVEL):
        name = "stars" if facet == Facet.STARS else "level"
        shown = Certificate.objects.valid_on(day).filter(**{f"{name}__in": values})
        return Q(registered_product__in=shown.values("product"))
    if facet in _PLACES:
        for value in values:
            scheme, _, code = value.partition(":")
            path = _PLACES[facet]
            condition |= Q(**{f"{path}__scheme": scheme, f"{path}__code": code})
        return condition
    if facet == Facet.GROUP:
        own = "registered_product__group__current__slug"
        top = Q(**{f"{own}__in": values}, registered_product__group__current__parent=None)
        return top | Q(**{f"{_PATHS[facet]}__in": values})
    if facet == Facet.ON_SALE:
        for value in values:
            condition |= Q(lowest__isnull=value == "false")
        return condition
    if facet == Facet.PRICE:
        for low, high in filter(None, map(price_bounds, values)):
            band = Q(lowest__gte=low)
            condition |= band if high is None else band & Q(lowest__lte=high)
        return condition
    if facet == Facet.FAIR:
        contributor = contributor_of(facet)
        return Q(pk__in=contributor.listings(values)) if contributor else condition
    return Q(**{f"{_PATHS[facet]}__in": values})


def _ordered(found: QuerySet[Product], query: SearchQuery) -> QuerySet[Product]:
    shown = (
        Certificate.objects.valid_on(query.day)
        .filter(product=OuterRef("registered_product"))
        .order_by("-issued_on", "evidence", "-pk")
    )
    newest = Certificate.objects.filter(
        product=OuterRef("registered_product"), valid_from__lte=F("valid_until")
    ).order_by("-issued_on")
    found = found.annotate(
        stars_shown=Coalesce(Subquery(shown.values("stars")[:1]), Value(0)),
        newest_day=Subquery(newest.values("issued_on")[:1]),
    )
    orders = {
        Sort.NEWEST: [F("newest_day").desc(nulls_last=True)],
        Sort.PRICE: [F("lowest").asc(nulls_last=True)],
        Sort.PRICE_DOWN: [F("lowest").desc(nulls_last=True)],
    }
    by_stars = [F("stars_shown").desc(), F("newest_day").desc(nulls_last=True)]
    return found.order_by(*orders.get(query.sort, by_stars), "pk")
