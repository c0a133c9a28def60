"""Every ``select_for_update`` of orders; rows in pk order."""

from django.db.models import QuerySet

from shop.order.models import Order


def order_for_update(order_id: int) -> QuerySet[Order]:
    return Order.objects.select_for_update(of=("self",)).filter(pk=order_id)
