"""XLS, ODS, DOCX and PDF: merges, repeats, pages, and what none of them may do."""

import datetime
import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from catalog_import.layout import find_table
from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers import parse as read_book
from catalog_import.readers.book import Merge, Odd

REGISTRIES = Path(__file__).parent / "registries"
ODS = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("table", "table"), ("text", "text"),
                         ("style", "style")]
)  # fmt: skip
WORD = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return content.getvalue()


def ods(rows, *, styles="", table=""):
    return package(
        content_xml=f"<office:document-content{ODS}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="S" {table}>{rows}</table:table>'
        f"</office:spreadsheet></office:body></office:document-content>"
    )


def ods_cell(text, **attributes):
    told = "".join(f' table:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return (
        f'<table:table-cell office:value-type="string"{told}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def docx(body):
    return package(word__document_xml=f"<w:document{WORD}><w:body>{body}</w:body></w:document>")


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def tr(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def refused(data, name):
    with pytest.raises(Refused) as refusal:
        read_book(data, name)
    return refusal.value.code


# --- ODS -----------------------------------------------------------------------------------------


def test_ods_values_spans_repeats_and_notes():
    data = ods(
        f"<table:table-row>{ods_cell('a', number_rows_spanned=2)}"
        '<table:table-cell office:value-type="float" office:value="4"/>'
        '<table:table-cell office:value-type="date" office:date-value="2024-02-28"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell table:formula="of:=1+2"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:covered-table-cell/>'
        f"{ods_cell('x', number_columns_repeated=2)}"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        "<table:table-row><table:table-cell><office:annotation><text:p>note</text:p>"
        "</office:annotation><text:p>one<text:s text:c='2'/>two</text:p><text:p>three</text:p>"
        "</table:table-cell></table:table-row>"
    )

    (sheet,) = read_book(data, "a.ods").sheets

    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("a", 4, datetime.date(2024, 2, 28), True, Odd.UNCALCULATED)),
        (2, (None, "x", "x")),
        (3, (None, "x", "x")),
        (4, ("one  two\nthree",)),
    ]
    assert sheet.merges == (Merge(1, 0, 2, 0),)
    assert sheet.filled(sheet.rows[1], 0) == "a"


def test_ods_hidden_rows_columns_and_sheets():
    data = ods(
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:visibility="filter">{ods_cell("a")}</table:table-row>'
    )
    (sheet,) = read_book(data, "a.ods").sheets
    assert (sheet.hidden_columns, sheet.rows[0].is_hidden) == ({1}, True)

    hidden = ods(
        f"<table:table-row>{ods_cell('a')}</table:table-row>",
        table='table:style-name="h"',
        styles='<style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>',
    )
    assert refused(hidden, "a.ods") == "empty"


def test_ods_with_a_claim_of_a_million_rows_is_read_or_refused_at_once():
    blank = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    row = f"<table:table-row>{ods_cell('a')}</table:table-row>"

    assert len(read_book(ods(row + blank), "a.ods").sheets[0].rows) == 1
    assert refused(ods(row + blank + row), "a.ods") == "far-cell"
    repeated = row.replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="99999"'
    )
    assert refused(ods(repeated), "a.ods") == "far-cell"
    wide = f"<table:table-row>{ods_cell('a', number_columns_repeated=16000)}</table:table-row>"
    assert refused(ods(wide), "a.ods") == "far-cell"


@pytest.mark.parametrize("count", ["0", "-1", "x", "9" * 5000])
def test_ods_with_an_absurd_count_is_refused(count):
    row = f"<table:table-row>{ods_cell('a', number_columns_repeated=count)}</table:table-row>"

    assert refused(ods(row), "a.ods") in ("corrupt", "far-cell")


def test_an_encrypted_ods_is_named_so():
    data = package(content_xml="x", **{"META-INF__manifest_xml": "<manifest:encryption-data/>"})

    assert refused(data, "a.ods") == "encrypted"


# --- DOCX ----------------------------------------------------------------------------------------


def test_docx_tables_with_spans_merges_and_what_stands_above():
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = docx(
        f"<w:tbl>{tr(tc('ỦY BAN NHÂN DÂN'), tc('Số: 9/QĐ-UBND'))}</w:tbl>"
        + paragraph("Căn cứ Quyết định số 1/QĐ-UBND ngày 01/02/2023")
        + paragraph("Phụ lục tỉnh Hà Nam")
        + "<w:tbl>"
        + tr(tc("TT"), tc("Tên sản phẩm"), tc("Chủ thể"))
        + tr(tc("Huyện A", '<w:gridSpan w:val="3"/>'))
        + tr(tc("1"), tc("Trà"), tc("HTX A", start))
        + tr(tc("2"), tc("Chè</w:t><w:br/><w:t>xanh"), tc("", more))
        + tr(
            tc("3"), f"<w:sdt><w:sdtContent>{tc('Bún')}</w:sdtContent></w:sdt>", tc("HTX B", start)
        )
        + "</w:tbl>"
    )

    (sheet,) = read_book(data, "a.docx").sheets

    assert sheet.name == "table 2"
    assert [row.cells for row in sheet.rows][2:] == [
        ("1", "Trà", "HTX A"), ("2", "Chè\nxanh", None), ("3", "Bún", "HTX B"),
    ]  # fmt: skip
    assert set(sheet.merges) == {Merge(2, 0, 2, 2), Merge(3, 2, 4, 2)}
    # the letterhead counts, the grounds of the decision do not
    assert find_table(sheet).preamble == ["ỦY BAN NHÂN DÂN", "Số: 9/QĐ-UBND", "Phụ lục tỉnh Hà Nam"]


def test_docx_leaves_deletions_out_and_a_nested_table_is_no_row():
    nested = f"<w:tbl>{tr(tc('x'))}</w:tbl>"
    data = docx(
        "<w:tbl>"
        + tr(tc("a"), tc("b"), tc("c"))
        + tr(
            "<w:tc><w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p></w:tc>",
            f"<w:tc>{nested}{paragraph('d')}</w:tc>",
            tc("e"),
        )
        + "</w:tbl>"
    )

    (sheet,) = read_book(data, "a.docx").sheets
    assert [row.cells for row in sheet.rows] == [("a", "b", "c"), ("new", "d", "e")]


def test_a_docx_without_tables_or_with_a_broken_one_is_refused():
    assert refused(docx(paragraph("Kính gửi")), "a.docx") == "empty"
    assert refused(docx("<w:tbl>"), "a.docx") == "corrupt"
    absurd = docx("<w:tbl>" + tr(tc("a", '<w:gridSpan w:val="999999999"/>')) + "</w:tbl>")
    assert refused(absurd, "a.docx") == "too-many-columns"
    assert refused(package(xl__workbook_xml="<x/>"), "a.docx") == "wrong-type"


# --- PDF -----------------------------------------------------------------------------------------


def pdf(*pages):
    """A PDF whose pages are lists of (x, y from the top, text) and ("line", x0, y0, x1, y1)."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for page in pages:
        drawn = []
        for item in page:
            if item[0] == "line":
                _, x0, y0, x1, y1 = item
                drawn.append(f"{x0} {800 - y0} m {x1} {800 - y1} l S")
            else:
                x, y, text = item
                drawn.append(f"BT /F 10 Tf {x} {800 - y} Td ({text}) Tj ET")
        stream = "\n".join(drawn)
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F<</Type/Font"
            f"/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents {len(objects)} 0 R>>"
        )
    told = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{told}]/Count {len(kids)}>>"
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


COLUMNS = (50, 100, 250, 400)


def table_lines(top, rows, *, skip=()):
    """Rules around rows of 20 points; ``skip``: (row, column) cells with no rule below."""
    lines = [("line", x, top, x, top + 20 * rows) for x in (*COLUMNS, 500)]
    for row in range(rows + 1):
        edges = [*COLUMNS, 500]
        lines += [
            ("line", x0, top + 20 * row, x1, top + 20 * row)
            for column, (x0, x1) in enumerate(pairwise(edges))
            if (row - 1, column) not in skip
        ]
    return lines


def words(top, *rows):
    return [
        (x + 4, top + 14 + 20 * number, text)
        for number, row in enumerate(rows)
        for x, text in zip(COLUMNS, row, strict=True)
        if text
    ]


HEADER = ("TT", "Ten san pham", "Chu the", "Hang sao")


def test_a_ruled_table_goes_on_over_pages_and_keeps_printed_numbers():
    first = [
        (50, 40, "DANH SACH"),
        *table_lines(80, 3, skip={(1, 2)}),
        *words(80, HEADER, ("1", "Tra", "HTX A", "3 sao"), ("2", "Che", "", "4 sao")),
    ]
    second = table_lines(50, 3, skip={(1, 2)}) + words(
        50, HEADER, ("3", "Bun", "", "3 sao"), ("4", "Pho", "", "3 sao")
    )

    (sheet,) = read_book(pdf(first, second), "a.pdf").sheets

    assert sheet.above == ("DANH SACH",)
    told = [(row.page, row.told_number, row.cells[1]) for row in sheet.rows]
    assert told[1:3] == [("page 1", 1, "Tra"), ("page 1", 2, "Che")]
    assert told[4:] == [("page 2", 3, "Bun"), ("page 2", 4, "Pho")]
    # the tall cell is drawn empty on the second page: it goes on from the first
    assert [sheet.filled(row, 2) for row in sheet.rows][1:] == [
        "HTX A", "HTX A", "Chu the", "HTX A", "HTX A",
    ]  # fmt: skip


def test_a_table_without_rules_is_found_by_its_white_bands():
    rows = [
        HEADER,
        ("1", "Tra xanh", "HTX A", "3 sao"),
        ("2", "Che kho", "HTX B", "4 sao"),
        ("", "dac biet", "", ""),
        ("3", "Bun kho", "HTX C", "3 sao"),
    ]
    page = [(50, 40, "DANH SACH SAN PHAM"), *words(80, *rows)]

    book = read_book(pdf(page), "a.pdf")
    (sheet,) = book.sheets
    assert [problem.code for problem in book.problems] == ["table_without_lines"]

    assert sheet.above == ("DANH SACH SAN PHAM",)
    assert [row.cells for row in sheet.rows] == [
        HEADER,
        ("1", "Tra xanh", "HTX A", "3 sao"),
        ("2", "Che kho\ndac biet", "HTX B", "4 sao"),
        ("3", "Bun kho", "HTX C", "3 sao"),
    ]
    assert [row.told_number for row in sheet.rows[1:]] == [1, 2, 3]


def test_numbers_that_begin_anew_are_not_used():
    page = table_lines(80, 4) + words(
        80, HEADER, ("1", "Tra", "A", "3"), ("1", "Che", "B", "3"), ("2", "Bun", "C", "3")
    )

    assert [r.told_number for r in read_book(pdf(page), "a.pdf").sheets[0].rows] == [1, 2, 3, 4]


def test_a_pdf_that_is_none_locked_or_a_picture_is_refused(monkeypatch):
    assert refused(b"%PDF-1.7\nnothing", "a.pdf") in ("corrupt", "empty")
    assert refused(pdf([("line", 1, 1, 9, 9)]), "a.pdf") == "no-text"
    locked = pdf([(50, 50, "x")]).replace(
        b"trailer<<",
        b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32
        + b">/U<" + b"00" * 32 + b">>>",
    )  # fmt: skip
    assert refused(locked, "a.pdf") == "encrypted"
    monkeypatch.setattr(limits, "PAGES", 1)
    assert refused(pdf([(50, 50, "x")], [(50, 50, "y")]), "a.pdf") == "too-many-pages"


# --- XLS -----------------------------------------------------------------------------------------


def test_an_xls_keeps_rows_and_types():
    (sheet,) = read_book((REGISTRIES / "10-vni.xls").read_bytes(), "a.xls").sheets

    assert [row.number for row in sheet.rows] == [1, 2, *range(4, 14)]
    assert sheet.rows[3].cells[0] == 1
    assert sheet.rows[3].cells[6] == datetime.date(2019, 12, 23)
    assert sheet.rows[3].cells[1] == "Dưa lưới taki"
    assert sheet.rows[3].raw_cell(1) == "Döa löôùi taki"


def test_a_damaged_xls_is_refused():
    whole = (REGISTRIES / "10-vni.xls").read_bytes()

    assert refused(whole[:700], "a.xls") == "corrupt"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.xls") == "corrupt"
