"""Many hands on one account's addresses, on PostgreSQL."""

import pytest

from shop.addresses.models import SavedAddress
from shop.addresses.services import MAX_ADDRESSES, keep_address, make_default
from tests.factories.accounts import UserFactory
from tests.shop.market import recipient
from tests.shop.test_order_concurrency import all_at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_the_limit_holds_when_many_are_added_at_once():
    user = UserFactory()
    who = [recipient(street=f"Số {n}") for n in range(MAX_ADDRESSES + 10)]

    kept = all_at_once(*(lambda one=one: keep_address(user=user, recipient=one) for one in who))

    assert kept.count(True) == MAX_ADDRESSES
    assert SavedAddress.objects.count() == MAX_ADDRESSES
    assert SavedAddress.objects.filter(is_default=True).count() == 1


def test_two_defaults_chosen_at_once_leave_one():
    user = UserFactory()
    saved = [keep_address(user=user, recipient=recipient(street=f"Số {n}")) for n in range(8)]

    for _round in range(10):
        chosen = all_at_once(*(lambda one=one: make_default(saved=one) for one in saved))

        assert chosen == [True] * 8
        assert SavedAddress.objects.filter(is_default=True).count() == 1
