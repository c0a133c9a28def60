import datetime
import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from catalog_import.exports import neutralised, problem_rows
from catalog_import.models import ImportRun
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


def test_what_the_run_keeps_is_enough(django_assert_num_queries):
    run = opened()
    run.file.storage.delete(run.file.name)

    with django_assert_num_queries(4), translation.override("en"):
        rows = lines(problem_rows(run))

    assert [row[0] for row in rows[2:]] == ["Chè", "'=CMD()"]


@pytest.mark.parametrize("count", [1, 60])
def test_many_rows_cost_no_more_queries(count, django_assert_num_queries):
    rows = [[f"Trà {n}", "HTX Ví Dụ", 9] for n in range(count)]
    data = workbook([["Tên sản phẩm", "Chủ thể", "Hạng sao"], *rows])
    run = open_run(data=data, file_name="list.xlsx", moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)

    with django_assert_num_queries(4):
        assert len(lines(problem_rows(run))) == 1 + count


def test_of_an_applied_run_they_are_the_same():
    checked = lines(problem_rows(opened()))
    run = ImportRun.objects.get()
    apply_run(run=run, today=TODAY, moment=MOMENT, valid_rows_only=True)

    assert lines(problem_rows(run)) == checked


def test_a_list_in_one_cell_stays_a_list():
    data = workbook([["Tên sản phẩm", "Chủ thể", "Hạng sao"], ["1. Trà\n2. Chè", "HTX Ví Dụ", 9]])
    run = open_run(data=data, file_name="list.xlsx", moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)

    assert lines(problem_rows(run))[1][0] == "1. Trà\n2. Chè"


def test_words_of_an_old_font_come_back_decoded():
    old = "N\u00adíc m¾m"  # "Nước mắm" in TCVN3
    data = (
        "S¶n phÈm,Chñ thÓ,H¹ng sao,Ghi chó\n"
        + "".join(f"{old} cèt {n},HTX chÕ biÕn chÌ Ph×n Hå,9,x\n" for n in range(4))
    ).encode("latin-1")
    run = open_run(data=data, file_name="list.csv", moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)

    _header, first, *_ = lines(problem_rows(run))
    assert first[:3] == ["Nước mắm cốt 0", "HTX chế biến chè Phìn Hồ", "9"]


def test_no_cell_is_a_formula_wherever_its_text_came_from():
    data = workbook(
        [["Tên sản phẩm", "Chủ thể", "Hạng sao", "Ghi chú"], ["Trà", "HTX", 9, "@SUM(A1)"]],
        change=lambda book, sheet: setattr(sheet, "title", "=1+1"),
    )
    run = open_run(data=data, file_name="list.xlsx", moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)

    content = problem_rows(run)
    sheet = load_workbook(io.BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value[0] in "=+-@"]
