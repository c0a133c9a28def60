"""Word documents as clerks lay them out: pages in cells, lists in pieces, signs, annexes."""

import pytest

from catalog_import.readers import parse
from catalog_import.reading import read_records
from tests.catalog_import.sheets import TODAY
from tests.catalog_import.test_other_formats import docx, paragraph, tc, tr

pytestmark = pytest.mark.django_db

HEADER = tr(*map(tc, ("TT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao")))


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(number, product, stars="3 sao"):
    return tr(*map(tc, (number, product, "HTX Ví Dụ", stars)))


def sign(font, char):
    return f'</w:t><w:sym w:font="{font}" w:char="{char}"/><w:t>'


def read(body):
    return read_records(
        parse(docx(body), "a.docx"), province="", as_of=None, today=TODAY, keeps_offers=False
    )


def told(body, *fields):
    reading = read(body)
    assert not reading.has_errors
    return [tuple(getattr(record, field) for field in fields) for record in reading.records]


def test_a_table_without_a_header_goes_on_the_one_before():
    body = table(HEADER) + table(row("1", "Trà"), row("2", "Chè"))
    body += paragraph("II. Huyện Bát Xát") + table(row("3", "Bún"), row("4", "Miến", "6 sao"))
    body = paragraph("DANH SÁCH SẢN PHẨM OCOP TỈNH LÀO CAI") + body

    reading = read(body)

    assert [(r.product, r.district) for r in reading.records] == [
        ("Trà", ""), ("Chè", ""), ("Bún", "Huyện Bát Xát"),
    ]  # fmt: skip
    # under its place in the piece that holds it
    assert [(p.sheet, p.row) for p in reading.problems if p.is_error] == [("table 3", 2)]


def test_pieces_of_a_list_that_word_numbers_go_on_too():
    body = table(HEADER, row("", "Trà")) + table(row("", "Chè"))

    assert told(body, "product") == [("Trà",), ("Chè",)]


def test_another_table_as_wide_is_no_more_of_the_list():
    counts = tr(*map(tc, ("TT", "Huyện", "3 sao", "4 sao"))) + tr(
        *map(tc, ("1", "Bát Xát", "7", "2"))
    )

    assert told(table(HEADER, row("1", "Trà")) + table(counts), "product") == [("Trà",)]


def test_a_list_laid_out_inside_a_cell_is_read_under_the_words_of_that_cell():
    page = paragraph("Số: 9041/QĐ-UBND") + table(HEADER, row("1", "Trà"), row("2", "Chè"))
    body = table(tr(f"<w:tc>{page}{paragraph('')}</w:tc>"))

    assert told(body, "product", "decision_no") == [
        ("Trà", "9041/QĐ-UBND"), ("Chè", "9041/QĐ-UBND"),
    ]  # fmt: skip


def test_a_text_box_is_a_line_of_its_own():
    number = paragraph("Số: 9041/QĐ-UBND")
    box = f"<w:r><w:pict><w:txbxContent>{number}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p><w:r><w:t>UBND TỈNH LÀO CAI</w:t></w:r>{box}</w:p>"
    body += table(HEADER, row("1", "Trà"))

    assert told(body, "decision_no", "province") == [("9041/QĐ-UBND", "Lào Cai")]


def test_signs_of_symbol_fonts_tick_and_count():
    heads = ("Tên sản phẩm", "Tên chủ thể", "3 sao", "4 sao")
    tick, empty = sign("Wingdings", "F0FC"), sign("Wingdings", "F0A8")
    body = table(
        tr(*map(tc, heads)),
        tr(*map(tc, ("Trà", "HTX Ví Dụ", tick, empty))),
        tr(*map(tc, ("Chè", "HTX Ví Dụ", "☐", sign("Wingdings 2", "F052")))),
    )
    assert told(body, "product", "stars") == [("Trà", 3), ("Chè", 4)]

    filled = sign("Wingdings", "F0AB") * 4
    assert told(table(HEADER, row("1", "Trà", filled)), "stars") == [(4,)]


def test_each_annex_says_what_its_products_are():
    body = (
        paragraph("Về việc công nhận, công nhận lại và thu hồi sản phẩm OCOP")
        + paragraph("Điều 1. Công nhận 01 sản phẩm; thu hồi Giấy chứng nhận 01 sản phẩm.")
        + paragraph("PHỤ LỤC I")
        + paragraph("DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN TỈNH LÀO CAI")
        + paragraph("(Kèm theo Quyết định số 9041/QĐ-UBND ngày 12/5/2024)")
        + table(HEADER, row("1", "Trà"))
        + paragraph("PHỤ LỤC II")
        + paragraph("DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN LẠI")
        + table(HEADER, row("1", "Chè"))
        + paragraph("PHỤ LỤC III")
        + paragraph("DANH SÁCH SẢN PHẨM BỊ THU HỒI GIẤY CHỨNG NHẬN")
        + table(HEADER, row("1", "Bún"))
    )

    assert told(body, "product", "status", "decision_no", "province") == [
        ("Trà", "certified", "9041/QĐ-UBND", "Lào Cai"),
        ("Chè", "renewed", "9041/QĐ-UBND", "Lào Cai"),
        ("Bún", "revoked", "9041/QĐ-UBND", "Lào Cai"),
    ]


def test_the_reason_why_a_product_was_struck_off_is_no_other_status():
    heads = ("Tên sản phẩm", "Tên chủ thể", "Lý do")
    body = paragraph("DANH SÁCH SẢN PHẨM BỊ THU HỒI GIẤY CHỨNG NHẬN") + table(
        tr(*map(tc, heads)), tr(*map(tc, ("Trà", "HTX Ví Dụ", "Hết thời hạn, không đánh giá lại")))
    )

    assert told(body, "product", "status") == [("Trà", "revoked")]


def test_the_group_over_the_first_piece_of_a_list_is_of_its_rows():
    body = paragraph("DANH SÁCH SẢN PHẨM OCOP") + paragraph("I. NHÓM ĐỒ UỐNG: 01 sản phẩm")
    body += table(HEADER, row("1", "Trà")) + paragraph("II. Nhóm thực phẩm")
    body += table(row("1", "Bún"))

    assert told(body, "product", "group") == [("Trà", "đồ uống"), ("Bún", "thực phẩm")]


def test_hidden_text_is_not_on_paper():
    hidden = "</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>(hồ sơ 12)</w:t></w:r><w:r><w:t>"

    assert told(table(HEADER, row("1", f"Trà{hidden}")), "product") == [("Trà",)]


def listed(*texts):
    """A cell of paragraphs that Word numbers."""
    counted = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    return tc("").replace(
        paragraph(""), "".join(paragraph(t).replace("<w:p>", f"<w:p>{counted}") for t in texts)
    )


def test_lines_that_word_numbers_are_several_products():
    several = tr(tc("1"), listed("Trà sen", "Trà lài"), tc("HTX Ví Dụ"), listed("4 sao", "3 sao"))
    single = tr(tc("2"), listed("Chè"), tc("HTX Ví Dụ"), tc("3 sao"))

    assert told(table(HEADER, several, single), "product", "stars") == [
        ("Trà sen", 4), ("Trà lài", 3), ("Chè", 3),
    ]  # fmt: skip


def inner(*rows):
    return f"<w:tc>{table(*rows)}{paragraph('')}</w:tc>"


@pytest.mark.parametrize(
    "cell",
    [
        inner(tr(tc("Tên"), tc("Hạng")), tr(tc("Trà"), tc("4 sao")), tr(tc("Chè"), tc("3 sao"))),
        inner(tr(tc("Trà"), tc("4 sao")), tr(tc("Chè"), tc("3 sao"))),
        inner(tr(tc("Trà (4 sao)")), tr(tc("Chè (3 sao)"))),
    ],
)
def test_a_small_table_of_products_inside_a_cell_is_read(cell):
    body = table(HEADER, tr(tc("1"), cell, tc("HTX Ví Dụ"), tc("")))

    assert told(body, "product", "stars", "row") == [("Trà", 4, 2), ("Chè", 3, 2)]


def test_another_table_inside_a_cell_is_told_and_none_of_it_gets_into_a_name():
    of_sizes = inner(tr(tc("Trà"), tc("500 g"), tc("9")), tr(tc("Chè"), tc("1 kg"), tc("7")))
    beside = f"<w:tc>{paragraph('Bún')}{table(tr(tc('x')))}{paragraph('')}</w:tc>"
    reading = read(
        table(
            HEADER,
            tr(tc("1"), of_sizes, tc("HTX Ví Dụ"), tc("3 sao")),
            tr(tc("2"), beside, tc("HTX Ví Dụ"), tc("3 sao")),
        )
    )

    assert [record.product for record in reading.records] == ["Bún"]
    assert [(p.row, p.code) for p in reading.problems if p.code == "table_in_cell"] == [
        (2, "table_in_cell"), (3, "table_in_cell"),
    ]  # fmt: skip
    assert [(p.row, p.field) for p in reading.problems if p.is_error] == [(2, "product")]
