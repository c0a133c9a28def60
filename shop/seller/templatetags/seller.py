"""What the sellers' area calls its tabs and the next step of an order."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from shop.order.enums import OrderStatus
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.shipping.enums import DeliveryMethod

register = template.Library()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one button of an order: ``act`` as the view knows it, and its words."""

    act: str
    label: str


@register.filter
def tab_label(tab: str) -> str:
    """The name of a tab of the order list."""
    return {
        "cho-xac-nhan": _("To confirm"),
        "dong-goi": _("To pack"),
        "dang-giao": _("On their way"),
        "xong": _("Delivered"),
        "huy": _("Cancelled"),
    }.get(tab, tab)


@register.filter
def next_step(order: Order) -> NextStep | None:
    """What the seller does next with an order; None when there is nothing left to do."""
    is_fetched = order.delivery_method == DeliveryMethod.PICK_UP
    steps = {
        OrderStatus.AWAITING_CONFIRMATION: NextStep("confirm", _("Accept the order")),
        OrderStatus.CONFIRMED: NextStep("pack", _("It is packed")),
        OrderStatus.PACKED: NextStep(
            "hand_over",
            _("The buyer has fetched it") if is_fetched else _("The courier has it"),
        ),
        OrderStatus.HANDED_OVER: NextStep("deliver", _("Delivered and paid")),
    }
    return steps.get(OrderStatus(order.status))


@register.filter
def may_be_refused(order: Order) -> bool:
    """Whether the seller still can refuse it: before packing."""
    return order.status in {OrderStatus.AWAITING_CONFIRMATION, OrderStatus.CONFIRMED}


@register.filter
def can_be_sold(record: StockRecord) -> int:
    """Units that are neither promised to orders nor gone."""
    return max(record.net_stock_level, 0)
