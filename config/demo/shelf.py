"""Turns sample products into offers with words and pictures."""

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import format_html
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection

from catalog_import.models import ImportRun
from catalog_import.selectors import SampleOffer, sample_offers
from config.demo.pictured import Depicted, depict, view_of
from config.demo.pictures import MOTIFS
from config.demo.registry import sample_products
from ocop.models import RegisteredProduct
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures import SIZES, SPECS
from shop.catalogue.services import PackOffer, add_picture, describe_listing, set_offer
from shop.partner.models import StockRecord

COLLECTION = "Tranh minh hoạ mẫu"
_QUALITY = 88
#: Renditions every page can do with; the worker adds AVIF and the largest, which take far longer
_AT_ONCE = tuple(
    spec
    for spec, made in SPECS.items()
    if made is None or (made[0] == "image/webp" and made[1] < max(SIZES))
)

Thing = TypeVar("Thing")


class Track(Protocol):
    """Goes through things one by one and shows how far it is."""

    def __call__(self, things: Sequence[Thing], /) -> Iterable[Thing]: ...


@transaction.atomic
def make_offers(runs: Iterable[ImportRun], *, moment: datetime.datetime, track: Track) -> int:
    """Price, packs, stock and words for what the made-up lists offer and nobody has yet."""
    offers = {offer.registered_product_id: offer for run in runs for offer in sample_offers(run)}
    listings = {
        listing.registered_product_id: listing
        for listing in Product.objects.filter(registered_product__in=offers).select_related(
            "registered_product__subject"
        )
    }
    taken = _with_stock(listing.pk for listing in listings.values())
    waiting = [offer for key, offer in offers.items() if listings[key].pk not in taken]
    for offer in track(waiting):
        _make_offer(listings[offer.registered_product_id], offer, moment)
    return len(waiting)


def _with_stock(listing_ids: Iterable[int]) -> set[int]:
    ids = list(listing_ids)
    records = StockRecord.objects.all()
    return {
        *records.filter(product__in=ids).values_list("product_id", flat=True),
        *records.filter(product__parent__in=ids).values_list("product__parent_id", flat=True),
    }


def _make_offer(listing: Product, offer: SampleOffer, moment: datetime.datetime) -> None:
    packs = [
        PackOffer(
            label=pack.label,
            price=pack.price,
            stock=pack.stock or 0,
            sku=f"VD{offer.registered_product_id:05d}-{number}",
            net_amount=pack.net_amount,
            net_unit=pack.net_unit,
        )
        for number, pack in enumerate(offer.packs, start=1)
        if pack.price
    ]
    if packs:
        set_offer(listing=listing, packs=packs, moment=moment)
        listing.refresh_from_db()
    describe_listing(
        listing=listing,
        description=format_html("<p>{}</p>", offer.description),
        ingredients=offer.ingredients,
        storage=offer.storage,
    )


@transaction.atomic
def add_pictures(*, track: Track) -> tuple[int, int]:
    """A drawing for every sample listing without one; how many listings, and drawings made."""
    products = list(sample_products())
    depicted = depict(
        (product.listing.pk, product.name, product.group.top.slug if product.group else "")
        for product in products
    )
    have = set(
        ProductImage.objects.filter(product__in=depicted).values_list("product_id", flat=True)
    )
    waiting = [product for product in products if product.listing.pk not in have]
    library = _Library()
    for product in track(waiting):
        for shown in _shown(product, depicted[product.listing.pk]):
            add_picture(listing=product.listing, image=library.image(shown), alt=shown.alt)
    return len(waiting), library.drawn


def _shown(product: RegisteredProduct, depicted: Depicted) -> list[Depicted]:
    """The product itself; of a made-up one also the country it comes from."""
    view = view_of(product.former_province.name) if product.former_province else None
    if not product.is_sample or view is None or view == depicted:
        return [depicted]
    return [depicted, view]


class _Library:
    """The demo's drawings among the site's images, drawn when first asked for."""

    def __init__(self) -> None:
        self.drawn = 0
        self._collection = drawings()
        self._images: dict[Depicted, AbstractImage] = {}

    def image(self, shown: Depicted) -> AbstractImage:
        if shown not in self._images:
            image = get_image_model().objects.filter(title=shown.title, collection=self._collection)
            self._images[shown] = image.first() or self._draw(shown)
        return self._images[shown]

    def _draw(self, shown: Depicted) -> AbstractImage:
        self.drawn += 1
        content = io.BytesIO()
        MOTIFS[shown.motif].draw(shown.variant).save(content, "JPEG", quality=_QUALITY)
        image = get_image_model().objects.create(
            title=shown.title,
            description=shown.alt,
            collection=self._collection,
            file=ContentFile(content.getvalue(), f"ve-{shown.motif}-{shown.variant + 1}.jpg"),
        )
        image.get_renditions(*_AT_ONCE)
        return image


def drawings() -> Collection:
    """The collection the demo's drawings stand in, so that an operator can remove them at once."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
