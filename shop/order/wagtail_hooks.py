"""The back office's view of orders: a centre follows those of its producers and changes nothing.

Of the buyer it shows the name and the commune. Telephone and purchase number together open a
purchase, so neither is shown.
"""

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy

from ocop.wagtail_hooks import CentreLooks, LookingViewSet, OwnRowInspectView, OwnRowsIndexView
from shop.order.enums import OrderStatus
from shop.order.models import Order
from themes.templatetags.looks import dong


class OrderFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=OrderStatus.choices)

    class Meta:
        model = Order
        fields = ["status"]


class OrderIndexView(OwnRowsIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return (
            super().get_base_queryset()
            .select_related("partner__subject", "purchase__commune", "purchase__province")
        )  # fmt: skip


class OrderInspectView(OwnRowInspectView):
    labels = {
        "subject": _("Producer"),
        "status": _("Status"),
        "goods": _("Goods"),
        "total": _("Total"),
        "buyer": _("Buyer"),
        "cancelled": _("Cancelled"),
    }

    def get_subject_display_value(self) -> str:
        return self.object.partner.subject.name

    def get_status_display_value(self) -> str:
        return self.object.status_label

    def get_goods_display_value(self) -> SafeString:
        lines = self.object.lines.order_by("pk").values_list("quantity", "title")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} × {}</li>", lines))

    def get_total_display_value(self) -> str:
        return dong(int(self.object.total_incl_tax))

    def get_buyer_display_value(self) -> str:
        return f"{self.object.purchase.recipient}, {_commune(self.object)}"

    def get_cancelled_display_value(self) -> str:
        return " · ".join(filter(None, (self.object.cancelled_by, self.object.cancel_reason)))


def _commune(order: Order) -> str:
    purchase = order.purchase
    return f"{purchase.commune.full_name}, {purchase.province.name}" if purchase else ""


def _total(order: Order) -> str:
    return dong(int(order.total_incl_tax))


class OrderViewSet(LookingViewSet):
    model = Order
    icon = "form"
    menu_label = _("Orders")
    menu_order = 220
    index_view_class = OrderIndexView
    inspect_view_class = OrderInspectView
    list_display = [
        "number",
        Column("subject", label=_("Producer"), accessor="partner.subject.name"),
        Column("placed", label=_("Placed"), accessor="date_placed", sort_key="date_placed"),
        Column("status", label=_("Status"), accessor="status_label"),
        Column("total", label=_("Total"), accessor=_total),
        Column("to", label=_("Goes to"), accessor=_commune),
    ]
    filterset_class = OrderFilterSet
    search_fields = ["number", "partner__subject__name"]
    inspect_view_fields = [
        "number", "subject", "date_placed", "status", "goods", "total", "delivery_method",
        "expected_from", "expected_to", "buyer", "cancelled",
    ]  # fmt: skip


register_permission_policy(
    Order, CentreLooks(Order, "partner__subject__province_now"), exact_class=True
)


@hooks.register("register_admin_viewset")
def register_orders() -> OrderViewSet:
    return OrderViewSet("orders")
