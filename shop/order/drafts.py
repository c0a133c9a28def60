"""A purchase before it is placed: what a basket costs, by seller, at a moment.

The check-answers page and ``place_purchase`` both read this, so they cannot disagree.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ocop.models import Place
from shop.basket.models import Basket, Line
from shop.basket.selectors import lines_of
from shop.basket.services import check_policy
from shop.order.errors import BasketChanged, PurchaseError
from shop.partner.models import Partner
from shop.prices import Price, current_prices
from shop.shipping.selectors import (
    DeliveryOption,
    Parcel,
    delivery_options,
    parcel_of,
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One pack in a draft; amounts are whole đồng."""

    line: Line
    price: Price

    @property
    def total(self) -> int:
        return self.price.amount * self.line.quantity


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """One seller's part: its lines, the ways to deliver it and the way chosen."""

    partner: Partner
    lines: tuple[DraftLine, ...]
    options: tuple[DeliveryOption, ...]
    chosen: DeliveryOption

    @property
    def goods_total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def total(self) -> int:
        return self.goods_total + self.chosen.fee


@dataclass(frozen=True, slots=True)
class Draft:
    """All of it."""

    orders: tuple[DraftOrder, ...]

    @property
    def total(self) -> int:
        return sum(order.total for order in self.orders)

    @property
    def quantities(self) -> dict[int, int]:
        """Stock record → units."""
        return {
            line.line.stockrecord_id: line.line.quantity
            for order in self.orders
            for line in order.lines
        }


def draft_purchase(
    *,
    basket: Basket,
    province: Place,
    delivery: Mapping[int, str],
    moment: datetime.datetime,
) -> Draft:
    """Price a basket for a buyer in ``province`` (of today).

    ``delivery``: partner id → method; a seller not named gets the first option. Three queries,
    plus those of the price sources. Raises ``PurchaseError``, ``BasketChanged`` and, for goods
    that may not be sold this way, ``BasketError``.
    """
    lines = lines_of(basket)
    if not lines:
        raise PurchaseError(_("The basket is empty."))
    prices = current_prices([line.stockrecord for line in lines], moment=moment)
    by_partner: dict[int, list[DraftLine]] = {}
    for line in lines:
        check_policy(line.product.parent or line.product)
        if line.stockrecord_id not in prices:
            raise BasketChanged(
                _("“%(name)s” is no longer on sale. Take it out of the basket.")
                % {"name": (line.product.parent or line.product).title}
            )
        by_partner.setdefault(line.stockrecord.partner_id, []).append(
            DraftLine(line=line, price=prices[line.stockrecord_id])
        )
    options = delivery_options([_parcel(lines) for lines in by_partner.values()], province=province)
    return Draft(
        orders=tuple(
            _order(lines, options[partner_id], delivery.get(partner_id))
            for partner_id, lines in by_partner.items()
        )
    )


def _parcel(lines: list[DraftLine]) -> Parcel:
    return parcel_of(
        lines[0].line.stockrecord.partner,
        [(d.line.product, d.line.quantity, d.total) for d in lines],
    )


def _order(
    lines: list[DraftLine], options: tuple[DeliveryOption, ...], method: str | None
) -> DraftOrder:
    chosen = next((o for o in options if o.method == method), None)
    if chosen is None and method is not None:
        raise BasketChanged(_("This way of delivery is not possible. Choose another."))
    return DraftOrder(
        partner=lines[0].line.stockrecord.partner,
        lines=tuple(lines),
        options=options,
        chosen=chosen or options[0],
    )
