"""The basket through its doors: whose it is, what the forms do and what they refuse."""

import pytest
from django.core import signing
from django.urls import reverse

from ocop.models import Place
from shop.basket.models import Basket, Line
from shop.catalogue.models import Product
from shop.partner.models import StockRecord
from tests.factories.accounts import PASSWORD, UserFactory
from tests.shop.market import MOMENT, basket_with, offer, seller
from tests.shop.shopping import CHECK, answer, put_in, recipient_form, told

pytestmark = pytest.mark.django_db
PAGE = "/gio-hang/"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=3)


def page_of(client):
    return client.get(PAGE).context["basket"]


def change(client, line, **form):
    return client.post(reverse("shop:basket_change", kwargs={"line_id": line.pk}), form)


def sign_in(client, user):
    return client.post(reverse("accounts:sign_in"), {"username": user.email, "password": PASSWORD})


def test_addresses():
    assert reverse("shop:basket") == PAGE
    assert reverse("shop:basket_add") == "/gio-hang/them/"
    assert reverse("shop:basket_change", kwargs={"line_id": 5}) == "/gio-hang/dong/5/"


def test_looking_at_the_basket_writes_nothing_and_gives_no_cookie(client):
    response = client.get(PAGE)

    assert response.status_code == 200
    assert response.context["basket"].groups == ()
    assert "gio" not in response.cookies
    assert "no-store" in response["Cache-Control"]
    assert Basket.objects.count() == 0


def test_guest_finds_the_basket_again_by_a_cookie(client, tea):
    response = put_in(client, tea, 2)

    assert response["Location"] == PAGE
    cookie = response.cookies["gio"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (page_of(client).count, page_of(client).total) == (2, 250_000)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
@pytest.mark.parametrize("url", ["/gio-hang/them/", "/gio-hang/dong/1/"])
def test_forms_are_posted(client, url, method):
    assert getattr(client, method)(url).status_code == 405


def test_forms_need_the_token_against_forged_requests(tea):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(
        reverse("shop:basket_add"), {"pack": tea.product_id}
    )

    assert response.status_code == 403
    assert Basket.objects.count() == 0


@pytest.mark.parametrize(
    "form",
    [
        {"quantity": "2"},
        {"pack": "x"},
        {"pack": "99999999999999999999"},
        {"pack": "{pack}", "quantity": "0"},
        {"pack": "{pack}", "quantity": "-1"},
        {"pack": "{pack}", "quantity": "1.5"},
        {"pack": "{pack}", "quantity": "\uff12"},
        {"pack": "{pack}", "quantity": "100"},
        {"pack": "{pack}", "quantity": "9" * 5000},
        {"pack": "{pack}", "quantity": ""},
    ],
)
def test_what_is_refused_is_told_and_writes_nothing(client, tea, form):
    filled = {key: value.format(pack=tea.product_id) for key, value in form.items()}

    response = client.post(reverse("shop:basket_add"), filled)

    assert response["Location"] == PAGE
    assert len(told(client)) == 1
    assert "gio" not in response.cookies
    assert (Basket.objects.count(), Line.objects.count()) == (0, 0)


def test_alcohol_is_refused_with_the_law(client, tea):
    Product.objects.filter(pk=tea.product_id).update(policy_class="alcohol")

    response = put_in(client, tea)

    (message,) = told(client)
    assert "44/2019/QH14" in message
    assert "gio" not in response.cookies
    assert Basket.objects.count() == 0


def test_quantity_is_set_and_a_line_taken_out(client, tea):
    put_in(client, tea)
    line = Line.objects.get()

    assert change(client, line, quantity="3")["Location"] == PAGE
    assert page_of(client).count == 3
    change(client, line, remove="", quantity="3")
    assert page_of(client).count == 0


@pytest.mark.parametrize("quantity", ["", "x", "2,5", "-3", "100", "12345678901", None])
def test_quantity_that_cannot_be_read_leaves_the_line_as_it_is(client, tea, quantity):
    put_in(client, tea, 2)
    told(client)
    client.get(PAGE)
    form = {} if quantity is None else {"quantity": quantity}

    change(client, Line.objects.get(), **form)

    assert len(told(client)) == 1
    assert Line.objects.get().quantity == 2


def test_another_guests_line_is_left_alone(client, tea):
    theirs = basket_with(tea, quantity=2).lines.get()
    put_in(client, tea)

    change(client, theirs, quantity="9")
    change(client, theirs, remove="")

    theirs.refresh_from_db()
    assert theirs.quantity == 2


@pytest.mark.parametrize(
    "forge",
    [
        str,
        lambda pk: f"{pk}:0abcde:" + "x" * 43,
        lambda pk: signing.get_cookie_signer(salt="gio" + "other").sign(str(pk)),
        lambda pk: signing.TimestampSigner(key="guessed", salt="gio" + "shop.basket").sign(str(pk)),
    ],
    ids=["bare", "made up", "other salt", "other key"],
)
def test_cookie_that_is_not_ours_opens_no_basket(client, tea, forge):
    theirs = basket_with(tea, quantity=2)
    client.cookies["gio"] = forge(theirs.pk)

    assert page_of(client).count == 0
    change(client, theirs.lines.get(), remove="")
    put_in(client, tea)

    assert theirs.lines.get().quantity == 2
    assert page_of(client).count == 1


def test_cookie_never_opens_a_users_basket(client, tea):
    theirs = basket_with(tea, user=UserFactory())
    client.cookies["gio"] = signing.get_cookie_signer(salt="gio" + "shop.basket").sign(
        str(theirs.pk)
    )

    assert page_of(client).count == 0


def test_two_guests_have_two_baskets(client, tea):
    from django.test import Client

    other = Client()
    put_in(client, tea, 1)
    put_in(other, tea, 2)

    assert (page_of(client).count, page_of(other).count) == (1, 2)


def test_sign_in_takes_the_guests_basket_along(client, tea):
    user = UserFactory()
    put_in(client, tea, 2)

    sign_in(client, user)

    assert page_of(client).count == 2
    assert Basket.objects.get(owner=user, status=Basket.OPEN).lines.get().quantity == 2


def test_sign_in_merges_what_guest_and_user_had(client, tea):
    user = UserFactory()
    honey = offer(tea.partner.subject, "Mật ong Bạc Hà")
    basket_with(honey, tea, user=user)
    put_in(client, tea, 3)

    sign_in(client, user)

    (group,) = page_of(client).groups
    assert {line.name: line.quantity for line in group.lines} == {
        "Chè Shan Tuyết": 3, "Mật ong Bạc Hà": 1,
    }  # fmt: skip


def test_basket_of_a_user_is_gone_after_signing_out(client, tea):
    user = UserFactory()
    put_in(client, tea)
    sign_in(client, user)

    client.post(reverse("accounts:sign_out"))
    assert page_of(client).count == 0

    sign_in(client, user)
    assert page_of(client).count == 1


def test_sign_in_with_a_forged_cookie_takes_nothing(client, tea):
    theirs = basket_with(tea)
    client.cookies["gio"] = str(theirs.pk)

    sign_in(client, UserFactory())

    theirs.refresh_from_db()
    assert (theirs.status, theirs.lines.count()) == (Basket.OPEN, 1)


def test_basket_page_takes_as_many_queries_for_ten_lines_as_for_one(client, queries_of):
    counts = []
    for sellers in (1, 5):
        subjects = [seller(f"HTX {sellers} số {n}") for n in range(sellers)]
        for lines in (1, 10):
            client.cookies.clear()
            for n in range(max(lines, sellers)):
                put_in(client, offer(subjects[n % sellers], f"Chè {sellers} {lines} {n}"))
            client.get(PAGE)  # shows the message of the last addition
            counts.append(queries_of(lambda: client.get(PAGE)))
            assert len(page_of(client).groups) == sellers

    assert len(set(counts)) == 1
    assert counts[0] <= 25


def test_page_tells_what_changed(client, tea):
    put_in(client, tea, 3)
    StockRecord.objects.filter(pk=tea.pk).update(price=150_000, num_in_stock=2)

    page = page_of(client)

    ((line,),) = [group.lines for group in page.groups]
    assert "125.000 ₫" in line.notice
    assert "2" in line.problem
    assert not page.can_order


def fees(client):
    page = page_of(client)
    return [group.delivery_fee for group in page.groups], page.delivery_total


def test_delivery_is_estimated_for_each_seller_and_in_all(client, tea):
    honey = offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000)
    put_in(client, tea)
    put_in(client, honey, 2)

    assert fees(client) == ([32_000, 32_000], 64_000)
    page = page_of(client)
    assert (page.total, page.total_with_delivery) == (725_000, 789_000)
    put_in(client, honey)
    assert fees(client) == ([32_000, 0], 32_000)


def test_estimate_is_for_the_province_named_at_the_checkout(client, tea):
    put_in(client, tea)
    tuyen_quang = Place.objects.provinces().get(name="Tuyên Quang")
    client.post(reverse("shop:checkout_recipient"), recipient_form(province=tuyen_quang.pk))

    response = client.get(PAGE)

    assert response.context["province"] == tuyen_quang
    assert fees(client) == ([22_000], 22_000)


@pytest.mark.parametrize("spoilt", ["x", {"province": "1"}, {"province": True}, {"province": -1}])
def test_spoilt_session_means_another_province(client, tea, spoilt):
    put_in(client, tea)
    session = client.session
    session["dat-hang"] = spoilt
    session.save()

    assert fees(client) == ([32_000], 32_000)


def test_fresh_food_is_not_sent_far(client, tea):
    put_in(client, tea)
    Product.objects.filter(pk=tea.product_id).update(policy_class="fresh")

    assert fees(client) == ([None], 0)


def test_estimate_is_what_the_checkout_asks(client, tea):
    put_in(client, tea, 3)
    answer(client, tea)

    assert page_of(client).total_with_delivery == client.get(CHECK).context["draft"].total
