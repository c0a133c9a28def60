"""How spreadsheets print what is wider than the page or than its cell."""

import pytest

from tests.catalog_import.drawn.pdf import Drawing
from tests.catalog_import.test_printed_registries import read

pytestmark = pytest.mark.django_db

FIRST = [("TT", "Tên sản phẩm", "Chủ thể", "Sao")]
THEN = [("Nhóm", "Ghi chú")]
PRODUCTS = ("Trà sen", "Bún khô", "Chè xanh", "Miến dong")
NOTES = ("Công nhận lại", None, "Thu hồi", None)


def page(lines, *, title=""):
    drawn = Drawing(595, 842)
    if title:
        drawn.text(40, 60, 9, title)
    width = 500 / len(lines[0])
    ends = [40 + width * column for column in range(len(lines[0]) + 1)]
    for number, cells in enumerate(lines):
        y = 100 + 24 * number
        for x, cell in zip(ends, cells, strict=False):
            if cell:
                drawn.text(x + 4, y + 8, 8, cell)
    for y in range(100, 100 + 24 * len(lines) + 1, 24):
        drawn.line(ends[0], y, ends[-1], y)
    for x in ends:
        drawn.line(x, 100, x, 100 + 24 * len(lines))
    return drawn


def first_rows(start, end):
    return [(str(n + 1), PRODUCTS[n], f"HTX số {n + 1}", "4 sao") for n in range(start, end)]


def then_rows(start, end):
    return [("Thực phẩm", NOTES[n]) for n in range(start, end)]


A = page(FIRST + first_rows(0, 2), title="SẢN PHẨM OCOP TỈNH LÀO CAI")
B = page(first_rows(2, 4))
C = page(THEN + then_rows(0, 2))
D = page(then_rows(2, 4))


TITLED = [page(FIRST + first_rows(2, 4)), page(THEN + then_rows(2, 4))]


@pytest.mark.parametrize(
    "pages",
    [[A, B, C, D], [A, C, B, D], [A, TITLED[0], C, TITLED[1]], [A, C, *TITLED]],
    ids=["down", "over", "down, titles on each", "over, titles on each"],
)
def test_they_are_joined_to_the_rows_they_belong_to(pages):
    reading = read(pages)

    assert [(r.row, r.product, r.status, r.group) for r in reading.records] == [
        (1, "Trà sen", "renewed", "thực phẩm"), (2, "Bún khô", "certified", "thực phẩm"),
        (3, "Chè xanh", "revoked", "thực phẩm"), (4, "Miến dong", "certified", "thực phẩm"),
    ]  # fmt: skip
    assert not reading.has_errors


def notes_alone(start, end):
    """One column without rules, under its header on the first of its pages."""
    drawn = Drawing(595, 842)
    header = ["Ghi chú"] if start == 0 else []
    for number, text in enumerate([*header, *NOTES[start:end]]):
        if text:
            drawn.text(44, 108 + 24 * number, 8, text)
    return drawn


@pytest.mark.parametrize(
    "pages",
    [
        [A, B, page(THEN + then_rows(0, 1)), page(then_rows(1, 4))],
        [A, B, notes_alone(0, 2), notes_alone(2, 4)],
    ],
)
def test_where_they_do_not_match_the_file_is_held_back_and_told(pages):
    reading = read(pages)

    assert [(p.sheet, p.code) for p in reading.problems if p.is_error] == [
        ("page 3", "columns_apart")
    ]
    assert [record.product for record in reading.records] == list(PRODUCTS)


@pytest.mark.parametrize(
    ("header", "title"),
    [(("Huyện", "Ghi chú"), "TỔNG HỢP THEO HUYỆN"), (("Tên", "Huyện", "Sao"), "")],
)
def test_a_table_of_its_own_is_none_of_its_columns(header, title):
    own = page([header, *[("Bát Xát", "Sa Pa", "4 sao")[: len(header)]] * 2], title=title)

    assert "columns_apart" not in {problem.code for problem in read([A, B, own]).problems}


def test_a_heading_that_runs_on_over_empty_cells_is_one():
    header = ("TT", "Tên sản phẩm", "Chủ thể", "Sao")
    rows = [header, *[("1", "Trà sen", "HTX số 1", None), ("2", "Bún khô", "HTX số 2", None)]]
    drawn = page([*rows[:1], (None,) * 4, *rows[1:2], (None,) * 4, *rows[2:]], title="LÀO CAI")
    drawn.text(169, 132, 8, "SẢN PHẨM ĐỀ NGHỊ TRUNG ƯƠNG CÔNG NHẬN 5 SAO")
    drawn.text(44, 180, 8, "II")
    drawn.text(169, 180, 8, "SẢN PHẨM ĐÃ ĐƯỢC CÔNG NHẬN LẠI HẠNG 3 SAO")

    reading = read([drawn], province="Lào Cai")

    assert [(r.product, r.stars, r.proposed_stars, r.status) for r in reading.records] == [
        ("Trà sen", None, 5, "proposed"), ("Bún khô", 3, None, "renewed"),
    ]  # fmt: skip
