import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.grammars.names import (
    check_name,
    check_product_name,
    is_ditto,
    is_formula,
    packs_in,
    spelled_key,
    split_products,
    text_of,
)
from catalog_import.readers.book import Odd


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("\u00a0Trà\u00a0hoa súng\u200b ", "Trà hoa súng"),
        ("\ufeffRượu  sen\t1\n", "Rượu sen 1"),
        ("Trà sen", "Trà sen"),
        (9003.0, "9003"), (12, "12"), (1.5, "1.5"), (None, ""), (Odd.UNCALCULATED, ""),
        (datetime.date(2024, 2, 8), "08/02/2024"),
    ],
)  # fmt: skip
def test_text_is_cleaned_and_never_respelled(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize(
    "text", ["nt", "-nt-", "NT", '"', "″", "〃", "''", "như trên", "- nt -", "//"]
)
def test_dittos(text):
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["", "nta", "Trà nt", "-", "/"])
def test_no_dittos(text):
    assert not is_ditto(text)


@pytest.mark.parametrize(
    ("cell", "products"),
    [
        ("1. Hành tím\n2. Tỏi đen\n3. Bột nghệ", ["Hành tím", "Tỏi đen", "Bột nghệ"]),
        ("- Hành tím\n- Tỏi đen;", ["Hành tím", "Tỏi đen"]),
        ("Bún khô Ví Dụ\tloại\n1", ["Bún khô Ví Dụ loại 1"]),
        ("Trà sen; trà xanh", ["Trà sen; trà xanh"]),
        ("Nước mắm (20°N, 30°N)", ["Nước mắm (20°N, 30°N)"]),
        ("2 Đường hoa dừa", ["2 Đường hoa dừa"]),
        ("1. Trà\n2. 2 Đường hoa dừa", ["Trà", "2 Đường hoa dừa"]),
        ("1. Hành tím\nsấy khô\n2. Tỏi đen", ["Hành tím sấy khô", "Tỏi đen"]),
        ("1. Nem; 2. Chả; 3. Giò", ["Nem", "Chả", "Giò"]),
        ("1- Nem\n2- Chả", ["Nem", "Chả"]),
        ("- Gạo nếp\ncái\n- Gạo tẻ", ["Gạo nếp cái", "Gạo tẻ"]),
        ("- Miến dong", ["Miến dong"]),
        ("-Miến dong", ["-Miến dong"]),
        ("Trà 1.5 kg, 2. xuân", ["Trà 1.5 kg, 2. xuân"]),
        ("1/2 muối\n3/4 đường", ["1/2 muối 3/4 đường"]),
    ],
)
def test_only_a_list_that_says_so_is_several_products(cell, products):
    assert [name for name, _ in split_products(cell)] == products


def test_products_of_one_cell_may_carry_their_own_stars():
    assert split_products("Trà sen (4 sao); Trà lài (3 sao)") == [
        ("Trà sen", "4 sao"), ("Trà lài", "3 sao"),
    ]  # fmt: skip


@pytest.mark.parametrize("joint", ["\n", "; ", ", ", ";\n"])
def test_names_with_stars_of_their_own_are_apart_however_they_are_joined(joint):
    assert split_products(joint.join(["Trà sen (4 sao)", "Trà lài (ba sao)"])) == [
        ("Trà sen", "4 sao"), ("Trà lài", "ba sao"),
    ]  # fmt: skip


def test_the_star_after_a_single_name_counts_where_the_row_has_no_other():
    assert split_products("Trà (3 sao)") == [("Trà (3 sao)", "")]
    assert split_products("Trà (3 sao)", stars_only_here=True) == [("Trà", "3 sao")]


@pytest.mark.parametrize(
    ("name", "packs"),
    [
        ("Nước mắm (20ºN, 30ºN)", ["20ºN", "30ºN"]),
        ("Rượu (500ml/chai, 750ml/chai)", ["500ml/chai", "750ml/chai"]),
        ("Nước mắm Mẫu Thử (20°N, 30°N, 40°N)", ["20°N", "30°N", "40°N"]),
        ("Mật ong (chai 250ml; chai 500ml)", ["chai 250ml", "chai 500ml"]),
        ("Mật ong (4 sản phẩm mật ong)", []),
        ("Hạt sen sấy (2019) 62", []),
        ("Trà (xanh, đen)", []),
        ("Gạo (1, 2, 3)", []),
    ],
)
def test_pack_sizes_are_read_from_brackets(name, packs):
    assert packs_in(name) == packs


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('=CONCATENATE("Trà")', "formula_like"), ("@SUM(1)", "formula_like"),
        ("+cmd|' /C calc'!A0", "formula_like"), ("-cmd|' /C calc'!A0", "formula_like"),
        ("+1+cmd|' /C calc'!A0", "formula_like"), ("-2+3+cmd|' /C calc'!A0", "formula_like"),
        ("#REF!", "cell_error"), ("x" * 301, "name_too_long"), ("12345", "name_without_letters"),
    ],
)  # fmt: skip
def test_what_is_no_name_is_an_error(text, code):
    (problem,) = check_name(text, "product")

    assert (problem.level, problem.code, problem.field) == ("error", code, "product")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Trà xanh", []),
        ("<script>alert(1)</script> Bún khô", ["markup_in_name"]),
        ("Nước mắm (20°N, 30°N)", ["several_packs"]),
        ("Mật ong (4 sản phẩm mật ong)", ["several_products_unnamed"]),
        ("Hạt sen sấy (2019) 62", ["name_leftover"]),
        ("Bột sữa (sp 2020)", ["name_leftover"]),
    ],
)
def test_a_suspicious_name_is_kept_with_a_warning(text, codes):
    assert [problem.code for problem in check_product_name(text)] == codes


def test_a_name_of_300_letters_is_kept_whole():
    assert check_product_name("Trà " + "x" * 296) == []


def test_a_telephone_is_no_formula():
    assert not is_formula("+84 900 000 000")
    assert not is_formula("- Trà xanh")
    assert not is_formula("-18 độ C")


def test_names_are_the_same_whatever_case_blanks_and_place_of_the_tone():
    assert spelled_key("bánh  CUỐN hoà ") == spelled_key("Bánh cuốn hòa")
    assert spelled_key("Dừa sáp sợi (VICOSAP)") != spelled_key("Dừa sáp sợi VICOSAP")


@given(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates()))
def test_no_cell_raises(cell):
    for name, _ in split_products(cell):
        check_product_name(name)
