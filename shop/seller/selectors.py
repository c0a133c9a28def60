"""What a seller sees: the subject's own listings and orders."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from ocop.models import Subject
from shop.catalogue.cards import Card
from shop.catalogue.models import Product
from shop.catalogue.selectors import cards
from shop.order.enums import OrderStatus
from shop.order.models import Order
from shop.order.selectors import orders_of_subject
from shop.partner.models import StockRecord

#: The tabs of the order list (ux.md §6.22)
TABS: dict[str, tuple[OrderStatus, ...]] = {
    "cho-xac-nhan": (OrderStatus.AWAITING_CONFIRMATION, OrderStatus.AWAITING_PAYMENT),
    "dong-goi": (OrderStatus.CONFIRMED, OrderStatus.PACKED),
    "dang-giao": (OrderStatus.HANDED_OVER,),
    "xong": (OrderStatus.DELIVERED,),
    "huy": (OrderStatus.CANCELLED, OrderStatus.LAPSED),
}


@dataclass(frozen=True, slots=True)
class SellerListing:
    """A listing with its packs as the seller edits them."""

    card: Card
    listing: Product
    #: Packs on sale; those taken off are nobody's to change
    records: tuple[StockRecord, ...]

    @property
    def is_offered(self) -> bool:
        return bool(self.records)

    @property
    def is_empty(self) -> bool:
        return not any(record.net_stock_level > 0 for record in self.records)


@dataclass(frozen=True, slots=True)
class Overview:
    """What waits to be done, then the figures."""

    to_confirm: int
    to_pack: int
    sold_out: int
    listings: int
    on_sale: int
    #: When the first of the orders to confirm lapses
    confirm_before: datetime.datetime | None = None


def listings_of(subject: Subject) -> QuerySet[Product]:
    """The subject's listings, by name; packs are not among them."""
    return Product.objects.filter(registered_product__subject=subject).order_by("title", "pk")


def seller_listings(listings: list[Product], *, moment: datetime.datetime) -> list[SellerListing]:
    """Listings with packs and cards, in a fixed number of queries. Not public ones have none."""
    shown = {card.id: card for card in cards([p.pk for p in listings], moment=moment)}
    packs: dict[int, list[StockRecord]] = {}
    records = StockRecord.objects.filter(
        Q(product__in=listings) | Q(product__parent__in=listings), price__isnull=False
    )
    for record in records.select_related("product").order_by("pk"):
        packs.setdefault(record.product.parent_id or record.product_id, []).append(record)
    return [
        SellerListing(
            card=shown[listing.pk], listing=listing, records=tuple(packs.get(listing.pk, ()))
        )
        for listing in listings
        if listing.pk in shown
    ]


def own_record(subject: Subject, record_id: int) -> StockRecord:
    """A pack this subject has on sale; another's, or one taken off, is not found (404)."""
    return get_object_or_404(
        StockRecord.objects.select_related("product__parent", "partner"),
        pk=record_id, partner__subject=subject, price__isnull=False,
    )  # fmt: skip


def own_listing(subject: Subject, listing_id: int) -> Product:
    """A listing of this subject; another's is not found (404)."""
    return get_object_or_404(
        Product.objects.select_related("registered_product__subject"),
        pk=listing_id, registered_product__subject=subject,
    )  # fmt: skip


def is_offered(listing: Product) -> bool:
    """Whether it has a price already: then packs are changed one by one."""
    own = Q(product=listing) | Q(product__parent=listing)
    return StockRecord.objects.filter(own, price__isnull=False).exists()


def own_order(subject: Subject, number: str) -> Order:
    """An order of this subject; another's is not found (404)."""
    return get_object_or_404(orders_of_subject(subject), number=number)


def orders_in(subject: Subject, tab: str) -> QuerySet[Order]:
    """The subject's orders of one tab."""
    return orders_of_subject(subject).filter(status__in=TABS[tab])


def tab_counts(subject: Subject) -> dict[str, int]:
    """How many orders each tab holds; one query."""
    by_status = dict(
        Order.objects.filter(partner__subject=subject)
        .values_list("status").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    return {tab: sum(by_status.get(s, 0) for s in statuses) for tab, statuses in TABS.items()}


def overview(subject: Subject) -> Overview:
    """The first page: what waits, then figures."""
    counts = tab_counts(subject)
    listings = list(
        listings_of(subject).filter(is_public=True).prefetch_related(
            "stockrecords", Prefetch("children", Product.objects.prefetch_related("stockrecords"))
        )
    )  # fmt: skip
    waiting = (
        Order.objects.filter(
            partner__subject=subject, status=OrderStatus.AWAITING_CONFIRMATION
        ).order_by("date_placed").first()
    )  # fmt: skip
    offered = [records for p in listings if (records := _priced(p))]
    return Overview(
        to_confirm=counts["cho-xac-nhan"],
        to_pack=counts["dong-goi"],
        sold_out=sum(not any(r.net_stock_level > 0 for r in records) for records in offered),
        listings=len(listings),
        on_sale=len(offered),
        confirm_before=waiting.confirm_before if waiting else None,
    )


def _priced(listing: Product) -> list[StockRecord]:
    own = [*listing.stockrecords.all()]
    own += [record for child in listing.children.all() for record in child.stockrecords.all()]
    return [record for record in own if record.price is not None]
