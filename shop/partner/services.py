"""Takes and returns stock: conditional updates in pk order, behind the table's constraints."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from shop.partner.models import OutOfStock, StockRecord


@transaction.atomic
def take_stock(*, quantities: Mapping[int, int]) -> None:
    """Hold units of each stock record, all or none. Raises ``OutOfStock``; nothing is then held.

    Rows are taken in pk order, so that two purchases of the same goods cannot deadlock.
    """
    for record_id, quantity in sorted(quantities.items()):
        taken = StockRecord.objects.filter(
            pk=record_id,
            price__isnull=False,
            num_in_stock__gte=Coalesce(F("num_allocated"), 0) + quantity,
        ).update(num_allocated=Coalesce(F("num_allocated"), 0) + quantity)
        if not taken:
            raise OutOfStock(_("Not enough stock"))


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
