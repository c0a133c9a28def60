"""The only writers of fairs. Keyword arguments, one transaction each, refusals in fairs.errors."""

from fairs.services.booths import introduce_booth, open_booth, show_booth
from fairs.services.fairs import FairPlan, cancel_fair, change_fair, create_fair, publish_fair
from fairs.services.pins import clear_fair_price, pin_product, set_fair_price, unpin_product
from fairs.services.sales import return_units, take_units

__all__ = [
    "FairPlan",
    "cancel_fair",
    "change_fair",
    "clear_fair_price",
    "create_fair",
    "introduce_booth",
    "open_booth",
    "pin_product",
    "publish_fair",
    "return_units",
    "set_fair_price",
    "show_booth",
    "take_units",
    "unpin_product",
]
