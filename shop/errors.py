"""What the shop refuses, in words a person can act on."""


class ShopError(Exception):
    """A refusal: nothing was written. The message is translated and meant to be shown."""


class OfferError(ShopError):
    """An offer that cannot stand: no pack, a price that is not whole đồng, a class never sold."""
