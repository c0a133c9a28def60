"""Every ``select_for_update`` of orders; rows in pk order."""

from django.db.models import QuerySet

from shop.order.models import Order, Purchase


def order_for_update(order_id: int) -> QuerySet[Order]:
    return Order.objects.select_for_update(of=("self",)).filter(pk=order_id)


def purchase_for_update(purchase_id: int) -> QuerySet[Purchase]:
    return Purchase.objects.select_for_update(of=("self",)).filter(pk=purchase_id)
