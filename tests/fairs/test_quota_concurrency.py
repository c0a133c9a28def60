"""Many buyers of the last units at a fair price, on PostgreSQL."""

import pytest

from fairs.models import BoothProduct, LineAttribution
from shop.errors import ShopError
from shop.order.models import Purchase
from shop.order.progress import cancel_order
from tests.fairs import town
from tests.fairs.town import OPENS
from tests.shop.market import basket_with, place, recipient
from tests.shop.test_checkout_concurrency import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FAIR, ORDINARY = 80_000 + 32_000, 100_000 + 32_000


@pytest.fixture(autouse=True)
def many_orders_a_day(settings):
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 1000


@pytest.fixture
def sale():
    """Tea at the fair price, five packs of it; and the pin."""
    officer = town.officer_of("Tuyên Quang")
    tea = town.offer(town.seller(), "Chè Shan Tuyết", price=100_000, stock=500)
    booth = town.booth(town.fair(officer), tea.partner.subject, officer)
    return tea, town.pin(booth, tea, price=80_000, quota=5)


def press(record, who, total=FAIR):
    basket = basket_with(record)
    return lambda: place(basket, who=who, seen_total=total, moment=OPENS)


def test_exactly_the_quota_is_sold_at_the_fair_price(sale):
    tea, pin = sale
    who = recipient()
    for _number in range(5):
        BoothProduct.objects.update(sold=0)
        LineAttribution.objects.all().delete()
        before = Purchase.objects.count()

        answers = together(*(press(tea, who) for _n in range(12)))

        tea.refresh_from_db()
        pin.refresh_from_db()
        placed = [answer for answer in answers if isinstance(answer, Purchase)]
        assert len(placed) == 5
        assert all(isinstance(a, ShopError) for a in answers if a not in placed)
        assert {purchase.total for purchase in placed} == {FAIR}
        assert (pin.sold, LineAttribution.objects.count()) == (5, 5)
        assert Purchase.objects.count() == before + 5
        assert tea.num_allocated == before + 5


def test_units_given_back_meanwhile_are_sold_again_but_never_twice(sale):
    tea, pin = sale
    who = recipient()
    orders = [press(tea, who)().orders.get() for _n in range(5)]

    def give_back(order):
        return lambda: cancel_order(order=order, seen_status=order.status, reason="", by="buyer")

    answers = together(
        *(give_back(order) for order in orders[:3]), *(press(tea, who) for _n in range(8))
    )

    pin.refresh_from_db()
    tea.refresh_from_db()
    bought = sum(isinstance(answer, Purchase) for answer in answers)
    assert bought <= 3
    assert pin.sold == 2 + bought == tea.num_allocated
