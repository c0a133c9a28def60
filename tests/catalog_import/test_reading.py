import datetime
import unicodedata
from dataclasses import replace

import pytest

from catalog_import.readers.book import Sheet, SheetRow
from tests.catalog_import.sheets import codes, read, sheet

pytestmark = pytest.mark.django_db

HEADER = ("Tên sản phẩm", "Chủ thể", "Sao", "Số quyết định", "Ngày quyết định", "Ghi chú")
DAY = datetime.date(2024, 2, 28)


def rows(*lines, title=(), **about):
    head = [(text,) for text in title]
    return read(sheet(*head, HEADER, *lines), **about)


# --- The day a list speaks for -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("DANH SÁCH SẢN PHẨM OCOP (tính đến ngày 30/6/2025)", datetime.date(2025, 6, 30)),
        ("Danh sách sản phẩm ngày 30 tháng 6 năm 2025", datetime.date(2025, 6, 30)),
        ("Kèm theo Quyết định số 12/QĐ-UBND ngày 28/02/2024", DAY),
        ("Danh sách sản phẩm OCOP năm 2024", None),
    ],
)
def test_the_day_of_a_list_is_printed_in_its_title(title, day):
    assert rows(("Trà", "HTX A", 3), title=[title]).as_of == day


def test_the_day_stated_counts_and_a_difference_is_told():
    reading = rows(
        ("Trà", "HTX A", 3), title=["Tính đến ngày 30/6/2025"], as_of=datetime.date(2025, 7, 1)
    )

    assert reading.as_of == datetime.date(2025, 7, 1)
    assert "as_of_differs" in [problem.code for problem in reading.problems]


def test_a_printed_day_to_come_is_not_used():
    reading = rows(("Trà", "HTX A", 3), title=["Tính đến ngày 31/12/2026"])

    assert reading.as_of is None
    assert "as_of_printed_in_future" in [problem.code for problem in reading.problems]


def test_without_any_day_a_certificate_cannot_be_and_it_is_told_by_row():
    reading = rows(("Trà", "HTX A", 3, "1/QĐ-UBND", "28/02/2024"), ("Chè", "HTX A", 3))

    assert (3, "decision_date", "as_of_missing") in codes(reading)
    assert (2, "decision_date", "as_of_missing") not in codes(reading)


def test_what_holds_for_every_row_is_told_once():
    reading = rows(*[(f"Trà {n}", "HTX A", 3) for n in "abcd"])

    about_file = {p.code: p.params for p in reading.problems if p.row is None}
    assert about_file == {
        code: {"count": 4} for code in ("province_missing", "decision_missing", "as_of_missing")
    }


# --- Decisions -----------------------------------------------------------------------------------


def test_a_row_silent_on_its_decision_takes_the_one_in_the_title():
    reading = rows(
        ("Trà", "HTX A", 3),
        ("Chè", "HTX A", 3, "7/QĐ-UBND", "01/03/2024"),
        ("Rượu", "HTX A", 3, "7/QĐ-UBND"),
        ("Bún", "HTX A", 3, "12/QĐ-UBND"),
        title=["(Kèm theo Quyết định số 12/QĐ-UBND ngày 28/02/2024)"],
    )

    assert [(r.decision_no, r.decision_date) for r in reading.records] == [
        ("12/QĐ-UBND", DAY),
        ("7/QĐ-UBND", datetime.date(2024, 3, 1)),
        ("7/QĐ-UBND", None),
        ("12/QĐ-UBND", DAY),
    ]


def test_the_day_of_a_decision_may_stand_on_a_line_of_its_own():
    reading = rows(
        ("Trà", "HTX A", 3), title=["Số: 12/QĐ-UBND", "Hà Nam, ngày 28 tháng 02 năm 2024"]
    )

    assert (reading.records[0].decision_no, reading.records[0].decision_date) == ("12/QĐ-UBND", DAY)


def test_an_issuer_who_does_not_certify_that_star_is_told():
    reading = rows(
        ("Trà", "HTX A", 5, "1/QĐ-UBND", "28/02/2024"),
        ("Chè", "HTX A", 4, "1/QĐ-UBND", "28/02/2024"),
        ("Rượu", "HTX A", 4, "1/QĐ-BNNMT", "20/10/2025"),
    )

    assert [row for row, _, code in codes(reading) if code == "issuer_unexpected"] == [2, 4]


def test_a_list_that_repeats_an_ended_decision_is_told():
    reading = rows(
        ("Trà", "HTX A", 4, "1/QĐ-UBND", "28/02/2021"),
        ("Chè", "HTX A", 4, "1/QĐ-UBND", "28/02/2021", "công nhận lại"),
        ("Bún", "HTX A", 4, "1/QĐ-UBND", "28/02/2024"),
        as_of=datetime.date(2026, 6, 30),
    )

    assert [row for row, _, code in codes(reading) if code == "decision_ended"] == [2]


# --- Status --------------------------------------------------------------------------------------


def test_the_weightier_word_counts():
    header = (*HEADER, "Trạng thái")
    reading = read(
        sheet(
            header,
            ("A1", "HTX A", 4, None, None, "Thu hồi", "Còn hiệu lực"),
            ("A2", "HTX A", None, None, None, "hết hiệu lực từ 24/12/2022", None),
            ("A3", "HTX A", 5, None, None, "đề nghị Trung ương 5 sao", "proposed"),
            ("A4", "HTX A", 4, None, None, "nâng hạng từ 3 sao", "certified"),
            ("A5", "HTX A", "tiềm năng 5 sao", None, None, None, "Còn hiệu lực"),
        )
    )

    assert [(r.status, r.stars, r.proposed_stars, r.says_upgraded) for r in reading.records] == [
        ("revoked", 4, None, False),
        ("expired", None, None, False),
        ("proposed", None, 5, False),
        ("certified", 4, None, True),
        ("proposed", None, 5, False),
    ]


def test_a_list_of_revoked_products_needs_no_star():
    reading = rows(("Trà", "HTX A"), title=["DANH SÁCH SẢN PHẨM BỊ THU HỒI"])

    assert [(r.status, r.stars) for r in reading.records] == [("revoked", None)]
    assert not reading.has_errors


def test_a_certified_row_needs_a_star():
    reading = rows(("Trà", "HTX A", None))

    assert (2, "stars", "stars_missing") in codes(reading)
    assert reading.records == []


@pytest.mark.parametrize(
    ("title", "star", "told"),
    [
        ("DANH SÁCH SẢN PHẨM ĐỀ NGHỊ CÔNG NHẬN", "4 sao", ("proposed", None, 4)),
        ("DANH SÁCH SẢN PHẨM TIỀM NĂNG 5 SAO", "5 sao", ("proposed", None, 5)),
        ("DANH SÁCH SẢN PHẨM TIỀM NĂNG 5 SAO", "4 sao", ("certified", 4, 5)),
        ("Theo đề nghị của Chánh Văn phòng", "4 sao", ("certified", 4, None)),
        ("SẢN PHẨM CHƯƠNG TRÌNH OCOP ĐẠT 4 SAO", None, ("certified", 4, None)),
        ("Danh sách sản phẩm Chương trình mỗi xã một sản phẩm", "4", ("certified", 4, None)),
        ("DANH SÁCH SẢN PHẨM TRÌNH HỘI ĐỒNG CẤP TỈNH", "4", ("proposed", None, 4)),
        ("Danh sách sản phẩm đạt 4 sao và đề nghị Trung ương", "4 sao", ("certified", 4, None)),
        ("Sản phẩm còn hiệu lực và bị thu hồi", "4 sao", ("certified", 4, None)),
    ],
)
def test_a_list_of_what_is_hoped_for_certifies_nothing(title, star, told):
    (record,) = rows(("Trà", "HTX A", star), title=[title]).records

    assert (record.status, record.stars, record.proposed_stars) == told


# --- Rows that belong together -------------------------------------------------------------------


def test_the_same_again_is_skipped_and_another_star_is_an_error():
    reading = rows(
        ("Bánh hoà", "HTX Nông nghiệp A", 3),
        ("bánh  hòa ", "Hợp tác xã nông nghiệp A", 3),
        ("Bánh hòa", "HTX Nông nghiệp A", 4),
        ("Bánh hòa", "Hộ kinh doanh B", 3),
        ("Bánh (hòa)", "HTX Nông nghiệp A", 3),
    )

    assert [record.row for record in reading.records] == [2, 5, 6]
    assert [c for c in codes(reading) if c[0] > 2 and c[1] in ("product", "stars")] == [
        (3, "product", "duplicate"),
        (4, "stars", "duplicate_with_other_stars"),
        (6, "product", "probable_duplicate"),
    ]
    assert (reading.rows, reading.skipped) == (5, 2)


def test_another_standing_of_the_same_product_is_kept():
    reading = rows(
        ("Trà", "HTX A", 4, "1/QĐ-UBND", "28/02/2024"),
        ("Trà", "HTX A", "đề nghị 5 sao", None, None),
    )

    assert [(r.status, r.stars, r.proposed_stars) for r in reading.records] == [
        ("certified", 4, None), ("proposed", None, 5),
    ]  # fmt: skip
    assert (3, "product", "product_again") in codes(reading)


def test_a_cell_that_lists_products_makes_a_record_of_each():
    reading = rows(
        ("1. Trà\n2. Chè", "HTX A", "3 sao"), ("Bún (4 sao); Phở (3 sao)", "HTX B", None)
    )

    assert [(r.row, r.part, r.product, r.stars) for r in reading.records] == [
        (2, 0, "Trà", 3), (2, 1, "Chè", 3), (3, 0, "Bún", 4), (3, 1, "Phở", 3),
    ]  # fmt: skip
    assert reading.rows == 2


@pytest.mark.parametrize(
    ("products", "stars"),
    [
        ("Trà\nChè\nBún", "4 sao\n3 sao\n4 sao"),
        ("1. Trà\n2. Chè\n3. Bún", "- 4 sao\n- 3 sao\n- 4 sao"),
    ],
)
def test_stars_on_lines_are_those_of_the_products_on_as_many_lines(products, stars):
    reading = rows((products, "HTX A", stars))

    assert [(r.product, r.stars) for r in reading.records] == [("Trà", 4), ("Chè", 3), ("Bún", 4)]


def test_stars_that_do_not_match_the_products_are_given_to_none():
    reading = rows(("1. Trà\n2. Chè", "HTX A", "3 sao\n3 sao\n3 sao"))

    assert reading.records == []
    assert [(p.row, p.field, p.code) for p in reading.problems if p.is_error] == [
        (2, "stars", "stars_not_paired")
    ]


@pytest.mark.parametrize("stars", ["Ba sao\n(3 sao)", "3 sao\n★★★"])
def test_one_star_said_twice_makes_no_two_products(stars):
    reading = rows(("Trà shan tuyết\ncổ thụ", "HTX A", stars))

    assert [(r.product, r.stars) for r in reading.records] == [("Trà shan tuyết cổ thụ", 3)]


def test_the_latest_of_two_decisions_is_that_of_the_row():
    reading = rows(("Trà", "HTX A", 4, "9001/QĐ-UBND\n9002/QĐ-UBND", "1/2/2021\n3/4/2024"))

    (record,) = reading.records
    assert (record.decision_no, record.decision_date) == (
        "9002/QĐ-UBND", datetime.date(2024, 4, 3),
    )  # fmt: skip
    assert (2, "decision_no", "decisions_several") in codes(reading)


# --- Places --------------------------------------------------------------------------------------


def placed(*lines, header, **about):
    reading = read(
        sheet(("Sản phẩm", "Sao", *header), *[("Trà", 3, *line) for line in lines]), **about
    )
    return [(r.commune, r.district, r.province, r.scheme) for r in reading.records]


@pytest.mark.parametrize(
    "cell",
    [
        "HTX A\nĐịa chỉ: ấp 3, xã Thông Hòa, huyện Cầu Kè\nĐT: 0900 000 001",
        "HTX A (Đ/c: xã Thông Hòa, huyện Cầu Kè; SĐT: 0900000001)",
        "Tên: HTX A; điện thoại: 0900000001; địa chỉ: xã Thông Hòa, huyện Cầu Kè.",
    ],
)
def test_what_the_cell_of_a_producer_labels_is_no_part_of_the_name(cell):
    reading = rows(("Trà", cell, 4, None, None), province="Trà Vinh")

    (record,) = reading.records
    assert (record.subject, record.phone, record.commune, record.district) == (
        "HTX A", "0900000001", "Xã Thông Hòa", "Huyện Cầu Kè",
    )  # fmt: skip


def test_an_address_of_its_own_goes_before_one_beside_the_name():
    lines = [("HTX A, địa chỉ: xã Tam Ngãi", "Xã Thông Hòa", "Huyện Cầu Kè")]

    assert placed(*lines, header=("Chủ thể", "Xã", "Huyện"), province="Trà Vinh") == [
        ("Xã Thông Hòa", "Huyện Cầu Kè", "Trà Vinh", "pre-2025-07")
    ]


def test_an_address_is_read_from_its_end():
    assert placed(
        ("ấp 3, xã Thạnh Phú, huyện Cầu Kè, tỉnh Trà Vinh",),
        header=("Địa chỉ",),
    ) == [("Xã Thạnh Phú", "Huyện Cầu Kè", "Trà Vinh", "pre-2025-07")]
    assert placed(("P. Cẩm Thượng - TP Hải Dương - Hải Dương",), header=("Địa chỉ",)) == [
        ("Phường Cẩm Thượng", "Thành phố Hải Dương", "Hải Dương", "pre-2025-07")
    ]


NHAN_NGHIA = ("Xã Nhân Nghĩa", "Huyện Lý Nhân", "Hà Nam", "pre-2025-07")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Thôn 3 xã Nhân Nghĩa huyện Lý Nhân tỉnh Hà Nam", NHAN_NGHIA),
        ("xã Nhân Nghĩa-huyện Lý Nhân-tỉnh Hà Nam", NHAN_NGHIA),
        ("Thôn Đông, xã Nhân Nghĩa\nhuyện Lý Nhân\ntỉnh Hà Nam", NHAN_NGHIA),
        ("Xã Nhân Nghĩa (huyện Lý Nhân, tỉnh Hà Nam)", NHAN_NGHIA),
        ("X. Nhân Nghĩa – Lý Nhân – Hà Nam, Việt Nam", NHAN_NGHIA),
        ("Nhân Nghĩa, Lý Nhân", NHAN_NGHIA),
        ("Ấp Xã Lỗ, xã Nhân Nghĩa, H.Lý Nhân", NHAN_NGHIA),
        ("Hà Nam, huyện Lý Nhân, xã Nhân Nghĩa", NHAN_NGHIA),
        ("Huyện Lý Nhân - Xã Nhân Nghĩa", NHAN_NGHIA),
        ("Xã Nhân Nghĩa/Huyện Lý Nhân/Tỉnh Hà Nam", NHAN_NGHIA),
        ("Số 2/5 thôn Đông, xã Nhân Nghĩa/Lý Nhân", NHAN_NGHIA),
        ("xã Nhân Nghĩa huyện Lý Nhân. ĐT: 0900000001", NHAN_NGHIA),
        ("Lý Nhân", ("", "Huyện Lý Nhân", "Hà Nam", "pre-2025-07")),
        ("P.Bến Nghé, Q.1, TP.HCM",
         ("Phường Bến Nghé", "Quận 1", "Hồ Chí Minh", "pre-2025-07")),
        ("phường Xuân Hương - Đà Lạt, tỉnh Lâm Đồng",
         ("Phường Xuân Hương - Đà Lạt", "", "Lâm Đồng", "2025-07")),
        ("Phường Mỹ Hải - TP. Phan Rang - Tháp Chàm - Ninh Thuận",
         ("Phường Mỹ Hải", "Thành phố Phan Rang - Tháp Chàm", "Ninh Thuận", "pre-2025-07")),
        ("Xã Thông Nguyên, tỉnh Tuyên Quang (xã Thông Nguyên, huyện Hoàng Su Phì, Hà Giang cũ)",
         ("Xã Thông Nguyên", "", "Tuyên Quang", "2025-07")),
        ("xã Thông Nguyên, huyện Hoàng Su Phì (nay là xã Thông Nguyên, tỉnh Tuyên Quang)",
         ("Xã Thông Nguyên", "", "Tuyên Quang", "2025-07")),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart_however_it_is_joined(text, place):
    assert placed((text,), header=("Địa chỉ",), province="Hà Nam") == [place]


@pytest.mark.parametrize(
    ("province", "text", "place"),
    [
        ("Hà Nội", "X.Tân Xã - H.Thạch Thất", ("Xã Tân Xã", "Huyện Thạch Thất", "Hà Nội")),
        ("Hà Nội", "xã Tân Xã huyện Thạch Thất", ("Xã Tân Xã", "Huyện Thạch Thất", "Hà Nội")),
        ("Thái Nguyên", "Thôn 1-xã Cây Thị-huyện Đồng Hỷ",
         ("Xã Cây Thị", "Huyện Đồng Hỷ", "Thái Nguyên")),
        ("Quảng Bình", "Xã Võ Ninh, Quảng Ninh", ("Xã Võ Ninh", "Huyện Quảng Ninh", "Quảng Bình")),
        ("Sơn La", "xã Mường Lang, Phù Yên", ("Xã Mường Lang", "Huyện Phù Yên", "Sơn La")),
        ("Sơn La", "xã Hòa Thịnh, Phú Yên", ("Xã Hòa Thịnh", "", "Phú Yên")),
        ("Bà Rịa - Vũng Tàu", "P. 12, Vũng Tàu",
         ("Phường 12", "Thành phố Vũng Tàu", "Bà Rịa - Vũng Tàu")),
    ],
)  # fmt: skip
def test_names_that_are_several_things(province, text, place):
    assert placed((text,), header=("Địa chỉ",), province=province) == [(*place, "pre-2025-07")]


def test_paragraphs_above_may_have_their_marks_apart_and_the_nearest_title_gives_the_year():
    lines = (
        "DANH SÁCH SẢN PHẨM OCOP NĂM 2021",
        "(Kèm theo Quyết định số 9/QĐ-UBND ngày 05/6/2021 của UBND tỉnh Hà Nam)",
        "DANH SÁCH SẢN PHẨM OCOP NĂM 2026",
    )
    header, row = ("TT", "Sản phẩm", "Xã", "Sao"), (1, "Trà", "xã Nhân Nghĩa", 3)
    above = tuple(unicodedata.normalize("NFD", line) for line in lines)

    (record,) = read(replace(sheet(header, row), above=above)).records

    assert (record.decision_no, record.decision_date) == ("9/QĐ-UBND", datetime.date(2021, 6, 5))
    assert (record.province, record.scheme) == ("Hà Nam", "pre-2025-07")


def test_the_commune_tells_which_of_two_districts_of_one_name_is_meant():
    """The town Kỳ Anh and the district around it, both of Hà Tĩnh."""
    reading = read(
        sheet(
            ("TT", "Sản phẩm", "Xã", "Sao"),
            (1, "Trà", "Kỳ Trinh", 3),
            (2, "Miến", "xã Kỳ Bắc", 3),
            (3, "Bún", "xã Nhân Nghĩa", 3),
            name="Kỳ Anh",
        ),
        province="Hà Tĩnh",
    )

    assert [(r.commune, r.district) for r in reading.records] == [
        ("Phường Kỳ Trinh", "Thị xã Kỳ Anh"),
        ("Xã Kỳ Bắc", "Huyện Kỳ Anh"),
        ("Xã Nhân Nghĩa", "Kỳ Anh"),
    ]
    assert [
        (p.row, p.params["name"]) for p in reading.problems if p.code == "district_unknown"
    ] == [(4, "Kỳ Anh")]


def test_a_list_of_todays_province_names_districts_of_those_it_was_made_of():
    reading = read(
        sheet(
            ("TT", "Sản phẩm", "Xã", "Sao"),
            ("Huyện Hoàng Su Phì", None, None, None),
            (1, "Chè", "Thông Nguyên", 3),
            ("Huyện Hàm Yên", None, None, None),
            (2, "Cam", "", 4),
        ),
        province="Tuyên Quang",
    )

    assert [(r.commune, r.district, r.province, r.scheme) for r in reading.records] == [
        ("Xã Thông Nguyên", "Huyện Hoàng Su Phì", "Hà Giang", "pre-2025-07"),
        ("", "Huyện Hàm Yên", "Tuyên Quang", "pre-2025-07"),
    ]
    assert {r.location.province_now.name for r in reading.records} == {"Tuyên Quang"}
    told = [p for p in reading.problems if p.field in ("province", "district")]
    assert [(p.row, p.code, p.params) for p in told] == [
        (3, "province_of_today",
         {"name": "Huyện Hoàng Su Phì", "former": "Hà Giang", "province": "Tuyên Quang"}),
    ]  # fmt: skip


def about_elsewhere(*rows, province):
    reading = read(sheet(("TT", "Sản phẩm", "Xã", "Huyện", "Sao"), *rows), province=province)
    return [(p.row, p.params) for p in reading.problems if p.code == "province_doubtful"]


def test_a_list_of_another_province_than_was_stated_is_told():
    rows = [
        (1, "Chuối", "Xã Nhân Nghĩa", "Huyện Lý Nhân", 3),
        (2, "Cá kho", "Xã Hòa Hậu", "Lý Nhân", 4),
        (3, "Trống", "Xã Đọi Sơn", "Thị xã Duy Tiên", 4),
        (4, "Nhà sàn", "Xã Không Có", "Huyện Không Có", 3),
    ]

    assert about_elsewhere(*rows, province="Bình Phước") == [
        (None, {"stated": "Bình Phước", "other": "Hà Nam", "rows": 3})
    ]
    assert about_elsewhere(*rows, province="Hà Nam") == []


def test_a_few_slips_or_places_nobody_knows_do_not_make_a_list_anothers():
    home = [(n, f"Trà {n}", "Xã Nhân Nghĩa", "Huyện Lý Nhân", 3) for n in range(4)]
    away = [(n, f"Điều {n}", "Xã Bom Bo", "Huyện Bù Đăng", 3) for n in range(4, 8)]
    nowhere = [(n, f"Nem {n}", "Xã Không Có", "Huyện Không Có", 3) for n in range(8, 12)]

    assert about_elsewhere(*home, *away, province="Hà Nam") == []
    assert about_elsewhere(*nowhere, province="Hà Nam") == []
    assert about_elsewhere(*away[:2], province="Hà Nam") == []


def test_a_district_above_is_inherited_where_only_the_row_names_the_province():
    reading = read(
        sheet(
            ("TT", "Sản phẩm", "Xã", "Tỉnh", "Sao"),
            ("HUYỆN LÝ NHÂN", None, None, None, None),
            (1, "Trà", "xã Nhân Nghĩa", "tỉnh Hà Nam", 3),
            name="Bình Lục",
        )
    )

    assert [r.district for r in reading.records] == ["Huyện Lý Nhân"]


def test_a_list_of_communes_of_today_is_one_whatever_its_decisions_say():
    header = ("Sản phẩm", "Sao", "Địa chỉ", "Ngày quyết định")
    lines = [("Trà", 3, "xã Thanh Ba", "05/06/2023"), ("Chè", 3, "xã Tam Đảo", "05/06/2023")]
    # of a commune that only the units of before have, the day tells again
    other = ("Bún", 3, "xã Văn Lung", "05/06/2023")

    def schemes(*told):
        reading = read(sheet(header, *told), province="Phú Thọ")
        return [record.scheme for record in reading.records]

    assert schemes(*lines) == ["2025-07", "2025-07"]
    assert schemes(*lines, other) == ["pre-2025-07", "2025-07", "pre-2025-07"]


def test_a_new_address_goes_before_the_old_one():
    assert placed(
        ("Xã Thông Nguyên, tỉnh Tuyên Quang", "Xã Thông Nguyên, huyện Hoàng Su Phì, Hà Giang"),
        header=("Địa chỉ mới", "Địa chỉ cũ"),
    ) == [("Xã Thông Nguyên", "", "Tuyên Quang", "2025-07")]


def test_without_a_district_the_day_says_which_units_are_meant():
    header = ("Tỉnh", "Ngày quyết định", "Năm")

    assert placed(("Lào Cai", "01/03/2024", None), header=header)[0][3] == "pre-2025-07"
    assert placed(("Lào Cai", "01/03/2026", None), header=header)[0][3] == "2025-07"
    assert placed(("Lào Cai", None, 2021), header=header)[0][3] == "pre-2025-07"
    listed = datetime.date(2024, 1, 1)
    assert placed(("Lào Cai", None, None), header=header, as_of=listed)[0][3] == "pre-2025-07"
    assert placed(("Lào Cai", None, None), header=header)[0][3] == "2025-07"


def test_a_province_of_before_is_found_with_a_warning():
    reading = read(sheet(("Sản phẩm", "Sao", "Tỉnh"), ("Trà", 3, "Hà Nam")))

    assert [(r.province, r.scheme) for r in reading.records] == [("Hà Nam", "pre-2025-07")]
    assert (2, "scheme", "scheme_by_name") in codes(reading)


def test_a_place_is_never_guessed_without_its_province():
    reading = read(sheet(("Sản phẩm", "Sao", "Xã"), ("Trà", 3, "x. Tân Thành")))

    (record,) = reading.records
    assert (record.commune, record.province, record.location) == ("Xã Tân Thành", "", None)
    assert (2, "province", "province_missing") in codes(reading)


def test_the_province_of_a_title_goes_before_the_officers():
    title = ("SẢN PHẨM OCOP HUYỆN CẦU KÈ, TỈNH TRÀ VINH",)
    reading = read(sheet(title, ("Sản phẩm", "Sao"), ("Trà", 3)), province="Hà Nam")

    (record,) = reading.records
    assert (record.province, record.district) == ("Trà Vinh", "Huyện Cầu Kè")


def test_a_sheet_may_be_named_for_its_district():
    reading = read(sheet(("Sản phẩm", "Sao"), ("Trà", 3), name="TX Kinh Môn"), province="Hải Dương")

    assert [r.district for r in reading.records] == ["Thị xã Kinh Môn"]


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("4 sao", None, (4, "certified", "")),
        ("Tiềm năng 5 sao", None, (None, "proposed", "")),
        ("Thu hồi", None, (None, "revoked", "")),
        ("Đồ uống", "DANH SÁCH SẢN PHẨM 3 SAO", (3, "certified", "đồ uống")),
        ("Sheet1", "SẢN PHẨM 3 SAO NHÓM THỦ CÔNG MỸ NGHỆ NĂM 2024",
         (3, "certified", "thủ công mỹ nghệ")),
        ("5 sao", "DANH SÁCH SẢN PHẨM 3 SAO", (3, "certified", "")),
    ],
)  # fmt: skip
def test_a_sheet_may_be_named_for_what_its_rows_have_in_common(name, title, said):
    above = [(title,)] if title else []
    reading = read(sheet(*above, ("TT", "Sản phẩm", "Chủ thể"), (1, "Trà", "HTX A"), name=name))

    assert [(r.stars, r.status, r.group) for r in reading.records] == [said]


def test_stars_of_several_kinds_in_a_name_are_of_no_row():
    reading = read(sheet(("Sản phẩm", "Chủ thể", "Sao"), ("Trà", "HTX A", None), name="3-4 sao"))

    assert codes(reading)[-1] == (2, "stars", "stars_missing")


def test_a_sheet_that_names_no_province_lies_in_the_one_the_book_names():
    header = ("Sản phẩm", "Xã", "Huyện", "Sao")
    other = (header, ("Chè", "Xã Nhân Nghĩa", "Lý Nhân", 3))
    titled = sheet(("TỈNH HÀ NAM",), header, ("Trà", "Xã Nhân Nghĩa", "Lý Nhân", 3), name="A")
    by_column = sheet(("Sản phẩm", "Tỉnh", "Sao"), ("Trà", "Hà Nam", 3), ("Bún", "", 3), name="B")
    cover = sheet(("ỦY BAN NHÂN DÂN TỈNH HÀ NAM",), name="Bìa")
    elsewhere = sheet(("TỈNH HẢI DƯƠNG",), ("Sản phẩm", "Sao"), ("Vải", 3), name="C")

    def provinces(*sheets):
        return [r.province for r in read(*sheets).records]

    assert provinces(titled, sheet(*other)) == ["Hà Nam", "Hà Nam"]
    assert provinces(by_column, sheet(*other)) == ["Hà Nam", "", "Hà Nam"]
    assert provinces(cover, sheet(*other)) == ["Hà Nam"]
    assert provinces(titled, elsewhere, sheet(*other)) == ["Hà Nam", "Hải Dương", ""]


def test_a_sheet_that_repeats_another_without_its_notes_adds_nothing():
    full = ("Sản phẩm", "Chủ thể", "Sao", "Số QĐ", "Ngày QĐ", "Ghi chú")
    row = ("Trà", "HTX A", 3, "12/QĐ-UBND", "01/02/2023")

    again = read(
        sheet(full, (*row, "Công nhận lại"), name="A"), sheet(full[:5], row, name="Bản in")
    )
    upgraded = read(
        sheet(full, (*row, "Công nhận lại"), name="A"),
        sheet(full[:5], ("Trà", "HTX A", 4, "13/QĐ-UBND", "01/02/2024"), name="B"),
    )

    assert [r.status for r in again.records] == ["renewed"]
    assert (2, "product", "duplicate") in codes(again)
    assert len(upgraded.records) == 2


def test_the_reason_of_a_list_of_revoked_products_changes_nothing():
    title = ("DANH SÁCH SẢN PHẨM BỊ THU HỒI",)
    row = ("Trà", "HTX A", "Hết hạn giấy chứng nhận")

    reading = read(sheet(title, ("Sản phẩm", "Chủ thể", "Lý do"), row))

    assert [r.status for r in reading.records] == ["revoked"]


def test_the_day_of_a_decision_may_stand_in_a_letterhead_beside_its_number():
    reading = read(
        sheet(
            ("UBND TỈNH\nSố: 9901/QĐ-UBND", "CỘNG HÒA XÃ HỘI\nSơn La, ngày 29 tháng 12 năm 2023"),
            ("Căn cứ Luật ngày 19, ngày 1 tháng 2 năm 2023",),
            ("Sản phẩm", "Chủ thể", "Sao"),
            ("Trà", "HTX A", 3),
        )
    )

    (record,) = reading.records
    assert (record.decision_no, str(record.decision_date)) == ("9901/QĐ-UBND", "2023-12-29")


def test_a_hidden_row_is_read_and_told():
    reading = read(sheet(("Sản phẩm", "Sao"), ("Trà", 3), hidden_rows=[2]))

    assert len(reading.records) == 1
    assert (2, "", "row_hidden") in codes(reading)


def test_two_rows_found_under_one_number_are_two():
    rows = [
        SheetRow(1, ("STT", "Tên sản phẩm", "Chủ thể", "Hạng sao")),
        SheetRow(2, ("3", "Trà Ví Dụ", "HTX Mẫu", "4"), page="page 1", printed=3),
        SheetRow(3, (None, "Chè Ví Dụ", "HTX Mẫu", "3"), page="page 1"),
    ]

    reading = read(Sheet("pdf", rows))

    assert [(r.product, r.row, r.part) for r in reading.records] == [
        ("Trà Ví Dụ", 3, 0), ("Chè Ví Dụ", 3, 1),
    ]  # fmt: skip
