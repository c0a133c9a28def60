"""PDFs as departments publish them, beside what a careful person reads in each."""

from dataclasses import replace

import pytest

from catalog_import.readers import parse
from catalog_import.readers.book import Merge
from catalog_import.reading import read_records
from tests.catalog_import.drawn.facts import TODAY
from tests.catalog_import.drawn.files import Grid
from tests.catalog_import.drawn.pdf import Drawing, width_of, written
from tests.catalog_import.drawn.typeset import Look, typeset

pytestmark = pytest.mark.django_db

PORTRAIT = Look(width=595, height=842, size=11, page_number="{n}", is_number_on_top=True)
OPEN = replace(PORTRAIT, rules="none", pad_y=4)
HEADER = ["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"]
TITLES = [
    "PHỤ LỤC", "DANH SÁCH SẢN PHẨM OCOP TỈNH LÀO CAI NĂM 2024",
    "(Kèm theo Quyết định số 9123/QĐ-UBND ngày 15 tháng 3 năm 2024 của UBND tỉnh Lào Cai)",
]  # fmt: skip
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu"]
LINES = [
    ("Chè Shan tuyết Ví Dụ", "HTX Mẫu Thử A", "xã Tả Van, thị xã Sa Pa", 4),
    ("Mật ong hoa bạc hà rừng già Ví Dụ", "Hộ kinh doanh Mẫu Thử B", "xã Bản Hồ, thị xã Sa Pa", 3),
    ("Gạo Séng cù", "Công ty TNHH Nông sản sạch vùng cao Thử C", "xã Mường Vi, huyện Bát Xát", 3),
    ("Tương ớt Ví Dụ", "Tổ hợp tác Mẫu Thử D", "xã Lùng Vai, huyện Mường Khương", 4),
]  # fmt: skip


def rows(lines=LINES, first=1):
    return [
        [str(number), product, subject, address, f"{stars} sao"]
        for number, (product, subject, address, stars) in enumerate(lines, start=first)
    ]


def read(pages, province=""):
    return read_records(
        parse(written(pages), "a.pdf"),
        province=province, as_of=None, today=TODAY, keeps_offers=False,
    )  # fmt: skip


def told(reading, *fields):
    assert not reading.has_errors
    fields = fields or ("product", "subject", "stars", "decision_no")
    return [tuple(str(getattr(record, field)) for field in fields) for record in reading.records]


def expected(lines=LINES):
    return [(product, subject, str(stars), "9123/QĐ-UBND") for product, subject, _, stars in lines]


def decision_page():
    """Justified lines of prose, and a letterhead in two columns."""
    page = Drawing(595, 842)
    for x, top, text in [
        (60, 50, "ỦY BAN NHÂN DÂN"), (330, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (75, 66, "TỈNH LÀO CAI"), (370, 66, "Độc lập - Tự do - Hạnh phúc"),
        (70, 95, "Số: 9123/QĐ-UBND"), (360, 95, "Lào Cai, ngày 15 tháng 3 năm 2024"),
        (250, 130, "QUYẾT ĐỊNH"),
    ]:  # fmt: skip
        page.text(x, top, 12, text)
    prose = [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi;",
        "Căn cứ Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023 của Thủ tướng Chính phủ",
        "ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm của Chương trình;",
        "Điều 1. Công nhận kết quả đánh giá, phân hạng sản phẩm OCOP theo Phụ lục kèm theo.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và được gửi tới các cơ quan sau đây.",
    ]
    for number, line in enumerate(prose):
        words = line.split()
        blank = (475 - sum(width_of(word, 12) for word in words)) / (len(words) - 1)
        x = 60.0
        for word in words:
            page.text(x, 170 + number * 18, 12, word)
            x += width_of(word, 12) + blank
    return page


@pytest.mark.parametrize("rules", ["all", "horizontal", "head", "none"])
def test_an_annex_follows_a_page_of_prose(rules):
    annex = typeset([Grid("", [HEADER, *rows()], above=TITLES, below=SIGNED)],
                    replace(OPEN, rules=rules))  # fmt: skip

    assert told(read([decision_page(), *annex])) == expected()


def test_a_decision_names_its_number_and_day_on_its_first_page_only():
    annex = typeset([Grid("", [HEADER, *rows()], above=TITLES[:2])], OPEN)

    reading = read([decision_page(), *annex])

    assert told(reading) == expected()
    assert {str(record.decision_date) for record in reading.records} == {"2024-03-15"}


@pytest.mark.parametrize("rules", ["all", "horizontal"])
def test_a_subject_is_merged_over_a_page_break(rules):
    lines = [("Trà sen số 1", "HTX Mẫu Thử A", "xã Tả Van, thị xã Sa Pa", 4)]
    lines += [(f"Trà sen số {n}", None, None, 3) for n in range(2, 9)]
    grid = Grid("", [HEADER, *rows(lines)], above=TITLES)
    grid.merges = [Merge(2, column, 9, column) for column in (2, 3)]

    pages = typeset([grid], replace(PORTRAIT, height=300, rules=rules))

    assert len(pages) > 1
    assert told(read(pages)) == [
        (f"Trà sen số {n}", "HTX Mẫu Thử A", "4" if n == 1 else "3", "9123/QĐ-UBND")
        for n in range(1, 9)
    ]


@pytest.mark.parametrize("rules", ["all", "horizontal", "none"])
def test_a_header_of_two_lines_is_repeated_on_every_page(rules):
    top = ["TT", "Sản phẩm", None, "Chủ thể", None, "Hạng sao"]
    below = [None, "Tên sản phẩm", "Nhóm", "Tên chủ thể", "Địa chỉ", None]
    grid = Grid("", [top, below], above=TITLES, header_rows=2)
    grid.rows += [[n, p, "Thực phẩm", s, a, stars] for n, p, s, a, stars in rows(LINES * 4)]
    for number, row in enumerate(grid.rows[2:], start=1):
        row[0], row[1] = str(number), f"{row[1]} {number}"
    grid.merges = [
        Merge(1, 1, 1, 2), Merge(1, 3, 1, 4),
        *(Merge(1, column, 2, column) for column in (0, 5)),
    ]  # fmt: skip

    pages = typeset([grid], replace(OPEN, height=420, rules=rules, is_middle=True, size=9))

    assert len(pages) > 1
    reading = read(pages)
    assert told(reading, "product", "group", "subject") == [
        (f"{product} {number}", "thực phẩm", subject)
        for number, (product, subject, _, _) in enumerate(LINES * 4, start=1)
    ]
    assert [record.row for record in reading.records] == list(range(1, 17))


@pytest.mark.parametrize("rules", ["all", "horizontal", "none"])
def test_each_district_has_a_table_of_its_own_on_the_page(rules):
    header = ["TT", "Tên sản phẩm", "Chủ thể", "Hạng sao"]
    grids = [
        Grid("", [header, *([n, p, s, stars] for n, p, s, _, stars in rows(lines))], above=above)
        for lines, above in [
            (LINES[:2], [*TITLES, "1. Thị xã Sa Pa"]), (LINES[2:3], ["2. Huyện Bát Xát"]),
            (LINES[3:], ["3. Huyện Mường Khương"]),
        ]
    ]  # fmt: skip

    pages = typeset(grids, replace(OPEN, rules=rules))

    assert len(pages) == 1
    assert told(read(pages), "product", "district") == [
        (LINES[0][0], "Thị xã Sa Pa"), (LINES[1][0], "Thị xã Sa Pa"),
        (LINES[2][0], "Huyện Bát Xát"), (LINES[3][0], "Huyện Mường Khương"),
    ]  # fmt: skip


@pytest.mark.parametrize("rules", ["all", "horizontal", "head", "none"])
def test_the_star_heads_its_rows_and_the_list_ends_with_a_total_and_a_signature(rules):
    def starless(lines, first):
        return [row[:4] for row in rows(lines, first)]

    grid = Grid("", [HEADER[:4], ["I", "SẢN PHẨM ĐẠT 4 SAO"], *starless(LINES[::3], 1)])
    grid.rows += [
        ["II", "SẢN PHẨM ĐẠT 3 SAO"],
        *starless(LINES[1:3], 3),
        ["Tổng cộng: 04 sản phẩm"],
    ]
    grid.merges = [Merge(2, 1, 2, 3), Merge(5, 1, 5, 3), Merge(8, 0, 8, 3)]
    grid.above, grid.below = TITLES, SIGNED

    reading = read(typeset([grid], replace(OPEN, rules=rules)))

    assert told(reading) == expected([*LINES[::3], *LINES[1:3]])
    assert [record.row for record in reading.records] == [1, 2, 3, 4]


def test_a_shaded_header_makes_no_ruled_table():
    look = replace(OPEN, shades_header=True, is_middle=True, aligns=("center", "left", "left"))

    assert told(read(typeset([Grid("", [HEADER, *rows()], above=TITLES)], look))) == expected()
