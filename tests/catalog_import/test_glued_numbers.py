"""Running numbers at the right of their column, where no rule parts them from the names."""

import pytest

from tests.catalog_import.drawn.pdf import Drawing, width_of
from tests.catalog_import.test_printed_registries import read

pytestmark = pytest.mark.django_db

NAMES = ("Trà sen", "Bún khô", "Mật ong")


def test_they_are_no_part_of_the_names():
    page = Drawing(595, 842)
    page.text(40, 40, 9, "SẢN PHẨM OCOP TỈNH LÀO CAI")
    lines = [("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")]
    lines += [(str(n), name, f"HTX số {n}", "4 sao") for n, name in enumerate(NAMES, start=9)]
    for at, (number, *cells) in enumerate(lines):
        y = 80 + 18 * at
        page.text(60 - width_of(number, 8) if at else 40, y, 8, number)
        for x, cell in zip((61.5, 220, 400), cells, strict=True):
            page.text(x, y, 8, cell)

    reading = read([page])

    assert [(r.row, r.product, r.subject) for r in reading.records] == [
        (9, "Trà sen", "HTX số 9"),
        (10, "Bún khô", "HTX số 10"),
        (11, "Mật ong", "HTX số 11"),
    ]
