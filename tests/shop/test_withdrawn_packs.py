"""Packs taken off sale: what orders hold of them is kept, and nobody sells them any more."""

import pytest
from django.urls import reverse
from django.utils import translation

from ocop.models import RegisteredProduct, SubjectMember
from ocop.services import correct_product
from shop.basket.selectors import basket_page
from shop.catalogue.models import Product
from shop.catalogue.selectors import cards, product_page
from shop.catalogue.services import PackOffer, ensure_listings, pause_listing, set_offer
from shop.errors import OfferError
from shop.order.progress import cancel_order, confirm_order, hand_over_order, pack_order
from shop.partner.models import StockRecord
from shop.partner.services import adjust_stock, set_price
from shop.partner.strategy import ShopStrategy
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
def order(tea):
    """Holds two of five."""
    return place(basket_with(tea, quantity=2)).orders.get()


@pytest.fixture
def rival():
    return seller("HTX Ong Ví Dụ")


def code_of(tea):
    """The code of the one pack there was first."""
    return f"SKU-{tea.product.registered_product_id}"


def two_packs(tea):
    return [
        PackOffer(label="Hộp 250 g", price=130_000, stock=4, sku=code_of(tea)),
        PackOffer(label="Hộp 1 kg", price=480_000, stock=6, sku="KG"),
    ]


def grow(tea):
    return set_offer(listing=tea.product, packs=two_packs(tea), moment=MOMENT)


def give_to(subject, record):
    """The register corrects whose product it is."""
    registered = RegisteredProduct.objects.get(listing=record.product_id)
    correct_product(product=registered, subject=subject)


def state_of(record):
    record.refresh_from_db()
    return record.price, record.num_in_stock, record.num_allocated


def browser_of(client, subject):
    member = UserFactory()
    SubjectMember.objects.create(subject=subject, user=member)
    client.force_login(member)
    return client


def problems(basket):
    with translation.override("en"):
        return [line.problem for g in basket_page(basket, moment=MOMENT).groups for line in g.lines]


def test_growing_to_several_packs_keeps_what_orders_hold(tea, order):
    small, large = grow(tea)

    assert state_of(tea) == (None, 2, 2)
    assert tea.net_stock_level == 0
    assert [state_of(small), state_of(large)] == [(130_000, 4, None), (480_000, 6, None)]
    assert (small.partner_sku, small.product.parent_id) == (code_of(tea), tea.product_id)
    (card,) = cards([tea.product_id], moment=MOMENT)
    assert (card.price, card.price_is_from) == (130_000, True)


def test_order_from_before_growing_is_handed_over(tea, order):
    grow(tea)

    confirm_order(order=order, seen_status="cho-xac-nhan")
    pack_order(order=order, seen_status="da-xac-nhan")
    hand_over_order(order=order, seen_status="da-dong-goi")

    assert state_of(tea) == (None, 0, 0)


def test_order_from_before_growing_is_cancelled_and_its_units_are_not_sold(tea, order):
    grow(tea)

    cancel_order(order=order, seen_status="cho-xac-nhan", reason="", by="buyer")

    assert state_of(tea) == (None, 2, 0)
    assert [pack.price for pack in product_page(tea.product_id, moment=MOMENT).packs] == [
        130_000,
        480_000,
    ]


def test_offering_the_packs_again_changes_nothing_else(tea, order):
    first = [record.pk for record in grow(tea)]

    again = [record.pk for record in grow(tea)]

    assert again == first
    assert StockRecord.objects.count() == 3
    assert state_of(tea) == (None, 2, 2)


def test_basket_from_before_growing_says_what_to_do(tea):
    basket = basket_with(tea)
    grow(tea)

    page = basket_page(basket, moment=MOMENT)

    assert problems(basket) == ["No longer on sale. Take it out of the basket."]
    assert not page.can_order


def test_pack_that_was_taken_off_is_not_found_by_its_seller(client, tea, order):
    grow(tea)
    mine = browser_of(client, tea.partner.subject)
    before = state_of(tea)

    for name, form in (("price", {"price": "1"}), ("stock", {"change": "5"})):
        url = reverse(f"seller:{name}", kwargs={"pk": tea.pk})
        assert mine.post(url, form).status_code == 404

    assert state_of(tea) == before
    (row,) = mine.get(LISTINGS).context["rows"]
    assert [record.partner_sku for record in row.records] == [code_of(tea), "KG"]


def test_pack_taken_off_while_its_form_is_read_stays_off(tea, order):
    """The page found it on sale a moment ago."""
    seen = StockRecord.objects.get(pk=tea.pk)
    grow(tea)

    with pytest.raises(OfferError):
        set_price(record=seen, price=1)
    with pytest.raises(OfferError):
        adjust_stock(record=seen, change=5)

    assert state_of(tea) == (None, 2, 2)


def test_oscar_asks_for_the_pack_on_sale(tea, rival):
    give_to(rival, tea)
    (now,) = set_offer(
        listing=Product.objects.get(pk=tea.product_id), moment=MOMENT,
        packs=[PackOffer(label="Hộp", price=90_000, stock=3, sku="ONG-1")],
    )  # fmt: skip

    strategy = ShopStrategy()

    assert strategy.fetch_for_product(now.product).stockrecord == now
    StockRecord.objects.filter(pk=now.pk).update(price=None)
    unavailable = strategy.fetch_for_product(Product.objects.get(pk=now.product_id))
    assert not unavailable.availability.is_available_to_buy


def test_product_given_to_another_subject_leaves_the_old_sellers_shelf(tea, order, rival):
    honey = offer(tea.partner.subject, "Hồng trà", stock=3)

    give_to(rival, tea)

    assert state_of(tea) == (None, 2, 2)
    assert state_of(honey) == (100_000, 3, None)
    (card,) = cards([tea.product_id], moment=MOMENT)
    assert (card.price, card.subject_name) == (None, "HTX Ong Ví Dụ")
    assert order.partner.subject.name == "HTX Chè Ví Dụ"


def test_packs_of_a_product_given_away_leave_with_it(tea, rival):
    packs = grow(tea)

    give_to(rival, tea)

    assert [state_of(pack) for pack in packs] == [(None, 0, None)] * 2


def test_pause_of_the_old_seller_does_not_bind_the_new_one(tea, rival):
    pause_listing(listing=tea.product, is_paused=True)

    give_to(rival, tea)

    assert not Product.objects.get(pk=tea.product_id).is_paused


def test_correction_that_changes_no_producer_takes_nothing_off(tea, order):
    registered = RegisteredProduct.objects.get(listing=tea.product_id)

    correct_product(product=registered, name="Chè Shan Tuyết Cổ Thụ")
    ensure_listings(registered_product_ids=[registered.pk])

    assert state_of(tea) == (125_000, 5, 2)


def test_product_whose_producer_is_unknown_is_nobodys_to_sell(tea):
    give_to(None, tea)

    assert state_of(tea) == (None, 0, None)


def test_old_seller_still_delivers_what_was_ordered(client, tea, order, rival):
    give_to(rival, tea)
    mine = browser_of(client, order.partner.subject)

    for act in ("confirm", "pack", "hand_over"):
        order.refresh_from_db()
        mine.post(
            reverse("seller:step", kwargs={"number": order.number}),
            {"act": act, "seen_status": order.status},
        )

    order.refresh_from_db()
    assert order.status == "dang-giao"
    assert state_of(tea) == (None, 0, 0)


def test_neither_seller_touches_the_others_pack(client, tea, order, rival):
    old = order.partner.subject
    give_to(rival, tea)
    forms = [
        ("price", tea.pk, {"price": "1"}),
        ("stock", tea.pk, {"change": "5"}),
    ]
    for subject in (old, rival):
        browser_of(client, subject)
        for name, pk, form in forms:
            url = reverse(f"seller:{name}", kwargs={"pk": pk})
            assert client.post(url, form).status_code == 404
    browser_of(client, old)
    assert client.get(f"{LISTINGS}{tea.product_id}/chao-ban/").status_code == 404
    assert client.post(f"{LISTINGS}{tea.product_id}/tam-dung/").status_code == 404
    assert client.get(LISTINGS).context["rows"] == []

    assert state_of(tea) == (None, 2, 2)
    assert not Product.objects.get(pk=tea.product_id).is_paused


def test_new_seller_makes_a_first_offer_beside_what_the_old_one_must_deliver(
    client, tea, order, rival
):
    old = order.partner.subject
    basket = basket_with(tea)
    give_to(rival, tea)
    browser_of(client, rival)
    (row,) = client.get(LISTINGS).context["rows"]
    assert not row.is_offered

    client.post(
        f"{LISTINGS}{tea.product_id}/chao-ban/",
        {"label": "Hũ 250 g", "net_amount": "250", "net_unit": "g", "price": "90.000",
         "stock": "3"},
    )  # fmt: skip

    new = StockRecord.objects.get(partner__subject=rival)
    assert (new.product_id, state_of(new)) == (tea.product_id, (90_000, 3, None))
    assert state_of(tea) == (None, 2, 2)
    assert problems(basket) == ["No longer on sale. Take it out of the basket."]
    placed = place(basket_with(new), who=recipient(phone="+84987654321"))
    assert [o.partner.subject for o in placed.orders.all()] == [rival]

    browser_of(client, old)
    for name, form in (("price", {"price": "1"}), ("stock", {"change": "5"})):
        url = reverse(f"seller:{name}", kwargs={"pk": new.pk})
        assert client.post(url, form).status_code == 404
    assert state_of(new) == (90_000, 3, 1)


def test_product_given_back_is_offered_anew_on_the_same_row(tea, order, rival):
    old = order.partner.subject
    give_to(rival, tea)
    give_to(old, tea)
    assert state_of(tea) == (None, 2, 2)

    (record,) = set_offer(
        listing=Product.objects.get(pk=tea.product_id), packs=two_packs(tea)[:1], moment=MOMENT
    )

    assert (record.pk, state_of(record)) == (tea.pk, (130_000, 4, 2))


def test_offer_made_while_the_register_changes_is_refused(tea, rival):
    """The seller's page was made before."""
    seen = Product.objects.select_related("registered_product__subject").get(pk=tea.product_id)
    give_to(rival, tea)

    with pytest.raises(OfferError):
        set_offer(listing=seen, packs=two_packs(tea), moment=MOMENT)

    assert StockRecord.objects.filter(price__isnull=False).count() == 0
