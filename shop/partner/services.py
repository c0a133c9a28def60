"""Takes and returns stock: conditional updates in pk order, behind the table's constraints."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from shop.errors import OfferError
from shop.partner.locks import stock_for_update
from shop.partner.models import StockRecord
from shop.signals import products_changed

#: More is a slip of the finger; far more would not fit into the column
MAX_IN_STOCK = 1_000_000


@transaction.atomic
def take_stock(*, quantities: Mapping[int, int]) -> None:
    """Hold units of each stock record, all or none. Raises ``OutOfStock``; nothing is then held.

    Rows are taken in pk order, so that two purchases of the same goods cannot deadlock.
    """
    for record_id, quantity in sorted(quantities.items()):
        StockRecord.hold(StockRecord.objects.filter(pk=record_id, price__isnull=False), quantity)


@transaction.atomic
def return_stock(*, quantities: Mapping[int, int]) -> None:
    """Give back what ``take_stock`` held. Records deleted since are passed over."""
    for record_id, quantity in sorted(quantities.items()):
        StockRecord.objects.filter(pk=record_id, num_allocated__gte=quantity).update(
            num_allocated=F("num_allocated") - quantity
        )


@transaction.atomic
def send_stock(*, quantities: Mapping[int, int]) -> None:
    """Held units leave the house: they are neither held nor in stock any more."""
    for record_id, quantity in sorted(quantities.items()):
        StockRecord.objects.filter(
            pk=record_id, num_allocated__gte=quantity, num_in_stock__gte=quantity
        ).update(
            num_allocated=F("num_allocated") - quantity, num_in_stock=F("num_in_stock") - quantity
        )


@transaction.atomic
def withdraw_stock(*, record_ids: Iterable[int]) -> None:
    """Take packs off sale for good: no price, nothing free. Rows stay, with the units that orders
    hold, so that those are still handed over or given back.
    """
    ids = [record.pk for record in stock_for_update(sorted(record_ids))]
    StockRecord.objects.filter(pk__in=ids).update(
        price=None, num_in_stock=Coalesce(F("num_allocated"), 0)
    )


def check_price(price: object) -> None:
    """Refuse what is no price: a whole number of đồng above zero. Raises ``OfferError``."""
    if isinstance(price, bool) or not isinstance(price, int) or price <= 0:
        raise OfferError(_("A price is a whole number of đồng above zero."))


@transaction.atomic
def set_price(*, record: StockRecord, price: int) -> StockRecord:
    """Another price (whole đồng, tax included) for one pack. Raises ``OfferError``."""
    check_price(price)
    record = _on_sale(record)
    record.price = Decimal(price)
    record.save(update_fields=["price", "date_updated"])
    _tell(record)
    return record


@transaction.atomic
def adjust_stock(*, record: StockRecord, change: int) -> int:
    """Add or take units on the shelf; returns how many can be sold now. Raises ``OfferError``."""
    record = _on_sale(record)
    wanted = (record.num_in_stock or 0) + change
    if wanted < (record.num_allocated or 0):
        raise OfferError(
            _("Only %(count)d can be taken: the rest is promised to orders.")
            % {"count": max(record.net_stock_level, 0)}
        )
    if wanted > MAX_IN_STOCK:
        raise OfferError(_("At most %(count)d packs can be in stock.") % {"count": MAX_IN_STOCK})
    record.num_in_stock = wanted
    record.save(update_fields=["num_in_stock", "date_updated"])
    _tell(record)
    return record.net_stock_level


def _on_sale(record: StockRecord) -> StockRecord:
    """The row, locked. One withdrawn meanwhile may be another seller's product by now."""
    record = stock_for_update([record.pk]).get()
    if record.price is None:
        raise OfferError(_("This pack is no longer on sale."))
    return record


def _tell(record: StockRecord) -> None:
    listing_id = record.product.parent_id or record.product_id
    products_changed.send(sender=StockRecord, listing_ids=[listing_id])
