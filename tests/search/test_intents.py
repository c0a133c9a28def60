"""Words that ask for a filter: what they become, and what taking it off again does."""

import pytest
from django.utils.translation import gettext

from search.query import Facet, SearchQuery
from search.selectors import find
from search.services import drain_outbox
from search.understanding.prices import price_in
from tests.search import shelf
from tests.search.conftest import DAY


@pytest.fixture
def shop(db):
    coop = shelf.cooperative("HTX Minh Tâm")
    shop = {
        "old": shelf.listing("Chè Shan tuyết", subject=coop, stars=5, price=185_000),
        "new": shelf.listing("Chè xanh", place=shelf.TUYEN_QUANG, group="đồ uống", price=60_000),
        "honey": shelf.listing("Mật ong bạc hà", stars=3, price=90_000),
    }
    drain_outbox()
    return {name: listing.pk for name, listing in shop.items()}


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.context["page"]


def ids(page):
    return [card.id for card in page.cards]


def chips(page):
    return [(chip.label, chip.remove_url) for chip in page.chips]


@pytest.mark.parametrize(
    ("text", "value", "left"),
    [
        ("mật ong dưới 100k", "0..99999", "mật ong"),
        ("mat ong duoi 100 nghin", "0..99999", "mat ong"),
        ("trà tu 50 den 100 nghin", "50000..100000", "trà"),
        ("trà từ 50k đến 200k loại 1", "50000..200000", "trà loại 1"),
        ("50.000 - 120.000đ rượu", "50000..120000", "rượu"),
        ("khoảng 200 ngàn", "160000..240000", ""),
        ("quà tầm 1 triệu", "800000..1200000", "quà"),
        ("yến sào trên 1,5 triệu", "1500000..", "yến sào"),
        ("gạo không quá 50.000 đồng", "0..50000", "gạo"),
        ("trà 100k trở xuống", "0..100000", "trà"),
        ("giá từ 500 nghìn trở lên", "500000..", ""),
        ("trà 150k", "120000..180000", "trà"),
        # No price
        ("nước mắm 40 độ", "", "nước mắm 40 độ"),
        ("3 trong 1", "", "3 trong 1"),
        ("gạo 5kg", "", "gạo 5kg"),
        ("từ 5 đến 10", "", "từ 5 đến 10"),
        ("5 đông trùng hạ thảo", "", "5 đông trùng hạ thảo"),
        ("4261/QĐ-UBND", "", "4261/QĐ-UBND"),
        ("gạo ST25", "", "gạo ST25"),
    ],
)
def test_words_for_prices(text, value, left):
    assert price_in(text) == (value, left)


def test_a_price_in_words_is_a_filter_with_a_chip(client, shop):
    page = page_of(client, "/tim-kiem/?q=mật ong dưới 100k")
    assert ids(page) == [shop["honey"]]
    label = gettext("under %(high)s ₫") % {"high": "100.000"}
    assert chips(page) == [(label, "/tim-kiem/?q=m%E1%BA%ADt+ong")]
    assert page.query == "mật ong"
    exact = page_of(client, "/san-pham/?gia=60000..90000")
    assert sorted(ids(exact)) == sorted([shop["new"], shop["honey"]])
    assert page_of(client, "/san-pham/?gia=60001..89999").total == 0


def test_a_price_at_which_nothing_is_sold_is_left_out_and_said(client, shop):
    page = page_of(client, "/tim-kiem/?q=mật ong trên 1 triệu")
    assert ids(page) == [shop["honey"]]
    assert page.notice == gettext("Nothing is on sale at this price; shown whatever the price")
    assert page.chips == ()


@pytest.mark.parametrize(
    ("text", "facet", "value", "found"),
    [
        ("chè hà giang", Facet.FORMER_PROVINCE, "pre-2025-07:02", ["old"]),
        ("che ha giang", Facet.FORMER_PROVINCE, "pre-2025-07:02", ["old"]),
        ("tỉnh Hà Giang", Facet.FORMER_PROVINCE, "pre-2025-07:02", ["old", "honey"]),
        ("chè tuyên quang", Facet.PROVINCE, "2025-07:08", ["old", "new"]),
        ("đồ uống", Facet.GROUP, "do-uong", ["new"]),
        ("chè htx", Facet.SUBJECT_KIND, "cooperative", ["old", "new"]),
    ],
)
def test_words_with_a_facet(shop, text, facet, value, found):
    answer = find(text, SearchQuery(day=DAY))
    assert set(answer.page.ids) == {shop[name] for name in found}
    assert answer.query.filters[facet] == (value,)


@pytest.mark.parametrize("text", ["hoàng su phì", "huyện hoàng su phì", "thông nguyên", "na hang"])
def test_districts_and_communes_old_and_new(shop, text):
    answer = find(text, SearchQuery(day=DAY))
    expected = ["new"] if text == "na hang" else ["old", "honey"]
    assert set(answer.page.ids) == {shop[name] for name in expected}
    assert len(answer.intents) == 1


def test_an_origin_is_a_chip_and_taken_off_its_words_are_plain_again(client, shop):
    page = page_of(client, "/tim-kiem/?q=chè hà giang")
    ((label, remove),) = chips(page)
    assert label == gettext("%(name)s (before July 2025)") % {"name": "Hà Giang"}
    assert remove == "/tim-kiem/?q=ch%C3%A8+h%C3%A0+giang&nguyen-van=ha-giang"
    assert page.query == "chè"
    selected = [
        (facet.param, option.value, option.count)
        for facet in page.facets
        for option in facet.options
        if option.is_selected
    ]
    assert selected == [("tinh-cu", "02", None)]  # what only the text chose is not counted

    plain = page_of(client, remove)
    assert (ids(plain), plain.chips, plain.query) == ([shop["old"]], (), "chè hà giang")


def test_an_area_stays_in_the_box_and_has_a_chip(client, shop):
    page = page_of(client, "/tim-kiem/?q=chè huyện hoàng su phì")
    assert ids(page) == [shop["old"]]
    assert [label for label, _ in chips(page)] == ["Huyện Hoàng Su Phì"]
    assert page.query == "chè huyện hoàng su phì"


def test_a_filter_chosen_by_hand_wins(client, shop):
    page = page_of(client, "/tim-kiem/?q=chè hà giang&tinh=08")
    assert ids(page) == [shop["old"]]
    assert [label for label, _ in chips(page)] == ["Tuyên Quang"]


def test_the_name_of_a_maker_is_no_origin(db):
    maker = shelf.cooperative("HTX kem Na Hang")
    listing = shelf.listing("Kem dừa", subject=maker)
    shelf.listing("Chè xanh", place=shelf.TUYEN_QUANG)
    drain_outbox()
    answer = find("kem na hang", SearchQuery(day=DAY))
    assert (answer.page.ids, answer.intents) == ([listing.pk], ())


def test_a_name_that_finds_little_is_followed_by_its_kin(client, db):
    made = {
        name: shelf.listing(name).pk
        for name in ("Rượu sen", "Rượu ngô", "Trà sen", "Mật ong", "Mật mía")
    }
    drain_outbox()
    page = page_of(client, "/tim-kiem/?q=ruou sen")
    assert ids(page) == [made["Rượu sen"], made["Rượu ngô"]]
    assert page.total == 2
    assert page.notice
    # A thing of two words has no kin in one of them
    assert ids(page_of(client, "/tim-kiem/?q=mật ong")) == [made["Mật ong"]]
    # In any other order the one asked for would be lost among the others
    assert page_of(client, "/tim-kiem/?q=ruou sen&sap-xep=gia").total == 1


def test_spellings_of_one_syllable(db):
    listing = shelf.listing("Bánh Mỹ Kỳ", subject=shelf.cooperative("HTX Tân Qui"))
    drain_outbox()
    for text in ("bánh mĩ kì", "HTX Tân Quy", "htx tan quy"):
        assert find(text, SearchQuery(day=DAY)).page.ids == [listing.pk], text
