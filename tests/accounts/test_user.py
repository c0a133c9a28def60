import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.selectors import user_called
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_user_without_email_has_null():
    user = User.objects.create_user(email="", phone="0912 345 678")

    user.refresh_from_db()
    assert (user.email, user.phone) == (None, "+84912345678")


def test_two_users_without_email_live_side_by_side():
    User.objects.create_user(phone="0912 345 678")
    User.objects.create_user(phone="0912 345 679")

    assert User.objects.filter(email=None).count() == 2


def test_email_is_kept_in_lower_case():
    assert UserFactory(email=" An@ViDu.example ").email == "an@vidu.example"


@pytest.mark.parametrize("names", [{"email": "AN@vidu.example"}, {"phone": "+84912345678"}])
def test_name_in_another_spelling_is_taken(names):
    UserFactory(email="an@vidu.example", phone="0912345678")

    with pytest.raises(ValidationError):
        User.objects.create_user(**names)

    assert User.objects.count() == 1


def test_user_without_any_name_is_refused():
    with pytest.raises(ValidationError):
        User.objects.create_user()


def test_database_refuses_an_empty_email():
    user = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="")


def test_wrong_phone_is_an_error_of_its_field():
    with pytest.raises(ValidationError) as refused:
        User.objects.create_user(phone="0912")

    assert list(refused.value.message_dict) == ["phone"]


@pytest.mark.parametrize("written", ["an@vidu.example", " AN@vidu.example", "84912345678"])
def test_user_called_by_either_name(written):
    user = UserFactory(email="an@vidu.example", phone="0912 345 678")

    assert user_called(written) == user


def test_nobody_is_called_nonsense():
    UserFactory(email="an@vidu.example")

    assert user_called("an") is None
