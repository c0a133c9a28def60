"""Slips of tongue, finger and keyboard, over goods that no judged query speaks of."""

import pytest

from search.query import SearchQuery
from search.selectors import find
from tests.search import shelf
from tests.search.conftest import DAY

NAMES = [
    "Miến dong Tài Hoan", "Bánh đa Miền Xưa", "Bánh chưng gù",
    "Vải thiều Lục Ngạn",
    "Mật ong hoa vải Lục Ngạn", "Nem chua Thanh Hóa", "Bưởi Năm Roi", "Trà tôm nõn Tân Cương",
    "Thổ cẩm Lùng Tám", "Cam sành Hàm Yên", "Me rim gừng", "Mây tre đan Phú Vinh",
    "Bình gốm hoa lam",
    "Gạo Séng cù", "Sâm Ngọc Linh", "Mật hoa dừa Sokfarm", "Nấm hương khô", "Hạt điều không muối",
]  # fmt: skip


@pytest.fixture
def shop(db):
    return shelf.stocked(NAMES)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("miền dong", "Miến dong Tài Hoan"),  # both words are known, but not side by side
        ("miến giong", "Miến dong Tài Hoan"),
        ("miendong", "Miến dong Tài Hoan"),
        ("mieesn dong", "Miến dong Tài Hoan"),
        ("banh trung", "Bánh chưng gù"),
        ("bánh trưng", "Bánh chưng gù"),
        ("goạ séng", "Gạo Séng cù"),
        ("vải lục ngận", "Vải thiều Lục Ngạn"),
        ("lem chua", "Nem chua Thanh Hóa"),
        ("nem chuar", "Nem chua Thanh Hóa"),
        ("buoi nam doi", "Bưởi Năm Roi"),
        ("buwowir nawm roi", "Bưởi Năm Roi"),
        ("bu7o7i3", "Bưởi Năm Roi"),
        ("tra tom non", "Trà tôm nõn Tân Cương"),
        ("cam", "Cam sành Hàm Yên"),
        ("me", "Me rim gừng"),
        ("so k farm", "Mật hoa dừa Sokfarm"),
        ("có bán sâm ngọc linh không", "Sâm Ngọc Linh"),
        ("cho tôi hỏi giá gạo séng cù", "Gạo Séng cù"),
        ("gạo séng cù túi 5kg", "Gạo Séng cù"),
        ("hạt điều không muối", "Hạt điều không muối"),
        ("nam", "Nấm hương khô"),
    ],
)
def test_what_is_meant_comes_first(shop, typed, first):
    ids = find(typed, SearchQuery(day=DAY)).page.ids
    assert [shop[pk] for pk in ids[:1]] == [first]


@pytest.mark.parametrize(
    "typed",
    ["máy tính", "bình gas", "kem chống nắng", "nồi cơm điện", "cá ngừ đại dương", "giày da"],
)
def test_what_nobody_sells_finds_nothing(shop, typed):
    assert find(typed, SearchQuery(day=DAY)).page.ids == []


def test_a_plain_word_is_one_for_goods(shop):
    def names(text):
        return {shop[pk] for pk in find(text, SearchQuery(day=DAY)).page.ids}

    assert "Thổ cẩm Lùng Tám" not in names("cam")
    assert "Bưởi Năm Roi" not in names("nam")
