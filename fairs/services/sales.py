"""Counts what is sold at fair prices, inside the transaction that places or cancels an order.

Units of a cancelled order go back to the quota at once: otherwise orders that nobody means could
use it up. After the end that changes nothing, because nobody can buy at that price any more.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from fairs.models import BoothProduct, LineAttribution
from fairs.selectors.pins import booths_in_force, pins_in_force
from shop.prices import PriceGone, SoldLine


@transaction.atomic
def take_units(*, lines: Sequence[SoldLine], moment: datetime.datetime) -> None:
    """Count the lines against their quotas and say at which booth they were sold.

    Raises ``PriceGone`` when a price no longer holds; the caller's transaction must then fail.
    """
    pins = pins_in_force([line.pack_id for line in lines], moment=moment)
    sold = []
    # In pk order, so that two purchases of the same goods cannot deadlock
    for line in sorted(lines, key=lambda line: _key(pins.get(line.pack_id))):
        pin = pins.get(line.pack_id)
        if pin is None or pin.fair_price != line.amount:
            raise PriceGone(_("The fair price no longer holds. Look at the sum again."))
        _count(pin, line.quantity, moment)
        sold.append(
            LineAttribution(
                line_id=line.line_id,
                fair_id=pin.booth.fair_id,
                booth_id=pin.booth_id,
                pin=pin,
                quantity=line.quantity,
            )
        )
    LineAttribution.objects.bulk_create(sold)


@transaction.atomic
def return_units(*, line_ids: Iterable[int]) -> None:
    """Give the units of cancelled order lines back to their quotas, once."""
    rows = LineAttribution.objects.filter(line_id__in=list(line_ids), is_given_back=False)
    for row in rows.order_by("pin_id", "pk"):
        if row.pin_id:
            pin = BoothProduct.objects.filter(pk=row.pin_id, sold__gte=row.quantity)
            pin.update(sold=F("sold") - row.quantity)
    rows.update(is_given_back=True)


def _key(pin: BoothProduct | None) -> int:
    return pin.pk if pin else 0


def _count(pin: BoothProduct, quantity: int, moment: datetime.datetime) -> None:
    """One conditional UPDATE. Its conditions stand on the row itself: inside a subquery PostgreSQL
    would judge the row as it was before a purchase that is just being committed.
    """
    row = BoothProduct.objects.filter(
        pk=pin.pk, fair_price=pin.fair_price, pack=pin.pack_id, booth__in=booths_in_force(moment)
    )
    if row.filter(Q(quota=None) | Q(sold__lte=F("quota") - quantity)).update(
        sold=F("sold") + quantity
    ):
        return
    left = row.values_list("quota", "sold").first()
    if left is None or left[0] is None or left[0] <= left[1]:
        raise PriceGone(_("The fair price no longer holds. Look at the sum again."))
    raise PriceGone(
        _("Only %(count)d are left at the fair price. Take fewer, then order again.")
        % {"count": left[0] - left[1]}
    )
