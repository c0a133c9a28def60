"""Many browsers and many clicks at once, through the doors, on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from shop.basket.models import Basket, Line
from shop.basket.services import BasketError, merge_baskets, set_quantity
from shop.errors import ShopError
from shop.order.models import CashQuota, Order, Purchase
from shop.partner.models import StockRecord
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller
from tests.shop.shopping import CHECK, answer, order, put_in

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 1000


def together(*acts):
    """Run the acts in threads started at once; their answers, a refusal as the exception."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except ShopError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def ready_to_order(record, quantity=1):
    client = Client()
    put_in(client, record, quantity)
    answer(client, record)
    client.get(CHECK)
    return client


def test_eight_browsers_order_the_last_unit_and_one_gets_it():
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=1)
    for number in range(5):
        StockRecord.objects.filter(pk=tea.pk).update(num_allocated=0)
        clients = [ready_to_order(tea) for _n in range(8)]

        answers = together(*(lambda client=client: order(client, 157_000) for client in clients))

        tea.refresh_from_db()
        assert {a.status_code for a in answers} == {302}
        assert sum("/cam-on/" in a["Location"] for a in answers) == 1
        assert (Purchase.objects.count(), Order.objects.count()) == (number + 1, number + 1)
        assert tea.net_stock_level == 0
        assert Basket.objects.filter(status=Basket.OPEN).count() == 7 * (number + 1)


def test_eight_clicks_of_one_button_end_at_one_purchase():
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=100)
    for number in range(5):
        client = ready_to_order(tea)
        copies = [Client() for _n in range(8)]
        for copy in copies:
            copy.cookies = client.cookies

        answers = together(*(lambda client=copy: order(client, 157_000) for copy in copies))

        assert {a.status_code for a in answers} == {302}
        newest = Purchase.objects.latest("pk")
        assert {a["Location"] for a in answers} == {
            f"/dat-hang/cam-on/{newest.number}/?k={newest.token}"
        }
        assert Purchase.objects.count() == number + 1


def test_quantity_changed_while_the_button_is_pressed_is_never_ordered_unseen():
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=1000)
    for _number in range(20):
        basket = basket_with(tea)
        line = basket.lines.get()

        placed, changed = together(
            lambda basket=basket: place(basket, who=recipient(), seen_total=157_000),
            lambda basket=basket, line=line: set_quantity(
                basket=basket, line_id=line.pk, quantity=5
            ),
        )

        assert isinstance(placed, ShopError) != isinstance(changed, BasketError)
        ordered = Purchase.objects.filter(basket=basket).first()
        assert (ordered.total if ordered else None) == (
            157_000 if isinstance(changed, BasketError) else None
        )


def test_telephone_never_places_more_cash_orders_than_a_day_allows(settings):
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 6
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=1000)
    baskets = [basket_with(tea) for _n in range(12)]
    who = recipient()

    answers = together(
        *(lambda basket=b: place(basket, who=who, seen_total=157_000) for b in baskets)
    )

    assert sum(isinstance(a, Purchase) for a in answers) == 6
    assert (Order.objects.count(), CashQuota.objects.get().orders) == (6, 6)


def test_sign_in_while_the_guest_orders_neither_loses_nor_doubles_anything():
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=1000)
    for _number in range(20):
        guest, own = basket_with(tea), basket_with(tea, user=UserFactory())
        Line.objects.filter(basket=own).delete()

        placed, _merged = together(
            lambda guest=guest: place(guest, who=recipient(), seen_total=157_000),
            lambda guest=guest, own=own: merge_baskets(guest=guest, own=own),
        )

        was_ordered = isinstance(placed, Purchase)
        assert Purchase.objects.filter(basket=guest).exists() == was_ordered
        assert Line.objects.filter(basket=own).count() == (0 if was_ordered else 1)
