"""Listings nobody has touched: pages of registered products, made and taken away with them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ocop.chunks import chunks
from shop.catalogue.models import Product
from shop.errors import OfferError
from shop.signals import products_changed


@transaction.atomic
def remove_showcases(*, registered_product_ids: Iterable[int]) -> None:
    """Delete the listings of products the register will forget, in the caller's transaction.

    Raises ``OfferError`` where a listing is more than a showcase: somebody gave it packs, a price
    or pictures.
    """
    for wanted in chunks(sorted(set(registered_product_ids))):
        listings = Product.objects.filter(registered_product_id__in=wanted).order_by("pk")
        pks = list(listings.values_list("pk", flat=True))
        own = Product.objects.filter(pk__in=pks)
        for used in (own.filter(children__isnull=False), own.filter(stockrecords__isnull=False),
                     own.filter(images__isnull=False)):  # fmt: skip
            if touched := used.first():
                raise OfferError(
                    _("“%(name)s” is on offer already; its page stays.") % {"name": touched.title}
                )
        own.delete()
        if pks:
            products_changed.send(sender=Product, listing_ids=pks)
