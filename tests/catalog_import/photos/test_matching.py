"""Which product a picture shows: certain or not at all."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.photos.matching import Matcher
from catalog_import.photos.products import Index, Product
from ocop.spelling import fold

HONEY, PURE_HONEY, SHAN_A, SHAN_B, WINE, WINE_39, BEANS, ORANGE, NOODLES = range(1, 10)
PRODUCTS = [
    Product(HONEY, "Mật ong bạc hà", "HTX Ong Vàng", "83-829-28780-3-2022"),
    Product(PURE_HONEY, "Mật ong", "HTX Ong Vàng"),
    Product(SHAN_A, "Trà Shan tuyết", "HTX Chè Shan"),
    Product(SHAN_B, "Trà Shan tuyết", "Công ty TNHH Trà Việt"),
    Product(WINE, "Rượu nếp", "HKD Nguyễn Văn A"),
    Product(WINE_39, "Rượu nếp 39", "HKD Nguyễn Văn A"),
    Product(BEANS, "7 loại đậu", "HTX Đậu"),
    Product(ORANGE, "Cam sành Hàm Yên", "HTX Cam Hàm Yên"),
    Product(NOODLES, "Bún khô", ""),
]
NUMBERS = {12: {HONEY}, 1: {ORANGE}, 3: {SHAN_A}, 4: {NOODLES}, 5: {WINE, WINE_39}}


@pytest.fixture(scope="module")
def matcher():
    return Matcher(Index(PRODUCTS), NUMBERS)


@pytest.fixture(scope="module")
def without_numbers():
    return Matcher(Index(PRODUCTS))


@pytest.mark.parametrize(
    ("path", "product", "how"),
    [
        ("001.jpg", ORANGE, "number"),
        ("12-2.jpg", HONEY, "number"),
        ("12b.jpg", HONEY, "number"),
        ("12/2.jpg", HONEY, "number"),
        ("12/IMG_1234.jpg", HONEY, "number"),
        ("12_mat-ong-bac-ha.jpg", HONEY, "number-name"),
        ("12_bac ha.jpg", HONEY, "number"),
        ("4. Bún khô.jpg", NOODLES, "number-name"),
        ("3_HTX Chè Shan.jpg", SHAN_A, "number"),
        ("3_Trà Shan tuyết.jpg", SHAN_A, "number-name"),
        ("5_Rượu nếp 39.jpg", WINE_39, "number-name"),
        ("HTX Chè Shan/3.jpg", SHAN_A, "number"),
        ("99_Mật ong.jpg", PURE_HONEY, "name"),
        ("HTX Ong Vàng/Mật ong bạc hà (2).jpg", HONEY, "name-subject"),
        ("MẬT ONG BẠC HÀ - HTX Ong Vàng.png", HONEY, "name-subject"),
        ("HTX Ong Vàng - Mật ong bạc hà 02.jpeg", HONEY, "name-subject"),
        ("hop tac xa ong vang/mat_ong_bac_ha_2.jpg", HONEY, "name-subject"),
        ("Ảnh 2026/Hợp tác xã Ong Vàng/mat ong.jpg", PURE_HONEY, "name-subject"),
        ("Trà Shan tuyết - HTX chè shan.jpg", SHAN_A, "name-subject"),
        ("tra-shan-tuyet_cty-tnhh-tra-viet.jpg", SHAN_B, "name-subject"),
        ("Trà Shan tuyết (Trà Việt).jpg", SHAN_B, "name-subject"),
        ("MatOngBacHa.jpg", HONEY, "name"),
        ("mat-ong.jpg", PURE_HONEY, "name"),
        ("Mật ong bạc hà 500ml.jpg", HONEY, "name"),
        ("Ảnh sản phẩm/Cam sành Hàm Yên/ảnh 1.jpg", ORANGE, "name"),
        ("Cam sanh Ham Yen/IMG_20260612_101112.jpg", ORANGE, "name"),
        ("7 loại đậu.jpg", BEANS, "name"),
        ("rượu nếp 39.jpg", WINE_39, "name"),
        ("Rượu nếp (2).jpg", WINE, "name"),
        ("83-829-28780-3-2022.jpg", HONEY, "code"),
        ("83.829.28780.3.2022 (2).jpg", HONEY, "code"),
        ("83-829-28780-3-2022_Mật ong.jpg", HONEY, "code"),
    ],
)
def test_a_certain_product(matcher, path, product, how):
    for form in ("NFC", "NFD"):
        match = matcher.by_path(unicodedata.normalize(form, path))
        assert (match.product, match.how, match.why_not) == (product, how, "")


@pytest.mark.parametrize(
    ("path", "why_not", "candidates"),
    [
        ("Trà Shan tuyết.jpg", "ambiguous", {SHAN_A, SHAN_B}),
        ("tra-shan-tuyet-2.jpg", "ambiguous", {SHAN_A, SHAN_B}),
        ("5.jpg", "ambiguous", {WINE, WINE_39}),
        ("12_Cam sành Hàm Yên.jpg", "disagree", {HONEY, ORANGE}),
        ("12_tra-xanh.jpg", "disagree", {HONEY}),
        ("HTX Chè Shan/1.jpg", "disagree", {ORANGE}),
        ("HTX Khác/1.jpg", "disagree", {ORANGE}),
    ],
)
def test_what_is_not_certain_is_offered(matcher, path, why_not, candidates):
    match = matcher.by_path(path)

    assert (match.product, match.why_not, set(match.candidates)) == (None, why_not, candidates)


@pytest.mark.parametrize(
    ("path", "why_not", "first"),
    [
        ("HTX Khác/Mật ong.jpg", "unknown-subject", PURE_HONEY),
        ("HTX Chè Shan/Mật ong.jpg", "unknown-subject", PURE_HONEY),
        ("Mật ong - HTX Khác.jpg", "unknown", PURE_HONEY),
        ("Mặt ong bạc hà.jpg", "accents", HONEY),
        ("Mật ong bạc hả rừng.jpg", "unknown", HONEY),
        ("Trà Shan.jpg", "unknown", SHAN_A),
        ("HTX Ong Vàng/IMG_1234.jpg", "nothing-said", HONEY),
        ("Rượu nếp 2.jpg", "", WINE),
    ],
)
def test_what_is_only_alike_is_suggested(matcher, path, why_not, first):
    match = matcher.by_path(path)

    if why_not:
        assert (match.product, match.why_not) == (None, why_not)
        assert first in match.candidates[:2]
    else:
        assert match.product == first


@pytest.mark.parametrize(
    "path", ["IMG_20260612_101112.jpg", "z5123456789_0a1b2c3d4e5f6a7b.jpg", "ảnh.jpg", "1.jpg"]
)
def test_a_name_that_says_nothing_suggests_nothing(without_numbers, path):
    match = without_numbers.by_path(path)

    assert (match.product, match.why_not, match.candidates) == (None, "nothing-said", ())


def test_second_picture_or_second_product_is_for_a_person_to_say():
    matcher = Matcher(Index([Product(1, "Trà xanh", "HTX A"), Product(2, "Trà xanh 2", "HTX A")]))

    assert matcher.by_path("Trà xanh 2.jpg").why_not == "ambiguous"
    assert matcher.by_path("Trà xanh (2).jpg").product == 1


def test_a_row_of_a_sheet_finds_its_product(matcher):
    found = [
        matcher.by_rows([("Mật ong bạc hà", "Hợp tác xã Ong Vàng")]),
        matcher.by_rows([("Trà Shan tuyết", "Cty TNHH Trà Việt")]),
        matcher.by_rows([("Trà Shan tuyết", "")]),
        matcher.by_rows([("Mật ong", "HTX Khác")]),
        matcher.by_rows([("Mật ong", "HTX Ong Vàng"), ("Mật ong bạc hà", "HTX Ong Vàng")]),
        matcher.by_cells(["1", "HTX Ong Vàng", "mật ong", "4 sao", "Xã Ví Dụ"]),
        matcher.by_cells([]),
    ]

    assert [(match.product, match.why_not) for match in found] == [
        (HONEY, ""), (SHAN_B, ""), (None, "ambiguous"), (None, "unknown-subject"),
        (None, "ambiguous"), (PURE_HONEY, ""), (None, "nothing-said"),
    ]  # fmt: skip


def test_a_product_that_is_not_there_is_never_a_candidate(matcher):
    only_wine = Matcher(Index(PRODUCTS[4:6]), NUMBERS)

    for path in ("12.jpg", "Mật ong bạc hà.jpg", "HTX Ong Vàng/x.jpg", "83-829-28780-3-2022.jpg"):
        match = only_wine.by_path(path)
        assert match.product is None
        assert set(match.candidates) <= {WINE, WINE_39}


SYLLABLES = ["mật", "ong", "trà", "chè", "bạc", "hà", "đắng", "quý", "lý", "sơn", "gạo", "nếp"]
names = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4, unique=True).map(" ".join)
producers = st.sampled_from(
    ["Hợp tác xã Ong Vàng", "HTX NN Tân Tiến", "Công ty TNHH MTV Hoa Ban", "HKD Lò Thị Mai"]
)
registers = st.lists(st.tuples(names, producers), min_size=1, max_size=8, unique=True)


@st.composite
def registers_and_paths(draw):
    """A register, one of its products, and a way somebody might name its picture."""
    rows = draw(registers)
    at = draw(st.integers(0, len(rows) - 1))
    name, producer = rows[at]
    separator = draw(st.sampled_from([" ", "_", "-", "  "]))
    written = name.replace(" ", separator)
    maker = producer.replace(
        "Hợp tác xã", draw(st.sampled_from(["HTX", "Hợp tác xã", "hợp tác xã"]))
    )
    order = draw(st.sampled_from(["", " (2)", "(3)", " - Copy"]))
    path = draw(
        st.sampled_from(
            [
                f"{maker}/{written}{order}",
                f"{written} - {maker}{order}",
                f"{maker}_{written}{order}",
            ]
        )
    )
    style = draw(st.sampled_from(["as it is", "upper", "plain", "NFD"]))
    if style == "upper":
        path = path.upper()
    elif style == "plain":
        path = "".join(
            c for c in unicodedata.normalize("NFD", path.replace("đ", "d").replace("Đ", "D"))
            if not unicodedata.combining(c)
        )  # fmt: skip
    elif style == "NFD":
        path = unicodedata.normalize("NFD", path)
    return rows, at, path + draw(st.sampled_from([".jpg", ".JPG", ".jpeg", ".png"]))


@given(registers_and_paths())
def test_any_spelling_of_name_and_producer_finds_the_product_or_those_it_may_be(drawn):
    rows, at, path = drawn
    match = Matcher(
        Index([Product(pk, name, producer) for pk, (name, producer) in enumerate(rows)])
    ).by_path(path)

    alike = {
        pk for pk, (name, producer) in enumerate(rows)
        if fold(name) == fold(rows[at][0]) and producer == rows[at][1]
    }  # fmt: skip
    if len(alike) == 1:
        assert match.product == at
    else:
        assert at in {match.product, *match.candidates}


@given(registers, st.text(string.printable + "ạắđệộữỹ", max_size=60))
def test_no_name_is_an_error_and_nothing_alien_is_attached(rows, path):
    products = [Product(pk, name, producer) for pk, (name, producer) in enumerate(rows)]
    match = Matcher(Index(products), {1: {0}}).by_path(path)

    assert match.product is None or match.product in range(len(rows))
    if match.how in ("name", "name-subject"):
        words = set(fold(path.replace("_", " ")).split())
        glued = fold(path.replace("_", " ")).replace(" ", "")
        name = fold(rows[match.product][0])
        assert set(name.split()) <= words or name.replace(" ", "") in glued
