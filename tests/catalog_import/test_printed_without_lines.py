"""Spreadsheets printed without lines: numbers at the right of their column, texts that fill it."""

import pytest

from tests.catalog_import.drawn.pdf import Drawing, width_of
from tests.catalog_import.test_printed_registries import read

pytestmark = pytest.mark.django_db

SIZE = 8
#: Left edges of the columns; numbers end a hair before the next
EDGES = (40, 61.5, 190, 330, 380, 470)
NUMBERS = {0, 3}


def drawn(*rows, height=34):
    """Cells of several lines from the top of their rows."""
    page = Drawing(595, 842)
    page.text(40, 40, 9, "SẢN PHẨM OCOP TỈNH LÀO CAI")
    for at, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            for line, text in enumerate((cell or "").split("\n")):
                is_number = column in NUMBERS and at and text
                x = EDGES[column + 1] - 1.5 - width_of(text, SIZE) if is_number else EDGES[column]
                page.text(x, 80 + height * at + 10 * line, SIZE, text)
    return page


HEADER = ("TT", "Tên sản phẩm", "Chủ thể", "Điểm", "Kết quả\nhạng sao", "Ghi\nchú")
ROWS = [
    ("1", "Trà sen", "HTX số 1", "78.5", "4 sao", None),
    ("2", "Bún khô nấu từ gạo\nSéng cù của vùng cao\nBát Xát", "HTX số 2", "64.5", "3 sao", None),
    ("3", "Mật ong", "HTX số 3", "81.5", "4 sao", "Thu hồi"),
]


def test_a_number_is_no_part_of_what_the_next_column_says():
    reading = read([drawn(HEADER, *ROWS)])

    assert [(r.row, r.product, r.subject, r.stars, r.status) for r in reading.records] == [
        (1, "Trà sen", "HTX số 1", 4, "certified"),
        (2, "Bún khô nấu từ gạo Séng cù của vùng cao Bát Xát", "HTX số 2", 3, "certified"),
        (3, "Mật ong", "HTX số 3", 4, "revoked"),
    ]
    assert not reading.has_errors


def test_a_text_that_fills_its_column_is_apart_from_the_next():
    long = "Bưởi"
    while width_of(f"{long} ngon", SIZE) < EDGES[2] - EDGES[1] - 1:
        long += " ngon"

    reading = read([drawn(HEADER, *ROWS, ("4", long, "HTX số 4", "70.5", "4 sao", None))])

    assert [(r.product, r.subject) for r in reading.records][3:] == [(long, "HTX số 4")]


def test_a_numbered_heading_of_stars_is_no_line_of_the_row_above():
    def without(row):
        return (*row[:4], None, row[5])

    first = (None, "I. Sản phẩm hạng 4 sao")
    second = (None, "II. Sản phẩm được công nhận lại hạng 3 sao")

    reading = read([drawn(HEADER, first, *map(without, ROWS[:2]), second, without(ROWS[2]))])

    assert [(r.product, r.stars, r.status) for r in reading.records] == [
        ("Trà sen", 4, "certified"),
        ("Bún khô nấu từ gạo Séng cù của vùng cao Bát Xát", 4, "certified"),
        ("Mật ong", 3, "revoked"),
    ]
