"""Lists written by hand: layouts and traps in combinations no published sample shows together."""

import datetime

import pytest

from catalog_import.readers import read_book
from catalog_import.readers.book import Merge
from catalog_import.reading import read_records
from tests.catalog_import.drawn.files import Grid, delimited, docx, xlsx

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
FIELDS = (
    "product", "subject", "commune", "district", "province", "scheme", "stars", "proposed_stars",
    "status", "decision_no", "decision_date", "group",
)  # fmt: skip


def reading_of(data, name, *, province=""):
    return read_records(
        read_book(data, name), province=province, as_of=None, today=TODAY, keeps_offers=False
    )


def told(reading):
    return {tuple(record.to_json()[field] for field in FIELDS) for record in reading.records}


def errors(reading):
    return {(p.row, p.field) for p in reading.problems if p.is_error}


def warnings(reading):
    return {(p.row, p.field) for p in reading.problems if not p.is_error and p.row}


OLD, NEW = "pre-2025-07", "2025-07"
HA_NAM = ("Hà Nam", OLD)


def test_an_annex_by_stars_and_districts_with_a_section_struck_off():
    rows = [
        ["ỦY BAN NHÂN DÂN TỈNH HÀ NAM", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH SẢN PHẨM OCOP CÒN HIỆU LỰC VÀ BỊ THU HỒI"],
        ["(Kèm theo Quyết định số 9021/ QĐ - UBND ngày 05 tháng 6 năm 2024)"],
        ["Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ"],
        ["TT", "SẢN PHẨM", None, "CHỦ THỂ", None, "KẾT QUẢ", "GHI CHÚ"],
        [None, "TÊN", "NHÓM", "TÊN", "ĐỊA CHỈ", "ĐIỂM TB", None],
        ["A", "B", "C", "D", "E", "F", "G"],
        ["I", "SẢN PHẨM ĐẠT HẠNG 4 SAO (03 sản phẩm)"],
        ["I.1", "Huyện Lý Nhân"],
        [1, "Cá kho Ví Dụ", "Thực phẩm", "HTX Ví Dụ A", "X. Nhân Nghĩa", 78.2, None],
        [2, "Rượu nếp Ví Dụ", "Đồ uống", None, None, 71, "Công nhận lại"],
        ["I.2", "TX. Duy Tiên"],
        [3, "Trống Ví Dụ", "Thủ công mỹ nghệ", "Hộ ông Ví Dụ", "phường Đồng Văn", 80, "=1+1"],
        ["Cộng", "03 sản phẩm"],
        ["TT", "SẢN PHẨM", None, "CHỦ THỂ", None, "KẾT QUẢ", "GHI CHÚ"],
        [None, "TÊN", "NHÓM", "TÊN", "ĐỊA CHỈ", "ĐIỂM TB", None],
        ["II", "SẢN PHẨM ĐẠT HẠNG 3 SAO"],
        ["II.1", "Huyện Bình Lục"],
        [4, "- Bún khô Ví Dụ\n- Phở khô\nVí Dụ", "nt", "CSSX Ví Dụ", "TT Bình Mỹ", 55, None],
        [5, "@Miến Ví Dụ", "Thực phẩm", "CSSX Ví Dụ", "TT Bình Mỹ", 52, None],
        ["III", "SẢN PHẨM BỊ THU HỒI"],
        [6, "Giò lụa Ví Dụ", "Thực phẩm", "HKD Ví Dụ", "xã Nhân Khang, huyện Lý Nhân", None, None],
        ["Tổng cộng: 07 sản phẩm"],
        [None, None, None, None, "KT. CHỦ TỊCH"],
        [None, None, None, None, "Nguyễn Văn Mẫu"],
    ]
    wide = [Merge(row, 0, row, 6) for row in (2, 3, 4, 23)]
    sections = [Merge(row, 1, row, 6) for row in (8, 9, 12, 17, 18, 21)]
    header = [
        merge
        for row in (5, 15)
        for merge in (
            Merge(row, 0, row + 1, 0), Merge(row, 1, row, 2), Merge(row, 3, row, 4),
            Merge(row, 6, row + 1, 6),
        )
    ]  # fmt: skip
    grid = Grid(
        "Phụ lục", rows, [*wide, *sections, *header, Merge(10, 3, 11, 3), Merge(10, 4, 11, 4)]
    )

    reading = reading_of(xlsx([grid]), "a.xlsx")

    decision = ("9021/QĐ-UBND", "2024-06-05")
    nhan_nghia = ("Xã Nhân Nghĩa", "Huyện Lý Nhân", *HA_NAM)
    binh_my = ("Thị trấn Bình Mỹ", "Huyện Bình Lục", *HA_NAM)
    assert told(reading) == {
        ("Cá kho Ví Dụ", "HTX Ví Dụ A", *nhan_nghia, 4, None, "certified", *decision, "thực phẩm"),
        ("Rượu nếp Ví Dụ", "HTX Ví Dụ A", *nhan_nghia, 4, None, "renewed", *decision, "đồ uống"),
        ("Trống Ví Dụ", "Hộ ông Ví Dụ", "Phường Đồng Văn", "Thị xã Duy Tiên", *HA_NAM, 4, None,
         "certified", *decision, "thủ công mỹ nghệ"),
        ("Bún khô Ví Dụ", "CSSX Ví Dụ", *binh_my, 3, None, "certified", *decision,
         "thủ công mỹ nghệ"),
        ("Phở khô Ví Dụ", "CSSX Ví Dụ", *binh_my, 3, None, "certified", *decision,
         "thủ công mỹ nghệ"),
        ("Giò lụa Ví Dụ", "HKD Ví Dụ", "Xã Nhân Khang", "Huyện Lý Nhân", *HA_NAM, None, None,
         "revoked", *decision, "thực phẩm"),
    }  # fmt: skip
    assert errors(reading) == {(20, "product")}
    assert {(13, "note"), (19, "product")} <= warnings(reading)


def test_a_list_printed_since_the_reform_of_decisions_from_before_and_after():
    header = ["STT", "Chủ thể OCOP", "Sản phẩm", "Nơi sản xuất", "3 sao", "4 sao", "5 sao",
              "Quyết định công nhận", "Tình trạng"]  # fmt: skip
    a, b = "xã Thanh Ba", "phường Vĩnh Yên, tỉnh Phú Thọ"
    rows = [
        ["DANH MỤC SẢN PHẨM OCOP TỈNH PHÚ THỌ (cập nhật đến ngày 31/12/2025)"],
        header,
        [
            "1",
            "HTX Ví Dụ",
            "Chè Ví Dụ",
            a,
            "",
            "x",
            "",
            "Số 9031/QĐ-UBND, ngày 5.6.2023",
            "Còn hạn",
        ],
        ["2", "nt", "Bưởi Ví Dụ", "nt", "x", "", "", "9031/QĐ-UBND năm 2023", "Hết hạn"],
        ["3", "CTCP Mẫu", "Mì Mẫu", b, "x", "", "", "9032/QĐ-UBND ngày 1/9/25", "Nâng hạng"],
        ["4", "CTCP Mẫu", "Gạo Mẫu", b, "", "", "x", "148/QĐ-TTg ngày 24/02/2023", ""],
        ["5", "CTCP Mẫu", "Bánh Mẫu", "xã Cao Phong", "x", "x", "", "9032/QĐ-UBND", ""],
        ["6", "CTCP Mẫu", "Kẹo Mẫu", "xã Cao Phong", "", "", "", "9032/QĐ-UBND", ""],
        ["", "Tổng số", "06 sản phẩm"],
    ]

    reading = reading_of(
        delimited(Grid("", rows), delimiter="\t", encoding="utf-16"), "danh-muc.tsv"
    )

    thanh_ba = ("Xã Thanh Ba", "", "Phú Thọ", NEW)
    vinh_yen = ("Phường Vĩnh Yên", "", "Phú Thọ", NEW)
    assert told(reading) == {
        ("Chè Ví Dụ", "HTX Ví Dụ", *thanh_ba, 4, None, "certified", "9031/QĐ-UBND",
         "2023-06-05", ""),
        ("Bưởi Ví Dụ", "HTX Ví Dụ", *thanh_ba, 3, None, "expired", "9031/QĐ-UBND", None, ""),
        ("Mì Mẫu", "CTCP Mẫu", *vinh_yen, 3, None, "certified", "9032/QĐ-UBND", "2025-09-01", ""),
        ("Gạo Mẫu", "CTCP Mẫu", *vinh_yen, 5, None, "certified", "", None, ""),
    }  # fmt: skip
    assert errors(reading) == {(7, "stars"), (8, "stars")}
    assert {(4, "decision_date"), (5, "decision_date"), (6, "decision_no")} <= warnings(reading)


def test_a_word_file_of_what_was_recognised_and_what_is_put_forward():
    recognised = Grid(
        "",
        [
            ["Tên sản phẩm", "Kết quả"],
            ["Cam Ví Dụ", "Bốn (04) sao"],
            ["Mật ong Ví Dụ (20°N, 30°N)", "★★★☆☆"],
        ],
        above=[
            "Số: 9041/QĐ-UBND",
            "Lào Cai, ngày 12 tháng 5 năm 2024",
            "Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022",
            "Danh sách sản phẩm huyện Bát Xát, tỉnh Lào Cai",
        ],
    )
    put_forward = Grid(
        "",
        [
            ["TT", "Đơn vị sản xuất", "Sản phẩm OCOP", "Phân hạng", "Địa bàn"],
            [
                "1",
                "HTX Mẫu",
                "Gạo Mẫu (4 sao); Ngô Mẫu (5 sao)",
                None,
                "Thị trấn Bát Xát - Bát Xát",
            ],
            ["2", "HTX Mẫu", "Chè Mẫu", "5 sao", "xã Mường Hum huyện Bát Xát"],
        ],
        above=["DANH SÁCH SẢN PHẨM TIỀM NĂNG 5 SAO"],
    )

    reading = reading_of(docx([recognised, put_forward]), "a.docx")

    bat_xat = ("Huyện Bát Xát", "Lào Cai", OLD)
    decision = ("9041/QĐ-UBND", "2024-05-12", "")
    town, hum = "Thị trấn Bát Xát", "Xã Mường Hum"
    assert told(reading) == {
        ("Cam Ví Dụ", "", "", *bat_xat, 4, None, "certified", *decision),
        ("Mật ong Ví Dụ (20°N, 30°N)", "", "", *bat_xat, 3, None, "certified", *decision),
        ("Gạo Mẫu", "HTX Mẫu", town, *bat_xat, 4, 5, "certified", *decision),
        ("Ngô Mẫu", "HTX Mẫu", town, *bat_xat, None, 5, "proposed", *decision),
        ("Chè Mẫu", "HTX Mẫu", hum, *bat_xat, None, 5, "proposed", *decision),
    }
    assert errors(reading) == set()
    assert reading.records[1].skus == ["20°N", "30°N"]
