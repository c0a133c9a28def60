"""Every ``select_for_update`` of the basket."""

from django.db.models import QuerySet

from shop.basket.models import Basket


def basket_for_update(basket_id: int) -> QuerySet[Basket]:
    return Basket.objects.select_for_update().filter(pk=basket_id)
