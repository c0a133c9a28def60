"""Unit prices, as the law on price display asks: per kilogram or litre."""

from shop.catalogue.models import NetUnit

_UNITS = {NetUnit.GRAM: "kg", NetUnit.MILLILITRE: "l"}


def unit_price(*, price: int, net_amount: int | None, net_unit: str) -> tuple[int | None, str]:
    """Whole đồng per kg or litre, halves rounded up, and the unit; (None, "") when unknown."""
    if not net_amount or net_unit not in _UNITS:
        return None, ""
    return (price * 2000 + net_amount) // (2 * net_amount), _UNITS[NetUnit(net_unit)]
