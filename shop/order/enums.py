"""The life of an order (payments.md §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderStatus(models.TextChoices):
    AWAITING_PAYMENT = "cho-thanh-toan", _("awaiting payment")
    AWAITING_CONFIRMATION = "cho-xac-nhan", _("awaiting confirmation")
    CONFIRMED = "da-xac-nhan", _("confirmed")
    PACKED = "da-dong-goi", _("packed")
    HANDED_OVER = "dang-giao", _("on its way")
    DELIVERED = "da-giao", _("delivered")
    CANCELLED = "da-huy", _("cancelled")
    LAPSED = "het-han", _("lapsed")


#: Where an order may go from each status; everything else is refused
PIPELINE: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.AWAITING_PAYMENT: frozenset(
        {OrderStatus.CONFIRMED, OrderStatus.CANCELLED, OrderStatus.LAPSED}
    ),
    OrderStatus.AWAITING_CONFIRMATION: frozenset(
        {OrderStatus.CONFIRMED, OrderStatus.CANCELLED, OrderStatus.LAPSED}
    ),
    OrderStatus.CONFIRMED: frozenset({OrderStatus.PACKED, OrderStatus.CANCELLED}),
    OrderStatus.PACKED: frozenset({OrderStatus.HANDED_OVER}),
    OrderStatus.HANDED_OVER: frozenset({OrderStatus.DELIVERED}),
    OrderStatus.DELIVERED: frozenset(),
    OrderStatus.CANCELLED: frozenset(),
    OrderStatus.LAPSED: frozenset({OrderStatus.CONFIRMED}),
}

#: Stock is held for these; cancelling gives it back
HOLDS_STOCK = frozenset(
    {OrderStatus.AWAITING_PAYMENT, OrderStatus.AWAITING_CONFIRMATION, OrderStatus.CONFIRMED}
)

#: Nothing more is to be done with these
ENDED = frozenset({OrderStatus.DELIVERED, OrderStatus.CANCELLED, OrderStatus.LAPSED})


class PaymentMethod(models.TextChoices):
    COD = "cod", _("cash on delivery")
