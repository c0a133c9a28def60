import io
import json
import pickle
import unicodedata
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers import parse as read_book
from catalog_import.readers.book import Merge, Odd, column_letter

HOSTILE = Path(__file__).parent / "registries" / "13-hostile"
HEADER = ["TT", "Tên sản phẩm", "Chủ thể", "Hạng sao"]


def workbook(rows, *, change=lambda workbook, sheet: None):
    book = Workbook()
    sheet = book.active
    sheet.title = "S"
    for row in rows:
        sheet.append(row)
    change(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def patched(data, name, change):
    """The workbook with one part rewritten."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            new.writestr(part.filename, change(body) if part.filename == name else body)
    return content.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def cells(data, name="list.csv"):
    (sheet,) = read_book(data, name).sheets
    return [(row.number, row.cells) for row in sheet.rows]


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.expected.json")), ids=lambda p: p.name)
def test_hostile_files_are_refused_or_read_as_expected(path):
    expected = json.loads(path.read_text("utf-8"))
    data = (HOSTILE / expected["file"]).read_bytes()

    if expected["file"] == "h-no-header.csv":
        assert read_book(data, expected["file"]).sheets[0].rows  # a book, but no list: see reading
    elif expected["accept"]:
        assert len(read_book(data, expected["file"]).sheets[0].rows) == 1 + len(expected["rows"])
    else:
        with pytest.raises(Refused) as refusal:
            read_book(data, expected["file"])
        assert refusal.value.code == expected["file_issue"]["code"]


# --- CSV -----------------------------------------------------------------------------------------

LINES = "Tên sản phẩm,Chủ thể\nTrà ướp hương đặc biệt,Hợp tác xã chè\n"
ROWS = [
    (1, ("Tên sản phẩm", "Chủ thể")),
    (2, ("Trà ướp hương đặc biệt", "Hợp tác xã chè")),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_found_with_and_without_a_mark(encoding):
    assert cells(LINES.encode(encoding)) == ROWS


def test_windows_vietnamese_is_found():
    tones = "\u0300\u0301\u0303\u0309\u0323"

    def apart(letter):  # the code page writes a tone as a character of its own
        marks = unicodedata.normalize("NFD", letter)
        vowel = unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones))
        return vowel + "".join(m for m in marks if m in tones)

    found = cells("".join(map(apart, LINES)).encode("cp1258"))
    assert [(n, tuple(unicodedata.normalize("NFC", c) for c in row)) for n, row in found] == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    lines = [
        ["TT", "Tên", "Địa chỉ"],
        ["1", "Trà", '"xã A, huyện B; tỉnh C"'],
        ["2", "Chè", "xã D"],
    ]
    text = "\n".join(delimiter.join(line) for line in lines)

    assert cells(text.encode())[1] == (2, ("1", "Trà", "xã A, huyện B; tỉnh C"))


def test_blank_records_keep_their_numbers():
    assert cells(b"a,b\n\n,,\n1,2\n") == [(1, ("a", "b")), (4, ("1", "2"))]


def test_a_quoted_cell_may_hold_lines():
    assert cells(b'a,b\n"1. x\n2. y",z\n')[1] == (2, ("1. x\n2. y", "z"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"a,b\n" + b'"' + b"x" * 200_000, "corrupt"),
        (bytes(range(256)) * 9, "wrong-type"),
        (b",".join([b"x"] * 300), "too-many-columns"),
        (b"%PDF-1.7 ...", "wrong-type"),
    ],
)
def test_a_csv_that_is_none_is_refused(data, code):
    with pytest.raises(Refused) as refusal:
        read_book(data, "a.csv")
    assert refusal.value.code == code


def test_a_file_past_the_limits_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 3)
    with pytest.raises(Refused, match="too-many-rows"):
        read_book(b"a,b\n" * 4, "a.csv")
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    with pytest.raises(Refused, match="too-big"):
        read_book(b"a,b\n" * 4, "a.csv")


def test_other_kinds_of_files_are_named_plainly():
    with pytest.raises(Refused) as refusal:
        read_book(b"....", "old.pages")
    assert (refusal.value.code, refusal.value.params) == ("unsupported-type", {"suffix": ".pages"})


# --- XLSX ----------------------------------------------------------------------------------------


def test_values_keep_their_types():
    data = workbook([["a", 1, 2.5, True, None, "0900"]])

    assert cells(data, "a.xlsx") == [(1, ("a", 1, 2.5, True, None, "0900"))]


def test_merges_hidden_rows_columns_and_sheets_are_seen():
    def change(book, sheet):
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B2:B3")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("Ẩn").sheet_state = "hidden"

    book = read_book(
        workbook([["Title"], ["x", "y", "z"], ["u", None, "w"]], change=change), "a.xlsx"
    )

    (sheet,) = book.sheets
    assert set(sheet.merges) == {Merge(1, 0, 1, 2), Merge(2, 1, 3, 1)}
    assert [row.is_hidden for row in sheet.rows] == [False, False, True]
    assert sheet.hidden_columns == {2}
    assert [sheet.filled(row, 1) for row in sheet.rows] == [None, "y", "y"]
    assert sheet.spread(sheet.rows[0], 3) == ["Title", "Title", "Title"]
    assert [(p.code, p.sheet) for p in book.problems] == [("sheet_hidden", "Ẩn")]


def test_a_formula_without_a_result_is_no_value():
    assert cells(workbook([["=1+2", "x"]]), "a.xlsx") == [(1, (Odd.UNCALCULATED, "x"))]


def test_sheet_names_are_nfc():
    def change(book, sheet):
        sheet.title = unicodedata.normalize("NFD", "Sản phẩm")

    (sheet,) = read_book(workbook([HEADER], change=change), "a.xlsx").sheets
    assert sheet.name == "Sản phẩm"


def test_a_value_far_from_the_rest_is_refused():
    far_row = workbook([HEADER], change=lambda book, sheet: sheet.cell(1_000_000, 1, "x"))
    far_column = workbook([HEADER], change=lambda book, sheet: sheet.cell(2, 9_000, "x"))

    for data in (far_row, far_column):
        with pytest.raises(Refused, match="far-cell"):
            read_book(data, "a.xlsx")


def test_a_styled_cell_far_away_is_not_a_value():
    from openpyxl.styles import Font

    def change(book, sheet):
        sheet.cell(1_000_000, 1).font = Font(bold=True)

    assert len(cells(workbook([HEADER], change=change), "a.xlsx")) == 1


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 10_000)
    with pytest.raises(Refused, match="too-big"):
        read_book(workbook([HEADER] * 2000), "a.xlsx")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_a_document_type_anywhere_is_refused(part):
    def change(body):
        head, _, rest = body.partition(b"?>")
        if not rest:
            head, rest = b'<?xml version="1.0"', body
        return head + b'?><!DOCTYPE x [<!ENTITY e "e">]>' + rest

    with pytest.raises(Refused, match="unsafe-xml"):
        read_book(patched(workbook([HEADER]), part, change), "a.xlsx")


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[: len(body) // 2],
        lambda body: body.replace(b'r="A1"', b'r="!!"'),
        lambda body: body.replace(b'<row r="1"', b'<row r="x"'),
        lambda body: body.replace(b'<row r="2"', b'<row r="1"'),
        lambda body: b"",
    ],
)
def test_a_damaged_sheet_is_refused(change):
    with pytest.raises(Refused, match="corrupt"):
        read_book(patched(workbook([HEADER, HEADER]), SHEET, change), "a.xlsx")


def test_a_zip_of_something_else_is_no_workbook():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", "<x/>")

    with pytest.raises(Refused, match="wrong-type"):
        read_book(content.getvalue(), "a.xlsx")


def test_a_text_file_renamed_is_not_taken_for_a_workbook():
    with pytest.raises(Refused, match="wrong-type"):
        read_book(LINES.encode(), "a.xlsx")
    with pytest.raises(Refused, match="wrong-type"):
        read_book(workbook([HEADER]), "a.csv")


def test_a_book_and_a_refusal_survive_another_process():
    book = read_book(workbook([["=1+2", "x"]]), "a.xlsx")
    refusal = Refused("far-cell", row=3, column="B")

    assert pickle.loads(pickle.dumps(book)).sheets[0].rows == book.sheets[0].rows  # noqa: S301
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301
    assert (again.code, again.params) == (refusal.code, refusal.params)


def test_columns_have_letters():
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
