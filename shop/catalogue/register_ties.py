"""What the catalogue has of a registered product, told to the register's desk."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ocop.elsewhere import Elsewhere, register_elsewhere
from ocop.models import RegisteredProduct
from ocop.objections import register_objection
from shop.catalogue.locks import listings_for_update
from shop.catalogue.models import Product
from shop.partner.models import StockRecord

#: A price, units in stock or units promised: somebody's business
ON_SALE = Q(price__isnull=False) | Q(num_in_stock__gt=0) | Q(num_allocated__gt=0)


def connect() -> None:
    register_objection(RegisteredProduct, "shop.catalogue")(object_to_merge)
    register_elsewhere(RegisteredProduct, "shop.catalogue")(listings)


def object_to_merge(
    kept: RegisteredProduct, merged: RegisteredProduct, moment: datetime.datetime
) -> Iterator[Any]:
    """Nobody's offer disappears in a merge: the record that goes must have none.

    Holds both listings, so that no offer is being made meanwhile.
    """
    locked = listings_for_update(
        list(
            Product.objects.filter(registered_product__in=[kept, merged]).values_list(
                "pk", flat=True
            )
        )
    )
    listing = next((row for row in locked if row.registered_product_id == merged.pk), None)
    if listing is None or not _records(listing).filter(ON_SALE).exists():
        return
    own = Product.objects.filter(registered_product=kept).first()
    if own is not None and _records(own).filter(ON_SALE).exists():
        yield _("Both are on sale. Take one off sale and let its orders end first.")
    else:
        yield _("The record that would go is on sale: keep that one instead.")


def listings(product: RegisteredProduct) -> Iterator[Elsewhere]:
    """The listing of a product and whether it can be bought."""
    listing = Product.objects.filter(registered_product=product).first()
    if listing is None:
        return
    if not listing.is_public:
        state = _t("not listed")
    elif listing.is_paused:
        state = _t("paused by the seller")
    elif _records(listing).filter(price__isnull=False).exists():
        state = _t("on sale")
    else:
        state = _t("shown without a price")
    yield Elsewhere(_t("Page of the product"), listing.get_absolute_url(), state)


def _records(listing: Product) -> QuerySet[StockRecord]:
    records: QuerySet[StockRecord] = StockRecord.objects.filter(
        Q(product=listing) | Q(product__parent=listing)
    )
    return records
