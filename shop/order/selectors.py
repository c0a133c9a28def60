"""Reads purchases and orders. Every door has its own selector, so that none sees too much."""

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from ocop.models import Subject
from shop.order.models import Line, Order, Purchase
from shop.order.numbers import is_token

_LINES = Prefetch("lines", queryset=Line.objects.select_related("product__parent").order_by("pk"))


def _with_orders(purchases: QuerySet[Purchase]) -> QuerySet[Purchase]:
    orders = Order.objects.select_related("partner__subject").prefetch_related(_LINES)
    return purchases.select_related("province", "commune").prefetch_related(
        Prefetch("orders", queryset=orders.order_by("pk"))
    )


def purchase_by_token(token: str) -> Purchase | None:
    """For whoever holds the link; ``token`` comes from an address and may be anything."""
    if not is_token(token):
        return None
    return _with_orders(Purchase.objects.filter(token=token)).first()


def purchase_by_number_and_phone(*, number: str, phone: str) -> Purchase | None:
    """For whoever knows both; ``phone`` in E.164. Callers limit how often this is tried."""
    if not phone:  # a forgotten purchase has none
        return None
    return _with_orders(Purchase.objects.filter(number=number, phone=phone)).first()


def purchases_of(user: User) -> QuerySet[Purchase]:
    """A buyer's own, newest first."""
    return _with_orders(Purchase.objects.filter(user=user)).order_by("-placed_at", "-pk")


def orders_of_subject(subject: Subject) -> QuerySet[Order]:
    """A seller's own orders, newest first; nothing of other sellers in the same purchase."""
    return (
        Order.objects.filter(partner__subject=subject)
        .select_related("purchase__province", "purchase__commune", "partner__subject")
        .prefetch_related(_LINES)
        .order_by("-date_placed", "-pk")
    )
