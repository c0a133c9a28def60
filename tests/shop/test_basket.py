"""What may go into a basket, and what a basket says of itself."""

import datetime

import pytest
from django.utils import translation

from shop import prices
from shop.basket.models import Basket, Line
from shop.basket.selectors import basket_page
from shop.basket.services import (
    MAX_LINES,
    BasketError,
    accept_prices,
    add_to_basket,
    create_basket,
    merge_baskets,
    set_quantity,
)
from shop.catalogue.models import Product
from shop.catalogue.services import PackOffer, pause_listing, set_offer
from shop.partner.models import StockRecord
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, seller

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative():
    return seller("HTX Chè Ví Dụ")


@pytest.fixture
def tea(cooperative):
    return offer(cooperative, "Chè Shan Tuyết", price=125_000, stock=3)


@pytest.fixture
def fair_price(monkeypatch):
    """A source from a room above: 99.000 ₫ for whatever is asked."""

    class Fair:
        code = "every day"

        def prices(self, records, *, moment):
            return {record.pk: prices.Offer(99_000, "Giá hội chợ") for record in records}

    monkeypatch.setattr(prices, "_sources", {})
    prices.register_price_source(Fair())


def add(basket, record, quantity=1, **options):
    return add_to_basket(
        basket=basket, pack_id=record.product_id, quantity=quantity, moment=MOMENT, **options
    )


def only_line(basket):
    ((line,),) = [group.lines for group in basket_page(basket, moment=MOMENT).groups]
    return line


def test_the_first_thing_makes_the_basket(tea):
    line = add(None, tea, 2)

    assert Basket.objects.get() == line.basket
    assert (line.basket.owner, line.basket.status) == (None, Basket.OPEN)
    assert (line.quantity, line.price_incl_tax) == (2, 125_000)


def test_the_first_thing_of_a_user_makes_the_users_basket(tea):
    user = UserFactory()

    assert add(None, tea, user=user).basket.owner == user


def test_adding_again_adds_up_in_one_line(tea):
    basket = add(None, tea, 2).basket

    add(basket, tea, 3)

    assert list(basket.lines.values_list("quantity", flat=True)) == [5]


@pytest.mark.parametrize("quantity", [0, -1, 100, 10**9])
def test_quantity_out_of_bounds_is_refused_and_writes_nothing(tea, quantity):
    with pytest.raises(BasketError):
        add(None, tea, quantity)

    assert (Basket.objects.count(), Line.objects.count()) == (0, 0)


def test_ninety_nine_of_a_pack_and_no_more(tea):
    basket = add(None, tea, 99).basket

    with pytest.raises(BasketError, match="99"):
        add(basket, tea, 1)
    with pytest.raises(BasketError, match="99"):
        set_quantity(basket=basket, line_id=basket.lines.get().pk, quantity=100)

    assert basket.lines.get().quantity == 99


def test_full_basket_takes_more_of_what_it_has_but_nothing_new(cooperative, tea, monkeypatch):
    monkeypatch.setattr("shop.basket.services.MAX_LINES", 1)
    basket = add(None, tea).basket

    with pytest.raises(BasketError):
        add(basket, offer(cooperative, "Hồng trà"))
    add(basket, tea)

    assert MAX_LINES == 60
    assert basket.lines.get().quantity == 2


@pytest.mark.parametrize(
    ("policy_class", "why"),
    [
        ("alcohol", "not cash"),
        ("medicine", "Medicines"),
        ("live", "not sent by parcel"),
        ("service", "not sent by parcel"),
    ],
)
def test_what_may_not_be_sold_is_refused_with_the_reason(tea, policy_class, why):
    Product.objects.filter(pk=tea.product_id).update(policy_class=policy_class)

    with translation.override("en"), pytest.raises(BasketError, match=why):
        add(None, tea)

    assert (Basket.objects.count(), Line.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "change",
    [{"is_paused": True}, {"is_public": False}, {"registered_product": None}],
    ids=["paused", "hidden", "unregistered"],
)
def test_what_is_not_on_sale_is_refused(tea, change):
    Product.objects.filter(pk=tea.product_id).update(**change)

    with pytest.raises(BasketError):
        add(None, tea)

    assert Basket.objects.count() == 0


def test_showcase_without_price_and_unknown_pack_are_refused(tea):
    StockRecord.objects.filter(pk=tea.pk).update(price=None)

    with pytest.raises(BasketError):
        add(None, tea)
    with pytest.raises(BasketError):
        add_to_basket(basket=None, pack_id=10**9, quantity=1, moment=MOMENT)

    assert Basket.objects.count() == 0


def test_pack_of_a_paused_parent_is_refused_and_the_parent_itself_is_no_pack(tea):
    listing = tea.product
    packs = [PackOffer(label=f"Hộp {n}", price=n * 1000, stock=9, sku=f"H{n}") for n in (1, 2)]
    small, _large = set_offer(listing=listing, packs=packs, moment=MOMENT)
    with pytest.raises(BasketError):
        add_to_basket(basket=None, pack_id=listing.pk, quantity=1, moment=MOMENT)
    basket = add(None, small).basket

    pause_listing(listing=listing, is_paused=True)

    with pytest.raises(BasketError):
        add(basket, small)
    assert basket.lines.get().quantity == 1
    assert only_line(basket).problem != ""


def test_ordered_basket_takes_nothing_more(tea):
    basket = basket_with(tea)
    Basket.objects.filter(pk=basket.pk).update(status=Basket.SUBMITTED)
    line = basket.lines.get()

    with pytest.raises(BasketError):
        add(basket, tea)
    with pytest.raises(BasketError):
        set_quantity(basket=basket, line_id=line.pk, quantity=0)
    with pytest.raises(BasketError):
        accept_prices(basket=basket, prices={tea.pk: 1})

    line.refresh_from_db()
    assert (line.quantity, line.price_incl_tax) == (1, 125_000)


def test_set_quantity_changes_or_takes_out(tea):
    basket = basket_with(tea)
    line = basket.lines.get()

    changed = set_quantity(basket=basket, line_id=line.pk, quantity=3)
    assert changed.quantity == 3

    assert set_quantity(basket=basket, line_id=line.pk, quantity=0) is None
    assert basket.lines.count() == 0


def test_line_of_another_basket_is_not_found(tea):
    mine, theirs = basket_with(tea), basket_with(tea, quantity=2)
    line = theirs.lines.get()

    assert set_quantity(basket=mine, line_id=line.pk, quantity=0) is None
    assert set_quantity(basket=mine, line_id=line.pk, quantity=9) is None

    line.refresh_from_db()
    assert line.quantity == 2


def test_merging_keeps_the_larger_quantity_and_closes_the_guests(cooperative, tea):
    black, white = offer(cooperative, "Hồng trà"), offer(cooperative, "Bạch trà")
    guest = basket_with(tea, black, quantity=3)
    own = basket_with(tea, white, quantity=2, user=UserFactory())

    merged = merge_baskets(guest=guest, own=own)
    again = merge_baskets(guest=guest, own=own)

    assert merged.pk == again.pk == own.pk
    assert dict(own.lines.values_list("stockrecord", "quantity")) == {
        tea.pk: 3, black.pk: 3, white.pk: 2,
    }  # fmt: skip
    guest.refresh_from_db()
    assert guest.status == Basket.MERGED


def test_page_groups_by_seller_and_adds_up(tea):
    honey = offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=2)
    basket = basket_with(honey, tea, quantity=2)

    page = basket_page(basket, moment=MOMENT)

    assert [(g.subject_name, [line.name for line in g.lines], g.total) for g in page.groups] == [
        ("HTX Chè Ví Dụ", ["Chè Shan Tuyết"], 250_000),
        ("HTX Ong Ví Dụ", ["Mật ong Bạc Hà"], 600_000),
    ]
    assert (page.total, page.count, page.can_order) == (850_000, 4, True)


def test_empty_basket_and_none_cannot_be_ordered():
    for basket in (None, create_basket(user=None)):
        page = basket_page(basket, moment=MOMENT)
        assert (page.groups, page.total, page.count, page.can_order) == ((), 0, 0, False)


def test_price_that_changed_is_told_with_the_old_one_until_it_is_accepted(tea):
    basket = basket_with(tea)
    assert only_line(basket).notice == ""

    StockRecord.objects.filter(pk=tea.pk).update(price=1_130_000)
    line = only_line(basket)
    assert "125.000 ₫" in line.notice
    assert (line.price, line.problem) == (1_130_000, "")

    accept_prices(basket=basket, prices={tea.pk: 1_130_000})
    assert only_line(basket).notice == ""


def test_price_of_a_source_is_what_the_buyer_saw_when_choosing(tea, fair_price):
    basket = basket_with(tea)

    line = only_line(basket)

    assert (line.price, line.price_reason, line.notice) == (99_000, "Giá hội chợ", "")


def test_stock_that_shrank_is_told_and_stops_the_order(tea):
    basket = basket_with(tea, quantity=3)
    assert basket_page(basket, moment=MOMENT).can_order

    StockRecord.objects.filter(pk=tea.pk).update(num_allocated=1)
    line = only_line(basket)
    assert "2" in line.problem
    assert line.stock == 2

    StockRecord.objects.filter(pk=tea.pk).update(num_allocated=3)
    line = only_line(basket)
    assert line.problem != ""
    assert line.stock == 0
    assert not basket_page(basket, moment=MOMENT).can_order


@pytest.mark.parametrize(
    ("model", "change"),
    [(StockRecord, {"price": None}), (Product, {"is_paused": True}),
     (Product, {"is_public": False}), (Product, {"policy_class": "alcohol"})],
)  # fmt: skip
def test_line_no_longer_on_sale_stays_visible_and_stops_the_order(tea, model, change):
    basket = basket_with(tea)
    pk = tea.pk if model is StockRecord else tea.product_id
    model.objects.filter(pk=pk).update(**change)

    page = basket_page(basket, moment=MOMENT)

    assert only_line(basket).name == "Chè Shan Tuyết"
    assert only_line(basket).problem != ""
    assert not page.can_order


def test_time_of_a_price_is_handed_on(tea, monkeypatch):
    asked = []

    class Clocked:
        code = "clocked"

        def prices(self, records, *, moment):
            asked.append(moment)
            return {}

    monkeypatch.setitem(prices._sources, "clocked", Clocked())
    later = MOMENT + datetime.timedelta(days=1)

    basket_page(basket_with(tea), moment=later)

    assert asked == [MOMENT, later]
