"""Every ``select_for_update`` of the catalogue; rows in pk order."""

from django.db.models import QuerySet

from shop.catalogue.models import Product


def listings_for_update(listing_ids: list[int]) -> QuerySet[Product]:
    return Product.objects.select_for_update().filter(pk__in=listing_ids).order_by("pk")
