"""What the pages of checkout, orders and sellers say of orders, in words and days."""

import datetime

from django import template

from ocop import clock
from shop.catalogue.models import Product
from shop.order import timeline as timelines
from shop.order.enums import OrderStatus
from shop.order.models import Order
from shop.shipping.selectors import DeliveryOption

register = template.Library()

#: Status → how its chip looks: somebody has to act, it goes well, it is over
_LOOKS = {
    OrderStatus.AWAITING_PAYMENT: "waits",
    OrderStatus.AWAITING_CONFIRMATION: "waits",
    OrderStatus.CANCELLED: "ended",
    OrderStatus.LAPSED: "ended",
}
_ENDED = frozenset({OrderStatus.CANCELLED, OrderStatus.LAPSED})
#: Until then a buyer can take an order back alone
_CANCELLABLE = frozenset({OrderStatus.AWAITING_CONFIRMATION, OrderStatus.CONFIRMED})


@register.filter
def timeline(order: Order) -> tuple[timelines.TimelineStep, ...]:
    """The steps behind and ahead of an order."""
    return timelines.timeline(order)


@register.filter
def status_look(order: Order) -> str:
    """How the chip of its status looks: "waits", "goes" or "ended"."""
    return _LOOKS.get(OrderStatus(order.status), "goes")


@register.filter
def may_be_cancelled(order: Order) -> bool:
    """Whether the buyer still can take the order back alone."""
    return order.status in _CANCELLABLE


@register.filter
def is_over(order: Order) -> bool:
    """Ended without delivery: nothing is to be paid, and nobody needs the buyer's address."""
    return order.status in _ENDED


@register.filter
def expected_days(option: DeliveryOption) -> tuple[datetime.date, datetime.date]:
    """First and last day it may arrive when ordered today."""
    return option.expected(clock.today())


@register.filter
def listing_title(product: Product) -> str:
    """What a pack is called in a list: listing and pack. Expects ``parent`` loaded."""
    name = (product.parent or product).title
    return f"{name} – {product.pack_label}" if product.pack_label else name
