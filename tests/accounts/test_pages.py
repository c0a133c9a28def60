import re

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from accounts import throttle
from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

SIGN_UP = {"name": "Hoàng Thị Ví Dụ", "password": "cam-sanh-ham-yen", "agrees": "on"}


def signed_in(client):
    return get_user(client).pk


def test_addresses():
    assert reverse("accounts:sign_in") == "/tai-khoan/dang-nhap/"
    assert reverse("accounts:sign_up") == "/tai-khoan/dang-ky/"
    assert reverse("accounts:home") == "/tai-khoan/"
    assert reverse("accounts:my_data") == "/tai-khoan/du-lieu-cua-toi/"


def test_sign_in_by_phone_leads_home(client):
    user = UserFactory(phone="0912345678", email=None)

    response = client.post(
        reverse("accounts:sign_in"), {"username": "0912 345 678", "password": PASSWORD}
    )

    assert response["Location"] == reverse("accounts:home")
    assert signed_in(client) == user.pk


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/san-pham/", "/san-pham/"),
        ("https://evil.example/", "/tai-khoan/"),
        ("//evil.example/", "/tai-khoan/"),
        ("javascript:alert(1)", "/tai-khoan/"),
        ("/\\evil.example", "/tai-khoan/"),
    ],
)
@pytest.mark.parametrize("page", ["sign_in", "sign_up"])
def test_the_way_on_stays_on_the_site(client, page, wanted, reached):
    if page == "sign_in":
        UserFactory(email="an@vidu.example")
        form = {"username": "an@vidu.example", "password": PASSWORD}
    else:
        form = {**SIGN_UP, "email": "an@vidu.example"}

    response = client.post(reverse(f"accounts:{page}", query={"next": wanted}), form)

    assert (response.status_code, response["Location"]) == (302, reached)


def test_sign_in_page_keeps_the_way_on_for_sign_up(client):
    response = client.get(reverse("accounts:sign_in", query={"next": "/gio-hang/"}))

    assert reverse("accounts:sign_up", query={"next": "/gio-hang/"}) in response.text


def test_too_many_attempts_are_told_so(client):
    for _ in range(throttle.PAIR.limit):
        client.post(
            reverse("accounts:sign_in"), {"username": "an@vidu.example", "password": "wrong"}
        )
    response = client.post(
        reverse("accounts:sign_in"), {"username": "an@vidu.example", "password": "wrong"}
    )

    assert [error.code for error in response.context["form"].non_field_errors().as_data()] == [
        "throttled"
    ]


def test_sign_out_needs_a_post(client):
    client.force_login(UserFactory())

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert signed_in(client)
    client.post(reverse("accounts:sign_out"))
    assert signed_in(client) is None


def test_sign_up_with_a_phone_signs_in(client):
    response = client.post(reverse("accounts:sign_up"), {**SIGN_UP, "phone": "0912 345 678"})

    user = User.objects.get()
    assert response["Location"] == reverse("accounts:home")
    assert (user.phone, user.email, signed_in(client)) == ("+84912345678", None, user.pk)
    assert [consent.purpose for consent in user.consents.all()] == ["account"]
    assert mail.outbox == []


def test_sign_up_with_an_email_sends_a_link_that_confirms_it(client):
    client.post(reverse("accounts:sign_up"), {**SIGN_UP, "email": "An@vidu.example"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]

    client.get(link)
    assert User.objects.get().email_verified_at is None
    client.post(link)

    assert mail.outbox[0].to == ["an@vidu.example"]
    assert User.objects.get().email_verified_at is not None


def test_forged_link_confirms_nothing(client):
    user = UserFactory()

    client.post(reverse("accounts:confirm_email", kwargs={"token": "abc:def:ghi"}))

    user.refresh_from_db()
    assert user.email_verified_at is None


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        ({**SIGN_UP}, "__all__", "nameless"),
        ({**SIGN_UP, "phone": "0912"}, "phone", "phone"),
        ({**SIGN_UP, "phone": "0900000000"}, "phone", "taken"),
        ({**SIGN_UP, "email": "TAKEN@vidu.example"}, "email", "taken"),
        ({**SIGN_UP, "email": "a@vidu.example", "agrees": ""}, "agrees", "required"),
        (
            {**SIGN_UP, "email": "a@vidu.example", "password": "12345678"},
            "password",
            "password_too_common",
        ),
        (
            {**SIGN_UP, "email": "a@vidu.example", "password": "cho-phien-demo"},
            "password",
            "password_published",
        ),
    ],
)
def test_sign_up_refusals(client, form, field, code):
    taken = UserFactory(email="taken@vidu.example", phone="0900000000")

    response = client.post(reverse("accounts:sign_up"), form)

    errors = response.context["form"].errors.as_data()
    assert list(errors) == [field]
    assert errors[field][0].code == code
    assert list(User.objects.all()) == [taken]


def reset_link(client, email):
    client.post(reverse("accounts:password_reset"), {"email": email})
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]


def test_new_password_by_email(client):
    user = UserFactory(email="an@vidu.example")

    form_page = client.get(reset_link(client, "AN@vidu.example"))
    response = client.post(
        form_page["Location"],
        {"new_password1": "mat-ong-bac-ha", "new_password2": "mat-ong-bac-ha"},
    )

    user.refresh_from_db()
    assert response["Location"] == reverse("accounts:sign_in")
    assert user.check_password("mat-ong-bac-ha")
    assert user.email_verified_at is not None


def test_link_for_a_new_password_works_once(client):
    UserFactory(email="an@vidu.example")
    link = reset_link(client, "an@vidu.example")
    page = client.get(link)
    form = {"new_password1": "mat-ong-bac-ha", "new_password2": "mat-ong-bac-ha"}
    client.post(page["Location"], form)
    client.session.flush()

    again = client.get(link, follow=True)

    assert again.templates[0].name == "accounts/message.html"


@pytest.mark.parametrize("email", ["an@vidu.example", "nobody@vidu.example"])
def test_reset_answers_the_same_for_known_and_unknown(client, email):
    UserFactory(email="an@vidu.example")

    response = client.post(reverse("accounts:password_reset"), {"email": email})

    assert response["Location"] == reverse("accounts:password_reset_sent")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("phone", ["0912 345 678", "0987 654 321"])
def test_phone_sets_no_password_and_is_sent_to_the_centre(client, phone):
    user = UserFactory(email="an@vidu.example", phone="0912345678")

    response = client.post(reverse("accounts:password_reset"), {"email": phone})

    assert response["Location"] == reverse("accounts:ask_centre")
    assert client.get(response["Location"]).status_code == 200
    assert mail.outbox == []
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_one_address_gets_few_mails(client):
    UserFactory(email="an@vidu.example")
    for _ in range(throttle.RESET_ACCOUNT.limit + 3):
        client.post(reverse("accounts:password_reset"), {"email": "an@vidu.example"})

    assert len(mail.outbox) == throttle.RESET_ACCOUNT.limit


def test_account_pages_ask_for_a_sign_in(client):
    for name in ("home", "my_data", "export", "password_change"):
        response = client.get(reverse(f"accounts:{name}"))
        assert response["Location"].startswith(reverse("accounts:sign_in")), name


def test_home_shows_the_person(client):
    client.force_login(UserFactory(first_name="Hoàng Thị Ví Dụ", phone="0912345678"))

    page = client.get(reverse("accounts:home")).text

    assert "Hoàng Thị Ví Dụ" in page
    assert "0912 345 678" in page


def test_home_sends_the_confirming_link_again(client):
    client.force_login(UserFactory(email="an@vidu.example"))

    client.post(reverse("accounts:home"))

    assert [message.to for message in mail.outbox] == [["an@vidu.example"]]


def test_export_is_a_file_of_ones_own_data(client):
    client.force_login(UserFactory(first_name="Hoàng Thị Ví Dụ"))

    response = client.get(reverse("accounts:export"))

    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response.json()["account"]["name"] == "Hoàng Thị Ví Dụ"


def test_erasing_needs_the_password(client):
    user = UserFactory()
    client.force_login(user)

    client.post(reverse("accounts:my_data"), {"password": "wrong"})
    user.refresh_from_db()
    assert user.is_active

    client.post(reverse("accounts:my_data"), {"password": PASSWORD})
    user.refresh_from_db()
    assert not user.is_active
    assert signed_in(client) is None
