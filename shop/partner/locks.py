"""Every ``select_for_update`` of stock; rows in pk order."""

from django.db.models import QuerySet

from shop.partner.models import StockRecord


def stock_for_update(record_ids: list[int]) -> QuerySet[StockRecord]:
    return (
        StockRecord.objects.select_for_update(of=("self",))
        .filter(pk__in=record_ids)
        .select_related("product")
        .order_by("pk")
    )
