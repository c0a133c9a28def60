"""The one builder of documents: whatever an index holds of a listing was made here."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Min, Q
from django.db.models.functions import Coalesce
from django.utils.html import strip_tags

from ocop.enums import PolicyClass, Scheme
from ocop.models import (
    Certificate,
    Place,
    PlaceSuccession,
    ProductGroup,
    RegisteredProduct,
    Standing,
)
from ocop.selectors.certificates import star_timeline
from search.contributors import contributor_of
from search.query import Facet, ProductDoc, StarSpan
from shop.catalogue.models import Product
from shop.partner.models import StockRecord


def build(listing_ids: Iterable[int]) -> list[ProductDoc]:
    """Documents of those that are public, in five queries and one a contributor; the others have
    none."""
    products = list(
        RegisteredProduct.objects.filter(
            listing__in=list(listing_ids), listing__is_public=True, is_public=True
        )
        .select_related(
            "listing",
            "subject",
            "group__parent",
            "group__current__parent",
            "province_now",
            "commune_now",
            "former_province",
            "place_as_issued__parent__parent",
        )
        .order_by("listing")
    )
    ids = [product.pk for product in products]
    certificates, decisions = _certificates(ids), _decisions(ids)
    prices = lowest_prices([product.listing.pk for product in products])
    forerunners = _forerunners(products)
    contributor = contributor_of(Facet.FAIR)
    fairs = contributor.values([product.listing.pk for product in products]) if contributor else {}
    return [
        _document(
            product,
            certificates=certificates[product.pk],
            decisions=decisions[product.pk],
            price=prices.get(product.listing.pk),
            forerunners=forerunners[product.commune_now_id],
            fairs=fairs.get(product.listing.pk, ()),
        )
        for product in products
    ]


def lowest_prices(listing_ids: list[int]) -> dict[int, int]:
    """Whole đồng of the cheapest pack, by listing; showcases and paused listings are left out."""
    rows = (
        StockRecord.objects.filter(
            Q(product__in=listing_ids) | Q(product__parent__in=listing_ids), price__isnull=False
        )
        .exclude(Q(product__is_paused=True) | Q(product__parent__is_paused=True))
        .values_list(Coalesce("product__parent", "product"))
        .annotate(lowest=Min("price"))
        .order_by()
    )
    return {listing_id: int(lowest) for listing_id, lowest in rows}


def _document(
    registered: RegisteredProduct,
    *,
    certificates: list[Certificate],
    decisions: list[str],
    price: int | None,
    forerunners: list[Place],
    fairs: tuple[str, ...],
) -> ProductDoc:
    listing: Product = registered.listing
    certified_as = registered.group
    group = certified_as and (certified_as.current or certified_as)
    return ProductDoc(
        id=listing.pk,
        title=listing.title,
        subject_name=registered.subject.name if registered.subject else "",
        places=_place_names(registered, forerunners),
        about=tuple(dict.fromkeys([*_group_names(group), *decisions])),
        body=strip_tags(f"{listing.description} {listing.ingredients} {listing.story}"),
        spans=tuple(
            StarSpan(span.stars, span.level, span.start, span.end)
            for span in star_timeline(certificates)
        ),
        province=_key(registered.province_now),
        former_province=_key(registered.former_province),
        commune=_key(registered.commune_now),
        group=group.top.slug if group else "",
        set=group.slug if group and group.parent_id else "",
        subject=str(registered.subject_id or ""),
        subject_kind=registered.subject.kind if registered.subject else "",
        price=price,
        is_alcohol=listing.policy_class == PolicyClass.ALCOHOL,
        newest=_newest(certificates),
        fairs=fairs,
        season=tuple(map(str, listing.season_months)),
    )


def _group_names(group: ProductGroup | None) -> list[str]:
    """Names that are true of every member: a set called "trứng, sữa tươi" proves no eggs."""
    if group is None:
        return []
    return [group.top.name, *([group.name] if "," not in group.name else [])]


def _place_names(registered: RegisteredProduct, forerunners: list[Place]) -> tuple[str, ...]:
    """Everything its origin was or is called, with and without the unit word."""
    places = [registered.commune_now, registered.province_now, registered.former_province]
    place = registered.place_as_issued
    if place is not None and place.scheme == Scheme.SINCE_2025_07:
        # The source speaks in today's units; the old ones on the same ground are still asked for.
        places += [*forerunners, *(old.parent for old in forerunners)]
    while place is not None:
        places.append(place)
        place = place.parent
    names = [name for place in places if place for name in (place.name, place.full_name)]
    return tuple(dict.fromkeys([*names, registered.address]))


def _certificates(registered_ids: list[int]) -> dict[int, list[Certificate]]:
    certificates: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in Certificate.objects.filter(product__in=registered_ids):
        certificates[certificate.product_id].append(certificate)
    return certificates


def _newest(certificates: list[Certificate]) -> datetime.date | None:
    """Day of the newest recognition that was ever in force."""
    return max((c.issued_on for c in certificates if c.valid_from <= c.valid_until), default=None)


def _decisions(registered_ids: list[int]) -> dict[int, list[str]]:
    """Numbers of the decisions a product was ever named in."""
    numbers: dict[int, list[str]] = defaultdict(list)
    rows = (
        Standing.objects.filter(product__in=registered_ids)
        .exclude(decision_no="")
        .order_by("pk")
        .values_list("product_id", "decision_no")
    )
    for product_id, number in rows:
        numbers[product_id].append(number)
    return numbers


def _forerunners(products: list[RegisteredProduct]) -> dict[int | None, list[Place]]:
    """Old communes by the commune of today that took (part of) them."""
    communes = {product.commune_now_id for product in products}
    old: dict[int | None, list[Place]] = defaultdict(list)
    links = PlaceSuccession.objects.filter(new__in=communes - {None}).select_related("old__parent")
    for link in links.order_by("old__code"):
        old[link.new_id].append(link.old)
    return old


def _key(place: Place | None) -> str:
    return place.key if place else ""
