"""Listings that a rule picks on a day: what blocks of pages and the front page show."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from ocop.enums import Scheme
from ocop.models import RegisteredProduct
from search.addresses import Asked, address
from search.query import Facet
from shop.catalogue.selectors import stars_on_the_shelf
from shop.scope.selectors import Scope

MOST = 12
_ORDERS = {"newest": ("-issued_on", "-pk"), "best": ("-stars", "-issued_on", "-pk")}


@dataclass(frozen=True, slots=True)
class Rule:
    """Products in term; an empty field asks for nothing."""

    #: "newest" recognition or "best" by stars
    order: str = "newest"
    stars: int | None = None
    #: Slug of one of the six groups
    group: str = ""
    #: Code of a province of today
    province: str = ""
    limit: int = MOST

    def fits(self, row: dict[str, Any]) -> bool:
        """The same as ``conditions``, for a row of ``listings_by_rule``."""
        return (
            (self.stars is None or row["stars"] == self.stars)
            and (not self.group or row["group_slug"] == self.group)
            and (not self.province or row["province_code"] == self.province)
        )

    @property
    def conditions(self) -> Q:
        found = Q()
        if self.stars is not None:
            found &= Q(stars=self.stars)
        if self.group:
            found &= Q(group_slug=self.group)
        if self.province:
            found &= Q(province_code=self.province)
        return found

    def rank(self, row: dict[str, Any]) -> tuple[Any, ...]:
        """The last comes first, as in ``_ORDERS``."""
        newest = (row["issued_on"], row["pk"])
        return (row["stars"], *newest) if self.order == "best" else newest

    @property
    def url(self) -> str:
        """The list of all that the rule picks from."""
        filters: dict[Facet, tuple[str, ...]] = {}
        if self.stars:
            filters[Facet.STARS] = (str(self.stars),)
        if self.province:
            filters[Facet.PROVINCE] = (f"{Scheme.SINCE_2025_07}:{self.province}",)
        if self.group:
            filters[Facet.GROUP] = (self.group,)
        sort = "moi" if self.order == "newest" else "sao"
        return address(reverse("search:listing"), Asked(filters=filters, sort=sort))


def listings_by_rule(
    rules: Iterable[Rule], *, day: datetime.date, scope: Scope
) -> dict[Rule, list[int]]:
    """By rule, ids of the listings it picks, in its order; one query for all rules together."""
    wanted = set(rules)
    if not wanted:
        return {}
    shown = _shown(day, scope)
    picked = Q()
    for rule in wanted:
        first = shown.filter(rule.conditions).order_by(*_ORDERS[rule.order])
        picked |= Q(pk__in=first.values("pk")[: rule.limit])
    fields = ("pk", "stars", "issued_on", "listing_id", "group_slug", "province_code")
    rows: list[dict[str, Any]] = list(shown.filter(picked).values(*fields))
    return {
        rule: [
            row["listing_id"]
            for row in sorted(filter(rule.fits, rows), key=rule.rank, reverse=True)[: rule.limit]
        ]
        for rule in wanted
    }


def inside_scope(listing_ids: Iterable[int], scope: Scope) -> set[int]:
    """Which of some listings the site may show."""
    ids = set(listing_ids)
    if scope.is_everything or not ids:
        return ids
    found = scope.filter(
        RegisteredProduct.objects.filter(listing__in=ids), "province_now"
    ).values_list("listing", flat=True)
    return set(found)


def _shown(day: datetime.date, scope: Scope) -> QuerySet[Any]:
    return stars_on_the_shelf(day=day, scope=scope).annotate(
        listing_id=F("product__listing__pk"),
        group_slug=Coalesce(
            "product__group__current__parent__slug", "product__group__current__slug"
        ),
        province_code=F("product__province_now__code"),
    )
