"""The number in the header: how many packs are in the basket, at the price of one query."""

import pytest
from django.contrib.auth.models import AnonymousUser

from shop.basket.context import basket_count
from shop.basket.models import Basket
from tests.factories.accounts import UserFactory
from tests.shop.market import basket_with, offer, seller
from tests.shop.shopping import put_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", stock=9)


@pytest.fixture
def visit(rf, client):
    """A request that carries the client's cookies."""

    def make(user=None):
        request = rf.get("/")
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        request.user = user or AnonymousUser()
        return request

    return make


def test_a_visitor_without_a_basket_costs_no_query(visit, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert basket_count(visit())["basket_count"] == 0


def test_a_page_that_shows_no_number_costs_no_query(visit, client, tea, django_assert_num_queries):
    put_in(client, tea, 3)

    with django_assert_num_queries(0):
        basket_count(visit())


def test_a_guest_sees_the_packs_of_the_basket_the_cookie_names(
    visit, client, tea, django_assert_num_queries
):
    basket_with(tea, quantity=5)
    put_in(client, tea, 3)

    with django_assert_num_queries(1):
        count = basket_count(visit())["basket_count"]
        assert count == 3
        assert f"{count}" == "3"


def test_a_user_sees_the_own_packs_only(visit, tea, django_assert_num_queries):
    user = UserFactory()
    basket_with(tea, quantity=2, user=user)
    basket_with(tea, quantity=5, user=UserFactory())

    request = visit(user)
    with django_assert_num_queries(1):
        assert basket_count(request)["basket_count"] == 2


def test_a_submitted_basket_counts_nothing(visit, client, tea):
    put_in(client, tea, 3)
    Basket.objects.update(status=Basket.SUBMITTED)

    assert basket_count(visit())["basket_count"] == 0


def test_a_guest_does_not_see_a_users_basket(visit, client, tea):
    put_in(client, tea, 3)
    Basket.objects.update(owner=UserFactory())

    assert basket_count(visit())["basket_count"] == 0
