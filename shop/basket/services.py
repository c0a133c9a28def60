"""Puts things into baskets and takes them out."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from ocop.enums import PolicyClass
from shop.basket.locks import basket_for_update
from shop.basket.models import Basket, Line
from shop.catalogue.models import Product
from shop.errors import ShopError
from shop.partner.models import StockRecord
from shop.policy import ENQUIRY_ONLY, NEVER_SOLD
from shop.prices import current_prices
from shop.scope.selectors import EVERYTHING, Scope

#: More of one pack is a wholesale enquiry
MAX_QUANTITY = 99
MAX_LINES = 60
#: A guest comes back for a basket within two months; later nothing names it any more
GUEST_BASKET_DAYS = 60

_BATCH = 500


class BasketError(ShopError):
    """What cannot go into a basket, in words for the buyer."""


def create_basket(*, user: User | None) -> Basket:
    """A new open basket, of a user or of a guest."""
    return Basket.objects.create(owner=user)


@transaction.atomic
def add_to_basket(
    *,
    basket: Basket | None,
    pack_id: int,
    quantity: int,
    moment: datetime.datetime,
    user: User | None = None,
    scope: Scope = EVERYTHING,
) -> Line:
    """Put ``quantity`` more of a pack into the basket, or into a new one (of ``user``).

    More than there is in stock may be asked for: the basket page says what is left. What lies
    outside the ``scope`` of the site is not on sale there; what is in a basket stays. Raises
    ``BasketError``; then nothing was written, no basket either.
    """
    pack = Product.objects.filter(pk=pack_id).select_related(
        "registered_product", "parent__registered_product"
    ).first()  # fmt: skip
    if pack is None:
        raise BasketError(_("This product is not on sale at the moment."))
    listing = pack.parent or pack
    check_policy(listing)
    if not scope.holds(listing.register_entry.province_now_id):
        raise BasketError(_("This product is not on sale on this site."))
    record = StockRecord.objects.filter(product=pack, price__isnull=False).order_by("pk").first()
    if record is None:
        raise BasketError(_("This product is not on sale at the moment."))
    if quantity < 1:
        raise BasketError(_("Choose at least one."))
    basket = _open(basket) if basket else create_basket(user=user)
    line = Line.objects.filter(basket=basket, stockrecord=record).first()
    if line is None:
        if basket.lines.count() >= MAX_LINES:
            raise BasketError(_("The basket is full. Order what is in it first."))
        seen = current_prices([record], moment=moment)[record.pk].amount
        line = Line(
            basket=basket, product=pack, stockrecord=record, quantity=0,
            line_reference=f"{pack.pk}_{record.pk}", price_currency="VND",
            price_incl_tax=seen, price_excl_tax=seen,
        )  # fmt: skip
    line.quantity = _quantity(line.quantity + quantity)
    line.save()
    return line


@transaction.atomic
def set_quantity(*, basket: Basket, line_id: int, quantity: int) -> Line | None:
    """Set how many of a line are wanted; 0 takes it out. A foreign line is not found: None."""
    basket = _open(basket)
    line = Line.objects.filter(basket=basket, pk=line_id).first()
    if line is None:
        return None
    if quantity <= 0:
        line.delete()
        return None
    line.quantity = _quantity(quantity)
    line.save(update_fields=["quantity", "date_updated"])
    return line


@transaction.atomic
def accept_prices(*, basket: Basket, prices: dict[int, int]) -> None:
    """The buyer has been told the prices (stock record → đồng): remember them as seen."""
    for line in _open(basket).lines.all():
        told = prices.get(line.stockrecord_id)
        if told is not None and line.price_incl_tax != told:
            line.price_incl_tax = line.price_excl_tax = told
            line.save(update_fields=["price_incl_tax", "price_excl_tax", "date_updated"])


@transaction.atomic
def merge_baskets(*, guest: Basket, own: Basket) -> Basket:
    """At sign-in: what the guest gathered joins what the user had; the larger quantity stays."""
    first, second = sorted((guest.pk, own.pk))  # one order for every pair: no deadlock
    locked = {pk: basket_for_update(pk).get() for pk in (first, second)}
    guest, own = locked[guest.pk], locked[own.pk]
    if guest.status != Basket.OPEN or guest.pk == own.pk:
        return own
    mine = {line.stockrecord_id: line for line in own.lines.all()}
    for line in guest.lines.all():
        if known := mine.get(line.stockrecord_id):
            known.quantity = max(known.quantity, line.quantity)
            known.save(update_fields=["quantity", "date_updated"])
        else:
            line.basket = own
            line.save(update_fields=["basket", "date_updated"])
    guest.status = Basket.MERGED
    guest.save(update_fields=["status"])
    return own


def drop_guest_baskets(*, moment: datetime.datetime) -> int:
    """Delete baskets of guests that nobody touched for as long as their cookie lasts.

    Nothing can reach such a basket, so nothing has to be locked. One that became a purchase stays:
    a second click of its button must find the purchase. Returns how many were deleted.
    """
    since = moment - datetime.timedelta(days=GUEST_BASKET_DAYS)
    touched = Line.objects.filter(basket=OuterRef("pk"), date_updated__gte=since)
    old = Basket.objects.filter(
        ~Exists(touched), owner=None, purchase=None, status__in=(Basket.OPEN, Basket.MERGED),
        date_created__lt=since,
    ).order_by("pk")  # fmt: skip
    dropped = 0
    while pks := list(old.values_list("pk", flat=True)[:_BATCH]):
        Basket.objects.filter(pk__in=pks).delete()
        dropped += len(pks)
    return dropped


def _open(basket: Basket) -> Basket:
    locked = basket_for_update(basket.pk).get()
    if locked.status != Basket.OPEN:
        raise BasketError(_("This basket has been ordered already."))
    return locked


def _quantity(wanted: int) -> int:
    if wanted > MAX_QUANTITY:
        raise BasketError(
            _("At most %(count)d of one pack. For more, ask the producer for a wholesale price.")
            % {"count": MAX_QUANTITY}
        )
    return wanted


def check_policy(listing: Product) -> None:
    """Refuse what may not be bought here and now, saying why. Raises ``BasketError``."""
    if not listing.is_public or listing.is_paused or listing.registered_product is None:
        raise BasketError(_("This product is not on sale at the moment."))
    if listing.policy_class == PolicyClass.ALCOHOL:
        raise BasketError(
            _(
                "Alcohol may only be sold online with a payment that is not cash "
                "(Law 44/2019/QH14). This shop takes cash on delivery only, so it cannot be "
                "ordered here yet. Ask the producer."
            )
        )
    if listing.policy_class in NEVER_SOLD:
        raise BasketError(_("Medicines are not sold here. Ask the producer."))
    if listing.policy_class in ENQUIRY_ONLY:
        raise BasketError(_("This product is not sent by parcel. Ask the producer."))
