import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts import throttle
from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PASSWORDS = {"password1": "mat-ong-bac-ha", "password2": "mat-ong-bac-ha"}


@pytest.fixture
def officer(client):
    """May change people in the back office, and is no administrator."""
    user = UserFactory(email="officer@vidu.example")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "add_user", "change_user"])
    )
    client.force_login(user)
    return user


def edit_url(person):
    return reverse("wagtailusers_users:edit", args=[person.pk])


def test_person_is_found_by_telephone_number(client, officer):
    UserFactory(first_name="Lý Thị Chè", phone="0912345678")
    UserFactory(first_name="Giàng A Mật", phone="0987654321")

    page = client.get(reverse("wagtailusers_users:index"), {"q": "912345678"}).text

    assert "Lý Thị Chè" in page
    assert "Giàng A Mật" not in page


def test_person_without_email_gets_a_new_password(client, officer):
    person = User.objects.create_user(phone="0912345678", first_name="Lý Thị Chè")

    response = client.post(
        edit_url(person),
        {"first_name": "Lý Thị Chè", "phone": "0912 345 678", "is_active": "on", **PASSWORDS},
    )

    assert response.status_code == 302, response.context["form"].errors
    person.refresh_from_db()
    assert person.check_password("mat-ong-bac-ha")
    assert (person.email, person.phone) == (None, "+84912345678")


def test_person_is_made_by_telephone_number_alone(client, officer):
    response = client.post(
        reverse("wagtailusers_users:add"),
        {"first_name": "Lý Thị Chè", "phone": "0912 345 678", **PASSWORDS},
    )

    assert response.status_code == 302, response.context["form"].errors
    assert User.objects.get(phone="+84912345678").email is None


def test_officer_makes_nobody_an_administrator(client, officer):
    group = Group.objects.create(name="Moderators of a test")
    person = UserFactory(email="an@vidu.example")
    form = {
        "email": "an@vidu.example",
        "first_name": "An",
        "is_active": "on",
        "is_superuser": "on",
        "groups": [group.pk],
    }

    client.post(edit_url(person), form)

    person.refresh_from_db()
    assert (person.first_name, person.is_superuser) == ("An", False)
    assert not person.groups.exists()


def test_officer_does_not_touch_an_administrator(client, officer):
    boss = UserFactory(email="boss@vidu.example", is_superuser=True)

    client.post(edit_url(boss), {"email": "boss@vidu.example", "first_name": "x", **PASSWORDS})

    boss.refresh_from_db()
    assert not boss.check_password("mat-ong-bac-ha")


def test_administrator_gives_roles(client):
    client.force_login(UserFactory(is_superuser=True))
    person = UserFactory(email="an@vidu.example")

    client.post(
        edit_url(person),
        {"email": "an@vidu.example", "first_name": "An", "is_active": "on", "is_superuser": "on"},
    )

    person.refresh_from_db()
    assert person.is_superuser


def sign_in(client, name, password):
    return client.post(reverse("wagtailadmin_login"), {"username": name, "password": password})


def test_the_door_of_the_back_office_speaks_vietnamese(client):
    page = client.get(reverse("wagtailadmin_login")).text

    assert "Email hoặc số điện thoại" in page
    assert "Mật khẩu" in page
    assert "Password" not in page


def test_officer_signs_in_with_a_telephone_number(client):
    officer = UserFactory(phone="0912345678")
    officer.user_permissions.set(Permission.objects.filter(codename="access_admin"))

    response = sign_in(client, "0912 345 678", PASSWORD)

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert get_user(client) == officer


def test_too_many_attempts_are_called_that_at_the_back_office_too(client):
    UserFactory(email="officer@vidu.example")
    for _ in range(throttle.PAIR.limit):
        sign_in(client, "officer@vidu.example", "wrong")

    response = sign_in(client, "officer@vidu.example", PASSWORD)

    assert [error.code for error in response.context["form"].non_field_errors().as_data()] == [
        "throttled"
    ]
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize(
    "known_by", [{"email": "can-bo@vidu.example"}, {"email": None, "phone": "+84912345678"}]
)
def test_whoever_has_one_name_may_change_it_the_language_and_the_password(client, known_by):
    person = UserFactory(first_name="Trần Thị Ví Dụ", last_name="", **known_by)
    person.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(person)
    account = reverse("wagtailadmin_account")
    shown = client.get(account).context["panels_by_tab"]
    forms = [panel.get_form() for panels in shown.values() for panel in panels]
    sent = {
        form.add_prefix(name): form.get_initial_for_field(field, name) or ""
        for form in forms
        for name, field in form.fields.items()
        if name != "avatar"
    } | {
        "own_name-name": "Trần Thị Mẫu", "locale-preferred_language": "en",
        "password-old_password": PASSWORD, "password-new_password1": "mat-ong-bac-ha",
        "password-new_password2": "mat-ong-bac-ha",
    }  # fmt: skip

    assert client.post(account, sent)["Location"] == account

    person.refresh_from_db()
    assert (person.get_full_name(), person.email) == ("Trần Thị Mẫu", known_by["email"])
    assert person.check_password("mat-ong-bac-ha")
    assert person.wagtail_userprofile.preferred_language == "en"
    assert "First Name" not in client.get(account).text


def test_the_account_of_the_back_office_is_for_those_who_enter_it(client):
    client.force_login(UserFactory())

    assert client.get(reverse("wagtailadmin_account")).status_code == 302
