"""How far an order is, step by step, for its buyer and its seller."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shop.order.enums import OrderStatus
from shop.order.models import Order
from shop.shipping.enums import DeliveryMethod

#: The way of an order that nothing stops
_WAY = (
    OrderStatus.AWAITING_CONFIRMATION,
    OrderStatus.CONFIRMED,
    OrderStatus.PACKED,
    OrderStatus.HANDED_OVER,
    OrderStatus.DELIVERED,
)
_ENDED = frozenset({OrderStatus.CANCELLED, OrderStatus.LAPSED})


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """``at`` is None for what is still ahead."""

    label: str
    at: datetime.datetime | None
    is_current: bool = False
    #: The order ended here without being delivered
    is_end: bool = False


def timeline(order: Order) -> tuple[TimelineStep, ...]:
    """The steps behind and ahead of an order; one query unless ``status_changes`` is loaded."""
    reached = {change.new_status: change.date_created for change in order.status_changes.all()}
    reached[_WAY[0]] = order.date_placed
    current = OrderStatus(order.status)
    if current in _ENDED:
        way = (*(status for status in _WAY if status in reached), current)
    elif current == OrderStatus.AWAITING_PAYMENT:
        way = (_WAY[0], current, *_WAY[1:])
    else:
        way = _WAY
    behind = way[: way.index(current) + 1]
    return tuple(
        TimelineStep(
            label=_label(status, order.delivery_method),
            at=reached.get(status) if status in behind else None,
            is_current=status == current,
            is_end=status in _ENDED,
        )
        for status in way
    )


def _label(status: OrderStatus, delivery_method: str) -> str:
    if delivery_method == DeliveryMethod.PICK_UP:
        fetched = {
            OrderStatus.PACKED: _("Packed, ready to be fetched"),
            OrderStatus.HANDED_OVER: _("Fetched"),
            OrderStatus.DELIVERED: _("Completed"),
        }
        if status in fetched:
            return fetched[status]
    return {
        OrderStatus.AWAITING_PAYMENT: _("Waiting for the payment"),
        OrderStatus.AWAITING_CONFIRMATION: _("Order received"),
        OrderStatus.CONFIRMED: _("Confirmed by the producer"),
        OrderStatus.PACKED: _("Packed"),
        OrderStatus.HANDED_OVER: _("On its way"),
        OrderStatus.DELIVERED: _("Delivered"),
        OrderStatus.CANCELLED: _("Cancelled"),
        OrderStatus.LAPSED: _("Lapsed"),
    }[status]
