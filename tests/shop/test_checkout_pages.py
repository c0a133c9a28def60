"""The four pages before an order: errors stay at their field, answers stay, nothing is assumed."""

import pytest
from django.urls import reverse

from ocop.models import Place
from shop.basket.models import Basket, Line
from shop.catalogue.services import pause_listing
from shop.order.models import CashQuota, Order, Purchase
from shop.partner.models import StockRecord
from tests.factories.accounts import PASSWORD, UserFactory
from tests.shop.market import MOMENT, offer, seller
from tests.shop.shopping import (
    CHECK,
    address_form,
    answer,
    commune_of,
    delivery_form,
    hanoi,
    order,
    put_in,
    recipient_form,
    told,
)

pytestmark = pytest.mark.django_db
RECIPIENT, ADDRESS = "/dat-hang/nhan-hang/", "/dat-hang/dia-chi/"
DELIVERY, PAYMENT = "/dat-hang/van-chuyen/", "/dat-hang/thanh-toan/"
PAGES = [RECIPIENT, ADDRESS, DELIVERY, PAYMENT, CHECK]


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=5)


@pytest.fixture
def honey():
    return offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=5)


def nothing_placed():
    assert (Purchase.objects.count(), Order.objects.count()) == (0, 0)
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) <= {None, 0}
    assert sum(CashQuota.objects.values_list("orders", flat=True)) == 0
    assert not Basket.objects.filter(status=Basket.SUBMITTED).exists()


def spoil_state(client, **changes):
    session = client.session
    session["dat-hang"] = session.get("dat-hang", {}) | changes
    session.save()


def state_of(client):
    return client.session.get("dat-hang", {})


def test_addresses():
    names = ["recipient", "address", "delivery", "payment", "check"]
    assert [reverse(f"shop:checkout_{name}") for name in names] == PAGES


def test_without_a_basket_every_page_leads_to_it(client):
    for url in PAGES:
        assert client.get(url)["Location"] == "/gio-hang/"
        assert client.post(url, {"consent": "on", "total": "1"})["Location"] == "/gio-hang/"


def test_basket_that_cannot_be_ordered_leads_back_to_it(client, tea):
    put_in(client, tea, 5)
    answer(client, tea)
    StockRecord.objects.filter(pk=tea.pk).update(num_in_stock=4)

    for url in PAGES:
        assert client.get(url)["Location"] == "/gio-hang/"
        assert client.post(url, {"consent": "on", "total": "1"})["Location"] == "/gio-hang/"
    nothing_placed()


@pytest.mark.parametrize(
    ("url", "first"),
    [(ADDRESS, RECIPIENT), (DELIVERY, ADDRESS), (PAYMENT, ADDRESS), (CHECK, ADDRESS)],
)
def test_page_asked_too_early_leads_to_what_is_missing(client, tea, url, first):
    put_in(client, tea)

    assert client.get(url)["Location"] == first
    assert client.post(url, {"consent": "on", "total": "157000"})["Location"] == first
    nothing_placed()


def test_pages_are_not_kept_by_anybody(client, tea):
    put_in(client, tea)
    answer(client, tea)

    for url in PAGES:
        response = client.get(url)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b \u00a0"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Trúng thưởng tại https://example.com"}, "name"),
        ({"name": "Mời xem example.com"}, "name"),
        ({"phone": ""}, "phone"),
        ({"phone": "12345"}, "phone"),
        ({"phone": "0912 345 67x"}, "phone"),
        ({"email": "mua@"}, "email"),
        ({"email": "a" * 245 + "@vi-du.example"}, "email"),
        ({"province": ""}, "province"),
        ({"province": "x"}, "province"),
        ({"province": "99999999"}, "province"),
    ],
)
def test_recipient_error_stands_at_its_field_and_clears_nothing(client, tea, wrong, field):
    put_in(client, tea)

    response = client.post(RECIPIENT, recipient_form(**wrong))

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    for name, value in recipient_form(**wrong).items():
        assert form[name].value() == str(value)
    assert state_of(client) == {}


def test_former_province_is_no_province_of_delivery(client, tea):
    put_in(client, tea)
    former = Place.objects.provinces("pre-2025-07").get(name="Hà Giang")

    response = client.post(RECIPIENT, recipient_form(province=former.pk))

    assert list(response.context["form"].errors) == ["province"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"commune": ""}, "commune"),
        ({"commune": "x"}, "commune"),
        ({"street": "  "}, "street"),
        ({"street": "x" * 201}, "street"),
        ({"note": "x" * 301}, "note"),
    ],
)
def test_address_error_stands_at_its_field_and_clears_nothing(client, tea, wrong, field):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())
    before = state_of(client)

    response = client.post(ADDRESS, address_form(**wrong))

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    for name, value in address_form(**wrong).items():
        assert form[name].value() == str(value)
    assert state_of(client) == before


def test_commune_of_another_province_and_the_province_itself_are_refused(client, tea):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())
    elsewhere = commune_of(Place.objects.provinces().get(code="08"))

    for place in (elsewhere, hanoi()):
        response = client.post(ADDRESS, address_form(commune=place.pk))
        assert list(response.context["form"].errors) == ["commune"]


def test_text_is_kept_composed_and_without_what_nobody_sees(client, tea):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form(name="Nguye\u0302\u0303n  Thi\u0323 Mua\u200b"))
    client.post(ADDRESS, address_form(street="Thôn\u00a01\x00"))

    assert (state_of(client)["name"], state_of(client)["street"]) == ("Nguyễn Thị Mua", "Thôn 1")


def old_address(client, province="Hà Nội", district="Quận Ba Đình", commune="Phường Thành Công"):
    place = Place.objects.provinces("pre-2025-07").get(name=province)
    return client.get(
        ADDRESS, {"old_province": place.pk, "old_district": district, "old_commune": commune}
    )


def test_old_commune_that_became_one_is_chosen(client, tea):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())

    response = old_address(client, "Hà Nam", "Huyện Lý Nhân", "Xã Nhân Nghĩa")

    (found,) = response.context["found"]
    assert found.province.name == "Ninh Bình"
    assert response.context["province"] == found.province
    assert response.context["form"]["commune"].value() == found.pk
    assert found in response.context["form"].fields["commune"].queryset


def test_looking_up_an_old_name_keeps_nothing_before_the_form_is_sent(client, tea):
    """The commune of today may lie in another province than the one chosen a page before."""
    put_in(client, tea)
    answer(client, tea)
    before = state_of(client)
    response = old_address(client, "Hà Nam", "Huyện Lý Nhân", "Xã Nhân Nghĩa")
    (found,) = response.context["found"]
    assert state_of(client) == before
    assert f'name="province" value="{found.province_id}"' in response.content.decode()
    assert client.get(ADDRESS).context["province"] == hanoi()

    sent = client.post(ADDRESS, address_form(province=found.province_id, commune=found.pk))

    assert sent["Location"] == DELIVERY
    state = state_of(client)
    assert (state["province"], state["commune"], state["delivery"]) == (
        found.province_id, found.pk, {},
    )  # fmt: skip


def test_error_after_looking_up_stays_in_the_province_that_was_found(client, tea):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())
    (found,) = old_address(client, "Hà Nam", "Huyện Lý Nhân", "Xã Nhân Nghĩa").context["found"]

    response = client.post(
        ADDRESS, address_form(province=found.province_id, commune=found.pk, street="")
    )

    assert response.context["province"] == found.province
    assert response.context["form"]["commune"].value() == str(found.pk)
    assert state_of(client)["province"] == hanoi().pk


@pytest.mark.parametrize("province", ["", "x", "99999999", "9" * 40])
def test_province_of_the_form_that_is_none_means_the_one_chosen(client, tea, province):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())

    assert client.post(ADDRESS, address_form(province=province))["Location"] == DELIVERY
    assert state_of(client)["province"] == hanoi().pk


def test_old_commune_that_was_split_is_left_to_the_buyer(client, tea):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())

    response = old_address(client)

    assert sorted(p.full_name for p in response.context["found"]) == [
        "Phường Giảng Võ", "Phường Ô Chợ Dừa",
    ]  # fmt: skip
    assert response.context["form"]["commune"].value() is None


@pytest.mark.parametrize("typed", ["ba dinh", "Ba Đình", "QUẬN BA ĐÌNH", "Quận Ba Đình "])
def test_old_names_are_found_however_they_are_typed(client, tea, typed):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())

    response = old_address(client, district=typed, commune="thanh cong")

    assert len(response.context["found"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"commune": "Xã Không Có"}, {"district": "Quận Không Có"}, {"district": ""}, {"commune": ""},
     {"commune": "x" * 81}, {"commune": "\x00"}],
)  # fmt: skip
def test_old_address_that_is_not_found_says_so_and_changes_nothing(client, tea, wrong):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())
    before = state_of(client)

    response = old_address(client, **wrong)

    assert response.status_code == 200
    assert response.context["found"] == []
    assert response.context["old"].errors
    assert state_of(client) == before


def test_old_address_of_no_province_says_so(client, tea):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())

    for province in ("", "x", str(hanoi().pk)):
        response = client.get(
            ADDRESS, {"old_province": province, "old_district": "Ba Đình", "old_commune": "x"}
        )
        assert list(response.context["old"].errors) == ["old_province"]


@pytest.mark.parametrize("method", ["may-bay", "", None])
def test_delivery_that_is_not_offered_is_asked_again(client, tea, honey, method):
    put_in(client, tea)
    put_in(client, honey)
    client.post(RECIPIENT, recipient_form())
    client.post(ADDRESS, address_form())
    form = delivery_form(tea, honey) | {f"delivery-{honey.partner_id}": method}
    form = {key: value for key, value in form.items() if value is not None}

    response = client.post(DELIVERY, form)

    assert response.status_code == 200
    assert list(response.context["errors"]) == [honey.partner_id]
    assert state_of(client)["delivery"] == {}
    assert client.get(CHECK)["Location"] == DELIVERY


def test_delivery_of_a_seller_who_is_not_in_the_basket_is_not_kept(client, tea, honey):
    put_in(client, tea)
    client.post(RECIPIENT, recipient_form())
    client.post(ADDRESS, address_form())

    response = client.post(DELIVERY, delivery_form(tea, honey))

    assert response["Location"] == PAYMENT
    assert state_of(client)["delivery"] == {str(tea.partner_id): "giao-hang"}


@pytest.mark.parametrize("chosen", ["", "the", "stripe", None])
def test_payment_that_does_not_exist_is_asked_again(client, tea, chosen):
    put_in(client, tea)
    answer(client, tea)
    spoil_state(client, payment="")

    response = client.post(PAYMENT, {} if chosen is None else {"payment": chosen})

    assert (response.status_code, response.context["error"]) == (200, "payment")
    assert client.get(CHECK)["Location"] == PAYMENT


def test_going_back_finds_every_answer(client, tea, honey):
    put_in(client, tea)
    put_in(client, honey)
    answer(client, tea, honey, method="tu-den-lay")

    recipient = client.get(RECIPIENT).context["form"]
    address = client.get(ADDRESS).context["form"]
    draft = client.get(DELIVERY).context["draft"]

    assert recipient["name"].value() == "Nguyễn Thị Mua"
    assert recipient["phone"].value() == "+84912345678"
    assert recipient["email"].value() == "mua@vi-du.example"
    assert recipient["province"].value() == hanoi().pk
    assert address["commune"].value() == commune_of(hanoi()).pk
    assert address["street"].value() == "Số 1 ngõ 2"
    assert address["note"].value() == "Gọi trước khi giao"
    assert [o.chosen.method for o in draft.orders] == ["tu-den-lay", "tu-den-lay"]
    assert client.get(PAYMENT).context["chosen"] == "cod"


def test_another_province_asks_for_commune_and_delivery_again_but_keeps_the_street(client, tea):
    put_in(client, tea)
    answer(client, tea)
    elsewhere = Place.objects.provinces().get(code="08")

    client.post(RECIPIENT, recipient_form(province=elsewhere.pk))

    assert client.get(CHECK)["Location"] == ADDRESS
    form = client.get(ADDRESS).context["form"]
    assert (form["commune"].value(), form["street"].value()) == (None, "Số 1 ngõ 2")


def test_users_name_and_number_are_there_already_until_they_are_changed(client, tea):
    user = UserFactory(first_name="Trần Văn Mua", phone="0987654321")
    client.login(username=user.email, password=PASSWORD)
    put_in(client, tea)

    form = client.get(RECIPIENT).context["form"]
    assert (form["name"].value(), form["email"].value()) == ("Trần Văn Mua", user.email)

    client.post(RECIPIENT, recipient_form(email=""))
    assert client.get(RECIPIENT).context["form"]["email"].value() == ""


def test_sum_that_changed_places_nothing_and_shows_the_new_one(client, tea):
    put_in(client, tea)
    answer(client, tea)
    assert client.get(CHECK).context["draft"].total == 157_000
    StockRecord.objects.filter(pk=tea.pk).update(price=130_000)

    response = order(client, 157_000)

    assert response["Location"] == CHECK
    assert len(told(client)) >= 1
    nothing_placed()
    assert client.get(CHECK).context["draft"].total == 162_000
    assert order(client, 162_000).status_code == 302
    assert Purchase.objects.get().total == 162_000


@pytest.mark.parametrize("total", ["", "1", "-157000", "157.000", "9" * 30, "\uff11", "0"])
def test_sum_that_was_tampered_with_places_nothing(client, tea, total):
    put_in(client, tea)
    answer(client, tea)

    assert order(client, total)["Location"] == CHECK
    nothing_placed()


def test_order_without_consent_is_not_placed(client, tea):
    put_in(client, tea)
    answer(client, tea)

    response = client.post(CHECK, {"total": 157_000})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["consent"])
    nothing_placed()


def test_looking_at_the_check_page_orders_nothing(client, tea):
    put_in(client, tea)
    answer(client, tea)

    client.get(CHECK, {"consent": "on", "total": 157_000})
    client.head(CHECK)

    nothing_placed()


def test_button_needs_the_token_against_forged_requests(tea):
    from django.test import Client

    client = Client()
    put_in(client, tea)
    answer(client, tea)
    client.handler.enforce_csrf_checks = True

    assert order(client, 157_000).status_code == 403
    nothing_placed()


def test_second_click_ends_at_the_same_purchase(client, tea):
    put_in(client, tea)
    answer(client, tea)

    first, second = order(client, 157_000), order(client, 157_000)

    purchase = Purchase.objects.get()
    thanks = f"/dat-hang/cam-on/{purchase.number}/?k={purchase.token}"
    assert first["Location"] == second["Location"] == thanks
    assert Order.objects.count() == 1
    assert client.get(CHECK)["Location"] == thanks


def test_second_click_of_a_signed_in_buyer_ends_at_the_newest_purchase(client, tea):
    user = UserFactory()
    client.login(username=user.email, password=PASSWORD)
    for _time in range(2):
        put_in(client, tea)
        answer(client, tea)
        order(client, 157_000)
    session = client.session
    session["dat-hang-xong"] = Purchase.objects.order_by("pk").first().token
    session.save()  # the answer to the first click never arrived

    newest = Purchase.objects.order_by("pk").last()
    assert newest.token in order(client, 157_000)["Location"]
    assert set(Purchase.objects.values_list("user", flat=True)) == {user.pk}


def test_purchase_is_not_shown_to_the_next_person_at_the_computer(client, tea, settings):
    put_in(client, tea)
    answer(client, tea)
    order(client, 157_000)

    settings.CHOPHIEN_NOW = "2026-11-24T04:00:01+00:00"

    assert client.get(RECIPIENT)["Location"] == "/gio-hang/"


def test_second_click_with_a_new_basket_orders_nothing_of_it(client, tea):
    put_in(client, tea)
    answer(client, tea)
    order(client, 157_000)
    put_in(client, tea)

    assert order(client, 157_000)["Location"] == ADDRESS
    assert Purchase.objects.count() == 1


def test_basket_emptied_in_another_tab(client, tea):
    put_in(client, tea)
    answer(client, tea)
    client.post(
        reverse("shop:basket_change", kwargs={"line_id": Line.objects.get().pk}), {"remove": ""}
    )

    assert order(client, 157_000)["Location"] == "/gio-hang/"
    nothing_placed()


def test_basket_changed_in_another_tab_shows_the_new_sum(client, tea):
    put_in(client, tea)
    answer(client, tea)
    put_in(client, tea)

    assert order(client, 157_000)["Location"] == CHECK
    nothing_placed()
    assert client.get(CHECK).context["draft"].total == 282_000


@pytest.mark.parametrize("url", [DELIVERY, PAYMENT, CHECK])
@pytest.mark.parametrize("method", ["get", "post"])
def test_listing_paused_while_the_page_is_made_leads_to_the_basket(
    client, tea, monkeypatch, url, method
):
    """The basket could be ordered a moment ago; now every draft is refused, the second too."""
    put_in(client, tea)
    answer(client, tea)
    real = __import__("shop.checkout.views", fromlist=["x"]).draft_purchase

    def paused_meanwhile(**options):
        pause_listing(listing=tea.product, is_paused=True)
        return real(**options)

    monkeypatch.setattr("shop.checkout.views.draft_purchase", paused_meanwhile)
    followed = [getattr(client, method)(url, {"consent": "on", "total": 157_000})]
    while followed[-1].status_code == 302 and len(followed) < 5:
        followed.append(client.get(followed[-1]["Location"]))

    assert [r.status_code for r in followed][-1] == 200
    assert followed[-2]["Location"] == "/gio-hang/"
    nothing_placed()


def test_basket_ordered_while_the_check_page_is_made_is_no_error(client, tea, monkeypatch):
    put_in(client, tea)
    answer(client, tea)
    real = __import__("shop.checkout.views", fromlist=["x"]).draft_purchase

    def ordered_meanwhile(**options):
        draft = real(**options)
        Basket.objects.update(status=Basket.SUBMITTED)
        return draft

    monkeypatch.setattr("shop.checkout.views.draft_purchase", ordered_meanwhile)

    assert client.get(CHECK)["Location"] == "/gio-hang/"


def test_delivery_that_ended_meanwhile_is_asked_again_not_replaced(client, tea):
    """Pick-up and free delivery cost the same: the sum alone would not notice."""
    dear = offer(tea.partner.subject, "Bạch trà", price=900_000)
    put_in(client, dear)
    answer(client, dear)
    assert client.get(CHECK).context["draft"].total == 900_000
    type(dear.product).objects.filter(pk=dear.product_id).update(policy_class="fresh")

    assert order(client, 900_000)["Location"] == DELIVERY
    nothing_placed()
    (part,) = client.get(DELIVERY).context["draft"].orders
    assert [option.method for option in part.options] == ["tu-den-lay"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"province": "1"},
        {"province": [1], "commune": {"a": 1}},
        {"commune": 10**12},
        {"commune": True},
        {"delivery": ["giao-hang"]},
        {"delivery": {"x": "giao-hang"}},
        {"delivery": {"1": 5}},
        {"name": 5},
        {"payment": {"cod": 1}},
        {"unknown": "of an older version"},
    ],
)
def test_spoilt_session_is_asked_again_and_never_an_error(client, tea, spoilt):
    put_in(client, tea)
    answer(client, tea)
    whole = state_of(client)

    for url in PAGES:
        for ask in (client.get, client.post):
            spoil_state(client, **whole | spoilt)
            assert ask(url, {"total": "1"}).status_code in {200, 302}
    nothing_placed()


def test_session_that_is_no_state_at_all_starts_anew(client, tea):
    put_in(client, tea)
    session = client.session
    session["dat-hang"] = ["x"]
    session.save()

    assert client.get(RECIPIENT).status_code == 200


def test_place_that_fits_no_address_is_asked_again(client, tea):
    put_in(client, tea)
    answer(client, tea)
    former = Place.objects.communes("pre-2025-07").filter(province__name="Hà Nội").first()

    for commune in (hanoi(), former, commune_of(Place.objects.provinces().get(code="08"))):
        spoil_state(client, commune=commune.pk)
        assert order(client, 157_000)["Location"] == ADDRESS
    nothing_placed()


def test_placing_takes_at_most_sixty_queries(client, queries_of, settings):
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 100
    counts = {}
    sizes = [(1, 1), (1, 1), (1, 10), (5, 5), (5, 10)]  # the first fills caches
    for number, (sellers, lines) in enumerate(sizes):
        subjects = [seller(f"HTX {number} số {n}") for n in range(sellers)]
        records = [
            offer(subjects[n % sellers], f"Chè {number} số {n}", price=10_000) for n in range(lines)
        ]
        for record in records:
            put_in(client, record)
        answer(client, *records)
        total = client.get(CHECK).context["draft"].total
        counts[sellers, lines] = queries_of(lambda total=total: order(client, total))

    assert Purchase.objects.count() == 5
    # The stock of each pack is taken by an update of its own, in one order for everybody; three are
    # the fairs' answer to the page, its draft and the order
    assert {counts[key] - key[1] for key in counts} == {38}
    assert max(counts.values()) <= 60
