"""Baskets of guests who never came back are deleted; everybody else's stay."""

import datetime

import pytest

from config.periodic import periodic_jobs
from shop.basket import services
from shop.basket.models import Basket, Line
from shop.basket.services import create_basket, drop_guest_baskets, merge_baskets
from shop.basket.tasks import drop_old_baskets
from shop.order.models import Purchase
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, seller

pytestmark = pytest.mark.django_db
OLD = MOMENT - datetime.timedelta(days=60, seconds=1)
RECENT = MOMENT - datetime.timedelta(days=60)


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=9)


def aged(basket, *, made=OLD, touched=OLD):
    Basket.objects.filter(pk=basket.pk).update(date_created=made)
    basket.lines.update(date_created=made, date_updated=touched)
    return basket


def left():
    return set(Basket.objects.values_list("pk", flat=True))


def test_basket_nobody_came_back_for_goes_with_its_lines(tea):
    aged(basket_with(tea))
    aged(create_basket(user=None))

    assert drop_guest_baskets(moment=MOMENT) == 2
    assert drop_guest_baskets(moment=MOMENT) == 0

    assert (Basket.objects.count(), Line.objects.count()) == (0, 0)


def test_basket_whose_cookie_may_still_be_there_stays(tea):
    kept = [
        aged(basket_with(tea), made=RECENT, touched=RECENT),
        aged(basket_with(tea), touched=RECENT),
        aged(create_basket(user=None), made=RECENT),
    ]

    assert drop_guest_baskets(moment=MOMENT) == 0

    assert left() == {basket.pk for basket in kept}


def test_basket_of_a_user_stays_however_old(tea):
    basket = aged(basket_with(tea, user=UserFactory()))

    assert drop_guest_baskets(moment=MOMENT) == 0

    assert left() == {basket.pk}


def test_guests_half_of_a_merger_goes_and_the_users_stays(tea):
    own = aged(basket_with(tea, user=UserFactory()))
    guest = basket_with(tea)
    merge_baskets(guest=guest, own=own)
    aged(guest)

    assert drop_guest_baskets(moment=MOMENT) == 1

    assert left() == {own.pk}
    assert own.lines.count() == 1


@pytest.mark.parametrize("status", [Basket.SUBMITTED, Basket.OPEN])
def test_basket_that_became_a_purchase_stays(tea, status):
    basket = basket_with(tea)
    purchase = place(basket)
    Basket.objects.filter(pk=aged(basket).pk).update(status=status)

    assert drop_guest_baskets(moment=MOMENT) == 0

    assert Purchase.objects.get().basket == basket
    assert place(basket, seen_total=0) == purchase


def test_many_go_in_portions(tea, monkeypatch):
    monkeypatch.setattr(services, "_BATCH", 2)
    for _n in range(5):
        aged(basket_with(tea))

    assert drop_guest_baskets(moment=MOMENT) == 5
    assert left() == set()


def test_it_is_a_daily_job_that_asks_the_clock(tea, settings):
    aged(basket_with(tea))
    settings.CHOPHIEN_NOW = (MOMENT - datetime.timedelta(days=1)).isoformat()
    assert drop_old_baskets.call() == 0

    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    assert drop_old_baskets.call() == 1

    assert "shop.basket.tasks.drop_old_baskets" in [job.task_path for job in periodic_jobs()]
