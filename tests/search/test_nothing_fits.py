"""Queries for what nobody here makes, though letters or half of the words are in some name."""

import pytest

from ocop.selectors.places import locate
from ocop.services import register_subject
from search.query import SearchQuery
from search.selectors import find
from search.selectors.suggestions import suggest
from search.services import drain_outbox
from tests.search import shelf
from tests.search.conftest import DAY

NAMES = [
    "Cam sành Hàm Yên", "Muối Sa Huỳnh", "Mật ong bạc hà Mèo Vạc", "Cua gạch Năm Căn",
    "Tranh Đông Hồ", "Sữa chua nếp cẩm", "Nước yến sào", "Bánh tráng phơi sương",
    "Thịt trâu gác bếp", "Thịt lợn muối chua", "Cá kho làng Vũ Đại", "Nước cốt dừa",
    "Dứa Đồng Giao đóng hộp",
    "Khóm Cầu Đúc", "Lươn phi lê", "Quả lê Si Ma Cai", "Tinh bột nghệ", "Tiêu đen", "Tiêu Cùa",
    "Nước mắm truyền thống 43 độ", "Nước mắm Cái Rồng", "Ớt Ariêu", "Rượu ba kích tím",
    "Tinh dầu sả",
]  # fmt: skip


@pytest.fixture
def shop(db):
    return shelf.stocked(NAMES, producer="HTX Công nghệ cao Thạnh Thắng")


def names(shop, text):
    return [shop[pk] for pk in find(text, SearchQuery(day=DAY)).page.ids]


@pytest.mark.parametrize(
    "typed",
    [
        # Words of their own, no slip of goods: other tone, other marks, other letters
        "muỗi", "cám", "sứa", "cưa", "cá mòi", "nước cất", "bánh răng",
        # Goods that others sell, whose words stand apart here or in a name
        "xe đạp điện", "nước hoa", "đồng hồ", "bếp từ", "mèo", "dien thoai", "quần bò",
        "thuốc nổ", "gạch men", "mua pháo hoa ở đâu",
        # A plain word beside one with accents, and one of somebody's name
        "cầu thang", "hai sao",
    ],
)  # fmt: skip
def test_what_nobody_makes_finds_nothing(shop, typed):
    assert names(shop, typed) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("thịt heo", ["Thịt lợn muối chua"]),  # other animals are not akin
        ("dưa", []),  # lacks no mark of dứa, so no khóm either
        ("lê", ["Quả lê Si Ma Cai"]),  # a fillet is no pear
        ("nghệ", ["Tinh bột nghệ"]),  # nor is technology turmeric
        ("nước mắm 43 độ", ["Nước mắm truyền thống 43 độ", "Nước mắm Cái Rồng"]),
        ("black pepper", ["Tiêu đen", "Tiêu Cùa"]),
        ("ot a rieu", ["Ớt Ariêu"]),
        ("rượu nào uống với ba kích", ["Rượu ba kích tím"]),
        ("tinh dầu xả", ["Tinh dầu sả"]),  # a slip, and no hair conditioner
        ("cam sa huynh", []),  # no nếp cẩm either
    ],
)
def test_what_is_meant_and_nothing_else(shop, typed, found):
    assert names(shop, typed) == found


def test_goods_that_others_sell_are_found_by_their_name(shop):
    found = shelf.listing("Bánh mì que")
    drain_outbox()
    for text in ("bánh mì", "banh mi", "bánh mi"):
        assert find(text, SearchQuery(day=DAY)).page.ids == [found.pk], text


def test_goods_that_others_sell_may_be_half_of_a_name(shop):
    assert "Mật ong bạc hà Mèo Vạc" in [one.text for one in suggest("mèo v", day=DAY)]
    assert suggest("xe đạp đ", day=DAY) == []


def test_a_word_of_the_name_of_its_place_is_no_goods(db):
    place = {"province": "Khánh Hòa", "district": "Cam Lâm", "commune": ""}
    maker = register_subject(name="HTX Ví Dụ", kind="cooperative", location=locate(**place))
    rice_paper = shelf.listing("Bánh tráng xoài Cam Lâm", subject=maker, place=place)
    drain_outbox()
    assert find("cam", SearchQuery(day=DAY)).page.ids == []
    assert find("cam lâm", SearchQuery(day=DAY)).page.ids == [rice_paper.pk]
    orange = shelf.listing("Cam sành")
    drain_outbox()
    assert find("cam", SearchQuery(day=DAY)).page.ids == [orange.pk]


def test_a_maker_by_name_comes_before_its_words_apart(db):
    shelf.listing("Bánh trà xanh rồng vàng Hoàng Gia", stars=5)
    asked = shelf.listing("Sen sấy", subject=shelf.cooperative("HTX Hoàng Trà"), stars=3)
    drain_outbox()
    assert find("hoàng trà", SearchQuery(day=DAY)).page.ids[0] == asked.pk
