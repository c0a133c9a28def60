"""Many hands at once, on PostgreSQL: SQLite serialises writers and hides faults."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from shop.errors import ShopError
from shop.order.models import Order, Purchase
from shop.order.progress import cancel_order, confirm_order, lapse_order
from shop.partner.models import StockRecord
from tests.shop.market import basket_with, offer, place, recipient, seller

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def all_at_once(*acts: Callable[[], object]) -> list[bool]:
    """Run every act in a thread of its own, started together; True where it was not refused."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
        except ShopError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_fifty_buyers_of_the_last_unit_make_one_order(settings):
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 1000
    record = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=1)
    for number in range(10):
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=0)
        baskets = [basket_with(record) for _buyer in range(50)]
        who = [recipient(phone=f"+8491{number:02}{n:05}") for n in range(50)]

        placed = all_at_once(
            *(
                lambda basket=basket, who=who: place(basket, who=who, seen_total=132_000)
                for basket, who in zip(baskets, who, strict=True)
            )
        )

        record.refresh_from_db()
        assert placed.count(True) == 1
        assert placed.count(False) == 49
        assert Order.objects.count() == number + 1
        assert record.net_stock_level == 0


def test_twenty_submits_of_one_basket_make_one_purchase():
    record = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=50)
    basket = basket_with(record)
    who = recipient()

    placed = all_at_once(*[lambda: place(basket, who=who, seen_total=132_000)] * 20)

    record.refresh_from_db()
    assert placed == [True] * 20
    assert (Purchase.objects.count(), Order.objects.count(), record.num_allocated) == (1, 1, 1)


def test_cancelling_and_confirming_at_once_never_both():
    record = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=100)
    for number in range(30):
        order = place(
            basket_with(record), who=recipient(phone=f"+849200000{number:02}")
        ).orders.get()
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=1)

        done = all_at_once(
            lambda order=order: confirm_order(order=order, seen_status="cho-xac-nhan"),
            lambda order=order: cancel_order(
                order=order, seen_status="cho-xac-nhan", reason="", by="buyer"
            ),
        )

        order.refresh_from_db()
        record.refresh_from_db()
        assert sorted(done) == [False, True]
        assert (order.status, record.num_allocated) in {("da-xac-nhan", 1), ("da-huy", 0)}


def test_lapsing_and_confirming_at_once_never_both():
    record = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=100)
    for number in range(30):
        order = place(
            basket_with(record), who=recipient(phone=f"+849300000{number:02}")
        ).orders.get()
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=1)

        done = all_at_once(
            lambda order=order: confirm_order(order=order, seen_status="cho-xac-nhan"),
            lambda order=order: lapse_order(order=order, moment=order.confirm_before),
        )

        order.refresh_from_db()
        record.refresh_from_db()
        assert sorted(done) == [False, True]
        assert (order.status, record.num_allocated) in {("da-xac-nhan", 1), ("het-han", 0)}
        assert order.status_changes.count() == 2


def test_two_baskets_with_the_same_goods_in_either_order_do_not_deadlock(settings):
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 1000
    subject = seller("HTX Chè Ví Dụ")
    first, second = (offer(subject, name, stock=500) for name in ("Hồng trà", "Bạch trà"))
    baskets = [basket_with(first, second) for _n in range(10)]
    baskets += [basket_with(second, first) for _n in range(10)]

    placed = all_at_once(*(lambda basket=basket: place(basket) for basket in baskets))

    assert placed == [True] * 20
