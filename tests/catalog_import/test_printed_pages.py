"""What printing does to a list: letters one by one, watermarks, cells cut or with no rules."""

from dataclasses import replace
from itertools import pairwise

import pytest

from catalog_import.readers.book import Merge
from tests.catalog_import.drawn.files import Grid
from tests.catalog_import.drawn.pdf import Drawing, width_of
from tests.catalog_import.drawn.typeset import typeset
from tests.catalog_import.test_printed_registries import (
    HEADER,
    LINES,
    OPEN,
    TITLES,
    expected,
    read,
    rows,
    told,
)

pytestmark = pytest.mark.django_db


def list_of(lines, **about):
    return Grid("", [HEADER, *rows(lines)], above=TITLES, **about)


def write_list(page, *, header_grey=0):
    """The titles and the list as words without rules."""
    for number, title in enumerate(TITLES):
        page.text(40, 40 + 16 * number, 9, title)
    for number, cells in enumerate([HEADER, *rows()]):
        for x, cell in zip((40, 70, 225, 410, 540), cells, strict=True):
            page.text(x, 100 + 20 * number, 8, cell, grey=0 if number else header_grey)


class Letters(Drawing):
    """A page whose every letter has a place of its own, and no blanks."""

    def text(self, x, top, size, text, *, grey=0):
        for letter in text:
            if letter != " ":
                super().text(x, top, size, letter, grey=grey)
            x += width_of(letter, size)


def test_letters_that_are_placed_one_by_one_make_words():
    page = Letters(595, 842)
    write_list(page)

    assert told(read([page])) == expected()


@pytest.mark.parametrize("rules", ["all", "none"])
def test_what_lies_behind_the_text_or_is_not_to_be_seen_is_not_read(rules):
    (page,) = typeset([list_of(LINES)], replace(OPEN, rules=rules))
    page.aslant(120, 420, 60, "BẢN SAO Y")
    page.text(60, 60, 90, "DỰ THẢO", grey=0.9)
    page.text(70, 160, 11, "mẫu nội bộ mẫu nội bộ mẫu nội bộ", grey=1)

    assert told(read([page])) == expected()


def test_white_words_on_a_dark_header_are_read():
    page = Drawing(595, 842)
    page.box(36, 96, 580, 112, grey=0.2)
    write_list(page, header_grey=1)

    assert told(read([page])) == expected()


def test_a_row_that_the_end_of_the_page_cuts_is_one_row():
    before, after = list_of(LINES[:2]), Grid("", [HEADER])
    before.rows[-1][1:4] = ["Mật ong hoa bạc hà", "Hộ kinh doanh Mẫu", "xã Bản Hồ, thị xã"]
    after.rows += [[None, "rừng già Ví Dụ", "Thử B", "Sa Pa", None], *rows(LINES[2:], first=3)]
    look = replace(OPEN, rules="all")

    reading = read([*typeset([before], look), *typeset([after], look)])

    assert told(reading) == expected()
    assert reading.records[1].district == "Thị xã Sa Pa"


@pytest.mark.parametrize(
    ("line", "told_name"), [("Ví Dụ", LINES[1][0]), ("Huyện Sa Pa", "Mật ong hoa bạc hà rừng già")]
)
def test_the_last_line_of_the_first_column_may_be_cut_off(line, told_name):
    """A heading of what follows is none of it."""
    before, after = list_of(LINES[:2]), Grid("", [HEADER])
    before.rows[-1][1] = "Mật ong hoa bạc hà\nrừng già"
    after.rows += [[None, line, None, None, None], *rows(LINES[2:], first=3)]
    look = replace(OPEN, rules="all")

    reading = read([*typeset([before], look), *typeset([after], look)])

    assert [record.product for record in reading.records][1:3] == [told_name, LINES[2][0]]


def test_a_tall_cell_that_is_cut_goes_on_in_the_row_below():
    before, after = list_of([("Trà sen", "HTX Mẫu", "xã Tả Van", 4)]), Grid("", [HEADER])
    after.rows += [
        [None, None, "Thử A", None, None],
        ["2", "Trà nhài", None, "xã Tả Van", "3 sao"],
        *rows(LINES[2:], first=3),
    ]
    after.merges = [Merge(2, 2, 3, 2)]

    pages = [
        page for grid in (before, after) for page in typeset([grid], replace(OPEN, rules="all"))
    ]

    assert told(read(pages))[:2] == [
        ("Trà sen", "HTX Mẫu Thử A", "4", "9123/QĐ-UBND"),
        ("Trà nhài", "HTX Mẫu Thử A", "3", "9123/QĐ-UBND"),
    ]


def test_words_in_the_middle_of_several_rows_are_of_each_where_no_rule_tells():
    product, subject, address, _ = LINES[0]
    sizes = [3, 1, 2, 4]
    lines = [
        (f"{product} số {size}{n}", *((f"{subject}{size}", address) if n == 0 else (None, None)), 4)
        for size in sizes
        for n in range(size)
    ]
    grid = list_of(lines)
    first = 2
    for size in sizes:
        grid.merges += [Merge(first, c, first + size - 1, c) for c in (2, 3) if size > 1]
        first += size

    assert told(read(typeset([grid], replace(OPEN, is_middle=True, pad_y=6))), "subject") == [
        (f"{subject}{size}",) for size in sizes for _ in range(size)
    ]


def test_a_name_that_is_missing_is_no_tall_cell():
    lines = [*LINES, ("Miến dong Ví Dụ", None, "xã Lùng Vai, huyện Mường Khương", 3)]

    reading = read(typeset([list_of(lines)], replace(OPEN, is_middle=True, pad_y=6)))

    assert [record.subject for record in reading.records] == [*(line[1] for line in LINES), ""]


def test_ticks_at_the_top_of_a_page_are_no_group_of_headers():
    header = ["TT", "Tên sản phẩm", "4 sao", "3 sao", "Loại hình", "Chủ thể"]
    grid = Grid("", [header], above=TITLES)
    grid.rows += [
        [str(n), f"Trà số {n}", *(("x", None) if n % 2 else (None, "x")), "HTX", "HTX Mẫu Thử"]
        for n in range(1, 41)
    ]

    for height in range(300, 340, 10):  # breaks before odd numbers and before even ones
        pages = typeset([grid], replace(OPEN, height=height, repeats_header=False))
        assert told(read(pages), "product", "stars") == [
            (f"Trà số {n}", "4" if n % 2 else "3") for n in range(1, 41)
        ]


def test_each_annex_says_anew_what_its_products_are():
    def annex(number, title, lines, *, above=()):
        titles = [*above, f"PHỤ LỤC {number}", title]
        return typeset([Grid("", [HEADER, *rows(lines)], above=titles)], replace(OPEN, rules="all"))

    pages = [
        *annex("I", "DANH SÁCH SẢN PHẨM BỊ THU HỒI GIẤY CHỨNG NHẬN", LINES[:1], above=TITLES[2:]),
        *annex("II", "DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN", LINES[1:2]),
        *annex("III", "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN LẠI", LINES[2:]),
    ]

    assert [record.status for record in read(pages).records] == [
        "revoked", "certified", "renewed", "renewed",
    ]  # fmt: skip


def test_letters_struck_twice_to_look_bold_are_read_once():
    class Bold(Drawing):
        def text(self, x, top, size, text, *, grey=0):
            for shift in (0, 0.3):
                super().text(x + shift, top, size, text, grey=grey)

    page = Bold(595, 842)
    write_list(page)

    assert told(read([page])) == expected()


X = (40, 70, 225, 400, 510, 560)


def ruled_page(*lines, height=50, open_cells=()):
    """Rows of one height with rules around their cells; ``open_cells``: columns whose last cell no
    rule ends.
    """
    page = Drawing(595, 842)
    for number, cells in enumerate(lines):
        y = 100 + height * number
        for column, (x, cell) in enumerate(zip(X, cells, strict=False)):
            page.line(x, y, X[column + 1], y)
            page.line(x, y, x, y + height)
            if cell:
                page.text(x + 4, y + height / 2 - 3, 6, cell)
        page.line(X[-1], y, X[-1], y + height)
    y = 100 + height * len(lines)
    for column, (x0, x1) in enumerate(pairwise(X)):
        if column not in open_cells:
            page.line(x0, y, x1, y)
    return page


def test_a_header_that_is_written_upwards_is_read():
    page = ruled_page([*HEADER[:4], None], *rows())
    for number, title in enumerate(TITLES):
        page.text(40, 40 + 16 * number, 9, title)
    page.upwards(540, 146, 8, "Hạng sao")

    assert told(read([page])) == expected()


def test_words_that_the_end_of_a_page_runs_through_are_of_the_tall_cell_it_cuts():
    """Printed whole on both pages, each of which shows a half of them."""
    second, third = rows(LINES[1:3], first=2)
    second[2] = third[2] = None
    first_page = ruled_page(HEADER, *rows(LINES[:1]), second, open_cells=[2])
    next_page = ruled_page(HEADER, third, *rows(LINES[3:], first=4))
    for page, y in ((first_page, 250), (next_page, 150)):
        page.text(X[2] + 4, y - 4, 8, "HTX Chung Mẫu Thử")

    assert told(read([first_page, next_page]), "product", "subject") == [
        (LINES[0][0], LINES[0][1]),
        (LINES[1][0], "HTX Chung Mẫu Thử"),
        (LINES[2][0], "HTX Chung Mẫu Thử"),
        (LINES[3][0], LINES[3][1]),
    ]


def test_a_row_whose_end_no_rule_draws_is_a_row_of_the_table():
    pages = [
        ruled_page(HEADER, *rows(LINES[:2]), open_cells=range(5)),
        ruled_page(HEADER, *rows(LINES[2:], first=3)),
    ]
    for number, title in enumerate(TITLES):
        pages[0].text(40, 40 + 16 * number, 9, title)

    assert told(read(pages)) == expected()


def test_a_header_over_three_columns_stands_over_two_of_them():
    top = ["TT", "Tên sản phẩm", "Chủ thể sản xuất", None, None, "Hạng sao"]
    below = [None, None, "Tên", "Xã", "Huyện", None]
    grid = Grid("", [top, below], above=TITLES, header_rows=2)
    for n, product, subject, address, stars in rows():
        grid.rows.append([n, product, subject.split()[-1], *address.split(", "), stars])
    grid.merges = [Merge(1, 2, 1, 4), *(Merge(1, column, 2, column) for column in (0, 1, 5))]

    reading = read(typeset([grid], replace(OPEN, is_middle=True)))

    assert told(reading, "product", "subject") == [
        (product, subject.split()[-1]) for product, subject, *_ in LINES
    ]


def test_a_heading_of_two_lines_is_one():
    number = "Theo Quyết định số 9123/QĐ-UBND, ngày 15 tháng 3 năm 2024 của Ủy ban nhân dân "
    header = ["Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"]
    grid = Grid("", [header, [f"{number}{'tỉnh ' * 8}Lào Cai"], *(row[1:] for row in rows())])
    grid.merges = [Merge(2, 0, 2, 3)]

    pages = typeset([grid], replace(OPEN, aligns=("center", "left", "left", "left")))

    assert told(read(pages)) == expected()
