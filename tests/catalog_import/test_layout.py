import pytest

from catalog_import.headers import field_of
from catalog_import.layout import find_table
from catalog_import.problems import Refused
from catalog_import.readers.book import Merge
from tests.catalog_import.sheets import codes, read, sheet

pytestmark = pytest.mark.django_db

HEADER = ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")


def columns(*lines, **about):
    table = find_table(sheet(*lines, **about))
    return {name: column.letter for name, column in table.header.columns.items()}


@pytest.mark.parametrize(
    ("header", "above", "field"),
    [
        ("Tên sản phẩm", (), "product"), ("TÊN SẢN\nPHẨM", (), "product"),
        ("Ten san pham", (), "product"), ("Sản phẩm (ghi rõ)", (), "product"),
        ("Tên", (), ""), ("Tên", ("Sản phẩm",), "product"), ("Tên", ("Chủ thể",), "subject"),
        ("Số", (), ""), ("Số", ("Quyết định",), "decision_no"),
        ("Ngày", (), ""), ("Ngày", ("Quyết định công nhận",), "decision_date"),
        ("Địa chỉ (xã, phường)", (), "commune"), ("Địa chỉ", (), "address"),
        ("Địa chỉ cũ (trước 01/7/2025)", (), "old_address"), ("Xã", ("Địa chỉ cũ",), ""),
        ("Hạng sao", ("Kết quả",), "stars"), ("Điểm", ("Kết quả",), "score"),
        ("Kết quả", (), "stars"), ("subject_type", (), "subject_kind"), ("Màu sắc", (), ""),
        ("Tên", ("Thông tin chủ thể",), "subject"), ("Tên", ("Về sản phẩm",), "product"),
        ("Bản/tiểu khu, xã, huyện", (), "address"), ("Xã - Huyện - Tỉnh", (), "address"),
        ("Ấp", (), ""), ("Đơn vị (huyện)", (), "district"), ("Đơn vị (ghi rõ)", (), "subject"),
        ("Địa bàn (xã, huyện)", (), "address"), ("Tên", ("Tên, địa chỉ",), ""),
        ("Xã/phường (mới)", (), "commune"),
        ("Xã, phường sau sắp xếp", (), "commune"), ("Xã (cũ)", (), ""), ("Huyện cũ", (), ""),
        ("Địa chỉ trước khi sắp xếp", (), "old_address"), ("Hạng sao cũ", (), ""),
    ],
)  # fmt: skip
def test_a_header_names_its_field(header, above, field):
    assert field_of(header, above) == field


def test_a_title_stands_above_the_header():
    table = find_table(sheet(("SẢN PHẨM OCOP HUYỆN X",), (None,), HEADER, (1, "Trà", "HTX A", 4)))

    assert table.preamble == ["SẢN PHẨM OCOP HUYỆN X"]
    assert [row.number for row in table.body] == [4]


def test_a_header_of_two_rows_with_merges():
    found = columns(
        ("TT", "Sản phẩm", None, "Chủ thể", None, "Quyết định", None, "Kết quả", None),
        (None, "Tên", "Nhóm", "Tên", "Địa chỉ", "Số", "Ngày", "Điểm", "Hạng"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"),
        (1, "Trà", "thực phẩm", "HTX A", "xã B", "1/QĐ-UBND", "01/02/2023", 78.2, 4),
        merges=[
            Merge(1, 0, 2, 0),
            Merge(1, 1, 1, 2),
            Merge(1, 3, 1, 4),
            Merge(1, 5, 1, 6),
            Merge(1, 7, 1, 8),
        ],
    )

    assert found == {
        "ordinal": "A", "product": "B", "group": "C", "subject": "D", "address": "E",
        "decision_no": "F", "decision_date": "G", "score": "H", "stars": "I",
    }  # fmt: skip


def test_a_header_of_two_rows_without_merges():
    found = columns(
        ("TT", "Tên sản phẩm", "Quyết định", "", "Hạng sao"),
        ("", "", "Số", "Ngày", ""),
        ("1", "Trà", "1/QĐ-UBND", "01/02/2023", "4 sao"),
    )

    assert found == {
        "ordinal": "A", "product": "B", "decision_no": "C", "decision_date": "D", "stars": "E",
    }  # fmt: skip


def test_of_two_star_columns_the_one_that_holds_stars_counts():
    found = columns(
        ("Sản phẩm", "Kết quả", "Hạng sao"), ("Trà", "78,2", "4 sao"), ("Chè", "91", "5 sao")
    )

    assert found["stars"] == "C"


def test_a_hidden_column_gives_way_to_a_shown_one():
    lines = (("Sản phẩm", "Chủ thể", "Chủ thể", "Sao"), ("Trà", "HTX cũ", "HTX mới", 4))

    assert columns(*lines, hidden_columns=[1])["subject"] == "C"


def test_a_book_without_a_list_is_refused():
    with pytest.raises(Refused, match="no-header"):
        read(sheet(("a", "b", "c"), ("1", "2", "3")))


def test_a_sheet_of_counts_is_no_list():
    counts = sheet(
        ("TT", "Huyện", "Sản phẩm", "Chủ thể"), (1, "Nam Sách", 12, 8), (2, "Tứ Kỳ", 9, 7)
    )

    assert find_table(counts) is None


def test_counts_of_each_star_are_no_list():
    lines = (
        ("TT", "Đơn vị", "Sản phẩm OCOP", None, "Chủ thể"),
        (None, None, "3 sao", "4 sao", None),
        (1, "Huyện A", 3, 4, 5),
    )

    assert find_table(sheet(*lines, merges=[Merge(1, 2, 1, 3)])) is None


def test_a_list_may_tick_one_of_several_stars():
    reading = read(
        sheet(
            ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao", None, None),
            (None, None, None, "3 sao", "4 sao", "5 sao"),
            (1, "Trà", "HTX A", None, "x", None),
            (2, "Chè", "HTX A", "3", "-", "0"),
            (3, "Bún", "HTX A", "x", "x", None),
            merges=[Merge(1, 3, 1, 5), *[Merge(1, column, 2, column) for column in range(3)]],
        )
    )

    assert [(r.product, r.stars) for r in reading.records] == [("Trà", 4), ("Chè", 3)]
    assert (5, "stars", "stars_conflict") in codes(reading)
    assert reading.rows == 3


def test_a_list_may_tick_kind_and_state():
    reading = read(
        sheet(
            ("TT", "Sản phẩm", "Chủ thể", "Loại hình", None, "Hình thức", None, "Sao"),
            (None, None, None, "DN", "HTX", "Mới", "Công nhận lại", None),
            (None, "TỔNG SỐ", None, 12, 1, 1, 1, None),
            (1, "Trà", "Ví Dụ Farm", None, "x", "x", None, 4),
            (2, "Chè", "Mẫu Thử", 1, None, None, "x", 3),
            merges=[Merge(1, 3, 1, 4), Merge(1, 5, 1, 6)],
        )
    )

    assert [(r.product, r.subject_kind, r.status) for r in reading.records] == [
        ("Trà", "cooperative", "certified"), ("Chè", "enterprise", "renewed"),
    ]  # fmt: skip


def test_a_tick_may_say_what_is_hoped_for_beside_what_is():
    reading = read(
        sheet(
            ("TT", "Tên sản phẩm", "Chủ thể", "Đạt 3 sao", "Đạt 4 sao", "Tiềm năng 5 sao"),
            (1, "Trà", "HTX A", None, "x", "x"),
            (2, "Chè", "HTX A", "x", None, None),
        )
    )

    assert [(r.stars, r.proposed_stars, r.status) for r in reading.records] == [
        (4, 5, "certified"), (3, None, "certified"),
    ]  # fmt: skip


def test_where_only_stars_are_asked_for_the_rows_are_proposed():
    plan = ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao dự kiến")
    row = (1, "Trà", "HTX A", "4 sao")

    alone = read(sheet(plan, row))
    beside = read(sheet((*plan, "Hạng sao"), (*row, 3)))
    below = read(sheet(plan, ("A", "Sản phẩm đạt 3 sao", None, None), row))

    assert [(r.stars, r.proposed_stars, r.status) for r in alone.records] == [(None, 4, "proposed")]
    assert [(r.stars, r.proposed_stars) for r in beside.records] == [(3, None)]
    assert [(r.stars, r.proposed_stars) for r in below.records] == [(3, None)]


def test_old_units_in_columns_of_their_own_are_not_the_place():
    reading = read(
        sheet(
            ("Sản phẩm", "Xã (mới)", "Xã (cũ)", "Huyện (cũ)", "Tỉnh (cũ)", "Sao"),
            ("Tôm khô", "Xã Trà Cú", "TT Trà Cú", "Trà Cú", "Trà Vinh", 4),
        ),
        province="Vĩnh Long",
    )

    (record,) = reading.records
    assert (record.commune, record.district, record.province) == ("Xã Trà Cú", "", "Vĩnh Long")
    assert record.scheme == "2025-07"


def test_a_total_is_known_in_a_list_without_numbers():
    header = ("Chủ thể", "Tên sản phẩm", "Hạng sao")

    reading = read(sheet(header, ("HTX A", "Trà", 3), ("Tổng cộng", "01 sản phẩm", None)))

    assert (reading.rows, reading.skipped) == (1, 0)


def test_sections_numbered_alike_end_one_another():
    reading = read(
        sheet(
            HEADER[:3],
            ("A", "Sản phẩm bị thu hồi", None),
            (1, "Trà", "HTX A"),
            ("B", "Sản phẩm 4 sao", None),
            ("I.1", "Thực phẩm", None),
            (2, "Chè", "HTX A"),
            ("C", "Sản phẩm tiềm năng 5 sao", None),
            (3, "Bún", "HTX A"),
            merges=[Merge(row, 1, row, 4) for row in (2, 4, 5, 7)],
        )
    )

    assert [(r.status, r.stars, r.proposed_stars) for r in reading.records] == [
        ("revoked", None, None), ("certified", 4, None), ("proposed", None, 5),
    ]  # fmt: skip
    assert reading.records[1].group == "thực phẩm"


def test_rows_that_are_no_data():
    reading = read(
        sheet(
            HEADER,
            ("(1)", "(2)", "(3)", "(4)"),
            (1, "Trà", "HTX A", 4),
            (2, None, None, None),  # numbered ahead
            HEADER,  # repeated on the next page
            (3, "Chè", "HTX B", 3),
            ("1", "2", "3", "4"),  # the columns again, without their names
            ("Tổng cộng", "2 sản phẩm", None, None),
            (None, None, None, "TM. ỦY BAN NHÂN DÂN"),
            (None, None, None, "Nguyễn Văn Mẫu"),
        )
    )

    assert [(r.row, r.product) for r in reading.records] == [(3, "Trà"), (6, "Chè")]
    assert reading.rows == 2
    assert not [code for _, _, code in codes(reading) if code == "row_passed_over"]


def test_the_block_below_a_list_may_stand_in_its_columns():
    reading = read(
        sheet(
            HEADER,
            (1, "Trà", "HTX A", 4),
            (None, "Nơi nhận:", None, "KT. CHỦ TỊCH"),
            (None, "- Như trên;", None, "PHÓ CHỦ TỊCH"),
            (None, "Người lập biểu", "Trưởng phòng", "GIÁM ĐỐC"),
            (None, "Trần Thị Mẫu", "Lê Văn Thử", "Nguyễn Văn Mẫu"),
            (2, "Chè", "HTX B", 3),
        )
    )

    assert [r.product for r in reading.records] == ["Trà", "Chè"]
    assert [p.code for p in reading.problems if p.is_error or p.code == "row_passed_over"] == []


def test_counts_below_a_list_are_no_rows_of_it():
    counts = ("TT", "Huyện", "Số sản phẩm", "4 sao")
    reading = read(
        sheet(
            HEADER,
            (1, "Trà", "HTX A", 4),
            ("TỔNG HỢP THEO HUYỆN",),
            counts,
            (1, "Ba Vì", 2, 1),
            (None, "Tổng cộng", 2, 1),
            ("DANH SÁCH SẢN PHẨM HẾT HẠN",),
            HEADER,
            (1, "Chè", "HTX B", 3),
        )
    )

    assert [(r.product, r.status) for r in reading.records] == [
        ("Trà", "certified"), ("Chè", "expired"),
    ]  # fmt: skip
    assert not reading.has_errors
    told = [(p.row, p.params["text"]) for p in reading.problems if p.code == "other_table"]
    assert told == [(4, "TT · Huyện · Số sản phẩm · 4 sao")]


def test_headings_may_be_numbered_like_products_and_count_them():
    reading = read(
        sheet(
            ("TT", "Huyện/xã", "Sản phẩm", "Chủ thể", "Số lượng"),
            (None, None, "TOÀN TỈNH", None, 3),
            ("1", "Huyện Lý Nhân", None, None, None),
            ("1.1", None, "Sản phẩm 4 sao", None, 1),
            (1, "Xã Nhân Nghĩa", "Trà", "HTX A", None),
            ("2", None, "Sản phẩm 3 sao", None, 2),
            (1, "Xã Nhân Nghĩa", "Chè", "HTX A", None),
        ),
        province="Hà Nam",
    )

    assert [(r.product, r.stars, r.district) for r in reading.records] == [
        ("Trà", 4, "Huyện Lý Nhân"), ("Chè", 3, "Huyện Lý Nhân"),
    ]  # fmt: skip
    assert not reading.has_errors


def test_a_text_may_go_on_in_the_row_below():
    reading = read(
        sheet(
            ("TT", "Tên sản phẩm", "Địa chỉ", "Sao"),
            (1, "Trà sen", "xã Nhân Nghĩa,", 3),
            (None, "loại đặc biệt", "huyện Lý Nhân", None),
            (2, "Chè", "Xã Nhân Nghĩa, huyện Lý Nhân", 3),
            (None, "Bún", "nt", 3),
            (3, "Nếp,", "-nt-", 3),
            (None, "Cộng", None, None),
        ),
        province="Hà Nam",
    )

    assert [(r.product, r.commune, r.district) for r in reading.records] == [
        (name, "Xã Nhân Nghĩa", "Huyện Lý Nhân")
        for name in ("Trà sen loại đặc biệt", "Chè", "Bún", "Nếp,")
    ]


def test_data_may_follow_a_total():
    reading = read(
        sheet(HEADER, (1, "Trà", "HTX A", 4), (2, "Tổng", None, None), (3, "Chè", "HTX B", 3))
    )

    assert [r.product for r in reading.records] == ["Trà", "Chè"]


def test_merged_and_ditto_cells_are_filled_and_empty_ones_are_not():
    reading = read(
        sheet(
            HEADER,
            (1, "A1", "HTX Một", 3),
            (2, "A2", None, 3),
            (3, "A3", "nt", 3),
            (4, "A4", None, 3),
            merges=[Merge(2, 2, 3, 2)],
        )
    )

    assert [r.subject for r in reading.records] == ["HTX Một", "HTX Một", "HTX Một", ""]
    assert (5, "subject", "subject_missing") in codes(reading)


def test_sections_give_district_group_star_and_status_to_the_rows_below():
    reading = read(
        sheet(
            ("TT", "Tên sản phẩm", "Chủ thể"),
            ("A", "SẢN PHẨM 4 SAO (2 sản phẩm)", None),
            ("I", "HUYỆN NAM SÁCH", None),
            (1, "Trà", "HTX A"),
            ("II", "Thị xã Kinh Môn", None),
            (1, "Chè", "HTX B"),
            ("B", "Sản phẩm 3 sao", None),
            ("1", "Nhóm đồ uống", None),
            (1, "Rượu", "HTX C"),
            ("C", "Sản phẩm bị thu hồi", None),
            (1, "Bún", "HTX D"),
            merges=[Merge(row, 1, row, 4) for row in (2, 3, 5, 7, 8, 10)],
        ),
        province="Hải Dương",
    )

    assert [(r.product, r.district, r.stars, r.group, r.status) for r in reading.records] == [
        ("Trà", "Huyện Nam Sách", 4, "", "certified"),
        ("Chè", "Thị xã Kinh Môn", 4, "", "certified"),
        ("Rượu", "Thị xã Kinh Môn", 3, "đồ uống", "certified"),
        ("Bún", "Thị xã Kinh Môn", None, "đồ uống", "revoked"),
    ]


def test_a_row_nobody_understands_is_told():
    reading = read(
        sheet(HEADER, (1, "Trà", "HTX A", 4), (None, "Xem trang sau", None, None),
              merges=[Merge(3, 1, 3, 3)])
    )  # fmt: skip

    assert (3, "", "row_passed_over") in codes(reading)


def test_columns_that_are_not_known_or_not_ours_are_told_once():
    reading = read(
        sheet(("Sản phẩm", "Màu", "Giá", "Sao", "Sản phẩm"), ("Trà", "xanh", "45.000", 4, "Trà"))
    )

    told = [(p.code, p.column) for p in reading.problems if p.code.endswith(("ignored", "ated"))]
    assert told == [
        ("column_repeated", "E"),
        ("column_ignored", "B"),
        ("trade_column_ignored", "C"),
    ]
    assert reading.records[0].offer is None


def test_trade_columns_count_in_our_own_samples():
    reading = read(
        sheet(("Sản phẩm", "Giá", "Khối lượng", "Sao"), ("Trà", "45.000", "250 g", 4)),
        keeps_offers=True,
    )

    assert reading.records[0].offer["packs"] == [
        {"label": "", "net_amount": 250, "net_unit": "g", "price": 45000, "stock": None}
    ]


def test_a_row_inside_a_subjects_merged_cells_heads_nothing():
    reading = read(
        sheet(
            ("TT", "Tên sản phẩm", "Chủ thể", "Xã", "Hạng sao", "Tình trạng"),
            (1, "Trà", "HTX A", "xã Bình Nghĩa", 4, "Còn hiệu lực"),
            (None, None, None, None, None, "Thu hồi"),
            (3, "Miến", None, None, 3, "Còn hiệu lực"),
            (4, None, None, None, None, None),
            merges=[Merge(2, 2, 5, 2), Merge(2, 3, 5, 3)],
        ),
        province="Hà Nam",
    )

    assert [(r.row, r.subject, r.stars, r.status) for r in reading.records] == [
        (2, "HTX A", 4, "certified"),
        (4, "HTX A", 3, "certified"),
    ]
    assert [(p.row, p.code) for p in reading.problems if p.is_error] == [
        (3, "product_missing"),
        (5, "product_missing"),
        (5, "stars_missing"),
    ]


def test_lists_beside_each_other_on_a_sheet_are_read_one_after_the_other():
    header = ("TT", "Tên sản phẩm", "Chủ thể", "Sao")
    reading = read(
        sheet(
            ("SẢN PHẨM OCOP TỈNH TRÀ VINH",),
            (*header, None, *header),
            (1, "Trà", "HTX A", 3, None, 3, "Bún", "HTX C", 4),
            (None, "Huyện Cầu Kè", None, None, None, 4, "Phở", "HTX D", 3),
            (2, "Chè", "HTX B", 4),
        )
    )

    assert [(r.row, r.product, r.subject, r.stars, r.district) for r in reading.records] == [
        (3, "Trà", "HTX A", 3, ""),
        (5, "Chè", "HTX B", 4, "Huyện Cầu Kè"),
        (3, "Bún", "HTX C", 4, ""),
        (4, "Phở", "HTX D", 3, ""),
    ]
    assert reading.records[2].letters["product"] == "G"
    assert not [p for p in reading.problems if p.code == "column_repeated"]
