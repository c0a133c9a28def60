"""Orders move along their pipeline and stock follows; everything else is refused."""

import pytest
from django.core import mail

from shop.order.enums import OrderStatus
from shop.order.errors import OrderError
from shop.order.models import Order
from shop.order.progress import (
    cancel_order,
    confirm_order,
    deliver_order,
    hand_over_order,
    pack_order,
)
from tests.shop.market import basket_with, offer, place, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=3)


@pytest.fixture
def order(tea):
    return place(basket_with(tea, quantity=2)).orders.get()


def stock_of(record):
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated


def test_order_goes_from_confirmed_to_delivered_and_units_leave_with_the_parcel(order, tea):
    confirm_order(order=order, seen_status="cho-xac-nhan")
    pack_order(order=order, seen_status="da-xac-nhan")
    held = stock_of(tea)
    hand_over_order(order=order, seen_status="da-dong-goi")
    delivered = deliver_order(order=order, seen_status="dang-giao")

    assert held == (3, 2)
    assert stock_of(tea) == (1, 0)
    assert delivered.status == OrderStatus.DELIVERED
    assert list(order.status_changes.order_by("pk").values_list("new_status", flat=True)) == [
        "cho-xac-nhan", "da-xac-nhan", "da-dong-goi", "dang-giao", "da-giao",
    ]  # fmt: skip


@pytest.mark.parametrize("confirmed", [False, True])
def test_cancelling_before_packing_returns_the_stock_once(order, tea, confirmed):
    seen = "cho-xac-nhan"
    if confirmed:
        confirm_order(order=order, seen_status=seen)
        seen = "da-xac-nhan"

    cancelled = cancel_order(order=order, seen_status=seen, reason="", by="buyer")
    with pytest.raises(OrderError):
        cancel_order(order=order, seen_status="da-huy", reason="", by="buyer")

    assert cancelled.status == OrderStatus.CANCELLED
    assert stock_of(tea) == (3, 0)


def test_packed_order_cannot_be_cancelled(order, tea):
    confirm_order(order=order, seen_status="cho-xac-nhan")
    pack_order(order=order, seen_status="da-xac-nhan")

    with pytest.raises(OrderError):
        cancel_order(order=order, seen_status="da-dong-goi", reason="", by="buyer")

    assert Order.objects.get(pk=order.pk).status == OrderStatus.PACKED
    assert stock_of(tea) == (3, 2)


def test_page_that_is_behind_changes_nothing(order, tea):
    confirm_order(order=order, seen_status="cho-xac-nhan")

    with pytest.raises(OrderError):
        cancel_order(order=order, seen_status="cho-xac-nhan", reason="", by="buyer")

    assert Order.objects.get(pk=order.pk).status == OrderStatus.CONFIRMED
    assert stock_of(tea) == (3, 2)


def test_seller_refuses_only_with_a_reason(order):
    with pytest.raises(OrderError):
        cancel_order(order=order, seen_status="cho-xac-nhan", reason="  ", by="seller")
    refused = cancel_order(
        order=order, seen_status="cho-xac-nhan", reason="Hết chè vụ này", by="seller"
    )

    assert (refused.cancel_reason, refused.cancelled_by) == ("Hết chè vụ này", "seller")


@pytest.mark.parametrize("step", [pack_order, hand_over_order, deliver_order])
def test_steps_cannot_be_skipped(order, step):
    with pytest.raises(OrderError):
        step(order=order, seen_status="cho-xac-nhan")

    assert Order.objects.get(pk=order.pk).status == OrderStatus.AWAITING_CONFIRMATION


def test_buyer_hears_of_each_step(order):
    mail.outbox.clear()

    confirm_order(order=order, seen_status="cho-xac-nhan")

    (message,) = mail.outbox
    assert message.to == ["mua@vi-du.example"]
