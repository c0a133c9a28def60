"""Columns whose headers nobody listed: guessed from words and cells, told, and never for sure."""

import pytest

from catalog_import.layout import find_table
from catalog_import.likeness import likeness
from catalog_import.mapping import SURE, Reason, column_key
from catalog_import.messages import message_of
from catalog_import.problems import Refused
from tests.catalog_import.sheets import read, sheet

pytestmark = pytest.mark.django_db

TEAS = ("Trà shan tuyết", "Mật ong bạc hà", "Cam sành Hàm Yên", "Gạo nếp nương", "Bún khô")
MAKERS = ("HTX Chè Ví Dụ", "Công ty TNHH Mẫu", "HKD Nguyễn Thử", "HTX Nông nghiệp Mẫu", "HTX Nháp")
STARS = ("4 sao", "3 sao", "5 sao", "3 sao", "4 sao")


def columns_of(*headers, cells, above=()):
    """field → (column letter, confidence, reason) of a table with these headers and columns."""
    lines = [*above, headers, *zip(*cells, strict=True)]
    table = find_table(sheet(*lines))
    return {
        found.field: (found.letter, found.confidence, found.reason)
        for found in table.header.mapping
        if found.field
    }


def taken_for(header, cells):
    """What one column beside sure ones is taken for: (field, is it sure)."""
    table = find_table(
        sheet(("Tên sản phẩm", "Chủ thể", header), *zip(TEAS, MAKERS, cells, strict=True))
    )
    found = table.header.mapping[2]
    return found.field, found.is_sure


def test_known_headers_are_sure():
    found = columns_of("Tên sản phẩm", "Ten chu the", "Hạng sao", cells=(TEAS, MAKERS, STARS))

    assert found == {
        "product": ("A", 100, Reason.SYNONYM),
        "subject": ("B", 95, Reason.FOLDED),
        "stars": ("C", 100, Reason.SYNONYM),
    }


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Chủng loại hạng", STARS, "stars"),
        ("Hạng soa", STARS, "stars"),  # a slip
        ("Grade", STARS, "stars"),
        ("Cột mới", STARS, "stars"),  # only the cells say so
        ("Chủng loại hạng", (4, 3, 5, 3, 4), "stars"),
        ("Cột mới", ("0912345678", "0987 654 321", "0911111111", "0922222222", "x"), "phone"),
        ("Di động", ("0912345678", "0987 654 321", None, None, "0922222222"), "phone"),
        ("V/b công nhận", tuple(f"{n}/QĐ-UBND" for n in range(1, 6)), "decision_no"),
        ("Được cấp ngày", tuple(f"0{n}/02/2023" for n in range(1, 6)), "decision_date"),
        ("Nơi ở", tuple(f"xã A{n}, huyện B, tỉnh Hà Giang" for n in range(5)), "address"),
        ("Thuộc xã nào", ("Xã An Lộc", "Xã Bình", "Phường Cam", "Thị trấn Đu", "Xã Én"),
         "commune"),
        ("Nơi", ("Hà Giang", "Hà Nam", "tỉnh Tuyên Quang", "Hà Nam", "Hà Nam"), "province"),
        ("Ngành hàng chính", ("Thực phẩm", "Đồ uống", "Thực phẩm", "Thực phẩm", "Dược liệu"),
         "group"),
        ("Tình hình", ("còn hiệu lực", "thu hồi", "còn hiệu lực", "hết hạn", "hết hạn"), "status"),
        ("Ghi chu thêm", ("a", "b", "c", None, None), "note"),
    ],
)  # fmt: skip
def test_an_unknown_header_is_guessed_and_somebody_is_asked(header, cells, field):
    assert taken_for(header, cells) == (field, False)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Màu sắc", ("xanh", "vàng", "xanh", "đỏ", "xanh")),
        ("Cột mới", (4, 3, 5, 3, 4)),  # bare numbers under a header that says nothing
        ("Số lượng", (4, 3, 5, 3, 4)),
        ("Số lượng sản phẩm", (4, 3, 5, 3, 4)),
        ("Hạng sao đề nghị", STARS),  # asked for, not given
        ("Hạng sao cũ", STARS),
        ("Mã vùng", ("x1", "x2", "x3", "x4", "x5")),  # no communes
        ("Ngày hết hạn", tuple(f"0{n}/02/2028" for n in range(1, 6))),
        ("Hình ảnh sản phẩm", tuple(f"anh{n}.jpg" for n in range(5))),
        ("Điện thoại người đại diện", ("a", "b", "c", "d", "e")),
        ("Đại diện HTX", ("Nguyễn Văn Mẫu", "Trần Thử", "Lê Mẫu", "Hộ ông A", "Hộ bà B")),
    ],
)
def test_a_false_friend_stays_out(header, cells):
    assert taken_for(header, cells)[0] == ""


def test_a_column_that_counts_is_no_star():
    """Numbers 3, 4 and 5 of a part of a list."""
    found = columns_of("Thứ hạng mục", "Tên sản phẩm", "Chủ thể", cells=((3, 4, 5), TEAS[:3],
                       MAKERS[:3]))  # fmt: skip

    assert "stars" not in found


def test_counting_again_in_each_section_is_counting():
    assert taken_for("", (1, 2, 3, 1, 2)) == ("ordinal", True)


def test_a_column_without_a_header_is_known_by_its_cells():
    found = columns_of("TT", "Tên sản phẩm", "", "", cells=((1, 2, 3, 4, 5), TEAS, MAKERS, STARS))

    assert found["subject"] == ("C", 88, Reason.CONTENTS)
    assert found["stars"] == ("D", 89, Reason.CONTENTS)


def test_a_table_none_of_whose_headers_is_known():
    found = columns_of(
        "Số", "Tên gọi của SP", "Nhà làm ra", "Rating level", "Nơi ở",
        cells=((1, 2, 3, 4, 5), TEAS, MAKERS, STARS, [f"xã A{n}, huyện B" for n in range(5)]),
        above=(("DANH SÁCH SẢN PHẨM", None, None, None, None),),
    )  # fmt: skip

    assert {field: letter for field, (letter, _, _) in found.items()} == {
        "product": "B", "subject": "C", "stars": "D", "address": "E",
    }  # fmt: skip
    assert all(confidence < SURE for _, confidence, _ in found.values())


def test_english_headers():
    found = columns_of("No", "Product name", "Producer", "Star rating",
                       cells=((1, 2, 3, 4, 5), TEAS, MAKERS, STARS))  # fmt: skip

    assert {"product": "B", "subject": "C", "stars": "D"}.items() <= {
        field: letter for field, (letter, _, _) in found.items()
    }.items()


def test_a_table_of_something_else_is_no_list():
    with pytest.raises(Refused, match="no-header"):
        read(sheet(("Họ tên", "Chức vụ", "Ngày sinh"), ("Nguyễn Mẫu", "Giám đốc", "01/02/1980"),
                   ("Trần Thử", "Kế toán", "03/04/1990")))  # fmt: skip


def test_rows_of_a_list_without_any_header_are_no_header():
    rows = [(n, tea, maker, star) for n, tea, maker, star
            in zip(range(1, 6), TEAS, MAKERS, STARS, strict=True)]  # fmt: skip

    assert find_table(sheet(*rows)) is None


def test_each_unsure_column_is_told_once():
    reading = read(
        sheet(("Tên sản phẩm", "Chủ thể", "Chủng loại hạng"),
              *zip(TEAS, MAKERS, STARS, strict=True), name="Danh sách")
    )  # fmt: skip

    told = [problem for problem in reading.problems if problem.code == "mapping_unsure"]
    assert [(p.sheet, p.column, p.field, p.row, dict(p.params)) for p in told] == [
        ("Danh sách", "C", "stars", None,
         {"header": "Chủng loại hạng", "taken_for": "stars", "confidence": 89}),
    ]  # fmt: skip
    assert "Chủng loại hạng" in message_of(told[0])
    assert reading.is_unsure
    assert [record.stars for record in reading.records] == [4, 3, 5, 3, 4]


def test_a_star_column_without_a_single_star_is_doubted():
    table = find_table(
        sheet(("Tên sản phẩm", "Chủ thể", "Kết quả"), *zip(TEAS, MAKERS, "abcde", strict=True))
    )

    found = table.header.mapping[2]
    assert (found.field, found.reason, found.is_sure) == ("stars", Reason.DOUBTED, False)


def test_what_a_person_settled_holds_before_anything_else():
    lines = (("Tên sản phẩm", "Chủ thể", "Hạng", "Đợt"), ("Trà", "HTX A", "4", "5 sao"),
             ("Chè", "HTX B", "3", "4 sao"))  # fmt: skip
    remembered = {column_key("Hạng", "C"): "", column_key("ĐỢT", "D"): "stars"}

    reading = read(sheet(*lines), remembered=remembered)

    assert [record.stars for record in reading.records] == [5, 4]
    assert not reading.is_unsure
    assert not [p for p in reading.problems if p.code in ("column_ignored", "mapping_unsure")]


def test_a_remembered_header_finds_the_table():
    remembered = {column_key("Danh mục", "A"): "product", column_key("Ai làm", "B"): "subject"}
    lines = (("Danh mục", "Ai làm", "Sao"), ("Trà", "HTX A", 4))

    assert [r.product for r in read(sheet(*lines), remembered=remembered).records] == ["Trà"]


def test_two_columns_of_one_header_are_settled_apart():
    keys = [column_key("Tên", "A"), column_key("Tên", "B", 1)]

    assert len(set(keys)) == 2


def test_a_guessed_header_before_a_known_one_begins_the_list():
    """Page one was typed, page two repeats the header without the slip."""
    reading = read(
        sheet(
            ("TT", "Tên sảnn phẩn", "Chủ thể nào", "Hạnh sao"),
            *[(n, *row) for n, row in enumerate(zip(TEAS, MAKERS, STARS, strict=True), start=1)],
            ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao"),
            (6, "Xôi", "HTX Xôi Ví Dụ", "3 sao"),
        )
    )

    assert [record.product for record in reading.records] == [*TEAS, "Xôi"]


def test_pages_that_repeat_the_header_are_mapped_alike():
    header = ("Tên sản phẩm", "Người làm", "Chủng loại hạng")
    reading = read(
        sheet(header, *zip(TEAS, MAKERS, STARS, strict=True), header, ("Xôi", "Bà Tư", "3 sao"))
    )

    assert [(r.product, r.subject, r.stars) for r in reading.records][-1] == ("Xôi", "Bà Tư", 3)


def test_likeness_knows_slips_and_not_everything():
    assert likeness("Tên sàn phảm")["product"] > 60
    assert likeness("Trồng trọt") == {}
    assert likeness("x" * 200) == {}
