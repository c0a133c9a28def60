"""The one builder of documents: whatever an index holds of a listing was made here."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Min, Q
from django.db.models.functions import Coalesce
from django.utils.html import strip_tags

from ocop.enums import PolicyClass
from ocop.models import Certificate, ProductGroup, RegisteredProduct, Standing
from ocop.selectors.certificates import star_timeline
from search.contributors import contributor_of
from search.origins import Origins
from search.query import Facet, ProductDoc, StarSpan
from shop.catalogue.seasons import months_of
from shop.partner.models import StockRecord

#: What a document says of a listing and its entry in the register, in one row
_COLUMNS = (
    "pk", "listing__pk", "listing__title", "listing__description", "listing__ingredients",
    "listing__story", "listing__policy_class", "listing__season_mask", "subject_id",
    "subject__name", "subject__kind", "group_id", "address", "province_now_id", "commune_now_id",
    "former_province_id", "place_as_issued_id",
)  # fmt: skip


def build(listing_ids: Iterable[int], *, origins: Origins | None = None) -> list[ProductDoc]:
    """Documents of those that are public; the others have none.

    The number of queries does not grow with the listings. ``origins`` keeps places and groups from
    one piece of a rebuild to the next.
    """
    rows: list[Any] = list(
        RegisteredProduct.objects.filter(
            listing__in=list(listing_ids), listing__is_public=True, is_public=True
        )
        .order_by("listing")
        .values_list(*_COLUMNS, named=True)
    )
    origins = origins or Origins()
    origins.load_places(pk for row in rows for pk in (*_places_today(row), row.place_as_issued_id))
    origins.load_forerunners(row.commune_now_id for row in rows)
    origins.load_groups(row.group_id for row in rows)
    ids, listings = [row.pk for row in rows], [row.listing__pk for row in rows]
    certificates, decisions = _certificates(ids), _decisions(ids)
    prices = lowest_prices(listings)
    contributor = contributor_of(Facet.FAIR)
    fairs = contributor.values(listings) if contributor else {}
    return [
        _document(
            row,
            origins,
            certificates=certificates[row.pk],
            decisions=decisions[row.pk],
            price=prices.get(row.listing__pk),
            fairs=fairs.get(row.listing__pk, ()),
        )
        for row in rows
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
    row: Any,
    origins: Origins,
    *,
    certificates: list[Certificate],
    decisions: list[str],
    price: int | None,
    fairs: tuple[str, ...],
) -> ProductDoc:
    group = origins.group(row.group_id)
    places = origins.names(*_places_today(row), as_issued=row.place_as_issued_id)
    return ProductDoc(
        id=row.listing__pk,
        title=row.listing__title,
        subject_name=row.subject__name or "",
        places=tuple(dict.fromkeys([*places, row.address])),
        about=tuple(dict.fromkeys([*_group_names(group), *decisions])),
        body=strip_tags(
            f"{row.listing__description} {row.listing__ingredients} {row.listing__story}"
        ),
        spans=tuple(
            StarSpan(span.stars, span.level, span.start, span.end)
            for span in star_timeline(certificates)
        ),
        province=origins.key(row.province_now_id),
        former_province=origins.key(row.former_province_id),
        commune=origins.key(row.commune_now_id),
        group=group.top.slug if group else "",
        set=group.slug if group and group.parent_id else "",
        subject=str(row.subject_id or ""),
        subject_kind=row.subject__kind or "",
        price=price,
        is_alcohol=row.listing__policy_class == PolicyClass.ALCOHOL,
        newest=_newest(certificates),
        fairs=fairs,
        season=tuple(map(str, months_of(row.listing__season_mask))),
    )


def _places_today(row: Any) -> tuple[int | None, ...]:
    """And the former province; in the order in which a document names them."""
    return row.commune_now_id, row.province_now_id, row.former_province_id


def _group_names(group: ProductGroup | None) -> list[str]:
    """Names that are true of every member: a set called "trứng, sữa tươi" proves no eggs."""
    if group is None:
        return []
    return [group.top.name, *([group.name] if "," not in group.name else [])]


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
