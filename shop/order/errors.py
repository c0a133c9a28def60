"""Why a purchase or a change of an order is refused; nothing was written."""

from shop.errors import ShopError


class PurchaseError(ShopError):
    """The purchase cannot be placed as it stands."""


class BasketChanged(PurchaseError):
    """Price, stock or delivery is not what the buyer was shown: show it and ask again."""


class OrderError(ShopError):
    """The order cannot go where it was sent."""
