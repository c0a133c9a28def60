"""Sellers and their stock."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord


class OutOfStock(Exception):
    """Fewer units are left than were asked for; nothing was taken."""


class Partner(AbstractPartner):
    """The seller's side of a subject; made when the subject first offers something."""

    subject = models.OneToOneField(
        "ocop.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="partner"
    )


class StockRecord(AbstractStockRecord):
    """Price and stock of one pack size. ``price`` is whole đồng, tax included."""

    @staticmethod
    def hold(records: "models.QuerySet[StockRecord]", quantity: int) -> None:
        """Hold ``quantity`` of the one record selected, if so many are free: one conditional
        UPDATE, so that a unit cannot be held twice. Raises ``OutOfStock``.
        """
        held = Coalesce(F("num_allocated"), 0) + quantity
        if not records.filter(num_in_stock__gte=held).update(num_allocated=held):
            raise OutOfStock(_t("Not enough stock"))

    def allocate(self, quantity: int) -> None:
        """Take ``quantity`` units for an order in one conditional UPDATE.

        Oscar adds without a condition and oversells on PostgreSQL. Raises ``OutOfStock``.
        """
        if not self.can_track_allocations:
            return
        self.pre_save_signal()
        self.hold(type(self).objects.filter(pk=self.pk), quantity)
        self.refresh_from_db(fields=["num_allocated"])
        self.post_save_signal()

    allocate.alters_data = True  # type: ignore[attr-defined]

    @property
    def price_dong(self) -> int | None:
        """The price in whole đồng, or None for a showcase."""
        return None if self.price is None else int(self.price)

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="stock_not_oversold",
                condition=Q(num_allocated__isnull=True) | Q(num_allocated__lte=F("num_in_stock")),
            ),
            models.CheckConstraint(
                name="allocated_not_negative",
                condition=Q(num_allocated__isnull=True) | Q(num_allocated__gte=0),
            ),
            models.CheckConstraint(
                name="price_is_whole_dong",
                condition=Q(price__isnull=True) | Q(price=Round(F("price")), price__gte=0),
            ),
        ]


# Oscar skips a model that is already registered, so our own classes stand above this line.
from oscar.apps.partner.models import *
