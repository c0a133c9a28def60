import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts import personal_data
from accounts.models import Consent, User
from accounts.services import confirm_email, erase_me, export_my_data, sign_up
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC)


def test_sign_up_keeps_what_was_agreed_to():
    user = sign_up(
        name="Hoàng Thị Ví Dụ",
        phone="0912 345 678",
        password="cam-sanh",
        purposes=("account", "news"),
        moment=MOMENT,
    )

    assert (user.get_full_name(), user.email, user.phone) == (
        "Hoàng Thị Ví Dụ",
        None,
        "+84912345678",
    )
    assert user.check_password("cam-sanh")
    assert (user.email_verified_at, user.phone_verified_at) == (None, None)
    assert list(user.consents.order_by("purpose").values_list("purpose", "text_version")) == [
        ("account", "2026-11"),
        ("news", "2026-11"),
    ]


def test_sign_up_with_a_taken_name_writes_nothing():
    UserFactory(phone="0912 345 678")

    with pytest.raises(ValidationError):
        sign_up(name="B", phone="+84912345678", password="cam-sanh", moment=MOMENT)

    assert (User.objects.count(), Consent.objects.count()) == (1, 0)


def test_confirm_email_is_only_for_the_address_of_the_link():
    user = UserFactory(email="an@vidu.example")

    assert not confirm_email(user=user, email="old@vidu.example", moment=MOMENT)
    assert confirm_email(user=user, email="an@vidu.example", moment=MOMENT)

    user.refresh_from_db()
    assert user.email_verified_at == MOMENT


@pytest.fixture
def orders(monkeypatch):
    """A room above that knows something of a person."""
    erased = []
    monkeypatch.setattr(personal_data, "_rooms", {})
    personal_data.register_personal_data(
        "orders",
        personal_data.PersonalData(export=lambda user: ["DH-1"], erase=erased.append),
    )
    return erased


def test_export_holds_what_every_room_knows(orders):
    user = sign_up(name="An", email="an@vidu.example", password="x", moment=MOMENT)

    data = export_my_data(user=user)

    assert data["account"]["email"] == "an@vidu.example"
    assert data["consents"] == [
        {
            "purpose": "account",
            "text_version": "2026-11",
            "given_at": MOMENT,
            "withdrawn_at": None,
        }
    ]
    assert data["orders"] == ["DH-1"]


def test_erase_leaves_nothing_that_identifies(orders):
    user = sign_up(
        name="An", email="an@vidu.example", phone="0912345678", password="x", moment=MOMENT
    )

    erase_me(user=user, moment=MOMENT)

    user.refresh_from_db()
    assert (user.email, user.phone, user.get_full_name(), user.is_active) == (
        f"{user.pk}@erased.invalid",
        None,
        "",
        False,
    )
    assert not user.has_usable_password()
    assert user.consents.get().withdrawn_at == MOMENT
    assert orders == [user]


def test_erased_names_can_be_used_again():
    erase_me(user=UserFactory(email="an@vidu.example", phone="0912345678"), moment=MOMENT)

    assert UserFactory(email="an@vidu.example", phone="0912345678").pk
