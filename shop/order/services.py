"""Places purchases. One transaction: it stands as a whole or not at all."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.sites.models import Site
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from ocop.enums import Scheme
from ocop.models import Place
from shop.basket.locks import basket_for_update
from shop.basket.models import Basket
from shop.order.cash import use_cash_quota
from shop.order.drafts import Draft, DraftLine, DraftOrder, draft_purchase
from shop.order.enums import OrderStatus, PaymentMethod
from shop.order.errors import BasketChanged, PurchaseError
from shop.order.models import Line, LinePrice, Order, OrderStatusChange, Purchase
from shop.order.numbers import random_number, random_token
from shop.order.tasks import send_purchase_mail
from shop.partner.models import OutOfStock
from shop.partner.services import take_stock
from shop.prices import PriceGone, SoldLine, take_prices


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets it and where: places of today, phone in E.164."""

    name: str
    phone: str
    province: Place
    commune: Place
    email: str = ""
    street: str = ""
    note: str = ""


@transaction.atomic
def place_purchase(
    *,
    basket: Basket,
    recipient: Recipient,
    delivery: Mapping[int, str],
    payment_method: str,
    seen_total: int,
    language: str,
    consent_version: str,
    moment: datetime.datetime,
    user: User | None = None,
) -> Purchase:
    """Turn a basket into one purchase and one order per seller; stock is held, mail is queued.

    Submitting the same basket again returns the purchase it became. ``seen_total`` (đồng) is the
    sum on the button: if it is no longer true nothing is placed. Raises ``PurchaseError``,
    ``BasketChanged`` or ``BasketError``; a refusal leaves no trace.
    """
    basket = basket_for_update(basket.pk).get()
    if placed := Purchase.objects.filter(basket=basket).first():
        return placed
    if basket.status != Basket.OPEN:
        raise PurchaseError(_("This basket has been ordered already."))
    if payment_method != PaymentMethod.COD:
        raise PurchaseError(_("Choose how to pay."))
    if not lies_in(recipient.commune, recipient.province):
        raise PurchaseError(_("Choose a commune, ward or special zone"))
    draft = draft_purchase(
        basket=basket, province=recipient.province, delivery=delivery, moment=moment
    )
    if draft.total != seen_total:
        raise BasketChanged(_("The sum has changed meanwhile. Look at it again before you order."))
    use_cash_quota(
        phone=recipient.phone, day=timezone.localdate(moment),
        amounts=[order.total for order in draft.orders],
    )  # fmt: skip
    _hold_stock(draft)
    purchase = Purchase.objects.create(
        number=random_number(),
        token=random_token(),
        basket=basket,
        user=user,
        recipient=recipient.name,
        phone=recipient.phone,
        email=recipient.email,
        province=recipient.province,
        commune=recipient.commune,
        street=recipient.street,
        note=recipient.note,
        payment_method=payment_method,
        language=language,
        consent_version=consent_version,
        total=draft.total,
        placed_at=moment,
    )
    lines = _write_orders(purchase, draft, moment)
    _submit(basket, moment)
    send_purchase_mail.enqueue(purchase.pk)
    _take_prices(draft, lines, moment)  # last: everybody who wants the same price waits here
    return purchase


def lies_in(commune: Place, province: Place) -> bool:
    """Whether both are what an address of today is made of, and belong together."""
    return (
        commune.is_commune
        and commune.scheme == Scheme.SINCE_2025_07
        and commune.province_id == province.pk
    )


def _hold_stock(draft: Draft) -> None:
    try:
        take_stock(quantities=draft.quantities)
    except OutOfStock as refused:
        raise BasketChanged(
            _("Some of it has just been sold to others. The basket shows what is left.")
        ) from refused


def _take_prices(draft: Draft, lines: list[Line], moment: datetime.datetime) -> None:
    drafts = [part for order in draft.orders for part in order.lines]
    try:
        take_prices(
            (
                (
                    part.price.source,
                    SoldLine(
                        line_id=line.pk, pack_id=part.line.product_id,
                        quantity=part.line.quantity, amount=part.price.amount,
                    ),
                )
                for part, line in zip(drafts, lines, strict=True)
            ),
            moment=moment,
        )  # fmt: skip
    except PriceGone as refused:
        raise BasketChanged(str(refused)) from refused


def _write_orders(purchase: Purchase, draft: Draft, moment: datetime.datetime) -> list[Line]:
    """The orders with their lines, which are returned in the order of the draft."""
    site = Site.objects.get_current()
    orders = Order.objects.bulk_create(
        [_order(purchase, part, site, moment) for part in draft.orders]
    )
    lines = Line.objects.bulk_create(
        [
            _line(order, line)
            for order, part in zip(orders, draft.orders, strict=True)
            for line in part.lines
        ]
    )
    LinePrice.objects.bulk_create(
        [
            LinePrice(
                order=line.order, line=line, quantity=line.quantity,
                price_incl_tax=line.unit_price_incl_tax, price_excl_tax=line.unit_price_excl_tax,
            )
            for line in lines
        ]
    )  # fmt: skip
    OrderStatusChange.objects.bulk_create(
        [OrderStatusChange(order=order, old_status="", new_status=order.status) for order in orders]
    )
    return lines


def _order(purchase: Purchase, part: DraftOrder, site: Site, moment: datetime.datetime) -> Order:
    first, last = part.chosen.expected(timezone.localdate(moment))
    return Order(
        number=random_number(),
        site=site,
        basket=None,
        user=purchase.user,
        purchase=purchase,
        partner=part.partner,
        currency="VND",
        total_incl_tax=Decimal(part.total),
        total_excl_tax=Decimal(part.total),
        shipping_incl_tax=Decimal(part.chosen.fee),
        shipping_excl_tax=Decimal(part.chosen.fee),
        shipping_code=part.chosen.method,
        delivery_method=part.chosen.method,
        expected_from=first,
        expected_to=last,
        status=OrderStatus.AWAITING_CONFIRMATION,
        guest_email="" if purchase.user_id else purchase.email,
        date_placed=moment,
    )


def _line(order: Order, draft: DraftLine) -> Line:
    product = draft.line.product
    record = draft.line.stockrecord
    total, unit = Decimal(draft.total), Decimal(draft.price.amount)
    return Line(
        order=order,
        partner=record.partner,
        partner_name=record.partner.name,
        partner_sku=record.partner_sku,
        stockrecord=record,
        product=product,
        title=_title(draft)[:255],
        quantity=draft.line.quantity,
        num_allocated=draft.line.quantity,
        line_price_incl_tax=total,
        line_price_excl_tax=total,
        line_price_before_discounts_incl_tax=total,
        line_price_before_discounts_excl_tax=total,
        unit_price_incl_tax=unit,
        unit_price_excl_tax=unit,
        status=order.status,
    )


def _title(draft: DraftLine) -> str:
    product = draft.line.product
    name = (product.parent or product).title
    return f"{name} – {product.pack_label}" if product.pack_label else name


def _submit(basket: Basket, moment: datetime.datetime) -> None:
    basket.status = Basket.SUBMITTED
    basket.date_submitted = moment
    basket.save(update_fields=["status", "date_submitted"])
