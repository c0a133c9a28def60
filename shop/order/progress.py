"""Moves orders along their pipeline; stock follows."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ocop.spelling import clean
from shop.order.enums import HOLDS_STOCK, PIPELINE, OrderStatus
from shop.order.errors import OrderError
from shop.order.locks import order_for_update
from shop.order.models import Order, OrderStatusChange
from shop.order.tasks import send_status_mail
from shop.partner.services import return_stock, send_stock
from shop.prices import give_back_prices


@transaction.atomic
def confirm_order(*, order: Order, seen_status: str) -> Order:
    """The seller accepts the order. Raises ``OrderError``, also once it lapsed: its units went back
    and may be sold.
    """
    if seen_status == OrderStatus.LAPSED:
        raise _no_way(OrderStatus.LAPSED, OrderStatus.CONFIRMED)
    return _move(order, seen_status, OrderStatus.CONFIRMED)


@transaction.atomic
def pack_order(*, order: Order, seen_status: str) -> Order:
    """The parcel is packed; from here on the buyer cannot cancel alone. Raises ``OrderError``."""
    return _move(order, seen_status, OrderStatus.PACKED)


@transaction.atomic
def hand_over_order(*, order: Order, seen_status: str) -> Order:
    """The parcel left: its units leave the stock. Raises ``OrderError``."""
    moved = _move(order, seen_status, OrderStatus.HANDED_OVER)
    send_stock(quantities=_quantities(moved))
    return moved


@transaction.atomic
def deliver_order(*, order: Order, seen_status: str) -> Order:
    """The buyer has it. Raises ``OrderError``."""
    return _move(order, seen_status, OrderStatus.DELIVERED)


@transaction.atomic
def cancel_order(*, order: Order, seen_status: str, reason: str, by: str) -> Order:
    """Buyer or seller (``by``: "buyer", "seller") ends the order before packing; stock returns.

    Raises ``OrderError``, also when the order has moved on since ``seen_status`` was shown: of a
    cancellation and a confirmation sent at once only one happens.
    """
    reason = clean(reason)
    if by == "seller" and not reason:
        raise OrderError(_("Say why, so that the buyer knows."))
    held = seen_status in HOLDS_STOCK
    moved = _move(
        order, seen_status, OrderStatus.CANCELLED, cancel_reason=reason[:300], cancelled_by=by
    )
    if held:
        _give_back(moved)
    return moved


@transaction.atomic
def lapse_order(*, order: Order, moment: datetime.datetime) -> Order:
    """An order its seller left unanswered past ``confirm_before`` ends; stock returns.

    Raises ``OrderError`` when it was answered meanwhile or its time is not up.
    """
    if moment < order.confirm_before:
        raise _no_way(OrderStatus(order.status), OrderStatus.LAPSED)
    moved = _move(order, OrderStatus.AWAITING_CONFIRMATION, OrderStatus.LAPSED)
    _give_back(moved)
    return moved


def _move(order: Order, seen_status: str, target: OrderStatus, **fields: str) -> Order:
    order = order_for_update(order.pk).get()
    if order.status != seen_status:
        raise OrderError(
            _("The order has changed meanwhile: it is “%(status)s” now.")
            % {"status": OrderStatus(order.status).label}
        )
    if target not in PIPELINE[OrderStatus(order.status)]:
        raise _no_way(OrderStatus(order.status), target)
    OrderStatusChange.objects.create(order=order, old_status=order.status, new_status=target)
    order.status = target
    for name, value in fields.items():
        setattr(order, name, value)
    order.save(update_fields=["status", *fields])
    order.lines.update(status=target)
    send_status_mail.enqueue(order.pk)
    return order


def _no_way(status: OrderStatus, target: OrderStatus) -> OrderError:
    return OrderError(
        _("An order that is “%(status)s” cannot become “%(target)s”.")
        % {"status": status.label, "target": target.label}
    )


def _give_back(order: Order) -> None:
    return_stock(quantities=_quantities(order))
    order.lines.update(allocation_cancelled=True, num_allocated=0)
    give_back_prices(list(order.lines.values_list("pk", flat=True)))


def _quantities(order: Order) -> dict[int, int]:
    found: dict[int, int] = {}
    for record_id, quantity in order.lines.values_list("stockrecord_id", "quantity"):
        if record_id:
            found[record_id] = found.get(record_id, 0) + quantity
    return found
