import pytest

from catalog_import.grammars.contacts import parse_phone, parse_tax_code
from catalog_import.grammars.offers import parse_net, parse_offer, parse_price


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (900000000.0, "0900000000"), ("0900 000 001", "0900000001"),
        ("+84 900.000.002", "0900000002"),
        ("84900000003", "0900000003"), ("0900000004 - 0900000005", "0900000004"),
        ("0204 3854 123", "02043854123"), ("", ""), (None, ""),
        ("ĐT: 0900 000 045", "0900000045"), ("0900000045 (anh Mẫu)", "0900000045"),
    ],
)  # fmt: skip
def test_a_telephone_has_its_leading_zero(cell, phone):
    assert parse_phone(cell) == (phone, True)


def test_what_is_no_telephone_is_left_out():
    assert parse_phone("gọi sau 17h") == ("", False)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("0100109106", ("0100109106", "")),
        ("0100109106-001", ("0100109106-001", "")),
        ("0100109107", ("0100109107", "tax_code_check")),
        ("001190000001", ("", "tax_code_unreadable")),  # a personal number
        (None, ("", "")),
    ],
)
def test_a_tax_code_has_its_check_digit_and_is_no_persons(cell, read):
    assert parse_tax_code(cell) == read


@pytest.mark.parametrize(
    ("text", "price"),
    [("45000", 45000), ("45.000", 45000), ("1.250.000 ₫", 1250000), ("45 000 đ", 45000),
     ("45.5", None), ("miễn phí", None), ("-5", None), ("45,000.50", None)],
)  # fmt: skip
def test_a_price_is_whole_dong(text, price):
    assert parse_price(text) == price


@pytest.mark.parametrize(
    ("text", "net"),
    [("250 g", (250, "g")), ("0,5 kg", (500, "g")), ("1l", (1000, "ml")), ("330 ml", (330, "ml")),
     ("1 piece", (1, "piece")), ("0.3 g", (None, "")), ("to", (None, ""))],
)  # fmt: skip
def test_a_content_is_in_units_of_the_shop(text, net):
    assert parse_net(text) == net


def test_packs_stand_side_by_side():
    offer, unread = parse_offer(
        {"price": "45.000 | 80.000", "pack": "Hộp 250 g | Hộp 500 g", "net": "250 g | 500 g",
         "stock": "10 | nhiều", "description": "Chè mẫu"}
    )  # fmt: skip

    assert offer == {
        "packs": [
            {"label": "Hộp 250 g", "net_amount": 250, "net_unit": "g", "price": 45000, "stock": 10},
            {"label": "Hộp 500 g", "net_amount": 500, "net_unit": "g", "price": 80000,
             "stock": None},
        ],
        "description": "Chè mẫu",
        "ingredients": "",
        "storage": "",
    }  # fmt: skip
    assert unread == ["stock"]


def test_a_row_without_trade_columns_has_no_offer():
    assert parse_offer({}) == (None, [])
