"""The sellers' area: one's own things, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop.models import Certificate, SubjectMember
from shop.catalogue.models import Product
from shop.catalogue.services import PackOffer, set_offer
from shop.order.models import Order, Purchase
from shop.partner.models import Partner, StockRecord
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller

pytestmark = pytest.mark.django_db
LISTINGS = "/kenh-ban/san-pham/"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=5)


@pytest.fixture
def honey():
    return offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=5)


@pytest.fixture
def purchase(tea, honey):
    """Of both sellers."""
    return place(basket_with(tea, honey))


@pytest.fixture
def mine(tea, client):
    """The browser of a member of the tea's cooperative."""
    client.force_login(member_of(tea.partner.subject))
    return client


def member_of(*subjects):
    user = UserFactory()
    for subject in subjects:
        SubjectMember.objects.create(subject=subject, user=user)
    return user


def order_of(purchase, record):
    return purchase.orders.get(partner=record.partner)


def step(client, order, act, **form):
    return client.post(
        reverse("seller:step", kwargs={"number": order.number}),
        {"act": act, "seen_status": order.status} | form,
    )


def record_url(name, record):
    return reverse(f"seller:{name}", kwargs={"pk": record.pk})


def everything():
    """All that a seller's form could try to change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Product, StockRecord, Partner, Order, Purchase, Certificate)
    ]


def test_who_is_no_seller_does_not_get_in(client, tea, purchase):
    number = order_of(purchase, tea).number
    urls = [
        "/kenh-ban/tong-quan/", LISTINGS, "/kenh-ban/don-hang/", f"/kenh-ban/don-hang/{number}/",
        f"/kenh-ban/san-pham/{tea.product_id}/chao-ban/",
    ]  # fmt: skip

    for url in urls:
        assert client.get(url)["Location"] == f"/tai-khoan/dang-nhap/?next={url}"
    for nobody in (UserFactory(), UserFactory(is_staff=True, is_superuser=True)):
        client.force_login(nobody)
        assert {client.get(url).status_code for url in urls} == {404}


def test_member_who_left_is_out_at_once(mine, tea):
    assert mine.get(LISTINGS).status_code == 200
    SubjectMember.objects.all().delete()

    assert mine.get(LISTINGS).status_code == 404
    assert mine.post(record_url("price", tea), {"price": "1"}).status_code == 404
    tea.refresh_from_db()
    assert tea.price == 125_000


def test_pages_are_not_kept_by_anybody(mine):
    assert "no-store" in mine.get(LISTINGS)["Cache-Control"]


def test_listings_and_orders_are_the_subjects_own(mine, tea, honey, purchase):
    rows = mine.get(LISTINGS).context["rows"]
    orders = mine.get("/kenh-ban/don-hang/").context

    assert [row.card.name for row in rows] == ["Chè Shan Tuyết"]
    assert [o.pk for o in orders["page"]] == [order_of(purchase, tea).pk]
    assert orders["counts"] == {
        "cho-xac-nhan": 1, "dong-goi": 0, "dang-giao": 0, "xong": 0, "huy": 0,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["price", "stock", "pause", "first_offer", "order", "step"])
def test_anothers_thing_is_not_found_and_stays_as_it_is(mine, tea, honey, purchase, name):
    foreign = order_of(purchase, honey)
    forms = {
        "price": (record_url("price", honey), {"price": "1"}),
        "stock": (record_url("stock", honey), {"change": "5"}),
        "pause": (f"{LISTINGS}{honey.product_id}/tam-dung/", {}),
        "first_offer": (
            f"{LISTINGS}{honey.product_id}/chao-ban/",
            {"label": "x", "net_amount": "1", "net_unit": "g", "price": "1", "stock": "1"},
        ),
        "order": (reverse("seller:order", kwargs={"number": foreign.number}), None),
        "step": (
            reverse("seller:step", kwargs={"number": foreign.number}),
            {"act": "confirm", "seen_status": foreign.status},
        ),
    }
    url, form = forms[name]
    before = everything()

    response = mine.get(url) if form is None else mine.post(url, form)

    assert response.status_code == 404
    assert everything() == before


@pytest.mark.parametrize("pk", [0, 999_999, 10**18, 10**30])
def test_thing_that_does_not_exist_is_not_found(mine, pk):
    for name in ("price", "stock", "pause", "first_offer"):
        assert mine.post(reverse(f"seller:{name}", kwargs={"pk": pk}), {}).status_code == 404


def test_acting_for_another_of_ones_own_subjects(client, tea, honey):
    client.force_login(member_of(tea.partner.subject, honey.partner.subject))
    choose = reverse("seller:choose")

    assert [r.card.name for r in client.get(LISTINGS).context["rows"]] == ["Chè Shan Tuyết"]
    client.post(choose, {"subject": honey.partner.subject_id})
    assert [r.card.name for r in client.get(LISTINGS).context["rows"]] == ["Mật ong Bạc Hà"]
    assert client.post(record_url("price", tea), {"price": "1"}).status_code == 404


@pytest.mark.parametrize("subject", ["{other}", "0", "-1", "x", "", "1e3", "9" * 5000])
def test_nobody_acts_for_a_subject_that_is_not_theirs(mine, honey, subject):
    subject = subject.format(other=honey.partner.subject_id)

    assert mine.post(reverse("seller:choose"), {"subject": subject}).status_code == 404
    assert [r.card.name for r in mine.get(LISTINGS).context["rows"]] == ["Chè Shan Tuyết"]


def test_subject_chosen_in_a_spoilt_session_is_one_of_ones_own(mine, honey):
    session = mine.session
    session["chu-the"] = honey.partner.subject_id
    session.save()

    assert [r.card.name for r in mine.get(LISTINGS).context["rows"]] == ["Chè Shan Tuyết"]


@pytest.mark.parametrize(
    ("typed", "price"),
    [("130000", 130_000), ("130.000", 130_000), ("130 000 ₫", 130_000), ("130,000đ", 130_000),
     ("1.250.000", 1_250_000)],
)  # fmt: skip
def test_price_is_read_the_way_it_is_typed(mine, tea, typed, price):
    mine.post(record_url("price", tea), {"price": typed, "trang": "2"})

    tea.refresh_from_db()
    assert tea.price == price


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "-5",
        "x",
        "12,5",
        "1.25",
        "130.00",
        "1e6",
        "9999999999",
        "9" * 5000,
        "\uff11",
        "1 2",
    ],
)
def test_price_that_is_none_changes_nothing(mine, tea, typed):
    response = mine.post(record_url("price", tea), {"price": typed, "trang": "x"})

    assert response["Location"] == LISTINGS
    tea.refresh_from_db()
    assert tea.price == 125_000


@pytest.mark.parametrize(
    ("typed", "stock"),
    [("5", 10), ("+5", 10), ("-2", 3), ("-5", 0), ("-6", 5), ("", 5), ("x", 5), ("1.000", 1005),
     ("9999999", 5), ("999999", 5), ("--1", 5), ("+", 5), ("1-2", 5), ("9" * 5000, 5),
     ("\u22122", 3)],
)  # fmt: skip
def test_stock_changes_by_what_is_typed_or_not_at_all(mine, tea, typed, stock):
    mine.post(record_url("stock", tea), {"change": typed})

    tea.refresh_from_db()
    assert tea.num_in_stock == stock


def test_units_promised_to_orders_stay(mine, tea, purchase):
    mine.post(record_url("stock", tea), {"change": "-5"})
    tea.refresh_from_db()
    assert (tea.num_in_stock, tea.num_allocated) == (5, 1)

    mine.post(record_url("stock", tea), {"change": "-4"})
    tea.refresh_from_db()
    assert (tea.num_in_stock, tea.num_allocated) == (1, 1)


def test_forms_lead_back_to_the_page_they_stood_on(mine, tea):
    pause = f"{LISTINGS}{tea.product_id}/tam-dung/"

    assert mine.post(pause, {"trang": "3"})["Location"] == f"{LISTINGS}?trang=3"
    assert mine.post(pause, {"trang": "//evil.example"})["Location"] == LISTINGS


def test_pausing_and_going_on(mine, tea):
    pause = f"{LISTINGS}{tea.product_id}/tam-dung/"

    mine.post(pause)
    assert Product.objects.get(pk=tea.product_id).is_paused
    mine.post(pause, {"resume": "1"})
    assert not Product.objects.get(pk=tea.product_id).is_paused


FIRST_OFFER = {
    "label": "Hộp 250 g", "net_amount": "250", "net_unit": "g", "price": "125.000",
    "stock": "1.000",
}  # fmt: skip


@pytest.fixture
def showcase(tea):
    """A listing of the same cooperative without a price."""
    StockRecord.objects.filter(pk=tea.pk).delete()
    return tea.product


def test_showcase_becomes_an_offer(mine, showcase):
    response = mine.post(f"{LISTINGS}{showcase.pk}/chao-ban/", FIRST_OFFER)

    assert response["Location"] == LISTINGS
    record = StockRecord.objects.get()
    assert (record.product_id, record.price, record.num_in_stock) == (showcase.pk, 125_000, 1000)


@pytest.mark.parametrize(
    ("field", "value"),
    [("price", "0"), ("price", ""), ("stock", "-1"), ("stock", "1.000.001"), ("net_amount", "0"),
     ("net_unit", "kg"), ("label", "\u200b"), ("label", "x" * 81)],
)  # fmt: skip
def test_offer_that_cannot_stand_stays_in_its_form(mine, showcase, field, value):
    response = mine.post(f"{LISTINGS}{showcase.pk}/chao-ban/", FIRST_OFFER | {field: value})

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    assert form["price"].value() == (FIRST_OFFER | {field: value})["price"]
    assert StockRecord.objects.count() == 0


def test_medicine_cannot_be_offered(mine, showcase):
    Product.objects.filter(pk=showcase.pk).update(policy_class="medicine")

    response = mine.post(f"{LISTINGS}{showcase.pk}/chao-ban/", FIRST_OFFER)

    assert response.context["form"].non_field_errors()
    assert StockRecord.objects.count() == 0


def test_second_first_offer_does_not_take_other_packs_away(mine, tea):
    packs = [PackOffer(label=f"Hộp {n}", price=n * 1000, stock=9, sku=f"H{n}") for n in (1, 2)]
    records = set_offer(listing=tea.product, packs=packs, moment=MOMENT)
    place(basket_with(records[0]))
    before = everything()

    for ask in (mine.get, mine.post):
        assert ask(f"{LISTINGS}{tea.product_id}/chao-ban/", FIRST_OFFER)["Location"] == LISTINGS

    assert everything() == before


def test_order_goes_its_way_by_buttons(mine, tea, purchase):
    order = order_of(purchase, tea)
    for act, status in [
        ("confirm", "da-xac-nhan"), ("pack", "da-dong-goi"), ("hand_over", "dang-giao"),
        ("deliver", "da-giao"),
    ]:  # fmt: skip
        assert step(mine, order, act)["Location"] == f"/kenh-ban/don-hang/{order.number}/"
        order.refresh_from_db()
        assert order.status == status


@pytest.mark.parametrize("act", ["pack", "hand_over", "deliver"])
def test_steps_cannot_be_skipped(mine, tea, purchase, act):
    order = order_of(purchase, tea)

    step(mine, order, act)
    step(mine, order, act, seen_status="da-dong-goi")

    order.refresh_from_db()
    assert order.status == "cho-xac-nhan"


@pytest.mark.parametrize("act", ["", "x", "cancel_order", "__class__", "da-giao"])
def test_act_that_does_not_exist_is_not_found(mine, tea, purchase, act):
    assert step(mine, order_of(purchase, tea), act).status_code == 404


def test_refusing_needs_a_reason_and_returns_the_stock(mine, tea, purchase):
    order = order_of(purchase, tea)
    step(mine, order, "refuse", reason=" \u200b\x00 ")
    order.refresh_from_db()
    assert order.status == "cho-xac-nhan"

    step(mine, order, "refuse", reason="Hết chè vụ này")
    order.refresh_from_db()
    tea.refresh_from_db()
    assert (order.status, order.cancelled_by, order.cancel_reason, tea.num_allocated) == (
        "da-huy", "seller", "Hết chè vụ này", 0,
    )  # fmt: skip


def test_changes_are_posted_and_need_the_token_against_forged_requests(tea, purchase):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member_of(tea.partner.subject))
    order = order_of(purchase, tea)
    urls = [
        record_url("price", tea), record_url("stock", tea), f"{LISTINGS}{tea.product_id}/tam-dung/",
        reverse("seller:step", kwargs={"number": order.number}), reverse("seller:choose"),
    ]  # fmt: skip
    before = everything()

    for url in urls:
        assert client.get(url).status_code == 405
        form = {"price": "1", "change": "1", "act": "confirm", "seen_status": order.status}
        assert client.post(url, form).status_code == 403

    assert everything() == before


def test_seller_gets_what_delivery_needs_and_no_key_to_the_rest(mine, tea, honey, purchase):
    """Number of the purchase and telephone together open all of it: the seller has the second."""
    order = order_of(purchase, tea)
    pages = [
        mine.get("/kenh-ban/don-hang/").content.decode(),
        mine.get(f"/kenh-ban/don-hang/{order.number}/").content.decode(),
    ]

    assert "Nguyễn Thị Mua" in pages[1]
    assert "Số 1 ngõ 2" in pages[1]
    for page in pages:
        assert purchase.number not in page
        assert purchase.token not in page
        assert "mua@vi-du.example" not in page
        assert "Mật ong" not in page
        assert order_of(purchase, honey).number not in page


def test_name_and_address_are_not_shown_of_an_order_that_ended(mine, tea, purchase):
    order = order_of(purchase, tea)
    step(mine, order, "refuse", reason="Hết chè vụ này")

    pages = [
        mine.get("/kenh-ban/don-hang/?tab=huy").content.decode(),
        mine.get(f"/kenh-ban/don-hang/{order.number}/").content.decode(),
    ]

    for page in pages:
        assert order.number in page
        for private in ("Nguyễn Thị Mua", "Số 1 ngõ 2", "0912 345 678", "+84912345678"):
            assert private not in page


@pytest.mark.parametrize("tab", ["", "x", "\x00", "dong-goi'--", "cho-xac-nhan"])
def test_tab_that_does_not_exist_shows_the_first(mine, purchase, tab):
    response = mine.get("/kenh-ban/don-hang/", {"tab": tab, "trang": "x"})

    assert (response.status_code, response.context["tab"]) == (200, "cho-xac-nhan")


def test_lists_take_as_many_queries_for_twenty_as_for_one(mine, tea, queries_of, settings):
    settings.THEMES_CACHE_SECONDS = 60
    counts = {}
    for number in (1, 20):
        while Order.objects.count() < number:
            n = Order.objects.count()
            StockRecord.objects.filter(pk=tea.pk).update(num_in_stock=100)
            place(basket_with(tea), who=recipient(phone=f"+849123456{n:02}"))
            offer(tea.partner.subject, f"Chè số {n}")
        for url in ("/kenh-ban/don-hang/", "/kenh-ban/san-pham/", "/kenh-ban/tong-quan/"):
            mine.get(url)
            counts.setdefault(url, []).append(queries_of(lambda url=url: mine.get(url)))

    assert [counts for counts in counts.items() if counts[1][0] != counts[1][1]] == []
    assert {url: count for url, (count, _same) in counts.items() if count > 15} == {}


def test_twenty_products_stand_on_a_page(mine, tea):
    for n in range(20):
        offer(tea.partner.subject, f"Chè số {n:02}")

    pages = [mine.get(LISTINGS, {"trang": n}).context["rows"] for n in (1, 2)]

    assert [len(rows) for rows in pages] == [20, 1]
