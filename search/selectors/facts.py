"""Facts of found listings, from the database."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ocop.models import Place
from ocop.selectors.certificates import stars_on
from search.documents import lowest_prices
from shop.catalogue.models import Product


@dataclass(frozen=True, slots=True)
class Hit:
    """A found listing as other programs read it; places by bare name, the group by slug."""

    id: int
    title: str
    subject: str
    province: str
    province_as_issued: str
    #: Full name of today's commune
    commune: str
    stars: int | None
    group: str
    price: int | None
    on_sale: bool


def hits(listing_ids: Sequence[int], *, day: datetime.date) -> list[Hit]:
    """In the order given, in three queries; what is not public any more is left out."""
    listings = Product.objects.filter(
        pk__in=listing_ids, is_public=True, registered_product__is_public=True
    ).select_related(
        "registered_product__subject",
        "registered_product__group__parent",
        "registered_product__group__current__parent",
        "registered_product__province_now",
        "registered_product__province_as_issued",
        "registered_product__commune_now",
    )
    by_id = {listing.pk: listing for listing in listings}
    shown = stars_on([listing.registered_product_id for listing in by_id.values()], day=day)
    prices = lowest_prices(list(by_id))
    found = []
    for pk in listing_ids:
        if pk not in by_id:
            continue
        registered = by_id[pk].registered_product
        group = registered.group and (registered.group.current or registered.group).top
        certificate = shown.get(registered.pk)
        found.append(
            Hit(
                id=pk,
                title=by_id[pk].title,
                subject=registered.subject.name if registered.subject else "",
                province=_name(registered.province_now),
                province_as_issued=_name(registered.province_as_issued),
                commune=registered.commune_now.full_name if registered.commune_now else "",
                stars=certificate.stars if certificate else None,
                group=group.slug if group else "",
                price=prices.get(pk),
                on_sale=pk in prices,
            )
        )
    return found


def _name(place: Place | None) -> str:
    return place.name if place else ""
