"""A basket becomes one purchase and one order per seller, or nothing at all."""

import dataclasses
import datetime

import pytest
from django.core import mail

from shop.basket.models import Basket
from shop.basket.services import BasketError, add_to_basket
from shop.order.errors import BasketChanged, PurchaseError
from shop.order.models import CashQuota, Order, Purchase
from shop.partner.models import StockRecord
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=3)


@pytest.fixture
def honey():
    return offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=2)


def nothing_happened(basket):
    basket.refresh_from_db()
    assert basket.status == Basket.OPEN
    assert Purchase.objects.count() == 0
    assert Order.objects.count() == 0
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) <= {None, 0}
    assert sum(CashQuota.objects.values_list("orders", flat=True)) == 0
    assert mail.outbox == []


def test_two_sellers_get_one_order_each(tea, honey):
    basket = basket_with(tea, honey, quantity=2)

    purchase = place(basket)

    orders = list(purchase.orders.order_by("partner__name"))
    assert [(o.partner.name, o.lines.get().title, o.lines.get().quantity) for o in orders] == [
        ("HTX Chè Ví Dụ", "Chè Shan Tuyết – Hộp 250 g", 2),
        ("HTX Ong Ví Dụ", "Mật ong Bạc Hà – Hộp 250 g", 2),
    ]
    # 660 g go in the first kilogram of another province: 32.000 ₫ each
    assert [int(o.total_incl_tax) for o in orders] == [282_000, 632_000]
    assert purchase.total == 914_000
    assert [o.status for o in orders] == ["cho-xac-nhan", "cho-xac-nhan"]
    tea.refresh_from_db()
    honey.refresh_from_db()
    assert (tea.net_stock_level, honey.net_stock_level) == (1, 0)
    basket.refresh_from_db()
    assert basket.status == Basket.SUBMITTED


def test_numbers_are_random_and_mail_goes_to_the_address_given(tea):
    purchase = place(basket_with(tea))

    assert len(purchase.number) == 10
    assert purchase.orders.get().number not in {purchase.number, str(100_000 + purchase.pk)}
    (message,) = mail.outbox
    assert message.to == ["mua@vi-du.example"]
    assert purchase.number in message.subject
    assert purchase.token in message.body


def test_no_address_no_mail(tea):
    place(basket_with(tea), who=recipient(email=""))

    assert mail.outbox == []


def test_submitting_twice_gives_the_same_purchase(tea):
    basket = basket_with(tea)

    first = place(basket)
    second = place(basket, seen_total=first.total)

    assert first.pk == second.pk
    assert Order.objects.count() == 1
    tea.refresh_from_db()
    assert tea.num_allocated == 1


def test_sum_on_the_button_that_is_no_longer_true_places_nothing(tea):
    basket = basket_with(tea)
    StockRecord.objects.filter(pk=tea.pk).update(price=130_000)

    with pytest.raises(BasketChanged):
        place(basket, seen_total=157_000)

    nothing_happened(basket)


def test_one_line_out_of_stock_takes_nothing_of_the_others(tea, honey):
    basket = basket_with(tea, honey, quantity=3)  # of honey there are two

    with pytest.raises(BasketChanged):
        place(basket)

    nothing_happened(basket)


def test_delivery_that_is_not_offered_is_refused(tea):
    basket = basket_with(tea)

    with pytest.raises(BasketChanged):
        place(basket, delivery={tea.partner_id: "may-bay"}, seen_total=1)

    nothing_happened(basket)


def test_pick_up_costs_nothing(tea):
    purchase = place(basket_with(tea), delivery={tea.partner_id: "tu-den-lay"})

    assert purchase.total == 125_000
    assert purchase.orders.get().delivery_method == "tu-den-lay"


def test_free_delivery_over_the_sum(tea, honey):
    purchase = place(basket_with(honey, quantity=2))
    more = place(
        basket_with(offer(honey.partner.subject, "Mật ong rừng", price=700_000)),
        who=recipient(phone="+84987654321"),
    )

    assert purchase.total == 632_000
    assert more.total == 700_000


def test_commune_of_another_province_is_refused(tea):
    basket = basket_with(tea)
    who = recipient()
    elsewhere = dataclasses.replace(who, commune=tea.partner.subject.commune_now)

    with pytest.raises(PurchaseError):
        place(basket, who=elsewhere)

    nothing_happened(basket)


def test_cash_limit_per_order(tea, settings):
    settings.SHOP_COD_MAX_AMOUNT = 150_000
    basket = basket_with(tea)

    with pytest.raises(PurchaseError):
        place(basket)

    nothing_happened(basket)


def test_cash_limit_per_phone_and_day(tea, settings):
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 1
    place(basket_with(tea))
    mail.outbox.clear()
    basket = basket_with(tea)

    with pytest.raises(PurchaseError):
        place(basket)
    tomorrow = place(basket, moment=MOMENT + datetime.timedelta(days=1))

    assert tomorrow.orders.count() == 1


def test_alcohol_is_refused_at_the_basket_and_again_at_the_till(tea):
    wine = offer(tea.partner.subject, "Rượu ngô men lá", group="đồ uống")
    basket = basket_with(tea)

    with pytest.raises(BasketError, match="44/2019"):
        add_to_basket(basket=basket, pack_id=wine.product_id, quantity=1, moment=MOMENT)

    basket.lines.create(
        product=wine.product, stockrecord=wine, quantity=1, line_reference="x",
        price_incl_tax=1, price_excl_tax=1,
    )  # fmt: skip
    with pytest.raises(BasketError):
        place(basket, seen_total=1)
    nothing_happened(basket)


def test_fresh_food_stays_in_its_province(tea):
    fruit = offer(tea.partner.subject, "Cam sành")
    type(fruit.product).objects.filter(pk=fruit.product_id).update(policy_class="fresh")

    basket = basket_with(fruit)
    with pytest.raises(BasketChanged):
        place(basket, delivery={fruit.partner_id: "giao-hang"}, seen_total=1)

    picked_up = place(basket)
    assert picked_up.orders.get().delivery_method == "tu-den-lay"


@pytest.mark.parametrize(("lines", "sellers"), [(1, 1), (10, 5)])
def test_placing_takes_a_bounded_number_of_queries(django_assert_max_num_queries, lines, sellers):
    subjects = [seller(f"HTX số {n}") for n in range(sellers)]
    records = [offer(subjects[n % sellers], f"Chè số {n}", price=10_000) for n in range(lines)]
    basket = basket_with(*records)
    who = recipient()
    total = sum(10_000 for _record in records) + 32_000 * sellers

    with django_assert_max_num_queries(60):
        purchase = place(basket, who=who, seen_total=total)

    assert purchase.orders.count() == sellers
