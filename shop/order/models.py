"""Purchases and the orders they are made of: one order per subject."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractOrder

from shop.order.enums import OrderStatus, PaymentMethod
from shop.shipping.enums import DeliveryMethod


class Purchase(models.Model):
    """One checkout of one basket. Who buys and where it goes stands here, once for all orders.

    Personal data: shown to the buyer, to the sellers of its orders, to nobody else.
    """

    #: Random, ten Crockford symbols; what a buyer reads out on the telephone
    number = models.CharField(max_length=12, unique=True)
    #: Random; opens the purchase without signing in
    token = models.CharField(max_length=43, unique=True)
    #: The basket it came from: submitting it again finds this purchase
    basket = models.OneToOneField(
        "basket.Basket", null=True, on_delete=models.SET_NULL, related_name="purchase"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="purchases",
    )  # fmt: skip
    recipient = models.CharField(_("recipient"), max_length=120)
    #: E.164
    phone = models.CharField(_("telephone"), max_length=16, db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    province = models.ForeignKey("ocop.Place", on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("ocop.Place", on_delete=models.PROTECT, related_name="+")
    street = models.CharField(_("street, hamlet"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    payment_method = models.CharField(max_length=12, choices=PaymentMethod.choices)
    language = models.CharField(max_length=5)
    consent_version = models.CharField(max_length=20)
    #: Whole đồng: goods and delivery of all its orders
    total = models.PositiveBigIntegerField(_("total"))
    placed_at = models.DateTimeField(_("placed at"), db_index=True)
    #: The buyer's account was erased: recipient and address go once nothing is under way
    is_to_be_forgotten = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("purchase")
        verbose_name_plural = _("purchases")
        ordering = ["-placed_at"]

    def __str__(self) -> str:
        return self.number


class Order(AbstractOrder):
    """What one subject has to deliver. ``status`` follows ``enums.PIPELINE``."""

    purchase = models.ForeignKey(
        Purchase, null=True, on_delete=models.PROTECT, related_name="orders"
    )
    partner = models.ForeignKey(
        "partner.Partner", null=True, on_delete=models.PROTECT, related_name="orders"
    )
    delivery_method = models.CharField(
        max_length=12, choices=DeliveryMethod.choices, default=DeliveryMethod.PARCEL
    )
    expected_from = models.DateField(_("expected from"), null=True, blank=True)
    expected_to = models.DateField(_("expected until"), null=True, blank=True)
    #: Why it was cancelled or refused, and by whom ("buyer", "seller")
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)
    cancelled_by = models.CharField(max_length=10, blank=True)

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(OrderStatus(self.status).label)

    @property
    def confirm_before(self) -> datetime.datetime:
        """Until then the seller may confirm; later the order lapses."""
        return self.date_placed + datetime.timedelta(days=settings.SHOP_CONFIRM_WITHIN_DAYS)

    class Meta(AbstractOrder.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="order_status_known", condition=Q(status__in=OrderStatus.values)
            )
        ]


class CashQuota(models.Model):
    """How many cash-on-delivery orders a telephone number placed on a day."""

    phone = models.CharField(max_length=16)
    day = models.DateField()
    orders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phone", "day"], name="one_cash_quota")]

    def __str__(self) -> str:
        return f"{self.phone} {self.day}: {self.orders}"


# Oscar skips a model that is already registered, so our own classes stand above this line.
from oscar.apps.order.models import *
from oscar.apps.order.models import Line, LinePrice, OrderStatusChange  # for type checkers
