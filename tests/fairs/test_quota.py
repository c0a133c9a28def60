"""Units at the fair price: counted with the order, given back with its cancellation."""

import pytest

from fairs.models import BoothProduct, LineAttribution
from fairs.services import cancel_fair, unpin_product
from shop.basket.models import Basket
from shop.order.errors import BasketChanged
from shop.order.models import Order, Purchase
from shop.order.progress import cancel_order
from shop.prices import current_prices
from tests.fairs import town
from tests.fairs.town import OPENS
from tests.shop.market import basket_with, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(booth, tea):
    """Three packs at 80.000 đồng."""
    return town.pin(booth, tea, price=80_000, quota=3)


def buy(record, quantity=1, **changes):
    return place(basket_with(record, quantity=quantity), moment=OPENS, **changes)


def amount(record):
    return current_prices([record], moment=OPENS)[record.pk].amount


def test_units_are_counted_and_the_sale_is_told(few, tea, booth):
    purchase = buy(tea, 2)

    few.refresh_from_db()
    told = LineAttribution.objects.get()
    assert few.sold == 2
    assert (told.line.order.purchase, told.fair, told.booth, told.pin, told.quantity) == (
        purchase, booth.fair, booth, few, 2,
    )  # fmt: skip


def test_price_is_the_ordinary_one_again_once_all_are_sold(few, tea):
    buy(tea, 3)

    assert amount(tea) == 100_000
    assert buy(tea).total == 100_000 + 32_000


def test_more_than_are_left_is_refused_with_words_and_changes_nothing(few, tea):
    buy(tea, 2)
    basket = basket_with(tea, quantity=2)

    with pytest.raises(BasketChanged, match="1") as refused:
        place(basket, moment=OPENS)

    few.refresh_from_db()
    tea.refresh_from_db()
    assert "1" in str(refused.value)
    assert (few.sold, tea.num_allocated, Purchase.objects.count()) == (2, 2, 1)
    assert Basket.objects.get(pk=basket.pk).status == Basket.OPEN
    assert LineAttribution.objects.count() == 1


def test_cancelled_order_gives_its_units_back_once(few, tea):
    order = buy(tea, 3).orders.get()

    cancel_order(order=order, seen_status=order.status, reason="", by="buyer")

    few.refresh_from_db()
    assert (few.sold, LineAttribution.objects.get().is_given_back) == (0, True)
    assert amount(tea) == 80_000


def test_cancelled_order_at_the_ordinary_price_gives_nothing_back(few, tea):
    buy(tea, 3)
    order = buy(tea).orders.get()

    cancel_order(order=order, seen_status=order.status, reason="", by="buyer")

    few.refresh_from_db()
    assert few.sold == 3


def test_sale_stays_told_after_the_product_left_the_booth(few, tea, booth):
    order = buy(tea).orders.get()

    unpin_product(pin=few, moment=OPENS)

    told = LineAttribution.objects.get()
    assert (told.booth, told.pin) == (booth, None)
    cancel_order(order=order, seen_status=order.status, reason="", by="buyer")


def test_two_packs_of_one_seller_are_counted_each(few, tea, booth):
    honey = town.offer(tea.partner.subject, "Mật ong", price=300_000)
    other = town.pin(booth, honey, price=250_000, quota=5)

    place(basket_with(tea, honey, quantity=2), moment=OPENS)

    few.refresh_from_db()
    other.refresh_from_db()
    assert (few.sold, other.sold, LineAttribution.objects.count()) == (2, 2, 2)


def test_fair_cancelled_before_the_button_was_pressed_refuses_the_sum(few, tea, fair, officer):
    basket = basket_with(tea)
    cancel_fair(fair=fair, by=officer, moment=OPENS)

    with pytest.raises(BasketChanged):
        place(basket, moment=OPENS, seen_total=80_000 + 32_000)

    assert Order.objects.count() == 0


@pytest.mark.parametrize("lines", [1, 20])
def test_basket_of_fair_prices_takes_as_many_queries_for_twenty_lines_as_for_one(
    booth, tea, lines, django_assert_num_queries
):
    records = [town.offer(tea.partner.subject, f"Chè số {n}") for n in range(lines)]
    for record in records:
        town.pin(booth, record, price=80_000)

    with django_assert_num_queries(2):
        prices = current_prices(records, moment=OPENS)

    assert {price.amount for price in prices.values()} == {80_000}
    assert BoothProduct.objects.count() == lines
