"""Puts a booth's own products on show and gives them fair prices."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.errors import FairError
from fairs.locks import booth_for_update, pin_for_update
from fairs.models import Booth, BoothProduct, Fair
from fairs.services.guard import refuse_closed
from ocop.models import Certificate
from ocop.selectors.certificates import star_timeline
from search.services import enqueue
from shop.catalogue.models import Product
from shop.partner.models import StockRecord
from shop.partner.services import check_price
from themes.templatetags.looks import thousands

MOST_PINS = 60


@transaction.atomic
def pin_product(*, booth: Booth, listing: Product, moment: datetime.datetime) -> BoothProduct:
    """Show a listing of the booth's own subject; asked again, the pin there is.

    Raises ``FairError``.
    """
    booth = booth_for_update(booth.pk).get()
    refuse_closed(booth.fair, moment)
    registered = listing.registered_product
    if registered is None or registered.subject_id != booth.subject_id or not listing.is_public:
        raise FairError(_("A booth shows products of its own producer only."))
    if pin := booth.pins.filter(listing=listing).first():
        return pin
    if booth.pins.count() >= MOST_PINS:
        raise FairError(_("A booth shows at most %(count)d products.") % {"count": MOST_PINS})
    last = booth.pins.aggregate(last=Max("position"))["last"] or 0
    pin = BoothProduct.objects.create(booth=booth, listing=listing, position=last + 1)
    enqueue(listing_ids=[listing.pk])
    return pin


@transaction.atomic
def set_fair_price(
    *, pin: BoothProduct, pack: Product, price: int, moment: datetime.datetime,
    quota: int | None = None,
) -> BoothProduct:  # fmt: skip
    """Let one pack cost ``price`` (whole đồng) while the fair is open, for ``quota`` units or all.

    Above zero and below the ordinary price; the recognition must be in term on every day of the
    fair that is still to come. Raises ``FairError`` or ``OfferError`` with the reason.
    """
    pin = pin_for_update(pin.pk).get()
    refuse_closed(pin.booth.fair, moment)
    check_price(price)
    if pack.pk != pin.listing_id and pack.parent_id != pin.listing_id:
        raise FairError(_("Choose a pack of this product."))
    record = StockRecord.objects.filter(product=pack, price__isnull=False).order_by("pk").first()
    if record is None:
        raise FairError(_("Set the ordinary price first."))
    if price >= int(record.price):
        raise FairError(
            _("A fair price is lower than the ordinary price of %(price)s ₫.")
            % {"price": thousands(int(record.price))}
        )
    if quota is not None and quota < max(pin.sold, 1):
        raise FairError(
            _("The number of units cannot be lower than %(count)d.") % {"count": max(pin.sold, 1)}
        )
    _refuse_ending(pin.listing, pin.booth.fair, moment)
    pin.pack, pin.fair_price, pin.quota = pack, price, quota
    pin.save(update_fields=["pack", "fair_price", "quota"])
    return pin


@transaction.atomic
def clear_fair_price(*, pin: BoothProduct, moment: datetime.datetime) -> BoothProduct:
    """Back to the ordinary price; the product stays on show. Raises ``FairError``."""
    pin = pin_for_update(pin.pk).get()
    refuse_closed(pin.booth.fair, moment)
    pin.pack = pin.fair_price = pin.quota = None
    pin.save(update_fields=["pack", "fair_price", "quota"])
    return pin


@transaction.atomic
def unpin_product(*, pin: BoothProduct, moment: datetime.datetime) -> None:
    """Take a product off the booth; what was sold there stays told. Raises ``FairError``."""
    pin = pin_for_update(pin.pk).get()
    refuse_closed(pin.booth.fair, moment)
    listing_id = pin.listing_id
    pin.delete()
    enqueue(listing_ids=[listing_id])


def _refuse_ending(listing: Product, fair: Fair, moment: datetime.datetime) -> None:
    first = timezone.localdate(max(moment, fair.opens_at))
    last_in_term = _in_term_until(listing, first)
    if last_in_term is None:
        raise FairError(
            _("“%(name)s” has no recognition in term on %(day)s.")
            % {"name": listing.title, "day": f"{first:%d/%m/%Y}"}
        )
    if last_in_term < fair.last_day:
        raise FairError(
            _("The recognition of “%(name)s” ends on %(end)s, before the fair does on %(day)s.")
            % {
                "name": listing.title,
                "end": f"{last_in_term:%d/%m/%Y}",
                "day": f"{fair.last_day:%d/%m/%Y}",
            }
        )


def _in_term_until(listing: Product, first: datetime.date) -> datetime.date | None:
    """The last day of the unbroken time in term that ``first`` lies in."""
    certificates = Certificate.objects.filter(product=listing.registered_product_id)
    last = None
    for span in star_timeline(certificates):
        is_next = last is not None and span.start == last + datetime.timedelta(days=1)
        if span.start <= first <= span.end or is_next:
            last = span.end
    return last
