"""Reads baskets for pages: grouped by seller, with what changed since said in words."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from shop.basket.models import Basket, Line
from shop.basket.services import BasketError, check_policy
from shop.catalogue.cards import Picture
from shop.catalogue.pictures import pictures_of
from shop.prices import Price, current_prices
from shop.shipping.selectors import Parcel, parcel_fees, parcel_of
from themes.templatetags.looks import thousands


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A line as shown. Amounts are whole đồng; ``problem`` stops the order until it is mended."""

    id: int
    pack_id: int
    name: str
    url: str
    pack: str
    quantity: int
    price: int
    total: int
    stock: int
    picture: Picture | None
    #: The usual price where this one is lower, and why it is
    ordinary_price: int | None = None
    price_reason: str = ""
    #: "The price was 120.000 ₫ when you added it"
    notice: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BasketGroup:
    """What one seller will send."""

    subject_name: str
    subject_url: str
    lines: tuple[BasketLine, ...]
    parcel: Parcel
    #: Estimated, whole đồng; None: not asked, or the goods are only fetched
    delivery_fee: int | None = None

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)


@dataclass(frozen=True, slots=True)
class BasketPage:
    """The basket page."""

    groups: tuple[BasketGroup, ...]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    @property
    def delivery_total(self) -> int:
        """Of the parts that are sent."""
        return sum(group.delivery_fee or 0 for group in self.groups)

    @property
    def total_with_delivery(self) -> int:
        return self.total + self.delivery_total

    @property
    def count(self) -> int:
        return sum(line.quantity for group in self.groups for line in group.lines)

    @property
    def can_order(self) -> bool:
        return bool(self.groups) and not any(
            line.problem for group in self.groups for line in group.lines
        )


def lines_of(basket: Basket) -> list[Line]:
    """The lines with all that pages and purchases need of them; one query."""
    return list(
        Line.objects.filter(basket=basket)
        .select_related(
            "stockrecord__partner__subject__province_now",
            "product__registered_product",
            "product__parent__registered_product",
        )
        .order_by("stockrecord__partner__subject__name", "stockrecord__partner_id", "pk")
    )


def packs_in_basket(*, owner: User | None, basket_id: int | None = None) -> int:
    """How many packs an open basket holds: a user's own, or the guest's of this id; one query."""
    of_guest = {} if owner else {"basket": basket_id}
    lines = Line.objects.filter(basket__status=Basket.OPEN, basket__owner=owner, **of_guest)
    return lines.aggregate(packs=Sum("quantity"))["packs"] or 0


def basket_page(basket: Basket | None, *, moment: datetime.datetime) -> BasketPage:
    """The basket at a moment; four queries and those of the price sources."""
    lines = lines_of(basket) if basket else []
    prices = current_prices([line.stockrecord for line in lines], moment=moment)
    pictures = pictures_of({line.product.parent_id or line.product_id for line in lines})
    groups: dict[int, list[tuple[Line, BasketLine]]] = {}
    for line in lines:
        shown = _line(line, prices.get(line.stockrecord_id), pictures)
        groups.setdefault(line.stockrecord.partner_id, []).append((line, shown))
    return BasketPage(groups=tuple(_group(lines) for lines in groups.values()))


def estimate_delivery(page: BasketPage, *, province_id: int | None) -> BasketPage:
    """The page with what sending each part would cost; one query, none for an empty basket.

    ``province_id`` is None before anybody said where it goes: then to another province.
    """
    if not page.groups:
        return page
    fees = parcel_fees([group.parcel for group in page.groups], province_id=province_id)
    return BasketPage(
        groups=tuple(
            replace(group, delivery_fee=fees[group.parcel.partner.pk]) for group in page.groups
        )
    )


def _group(lines: list[tuple[Line, BasketLine]]) -> BasketGroup:
    partner = lines[0][0].stockrecord.partner
    return BasketGroup(
        subject_name=partner.subject.name,
        subject_url=reverse("search:subject", kwargs={"slug": partner.subject.slug}),
        lines=tuple(shown for _line, shown in lines),
        parcel=parcel_of(
            partner, [(line.product, line.quantity, shown.total) for line, shown in lines]
        ),
    )


def _line(line: Line, price: Price | None, pictures: dict[int, list[Picture]]) -> BasketLine:
    listing = line.product.parent or line.product
    stock = max(line.stockrecord.net_stock_level, 0)
    own = pictures.get(listing.pk, [])
    amount = price.amount if price else 0
    return BasketLine(
        id=line.pk,
        pack_id=line.product_id,
        name=listing.title,
        url=listing.get_absolute_url(),
        pack=line.product.pack_label,
        quantity=line.quantity,
        price=amount,
        total=amount * line.quantity,
        stock=stock,
        picture=own[0] if own else None,
        ordinary_price=price.struck if price else None,
        price_reason=price.reason if price else "",
        notice=_price_notice(line, price),
        problem=_problem(line, price, stock),
    )


def _price_notice(line: Line, price: Price | None) -> str:
    if price is None or line.price_incl_tax is None or int(line.price_incl_tax) == price.amount:
        return ""
    return _("The price has changed: it was %(old)s ₫ when you chose it.") % {
        "old": thousands(int(line.price_incl_tax))
    }


def _problem(line: Line, price: Price | None, stock: int) -> str:
    if price is None:
        return _("No longer on sale. Take it out of the basket.")
    try:
        check_policy(line.product.parent or line.product)
    except BasketError as refused:
        return str(refused)
    if stock == 0:
        return _("Sold out meanwhile. Take it out of the basket.")
    if stock < line.quantity:
        return ngettext("Only %(count)d left.", "Only %(count)d left.", stock) % {"count": stock}
    if price.limit is not None and price.limit < line.quantity:
        return _("Only %(count)d can be had at this price. Take fewer, then order the rest.") % {
            "count": price.limit
        }
    return ""
