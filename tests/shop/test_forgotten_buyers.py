"""A buyer takes their data along, or has them forgotten; sellers can still deliver and account."""

import datetime
import json

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.services import erase_me, export_my_data
from config.periodic import periodic_jobs
from ocop.models import SubjectMember
from shop.basket.models import Basket
from shop.order.models import CashQuota, Order, OrderStatusChange, Purchase
from shop.order.progress import (
    cancel_order,
    confirm_order,
    deliver_order,
    hand_over_order,
    pack_order,
)
from shop.order.tasks import forget
from tests.factories.accounts import PASSWORD, UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller

pytestmark = pytest.mark.django_db
PRIVATE = ("Nguyễn Thị Mua", "84912345678", "912 345 678", "mua@vi-du.example", "Số 1 ngõ 2")


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=9)


@pytest.fixture
def honey():
    return offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=9)


@pytest.fixture
def buyer():
    return UserFactory()


@pytest.fixture
def purchase(tea, honey, buyer):
    who = recipient(note="Gọi trước")
    return place(basket_with(tea, honey, user=buyer), user=buyer, who=who)


def deliver(order):
    for step in (confirm_order, pack_order, hand_over_order, deliver_order):
        order.refresh_from_db()
        step(order=order, seen_status=order.status)


def whole_database():
    rows = [repr(list(model.objects.values())) for model in (Purchase, Order, Basket)]
    rows.append(repr(list(CashQuota.objects.filter(day__lt=MOMENT.date()).values())))
    return " ".join(rows)


def test_export_tells_what_was_bought_and_is_ready_for_json(client, purchase, buyer):
    client.login(username=buyer.email, password=PASSWORD)

    exported = json.loads(client.get(reverse("accounts:export")).content)["purchases"]

    (one,) = exported
    assert (one["number"], one["total"], one["recipient"], one["phone"], one["note"]) == (
        purchase.number, purchase.total, "Nguyễn Thị Mua", "+84912345678", "Gọi trước",
    )  # fmt: skip
    assert one["address"].startswith("Số 1 ngõ 2, ")
    assert [(o["seller"], o["lines"]) for o in one["orders"]] == [
        ("HTX Chè Ví Dụ", ["1 × Chè Shan Tuyết – Hộp 250 g"]),
        ("HTX Ong Ví Dụ", ["1 × Mật ong Bạc Hà – Hộp 250 g"]),
    ]
    assert purchase.token not in json.dumps(exported)


def test_export_holds_nobody_elses(purchase):
    assert export_my_data(user=UserFactory())["purchases"] == []


def test_buyer_of_what_is_delivered_is_forgotten_at_once(purchase, buyer):
    for order in purchase.orders.all():
        deliver(order)
    token = purchase.token

    erase_me(user=buyer, moment=MOMENT)

    purchase.refresh_from_db()
    assert not [word for word in PRIVATE if word in whole_database()]
    assert (purchase.user, purchase.phone, purchase.is_to_be_forgotten) == (None, "", False)
    assert (purchase.total, purchase.orders.count()) == (489_000, 2)
    assert Client().get(f"/don-hang/{purchase.number}/?k={token}").status_code == 404


def test_order_under_way_is_still_delivered_then_forgotten(purchase, buyer, tea, honey):
    of_tea, of_honey = (purchase.orders.get(partner=r.partner) for r in (tea, honey))
    cancel_order(order=of_honey, seen_status=of_honey.status, reason="Tôi đi xa", by="buyer")
    mail.outbox.clear()

    erase_me(user=buyer, moment=MOMENT)
    forget.call()

    purchase.refresh_from_db()
    of_tea.refresh_from_db()
    assert (purchase.recipient, purchase.phone, purchase.street) == (
        "Nguyễn Thị Mua", "+84912345678", "Số 1 ngõ 2",
    )  # fmt: skip
    assert (purchase.user, purchase.email, of_tea.user, of_tea.guest_email) == (None, "", None, "")

    deliver(of_tea)
    assert mail.outbox == []
    assert forget.call() == 1
    assert forget.call() == 0
    assert not [word for word in (*PRIVATE, "Tôi đi xa") if word in whole_database()]


def test_purchases_of_others_stay_as_they_are(purchase, buyer, tea):
    other = place(basket_with(tea), who=recipient(phone="+84987654321", name="Trần Văn Khác"))

    erase_me(user=buyer, moment=MOMENT)
    forget.call()

    other.refresh_from_db()
    assert (other.recipient, other.phone) == ("Trần Văn Khác", "+84987654321")


def test_basket_of_an_erased_account_is_gone(tea, buyer):
    basket_with(tea, user=buyer)

    erase_me(user=buyer, moment=MOMENT)

    assert not Basket.objects.filter(owner=buyer).exists()


def test_forgotten_purchase_is_found_by_no_telephone_and_shown_to_the_seller(
    client, purchase, buyer, tea
):
    for order in purchase.orders.all():
        deliver(order)
    erase_me(user=buyer, moment=MOMENT)

    for phone in ("", "x", "0912345678"):
        response = client.post(reverse("shop:look_up"), {"number": purchase.number, "phone": phone})
        assert response.status_code == 200

    member = UserFactory()
    SubjectMember.objects.create(subject=tea.partner.subject, user=member)
    client.force_login(member)
    number = purchase.orders.get(partner=tea.partner).number
    assert client.get(f"/kenh-ban/don-hang/{number}/").status_code == 200
    assert client.get("/kenh-ban/don-hang/?tab=xong").status_code == 200


def test_telephone_numbers_are_counted_for_a_day_only(tea, settings):
    place(basket_with(tea))
    settings.CHOPHIEN_NOW = (MOMENT + datetime.timedelta(hours=1)).isoformat()
    forget.call()
    assert CashQuota.objects.count() == 1

    settings.CHOPHIEN_NOW = (MOMENT + datetime.timedelta(days=1)).isoformat()
    forget.call()
    assert CashQuota.objects.count() == 0


@pytest.fixture
def guests(tea):
    """A purchase without an account, delivered and done on ``MOMENT``."""
    purchase = place(basket_with(tea), who=recipient(note="Gọi trước"))
    deliver(purchase.orders.get())
    OrderStatusChange.objects.update(date_created=MOMENT)
    return purchase


def forget_on(settings, moment):
    settings.CHOPHIEN_NOW = moment.isoformat()
    return forget.call()


YEARS = datetime.timedelta(days=730)


def test_guest_is_forgotten_two_years_after_the_purchase_is_over(guests, settings):
    token = guests.token
    assert forget_on(settings, MOMENT + YEARS - datetime.timedelta(seconds=1)) == 0
    guests.refresh_from_db()
    assert (guests.recipient, guests.email) == ("Nguyễn Thị Mua", "mua@vi-du.example")

    assert forget_on(settings, MOMENT + YEARS) == 1
    assert forget_on(settings, MOMENT + YEARS) == 0

    assert not [word for word in (*PRIVATE, "Gọi trước") if word in whole_database()]
    guests.refresh_from_db()
    assert (guests.total, guests.orders.get().status) == (157_000, "da-giao")
    assert Client().get(f"/don-hang/{guests.number}/?k={token}").status_code == 404


def test_days_to_keep_are_a_setting(guests, settings):
    settings.SHOP_KEEP_RECIPIENTS_DAYS = 30

    assert forget_on(settings, MOMENT + datetime.timedelta(days=30)) == 1


def test_days_count_from_the_last_step_of_the_last_order(guests, settings):
    OrderStatusChange.objects.filter(new_status="da-giao").update(
        date_created=MOMENT + datetime.timedelta(days=9)
    )

    assert forget_on(settings, MOMENT + YEARS) == 0
    assert forget_on(settings, MOMENT + YEARS + datetime.timedelta(days=9)) == 1


def test_guest_is_remembered_while_anything_is_under_way(tea, honey, settings):
    purchase = place(basket_with(tea, honey))
    deliver(purchase.orders.get(partner=tea.partner))
    OrderStatusChange.objects.update(date_created=MOMENT)

    assert forget_on(settings, MOMENT + 2 * YEARS) == 0

    purchase.refresh_from_db()
    assert (purchase.recipient, purchase.is_to_be_forgotten) == ("Nguyễn Thị Mua", False)


def test_buyer_with_an_account_is_remembered_as_long_as_it_lasts(purchase, buyer, settings):
    for order in purchase.orders.all():
        deliver(order)
    OrderStatusChange.objects.update(date_created=MOMENT)

    assert forget_on(settings, MOMENT + 2 * YEARS) == 0

    purchase.refresh_from_db()
    assert (purchase.user, purchase.recipient) == (buyer, "Nguyễn Thị Mua")


def test_forgetting_is_a_daily_job():
    assert "shop.order.tasks.forget" in [job.task_path for job in periodic_jobs()]
