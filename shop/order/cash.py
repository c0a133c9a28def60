"""Limits of cash on delivery: per order, and per telephone number and day."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from shop.order.errors import PurchaseError
from shop.order.models import CashQuota
from themes.templatetags.looks import thousands


def use_cash_quota(*, phone: str, day: datetime.date, amounts: Sequence[int]) -> None:
    """Count the orders of a purchase against the limits. Raises ``PurchaseError``.

    A conditional update: two purchases at once cannot both take the last place of a day.
    """
    limit = settings.SHOP_COD_MAX_AMOUNT
    if any(amount > limit for amount in amounts):
        raise PurchaseError(
            _("Cash on delivery is possible up to %(limit)s ₫ an order. Order less, or ask us.")
            % {"limit": thousands(limit)}
        )
    most = settings.SHOP_COD_MAX_ORDERS_PER_DAY
    CashQuota.objects.get_or_create(phone=phone, day=day)
    taken = CashQuota.objects.filter(phone=phone, day=day, orders__lte=most - len(amounts)).update(
        orders=F("orders") + len(amounts)
    )
    if not taken:
        raise PurchaseError(
            _("%(count)d cash orders a day can be placed with one telephone number. Call us.")
            % {"count": most}
        )


def drop_old_quotas(*, day: datetime.date) -> None:
    """A telephone number is kept for the day it counts on, no longer."""
    CashQuota.objects.filter(day__lt=day).delete()
