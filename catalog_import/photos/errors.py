"""What batches of photos refuse, in words for whoever asked. Nothing was written."""

from shop.errors import ShopError


class PhotoError(ShopError):
    """The batch cannot be what was asked for."""


class NotAllowed(PhotoError):
    """Whoever asked does not work for the batch's centre."""
