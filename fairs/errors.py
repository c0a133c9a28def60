"""What the fairs refuse, in words for whoever asked. Nothing was written."""

from shop.errors import ShopError


class FairError(ShopError):
    """The fair, booth or price cannot be what was asked for."""


class NotAllowed(FairError):
    """Whoever asked does not work for the fair's centre."""
