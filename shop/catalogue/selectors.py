"""Reads listings for pages: a fixed number of queries whatever the number of listings."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import nh3
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.selectors.certificates import shown_on
from ocop.selectors.merges import survivor_of
from shop.catalogue.badges import badge_on
from shop.catalogue.cards import Card, Pack, Picture, ProductPage, SubjectCard
from shop.catalogue.certificate_card import certificate_card
from shop.catalogue.models import Product
from shop.catalogue.pictures import pictures_of
from shop.catalogue.places import load_places, place_today
from shop.catalogue.pricing import unit_price
from shop.catalogue.seasons import said
from shop.partner.models import StockRecord
from shop.policy import ENQUIRY_ONLY, NEEDS_CASHLESS
from shop.prices import Price, current_prices
from shop.scope.selectors import EVERYTHING, Scope

#: How many other listings of the same producer a product page shows
SAME_SUBJECT = 4


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Everything known of some listings at a moment, fetched at once."""

    day: datetime.date
    listings: dict[int, Product]
    certificates: dict[int, list[Certificate]]
    standings: dict[int, list[Standing]]
    #: By listing, what can be bought, the cheapest now first
    stock: dict[int, list[StockRecord]]
    #: By stock record
    prices: dict[int, Price]
    pictures: dict[int, list[Picture]]


def cards(listing_ids: Sequence[int], *, moment: datetime.datetime) -> list[Card]:
    """Cards in the order of ``listing_ids``; what is not public (any more) is left out.

    Prices are those of the moment, stars those of its day.
    """
    shelf = _load(listing_ids, moment)
    return [
        _card(shelf.listings[pk], shelf)
        for pk in listing_ids
        if pk in shelf.listings and shelf.listings[pk].is_public
    ]


def public_listings(*, scope: Scope) -> QuerySet[Product]:
    """Listings with a page that anybody may find."""
    public = Product.objects.filter(is_public=True, registered_product__is_public=True)
    return scope.filter(public, "registered_product__province_now")


def stars_on_the_shelf(*, day: datetime.date, scope: Scope) -> QuerySet[Certificate]:
    """Of every product with a page that anybody may find, the certificate whose star shows."""
    shown = shown_on(day).filter(product__is_public=True, product__listing__is_public=True)
    return scope.filter(shown, "product__province_now")


def newly_recognised(
    *, day: datetime.date, scope: Scope, limit: int
) -> list[tuple[int, datetime.date]]:
    """Public listings whose certificate in term is the youngest, with its day."""
    shown = stars_on_the_shelf(day=day, scope=scope).order_by("-issued_on", "-pk")
    return list(shown.values_list("product__listing__pk", "issued_on")[:limit])


def product_page(
    listing_id: int, *, moment: datetime.datetime, scope: Scope = EVERYTHING
) -> ProductPage | None:
    """The page of a listing, public or not (revoked ones answer by direct link); None: no such
    listing in the scope, a pack, or one of a product that was merged away."""
    same = _same_subject(listing_id, scope)
    shelf = _load([listing_id, *same], moment)
    listing = shelf.listings.get(listing_id)
    if listing is None or not scope.holds(listing.register_entry.province_now_id):
        return None
    registered = listing.register_entry
    if registered.merged_into_id:
        return None
    card = _card(listing, shelf)
    packs = _packs(listing, shelf)
    return ProductPage(
        card=card,
        certificate=certificate_card(
            registered,
            shelf.certificates[registered.pk],
            shelf.standings[registered.pk],
            day=shelf.day,
        ),
        subject=_subject_card(registered.subject, scope),
        pictures=tuple(shelf.pictures.get(listing_id, ())),
        packs=packs,
        policy_class=listing.policy_class,
        description=nh3.clean(listing.description),
        ingredients=listing.ingredients,
        storage=listing.storage,
        food_safety_no=listing.food_safety_no,
        story=listing.story,
        same_subject=tuple(_card(shelf.listings[pk], shelf) for pk in same if pk in shelf.listings),
        is_public=listing.is_public,
        season=said(listing.season_months),
        can_be_ordered=listing.is_public
        and listing.policy_class not in NEEDS_CASHLESS
        and any(pack.stock for pack in packs),
    )


def listing_of_survivor(listing_id: int) -> int | None:
    """Of a listing (or a pack of it) whose product was merged away, that of the product which
    stands for it; else None."""
    listing_id = parent_of_pack(listing_id) or listing_id
    found = RegisteredProduct.objects.filter(listing=listing_id, merged_into__isnull=False).first()
    if found is None:
        return None
    stays = Product.objects.filter(registered_product=survivor_of(found))
    return stays.values_list("pk", flat=True).first()


def parent_of_pack(listing_id: int) -> int | None:
    """The listing a pack size belongs to; None when ``listing_id`` is no pack."""
    return (
        Product.objects.filter(pk=listing_id, parent__isnull=False)
        .values_list("parent_id", flat=True)
        .first()
    )


def _same_subject(listing_id: int, scope: Scope) -> list[int]:
    siblings = Product.objects.filter(
        is_public=True,
        registered_product__subject__products__listing=listing_id,
        registered_product__is_public=True,
    )
    siblings = scope.filter(siblings, "registered_product__province_now")
    return list(
        siblings.exclude(pk=listing_id).order_by("-pk").values_list("pk", flat=True)[:SAME_SUBJECT]
    )


def _load(listing_ids: Iterable[int], moment: datetime.datetime) -> _Shelf:
    listings = {
        listing.pk: listing
        for listing in Product.objects.filter(
            pk__in=list(listing_ids), registered_product__isnull=False
        ).select_related(
            "registered_product__subject",
            "registered_product__group__parent",
            "registered_product__group__current__parent",
        )
    }
    registered = [listing.register_entry for listing in listings.values()]
    load_places([*registered, *(r.subject for r in registered if r.subject)])
    ids = [r.pk for r in registered]
    certificates: dict[int, list[Certificate]] = defaultdict(list)
    for certificate in Certificate.objects.filter(product__in=ids).order_by("issued_on", "pk"):
        certificates[certificate.product_id].append(certificate)
    standings: dict[int, list[Standing]] = defaultdict(list)
    for standing in Standing.objects.filter(product__in=ids).order_by("pk"):
        standings[standing.product_id].append(standing)
    records = _records(list(listings))
    prices = current_prices(records, moment=moment)
    stock: dict[int, list[StockRecord]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (prices[record.pk].amount, record.pk)):
        stock[record.product.parent_id or record.product_id].append(record)
    return _Shelf(
        day=timezone.localdate(moment),
        listings=listings,
        certificates=certificates,
        standings=standings,
        stock=stock,
        prices=prices,
        pictures=pictures_of(listings),
    )


def _records(listing_ids: list[int]) -> list[StockRecord]:
    """Stock records with a price, of the listings and of their packs."""
    own = StockRecord.objects.filter(
        price__isnull=False, product__in=listing_ids, product__is_paused=False
    )
    of_packs = StockRecord.objects.filter(
        price__isnull=False, product__parent__in=listing_ids, product__parent__is_paused=False
    )
    return list((own | of_packs).select_related("product"))


def _card(listing: Product, shelf: _Shelf) -> Card:
    registered = listing.register_entry
    subject = registered.subject
    group = registered.group and (registered.group.current or registered.group).top
    records = shelf.stock[listing.pk]
    price = shelf.prices[records[0].pk] if records else None
    per_unit, unit = _unit_price(records[0], shelf) if records else (None, "")
    pictures = shelf.pictures.get(listing.pk, ())
    return Card(
        id=listing.pk,
        url=listing.get_absolute_url(),
        name=listing.title,
        subject_name=subject.name if subject else "",
        subject_url=_subject_url(subject),
        place=place_today(registered),
        badge=badge_on(
            shelf.certificates[registered.pk], shelf.standings[registered.pk], shelf.day
        ),
        group_slug=group.slug if group else "",
        group_name=group.local_name if group else "",
        price=price.amount if price else None,
        ordinary_price=price.struck if price else None,
        price_reason=price.reason if price else "",
        price_is_from=len({shelf.prices[record.pk].amount for record in records}) > 1,
        unit_price=per_unit,
        unit=unit,
        in_stock=any(record.net_stock_level > 0 for record in records),
        is_paused=listing.is_paused,
        picture=pictures[0] if pictures else None,
        is_sample=registered.is_sample,
    )


def _packs(listing: Product, shelf: _Shelf) -> tuple[Pack, ...]:
    if listing.policy_class in ENQUIRY_ONLY:
        return ()
    packs = []
    for record in shelf.stock[listing.pk]:
        price = shelf.prices[record.pk]
        per_unit, unit = _unit_price(record, shelf)
        packs.append(
            Pack(
                id=record.product_id,
                label=record.product.pack_label,
                price=price.amount,
                stock=max(record.net_stock_level, 0),
                unit_price=per_unit,
                unit=unit,
                ordinary_price=price.struck,
                price_reason=price.reason,
            )
        )
    return tuple(packs)


def _unit_price(record: StockRecord, shelf: _Shelf) -> tuple[int | None, str]:
    return unit_price(
        price=shelf.prices[record.pk].amount,
        net_amount=record.product.net_amount,
        net_unit=record.product.net_unit,
    )


def _subject_url(subject: Subject | None) -> str:
    return reverse("search:subject", kwargs={"slug": subject.slug}) if subject else ""


def _subject_card(subject: Subject | None, scope: Scope) -> SubjectCard | None:
    if subject is None:
        return None
    public = subject.products.filter(is_public=True)
    return SubjectCard(
        name=subject.name,
        url=_subject_url(subject),
        kind=subject.get_kind_display() if subject.kind else "",
        place=place_today(subject),
        phone=subject.phone,
        product_count=scope.filter(public, "province_now").count(),
    )
