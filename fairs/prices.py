"""The price source of fairs: true inside the window, and nowhere else."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models import BoothProduct
from fairs.selectors.pins import pins_in_force
from fairs.services import return_units, take_units
from shop.partner.models import StockRecord
from shop.prices import Offer, SoldLine


class FairPrices:
    """Registered with ``shop.prices``: the shop asks it for prices and tells it what was sold."""

    code = "fair"

    def prices(
        self, records: Iterable[StockRecord], *, moment: datetime.datetime
    ) -> Mapping[int, Offer]:
        """Fair prices in force, with the end of the fair in words; two queries at most."""
        asked = {record.pk: record.product_id for record in records}
        if not asked:
            return {}
        pins = pins_in_force(asked.values(), moment=moment)
        return {
            record_id: Offer(pin.fair_price, _reason(pin), pin.left)
            for record_id, pack_id in asked.items()
            if (pin := pins.get(pack_id)) and pin.fair_price
        }

    def take(self, lines: Sequence[SoldLine], *, moment: datetime.datetime) -> None:
        """Count what an order being placed takes. Raises ``PriceGone``."""
        take_units(lines=lines, moment=moment)

    def give_back(self, line_ids: Sequence[int]) -> None:
        """Give units of cancelled order lines back to their quotas."""
        return_units(line_ids=line_ids)


def _reason(pin: BoothProduct) -> str:
    end = f"{timezone.localtime(pin.booth.fair.closes_at):%H:%M %d/%m}"
    if pin.left is None:
        return _("Fair price until %(end)s") % {"end": end}
    return _("Fair price until %(end)s, %(left)d left") % {"end": end, "left": pin.left}
