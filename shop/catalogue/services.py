"""Writes listings: made when the register changes, turned into offers by their sellers."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from oscar.apps.catalogue.models import ProductClass
from wagtail.images.models import AbstractImage

from ocop.chunks import chunks
from ocop.inserting import insert_many
from ocop.models import RegisteredProduct, Subject
from ocop.spelling import slug
from shop.catalogue.galleries import NewPicture, hang
from shop.catalogue.loading import PRODUCT_CLASS_SLUG
from shop.catalogue.locks import listings_for_update
from shop.catalogue.models import NetUnit, Product, ProductImage
from shop.catalogue.seasons import mask_of
from shop.errors import OfferError
from shop.partner.models import Partner, StockRecord
from shop.partner.services import check_price, withdraw_stock
from shop.policy import NEVER_SOLD, default_policy_class
from shop.signals import products_changed


@dataclass(frozen=True, slots=True)
class PackOffer:
    """One pack size on offer. ``price`` is whole đồng, tax included; ``net_amount`` g, ml or
    pieces; ``sku`` names the pack for good."""

    label: str
    price: int
    stock: int
    sku: str
    net_amount: int | None = None
    net_unit: str = ""


def on_register_changed(sender: Any, registered_product_ids: Sequence[int], **kwargs: Any) -> None:
    """The register changed: bring the listings after it, in the register's own transaction."""
    ensure_listings(registered_product_ids=registered_product_ids)


@transaction.atomic
def ensure_listings(*, registered_product_ids: Iterable[int]) -> list[int]:
    """Give each registered product its one listing and let it follow the register.

    Name, visibility and (unless a centre chose it) policy class are the register's; everything
    else is the seller's. What was offered by somebody who is no longer the producer goes off sale.
    Sends ``products_changed`` once for all of them.
    """
    touched: list[int] = []
    for wanted in chunks(sorted(set(registered_product_ids))):
        touched += _ensure_batch(wanted)
    if touched:
        products_changed.send(sender=Product, listing_ids=touched)
    return touched


def _ensure_batch(ids: Sequence[int]) -> list[int]:
    registered = {
        r.pk: r
        for r in RegisteredProduct.objects.filter(pk__in=ids).select_related(
            "group__current", "group__parent"
        )
    }
    listings = list(Product.objects.filter(registered_product_id__in=ids))
    for listing in listings:
        _follow(listing, registered[listing.registered_product_id])
    Product.objects.bulk_update(listings, ["title", "slug", "is_public", "policy_class"])
    # Only now: an offer being made holds the listing's row, and would slip through before
    _withdraw_of_others(listings, registered)
    have = {listing.registered_product_id for listing in listings}
    product_class = ProductClass.objects.get(slug=PRODUCT_CLASS_SLUG)
    new = [
        _follow(
            Product(
                registered_product=product,
                product_class=product_class,
                structure=Product.STANDALONE,
            ),
            product,
        )
        for product in registered.values()
        if product.pk not in have
    ]
    insert_many(new)
    return [listing.pk for listing in (*listings, *new)]


def _withdraw_of_others(
    listings: Sequence[Product], registered: Mapping[int, RegisteredProduct]
) -> None:
    """Nobody sells another's product: offers of a subject the register took it from end."""
    producers = {
        listing.pk: registered[listing.registered_product_id].subject_id for listing in listings
    }
    priced = StockRecord.objects.filter(
        Q(product__in=listings) | Q(product__parent__in=listings), price__isnull=False
    ).values_list("pk", "partner__subject", "product", "product__parent")
    foreign = {
        pk: parent or product
        for pk, subject, product, parent in priced
        if subject != producers[parent or product]
    }
    if foreign:
        withdraw_stock(record_ids=foreign)
        Product.objects.filter(pk__in=foreign.values()).update(is_paused=False)  # theirs too


def _follow(listing: Product, product: RegisteredProduct) -> Product:
    listing.title = product.name
    listing.slug = slug(product.name) or "san-pham"
    listing.is_public = product.is_public
    if not listing.policy_is_overridden:
        listing.policy_class = default_policy_class(product)
    return listing


@transaction.atomic
def set_offer(
    *, listing: Product, packs: Sequence[PackOffer], moment: datetime.datetime
) -> list[StockRecord]:
    """Turn a showcase into an offer, or replace the packs of one; packs are matched by SKU.

    One pack stands on the listing itself, several become its children. A pack no longer offered
    loses its price and its free stock but keeps its row and what orders hold of it. Raises
    ``OfferError``, also when the register gave the product to another subject meanwhile.
    """
    subject = _check(listing, packs)
    listing = listings_for_update([listing.pk]).get()
    entry = listing.register_entry
    if entry.subject_id != subject.pk or entry.merged_into_id:
        raise OfferError(_("The register has changed meanwhile. Look at the product again."))
    partner = _partner_of(subject)
    children = {
        record.partner_sku: record.product
        for record in StockRecord.objects.filter(product__parent=listing).select_related("product")
    }
    if len(packs) == 1 and not children:
        targets = [_describe(listing, packs[0])]
    else:
        listing.structure = Product.PARENT
        _free_codes(listing)
        targets = [_describe(_child(listing, children, pack), pack) for pack in packs]
    listing.date_updated = moment
    listing.save()
    for target in targets:
        target.save()
    records = [_stock(target, partner, pack) for target, pack in zip(targets, packs, strict=True)]
    others = StockRecord.objects.filter(Q(product=listing) | Q(product__parent=listing))
    others = others.exclude(pk__in=[record.pk for record in records])
    withdraw_stock(record_ids=others.values_list("pk", flat=True))
    products_changed.send(sender=Product, listing_ids=[listing.pk])
    return records


def _check(listing: Product, packs: Sequence[PackOffer]) -> Subject:
    """Refuse what cannot be offered; returns whose offer it is."""
    subject = listing.registered_product and listing.registered_product.subject
    if subject is None:
        raise OfferError(_("Only a registered product with a known producer can be offered."))
    if listing.policy_class in NEVER_SOLD:
        raise OfferError(_("Medicines are shown only; they cannot be offered at a price."))
    if not packs:
        raise OfferError(_("Name at least one pack."))
    if len({pack.sku for pack in packs}) != len(packs) or not all(pack.sku for pack in packs):
        raise OfferError(_("Each pack needs a code of its own."))
    for pack in packs:
        check_price(pack.price)
        if pack.stock < 0:
            raise OfferError(_("Stock cannot be below zero."))
        if pack.net_amount is not None and (
            pack.net_amount <= 0 or pack.net_unit not in NetUnit.values
        ):
            raise OfferError(_("Give the content in grams, millilitres or pieces."))
    return subject


def _free_codes(listing: Product) -> None:
    """The code of the one pack a listing had may be a child's from now on; a seller has it once."""
    for record in StockRecord.objects.filter(product=listing):
        record.partner_sku = f"{listing.pk}#{record.pk}"
        record.save(update_fields=["partner_sku"])


def _partner_of(subject: Subject) -> Partner:
    partner, _made = Partner.objects.get_or_create(
        subject=subject, defaults={"name": subject.name[:128]}
    )
    return partner


def _child(listing: Product, children: dict[str, Product], pack: PackOffer) -> Product:
    return children.get(pack.sku) or Product(
        structure=Product.CHILD, parent=listing, slug=listing.slug, is_public=True
    )


def _describe(target: Product, pack: PackOffer) -> Product:
    target.pack_label = pack.label
    target.net_amount = pack.net_amount
    target.net_unit = pack.net_unit if pack.net_amount else ""
    return target


def _stock(target: Product, partner: Partner, pack: PackOffer) -> StockRecord:
    record = StockRecord.objects.filter(product=target, partner=partner).first() or StockRecord(
        product=target, partner=partner
    )
    if pack.stock < (record.num_allocated or 0):
        raise OfferError(
            _("%(count)d units of %(pack)s are promised to orders; stock cannot go below that.")
            % {"count": record.num_allocated, "pack": pack.label or target.title}
        )
    record.partner_sku = pack.sku
    record.price_currency = "VND"
    record.price = Decimal(pack.price)
    record.num_in_stock = pack.stock
    record.save()
    return record


@transaction.atomic
def pause_listing(*, listing: Product, is_paused: bool) -> None:
    """Stop selling for a while, or go on; prices and stock stay as they are."""
    Product.objects.filter(pk=listing.pk).update(is_paused=is_paused)
    products_changed.send(sender=Product, listing_ids=[listing.pk])


@transaction.atomic
def set_season(*, listing: Product, months: Iterable[int]) -> None:
    """Say in which months (1–12) a product is there; none: all year. ``OfferError`` for a month
    that does not exist."""
    try:
        mask = mask_of(months)
    except ValueError as wrong:
        raise OfferError(_("Months are numbers from 1 to 12.")) from wrong
    Product.objects.filter(pk=listing.pk).update(season_mask=mask)
    products_changed.send(sender=Product, listing_ids=[listing.pk])


@transaction.atomic
def describe_listing(
    *, listing: Product, description: str = "", ingredients: str = "", storage: str = "",
    food_safety_no: str = "", story: str = "",
) -> Product:  # fmt: skip
    """Set the words of a listing. They are stored as given; pages sanitise what they show."""
    listing.description = description
    listing.ingredients = ingredients
    listing.storage = storage
    listing.food_safety_no = food_safety_no
    listing.story = story
    listing.save(update_fields=["description", "ingredients", "storage", "food_safety_no", "story"])
    products_changed.send(sender=Product, listing_ids=[listing.pk])
    return listing


@transaction.atomic
def add_picture(*, listing: Product, image: AbstractImage, alt: str = "") -> ProductImage:
    """Put a picture behind those a listing has; its renditions are made in the background."""
    (row,) = hang(pictures=[NewPicture(listing.pk, image, alt)])
    return row
