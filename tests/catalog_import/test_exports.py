import datetime
import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from catalog_import.exports import neutralised, problem_rows
from catalog_import.services import apply_run, check_run, open_run
from ocop.models import RegisteredProduct
from tests.catalog_import.test_readers import workbook

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TODAY = MOMENT.date()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+2", "'=1+2"),
        ("+HYPERLINK(1)", "'+HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-Trà", "'-Trà"),
        ("\t=1", "'\t=1"),
        ("\uff1d1+2", "'\uff1d1+2"),
        ("\uff20SUM(A1)", "'\uff20SUM(A1)"),
        ("+84 912 345 678", "+84 912 345 678"),
        ("-3,5", "-3,5"),
        ("Trà = ngon", "Trà = ngon"),
        ("a\x00b\x0bc", "abc"),
        ("", ""),
    ],
)
def test_no_text_is_taken_for_a_formula(text, safe):
    assert neutralised(text) == safe


def opened():
    def change(book, sheet):
        sheet.merge_cells("B4:B6")

    data = workbook(
        [
            ["DANH SÁCH SẢN PHẨM OCOP TỈNH TRÀ VINH tính đến ngày 30/06/2026"],
            ["Kèm theo Quyết định số 9001/QĐ-UBND ngày 01/03/2025"],
            ["Tên sản phẩm", "Tên chủ thể", "Xếp hạng", "SĐT"],
            ["Trà", "HTX Ví Dụ", 4, "0900000001"],
            ["Chè", None, 9, "0900000002"],
            ["=CMD()", None, 3, "+84900000003"],
        ],
        change=lambda book, sheet: (change(book, sheet), sheet["A6"].__setattr__("data_type", "s")),
    )
    run = open_run(data=data, file_name="list.xlsx", moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)
    return run


def lines(content):
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.values]


def test_rows_to_mend_say_why_and_bring_what_they_inherited():
    with translation.override("en"):
        title, header, *rows = lines(problem_rows(opened()))

    assert title[0] == "Danh sách tính đến ngày 30/06/2026"
    assert header == [
        "Tên sản phẩm", "Chủ thể", "Hạng sao", "Tỉnh", "Điện thoại", "Số quyết định",
        "Ngày quyết định", "What to mend",
    ]  # fmt: skip
    assert rows[0][:7] == [
        "Chè", "HTX Ví Dụ", "9", "Trà Vinh", "0900000002", "9001/QĐ-UBND", "01/03/2025",
    ]  # fmt: skip
    assert rows[0][7].startswith("S!C5: ")
    assert (rows[1][0], len(rows)) == ("'=CMD()", 2)


def test_the_mended_file_maps_itself():
    content = io.BytesIO(problem_rows(opened()))
    book = load_workbook(content)
    sheet = book.active
    sheet.cell(3, 3).value = 3
    sheet.delete_rows(4)
    mended = io.BytesIO()
    book.save(mended)

    run = open_run(data=mended.getvalue(), file_name="mended.xlsx", moment=MOMENT)
    report = apply_run(run=run, today=TODAY, moment=MOMENT)

    assert report.is_written, report.problems
    product = RegisteredProduct.objects.get()
    assert (product.name, product.subject.name) == ("Chè", "HTX Ví Dụ")
    certificate = product.certificates.get()
    assert (certificate.stars, certificate.decision_no) == (3, "9001/QĐ-UBND")
