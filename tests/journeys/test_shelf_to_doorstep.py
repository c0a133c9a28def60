"""A guest buys from two producers, cancels one order and follows the other to the door."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from ocop.models import SubjectMember
from shop.order.models import Order, Purchase
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, offer, seller
from tests.shop.shopping import (
    CHECK,
    address_form,
    delivery_form,
    order,
    put_in,
    recipient_form,
)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


def member_of(subject):
    """A browser in which a member of ``subject`` is signed in."""
    client = Client()
    user = UserFactory()
    SubjectMember.objects.create(subject=subject, user=user)
    client.force_login(user)
    return client


def take_step(client, placed, act, **form):
    return client.post(
        reverse("seller:step", kwargs={"number": placed.number}),
        {"act": act, "seen_status": Order.objects.get(pk=placed.pk).status, **form},
    )


@pytest.mark.django_db
def test_guest_buys_from_two_sellers_and_each_sees_only_her_part(client):
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=3)
    honey = offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=2)
    put_in(client, tea, 2)
    put_in(client, honey, 1)

    # Four pages, each leading to the next
    assert client.get("/gio-hang/").context["basket"].total == 550_000
    way = [
        client.post(reverse("shop:checkout_recipient"), recipient_form()),
        client.post(reverse("shop:checkout_address"), address_form()),
        client.post(reverse("shop:checkout_delivery"), delivery_form(tea, honey)),
        client.post(reverse("shop:checkout_payment"), {"payment": "cod"}),
    ]
    assert [page["Location"] for page in way] == [
        "/dat-hang/dia-chi/", "/dat-hang/van-chuyen/", "/dat-hang/thanh-toan/", CHECK,
    ]  # fmt: skip
    draft = client.get(CHECK).context["draft"]
    assert [(o.goods_total, o.chosen.fee) for o in draft.orders] == [
        (250_000, 32_000), (300_000, 32_000),
    ]  # fmt: skip

    placed = order(client, draft.total)

    # One purchase, one order a seller, stock held, a letter with the link
    purchase = Purchase.objects.get()
    assert placed["Location"] == f"/dat-hang/cam-on/{purchase.number}/?k={purchase.token}"
    assert client.get(placed["Location"]).context["purchase"] == purchase
    assert (purchase.total, purchase.phone, purchase.street) == (
        614_000, "+84912345678", "Số 1 ngõ 2",
    )  # fmt: skip
    assert (purchase.language, purchase.consent_version, purchase.user) == ("vi", "2026-11", None)
    of_tea, of_honey = purchase.orders.order_by("partner__name")
    tea.refresh_from_db()
    honey.refresh_from_db()
    assert (tea.net_stock_level, honey.net_stock_level) == (1, 1)
    assert client.get("/gio-hang/").context["basket"].groups == ()
    (letter,) = mail.outbox
    (link,) = re.findall(r"/don-hang/\S+", letter.body)

    # The link opens the purchase in another browser, where one order is taken back
    elsewhere = Client()
    tracking = elsewhere.get(link)
    assert tracking.context["purchase"] == purchase
    cancelled = elsewhere.post(
        reverse(
            "shop:order_cancel",
            kwargs={"number": purchase.number, "order_number": of_honey.number},
        ),
        {"k": purchase.token, "seen_status": of_honey.status},
    )
    assert cancelled["Location"] == link
    of_honey.refresh_from_db()
    honey.refresh_from_db()
    assert (of_honey.status, honey.net_stock_level) == ("da-huy", 2)

    # The tea's cooperative sees its own order only, and brings it to the door
    cooperative = member_of(tea.partner.subject)
    seen = cooperative.get(reverse("seller:orders")).context["page"].object_list
    assert [o.number for o in seen] == [of_tea.number]
    foreign = reverse("seller:order", kwargs={"number": of_honey.number})
    assert cooperative.get(foreign).status_code == 404
    for act in ("confirm", "pack", "hand_over", "deliver"):
        take_step(cooperative, of_tea, act)

    # Number and telephone find it too, delivered
    found = Client().post(
        reverse("shop:look_up"), {"number": purchase.number.lower(), "phone": "0912.345.678"}
    )
    shown = {o.number: o.status for o in client.get(found["Location"]).context["purchase"]
             .orders.all()}  # fmt: skip
    assert shown == {of_tea.number: "da-giao", of_honey.number: "da-huy"}
    tea.refresh_from_db()
    assert (tea.num_in_stock, tea.num_allocated) == (1, 0)


@pytest.mark.django_db
def test_purchase_in_english_is_answered_in_english(client):
    tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=3)
    put_in(client, tea)
    client.post("/en/dat-hang/nhan-hang/", recipient_form())
    client.post("/en/dat-hang/dia-chi/", address_form())
    client.post("/en/dat-hang/van-chuyen/", delivery_form(tea))
    client.post("/en/dat-hang/thanh-toan/", {"payment": "cod"})

    placed = client.post(f"/en{CHECK}", {"consent": "on", "total": 157_000})

    assert placed["Location"].startswith("/en/dat-hang/cam-on/")
    assert Purchase.objects.get().language == "en"
    (letter,) = mail.outbox
    assert letter.subject == f"Order {Purchase.objects.get().number} received"
