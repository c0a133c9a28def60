"""Prices are what the buyer pays: whole đồng, tax included."""

from collections.abc import Iterable
from typing import Any

from oscar.apps.partner import strategy
from oscar.apps.partner.availability import Unavailable

from shop.policy import ENQUIRY_ONLY


class ShopStrategy(
    strategy.UseFirstStockRecord, strategy.NoTax, strategy.StockRequired, strategy.Structured
):
    """One seller per product; nothing without a price or for enquiry only can be bought."""

    def select_stockrecord(self, product: Any) -> Any:
        """The one on sale: packs taken off sale keep their rows without a price."""
        records: Iterable[Any] = product.stockrecords.all()
        return next((record for record in records if record.price is not None), None)

    def availability_policy(self, product: Any, stockrecord: Any) -> Any:
        if stockrecord is None or stockrecord.price is None:
            return Unavailable()
        listing = product.parent if product.is_child else product
        if listing.policy_class in ENQUIRY_ONLY:
            return Unavailable()
        return super().availability_policy(product, stockrecord)


class Selector:
    """Asked for by Oscar under this name."""

    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> ShopStrategy:
        return ShopStrategy(request)
