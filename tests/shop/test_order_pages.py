"""Who opens a purchase, and how: by link, by number and telephone, or signed in."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.services import PRIVACY_TEXT
from shop.order.models import Order, Purchase
from shop.order.numbers import NumberConverter, is_token, random_number, random_token, read_number
from shop.order.progress import confirm_order, hand_over_order, pack_order
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=5)


@pytest.fixture
def purchase(tea):
    return place(basket_with(tea))


@pytest.fixture
def other(tea):
    """Somebody else's purchase of the same goods."""
    return place(basket_with(tea), who=recipient(phone="+84987654321", name="Trần Văn Khác"))


def page(name, purchase, key=None):
    url = reverse(f"shop:{name}", kwargs={"number": purchase.number})
    return url if key is None else f"{url}?k={key}"


def cancel(client, purchase, order, **form):
    url = reverse(
        "shop:order_cancel", kwargs={"number": purchase.number, "order_number": order.number}
    )
    return client.post(url, {"seen_status": order.status} | form)


def look_up(client, number, phone, **extra):
    return client.post(reverse("shop:look_up"), {"number": number, "phone": phone}, **extra)


def status_of(purchase):
    return Order.objects.get(purchase=purchase).status


def test_addresses(purchase):
    assert page("thanks", purchase) == f"/dat-hang/cam-on/{purchase.number}/"
    assert page("order", purchase) == f"/don-hang/{purchase.number}/"
    assert reverse("shop:look_up") == "/don-hang/tra-cuu/"
    assert reverse("shop:my_purchases") == "/tai-khoan/don-hang/"


def test_numbers_and_tokens_cannot_be_guessed_or_misread():
    numbers = {random_number() for _n in range(500)}

    assert len(numbers) == 500
    assert not set("".join(numbers)) & set("ILOU")
    assert all(read_number(f" {n[:5].lower()}-{n[5:]} ") == n for n in numbers)
    assert read_number("oil0") == "0110"
    assert is_token(random_token())


@pytest.mark.parametrize(
    "number", ["", "ABC", "ABCDEFGHIJ", "abcdefgh12", "0123456789A", "\x00" * 10]
)
def test_what_is_no_number_has_no_address(client, number):
    with pytest.raises(NoReverseMatch):
        reverse("shop:order", kwargs={"number": number})
    assert client.get(f"/don-hang/{number or 'x'}/").status_code == 404
    assert NumberConverter.regex == "[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}"


@pytest.mark.parametrize("name", ["thanks", "order"])
def test_link_with_its_key_opens_the_purchase(client, purchase, name):
    response = client.get(page(name, purchase, purchase.token))

    assert response.context["purchase"] == purchase
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["thanks", "order"])
def test_every_other_key_finds_nothing(client, purchase, other, name):
    keys = [
        None, "", "x", purchase.token[:-1], purchase.token + "x", purchase.token.swapcase(),
        other.token, "%00", "%00" * 43, "%F0%9F%8D%B5" * 43, "x" * 5000, purchase.number,
    ]  # fmt: skip
    answers = [client.get(page(name, purchase, key)) for key in keys]

    assert {answer.status_code for answer in answers} == {404}
    assert not any(purchase.recipient.encode() in answer.content for answer in answers)


def test_key_of_one_purchase_does_not_open_another(client, purchase, other):
    assert client.get(page("order", other, purchase.token)).status_code == 404
    assert cancel(client, other, other.orders.get(), k=purchase.token).status_code == 404
    # the other's order under one's own number and key
    assert cancel(client, purchase, other.orders.get(), k=purchase.token).status_code == 404

    assert (status_of(purchase), status_of(other)) == ("cho-xac-nhan", "cho-xac-nhan")


def test_buyer_signed_in_needs_no_key_and_others_find_nothing(client, tea):
    buyer, stranger = UserFactory(), UserFactory()
    purchase = place(basket_with(tea, user=buyer), user=buyer)
    client.force_login(buyer)
    assert client.get(page("order", purchase)).context["purchase"] == purchase
    assert client.get(page("thanks", purchase)).status_code == 200

    client.force_login(stranger)
    assert client.get(page("order", purchase)).status_code == 404
    assert cancel(client, purchase, purchase.orders.get()).status_code == 404
    assert list(client.get(reverse("shop:my_purchases")).context["page"]) == []
    assert status_of(purchase) == "cho-xac-nhan"


def test_operator_and_seller_find_no_purchase_by_its_number(client, purchase):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert client.get(page("order", purchase)).status_code == 404


def test_cancelling_by_link_returns_the_stock(client, purchase, tea):
    response = cancel(
        client, purchase, purchase.orders.get(), k=purchase.token, reason=" Đổi ý\x00 "
    )

    assert response["Location"] == page("order", purchase, purchase.token)
    order = purchase.orders.get()
    assert (order.status, order.cancelled_by, order.cancel_reason) == ("da-huy", "buyer", "Đổi ý")
    tea.refresh_from_db()
    assert tea.num_allocated == 0


def test_cancelling_twice_or_late_says_so_and_changes_nothing(client, purchase, tea):
    order = purchase.orders.get()
    cancel(client, purchase, order, k=purchase.token)
    cancel(client, purchase, order, k=purchase.token)
    late = cancel(client, purchase, order, k=purchase.token, seen_status="da-huy")

    assert late.status_code == 302
    tea.refresh_from_db()
    assert (status_of(purchase), tea.num_allocated) == ("da-huy", 0)
    assert purchase.orders.get().status_changes.count() == 2


@pytest.mark.parametrize("seen", ["", "da-xac-nhan", "da-giao", "x", "\x00"])
def test_cancelling_from_a_page_that_is_behind_changes_nothing(client, purchase, seen):
    response = cancel(client, purchase, purchase.orders.get(), k=purchase.token, seen_status=seen)

    assert response.status_code == 302
    assert status_of(purchase) == "cho-xac-nhan"


def test_cancelling_is_posted_and_needs_the_token_against_forged_requests(purchase):
    client = Client(enforce_csrf_checks=True)
    order = purchase.orders.get()
    url = reverse(
        "shop:order_cancel", kwargs={"number": purchase.number, "order_number": order.number}
    )

    assert client.get(f"{url}?k={purchase.token}&seen_status={order.status}").status_code == 405
    assert cancel(client, purchase, order, k=purchase.token).status_code == 403
    assert status_of(purchase) == "cho-xac-nhan"


def received(client, purchase, order, **form):
    url = reverse(
        "shop:order_received", kwargs={"number": purchase.number, "order_number": order.number}
    )
    return client.post(url, {"seen_status": "dang-giao"} | form)


@pytest.fixture
def on_its_way(purchase):
    """The purchase, its order with the courier."""
    order = purchase.orders.get()
    for step in (confirm_order, pack_order, hand_over_order):
        order = step(order=order, seen_status=order.status)
    return purchase


def test_buyer_confirms_to_have_received_the_goods(client, on_its_way, tea):
    order = on_its_way.orders.get()
    url = reverse("shop:order_received", args=[on_its_way.number, order.number])
    assert url in client.get(page("order", on_its_way, on_its_way.token)).content.decode()

    response = received(client, on_its_way, order, k=on_its_way.token)

    assert response["Location"] == page("order", on_its_way, on_its_way.token)
    assert status_of(on_its_way) == "da-giao"
    tea.refresh_from_db()
    assert (tea.num_allocated, on_its_way.orders.get().status_changes.count()) == (0, 5)
    assert url not in client.get(page("order", on_its_way, on_its_way.token)).content.decode()
    received(client, on_its_way, order, k=on_its_way.token)
    assert on_its_way.orders.get().status_changes.count() == 5


@pytest.mark.parametrize("seen", ["", "cho-xac-nhan", "dang-giao", "da-giao", "x", "\x00"])
def test_what_is_not_on_its_way_cannot_be_received(client, purchase, seen):
    order = purchase.orders.get()
    url = reverse("shop:order_received", args=[purchase.number, order.number])
    assert url not in client.get(page("order", purchase, purchase.token)).content.decode()

    assert received(client, purchase, order, k=purchase.token, seen_status=seen).status_code == 302

    assert status_of(purchase) == "cho-xac-nhan"


def test_nobody_else_says_that_the_goods_arrived(client, on_its_way, other, tea):
    order = on_its_way.orders.get()
    url = reverse("shop:order_received", args=[on_its_way.number, order.number])
    tea.partner.subject.members.create(user=(member := UserFactory()))

    assert received(client, on_its_way, order).status_code == 404
    assert received(client, on_its_way, order, k=other.token).status_code == 404
    assert received(client, other, order, k=other.token).status_code == 404
    assert client.get(f"{url}?k={on_its_way.token}").status_code == 405
    client.force_login(member)
    assert received(client, on_its_way, order).status_code == 404

    assert status_of(on_its_way) == "dang-giao"


def test_buyer_cannot_say_who_cancelled_or_where_it_goes(client, purchase):
    cancel(
        client, purchase, purchase.orders.get(), k=purchase.token, by="seller",
        cancelled_by="seller", status="da-giao", target="da-giao", total_incl_tax="1",
    )  # fmt: skip

    order = purchase.orders.get()
    assert (order.status, order.cancelled_by, order.total_incl_tax) == ("da-huy", "buyer", 157_000)


def test_number_and_telephone_find_the_purchase_however_written(client, purchase):
    for number in (
        purchase.number,
        purchase.number.lower(),
        f" {purchase.number[:4]}-{purchase.number[4:]}",
    ):
        for phone in ("0912345678", "+84 912 345 678", "0912.345.678"):
            assert look_up(client, number, phone)["Location"] == page(
                "order", purchase, purchase.token
            )
        cache.clear()


@pytest.mark.parametrize(
    ("number", "phone"),
    [
        ("{number}", "0987654321"),
        ("{number}", ""),
        ("", "0912345678"),
        ("0000000000", "0912345678"),
        ("{number}", "x"),
        ("{number}", "%"),
        ("{order}", "0912345678"),
        ("\x00", "\x00"),
        ("{number}" * 99, "0912345678" * 99),
    ],
)
def test_wrong_number_or_telephone_find_nothing_and_stay_in_the_form(
    client, purchase, other, number, phone
):
    typed = number.format(number=purchase.number, order=purchase.orders.get().number)

    response = look_up(client, typed, phone)

    assert response.status_code == 200
    assert response.context["error"] != ""
    assert (response.context["number"], response.context["phone"]) == (typed[:40], phone[:40])
    assert purchase.token.encode() not in response.content


def test_guessing_is_stopped_for_the_visitor_who_guesses(client, purchase):
    guesses = [look_up(client, f"000000000{n}", "0912345678") for n in range(10)]
    stopped = look_up(client, purchase.number, "0912345678")
    neighbour = look_up(client, purchase.number, "0912345678", REMOTE_ADDR="192.0.2.7")

    assert [guess.status_code for guess in guesses] == [200] * 10
    assert stopped.status_code == 429
    assert purchase.token.encode() not in stopped.content
    assert neighbour.status_code == 302


def test_forged_forwarding_headers_start_no_new_count(client, purchase, settings):
    for n in range(10):
        look_up(client, "0000000000", "0912345678", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
    assert look_up(client, purchase.number, "0912345678").status_code == 429

    settings.CHOPHIEN_PROXIES = 1  # now the proxy says who asks
    asked = look_up(client, purchase.number, "0912345678", HTTP_X_FORWARDED_FOR="192.0.2.99")
    assert asked.status_code == 302


def test_my_purchases_are_mine_newest_first(client, tea, queries_of):
    me, stranger = UserFactory(), UserFactory()
    mine = [
        place(basket_with(tea, user=me), user=me, who=recipient(phone=f"+8491234567{n}"))
        for n in range(3)
    ]
    place(basket_with(tea, user=stranger), user=stranger)
    assert client.get(reverse("shop:my_purchases"))["Location"] == (
        "/tai-khoan/dang-nhap/?next=/tai-khoan/don-hang/"
    )

    client.force_login(me)
    client.get(reverse("shop:my_purchases"))
    with_three = queries_of(lambda: client.get(reverse("shop:my_purchases")))
    listed = client.get(reverse("shop:my_purchases")).context["page"].object_list

    assert list(listed) == mine[::-1]
    type(mine[0]).objects.filter(pk__in=[p.pk for p in mine[1:]]).update(user=stranger)
    assert queries_of(lambda: client.get(reverse("shop:my_purchases"))) == with_three
    assert with_three <= 15


def test_page_number_that_is_none_shows_a_page(client, purchase):
    client.force_login(UserFactory())

    for number in ("0", "-1", "x", "99999999999999999999", "%00"):
        assert client.get(f"{reverse('shop:my_purchases')}?trang={number}").status_code == 200


def test_tracking_page_shows_nothing_of_the_sellers_members(client, purchase, tea):
    member = UserFactory(first_name="Bà Xã Viên", phone="0977777777")
    tea.partner.subject.members.create(user=member)

    response = client.get(page("order", purchase, purchase.token))

    assert "Bà Xã Viên" not in response.content.decode()
    assert "0977777777" not in response.content.decode().replace(" ", "")
    assert MOMENT.year == purchase.placed_at.year


def keep(client, purchase, **form):
    url = reverse("shop:open_account", kwargs={"number": purchase.number})
    fields = {"k": purchase.token, "password": "cam-sanh-ham-yen", "agrees": "on"}
    return client.post(url, fields | form)


def test_guest_keeps_the_purchase_in_an_account(client, purchase, other):
    assert (
        "Giữ đơn này trong tài khoản" in client.get(page("thanks", purchase, purchase.token)).text
    )

    done = keep(client, purchase)

    assert done["Location"] == reverse("shop:my_purchases")
    user = User.objects.get(phone=purchase.phone)
    assert (user.first_name, user.email) == ("Nguyễn Thị Mua", "mua@vi-du.example")
    assert user.consents.get().text_version == PRIVACY_TEXT
    purchase.refresh_from_db()
    assert (purchase.user, purchase.orders.get().user) == (user, user)
    mine = client.get(reverse("shop:my_purchases")).context["page"].object_list
    assert [p.number for p in mine] == [purchase.number]
    assert Purchase.objects.get(pk=other.pk).user is None
    assert Client().login(username="0912 345 678", password="cam-sanh-ham-yen")


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (
            {"password": "12345678"},
            "password",
            ["password_too_common", "password_entirely_numeric"],
        ),
        ({"password": ""}, "password", ["required"]),
        ({"agrees": ""}, "agrees", ["required"]),
    ],
)
def test_no_account_without_password_or_consent(client, purchase, form, field, said):
    refused = keep(client, purchase, **form)

    assert refused.status_code == 200
    assert [e.code for e in refused.context["form"].errors.as_data()[field]] == said
    assert not User.objects.exists()
    assert Purchase.objects.get().user is None


def test_nobody_is_signed_into_an_account_that_exists(client, purchase):
    owner = UserFactory(phone=purchase.phone)

    refused = keep(client, purchase)

    assert "Số điện thoại hoặc địa chỉ này đã có tài khoản" in refused.text
    assert "_auth_user_id" not in client.session
    assert Purchase.objects.get().user is None
    assert User.objects.get() == owner


def test_a_purchase_joins_one_account_only(client, purchase):
    keep(client, purchase)
    second = keep(Client(), purchase)

    assert "đã thuộc về một tài khoản" in second.text
    assert User.objects.count() == 1


def test_account_needs_the_link(client, purchase, other):
    assert keep(client, purchase, k=other.token).status_code == 404
    assert keep(client, purchase, k="").status_code == 404
    assert not User.objects.exists()
