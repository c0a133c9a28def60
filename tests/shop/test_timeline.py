"""The steps an order has behind it and ahead of it."""

import pytest
from django.utils import translation

from shop.order.progress import cancel_order, confirm_order, pack_order
from shop.order.timeline import timeline
from tests.shop.market import MOMENT, basket_with, offer, place, seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def order_of(method="giao-hang"):
    record = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết")
    return place(basket_with(record), delivery={record.partner_id: method}).orders.get()


def labels(order):
    return [(step.label, step.at is not None, step.is_current) for step in timeline(order)]


def test_a_new_order_has_one_step_behind_it():
    order = order_of()

    assert labels(order) == [
        ("Order received", True, True),
        ("Confirmed by the producer", False, False),
        ("Packed", False, False),
        ("On its way", False, False),
        ("Delivered", False, False),
    ]
    assert timeline(order)[0].at == MOMENT


def test_steps_behind_an_order_have_their_time():
    order = order_of()
    order = confirm_order(order=order, seen_status=order.status)
    order = pack_order(order=order, seen_status=order.status)

    assert labels(order)[:4] == [
        ("Order received", True, False),
        ("Confirmed by the producer", True, False),
        ("Packed", True, True),
        ("On its way", False, False),
    ]


def test_a_cancelled_order_ends_where_it_was_cancelled():
    order = order_of()
    order = confirm_order(order=order, seen_status=order.status)
    order = cancel_order(order=order, seen_status=order.status, reason="", by="buyer")

    assert labels(order) == [
        ("Order received", True, False),
        ("Confirmed by the producer", True, False),
        ("Cancelled", True, True),
    ]
    assert [step.is_end for step in timeline(order)] == [False, False, True]


def test_goods_that_are_fetched_are_not_on_their_way():
    order = order_of("tu-den-lay")

    assert [step.label for step in timeline(order)] == [
        "Order received",
        "Confirmed by the producer",
        "Packed, ready to be fetched",
        "Fetched",
        "Completed",
    ]


def test_a_timeline_takes_one_query(django_assert_num_queries):
    order = order_of()

    with django_assert_num_queries(1):
        timeline(order)
