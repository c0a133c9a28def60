"""Hostile files through both doors, the command and the desk: refused in words of their own or read
cleanly, and nothing is left half-written."""

import io
import re
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from catalog_import.messages import MESSAGES
from catalog_import.models import ImportRun, SourceRow
from catalog_import.problems import Refused
from catalog_import.readers import read_book
from ocop.models import RegisteredProduct, Subject
from tests.catalog_import import hostile
from tests.catalog_import.hostile import docx, ods, ods_cell, pdf, xls, xls_lines, xlsx, xlsx_cell
from tests.catalog_import.offices import MOMENT, bring, go

pytestmark = pytest.mark.django_db

CSV = "Tên sản phẩm,Chủ thể,Hạng sao\nTrà Ví Dụ,HTX Mẫu,4\n"
OLD = xls_lines(hostile.HEADER, ("1", "Trà Ví Dụ", "HTX Mẫu", "4"))
LOCKED = hostile.ole({"EncryptionInfo": b"x" * 5000, "EncryptedPackage": b"y" * 5000})
WORD = hostile.ole({"WordDocument": b"x" * 5000})
RC4 = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + b"z" * 48
EMPTY_PDF = pdf(zlib.compress(b"BT ET"))
LOCKED_PDF = pdf(
    objects=(b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s> >>"
             % (b"00" * 32, b"11" * 32),),
    trailer=b"/Encrypt 5 0 R /ID [<01><01>]",
)  # fmt: skip


def with_password(data):
    """Every entry of the zip says that it is encrypted."""
    source = bytearray(data)
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := source.find(mark, at + 1)) >= 0:
            source[at + flags_at] |= 1
    return bytes(source)


def damaged(data):
    """The first sheet's bytes are others."""
    at = data.index(hostile.SHEET.encode()) + len(hostile.SHEET) + 10
    return data[:at] + bytes(byte ^ 0x5A for byte in data[at : at + 30]) + data[at + 30 :]


def understated(data):
    """Every entry claims to unpack to a kilobyte at most."""
    source = bytearray(data)
    for mark, size_at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = -1
        while (at := source.find(mark, at + 1)) >= 0:
            (size,) = struct.unpack_from("<I", source, at + size_at)
            struct.pack_into("<I", source, at + size_at, min(size, 1000))
    return bytes(source)


def rows_of_ods(body, count):
    return ods(f'<t:table-row t:number-rows-repeated="{count}">{body}</t:table-row>')


def styles_elsewhere():
    kinds = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r3": ("styles", "styles.bin")}
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}"/>'
        for key, (kind, target) in kinds.items()
    )
    return xlsx(**{
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/styles.bin": hostile.BILLION_LAUGHS + b"<s>&j;</s>",
    })  # fmt: skip


MEGABYTE = 1_000_000
INNER = hostile.zipped({"b": b"\0" * 20 * MEGABYTE})
#: Name of the file, how it is made, key of the words it is refused with; none: it is read
CASES = {
    # cut off, damaged
    "half an xlsx": ("a.xlsx", lambda: xlsx()[:400], "cut-off"),
    "an xlsx without its end": ("a.xlsx", lambda: xlsx()[:-30], "cut-off"),
    "an ods without its end": ("a.ods", lambda: ods()[:-30], "cut-off"),
    "a docx without its end": ("a.docx", lambda: docx()[:-30], "cut-off"),
    "half an xls": ("a.xls", lambda: xls(OLD)[:3000], "cut-off"),
    "half a pdf": ("a.pdf", lambda: EMPTY_PDF[: len(EMPTY_PDF) // 2], "cut-off"),
    "a damaged sheet": ("a.xlsx", lambda: damaged(xlsx()), "corrupt"),
    "a part that says less": ("a.xlsx", lambda: understated(xlsx(" " * 90_000)), "corrupt"),
    # encrypted
    "an encrypted xlsx": ("a.xlsx", lambda: LOCKED, "encrypted"),
    "an encrypted docx": ("a.docx", lambda: LOCKED, "encrypted"),
    "a zip with a password": ("a.xlsx", lambda: with_password(xlsx()), "encrypted"),
    "an ods with a password": ("a.ods", lambda: with_password(ods()), "encrypted"),
    "an xls with a password": ("a.xls", lambda: xls(OLD, workbook_bytes=RC4), "encrypted"),
    "a pdf with a password": ("a.pdf", lambda: LOCKED_PDF, "encrypted"),
    # renamed
    "csv called xlsx": ("a.xlsx", CSV.encode, "wrong-type"),
    "xls called csv": ("a.csv", lambda: xls(OLD), "wrong-type"),
    "xlsx called xls": ("a.xls", xlsx, "wrong-type"),
    "pdf called docx": ("a.docx", lambda: EMPTY_PDF, "wrong-type"),
    "html called xls": ("a.xls", lambda: b"<html><table><tr><td>x", "wrong-type"),
    "html called csv": ("a.csv", lambda: b"\n <table><tr><td>x", "wrong-type"),
    "docx called xlsx": ("a.xlsx", docx, "wrong-type"),
    "doc called xls": ("a.xls", lambda: WORD, "wrong-type"),
    "xlsx called pdf": ("a.pdf", xlsx, "wrong-type"),
    "picture called xlsx": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 99, "wrong-type"),
    "no list at all": ("a.zip", xlsx, "unsupported-type"),
    # claimed sizes and far cells
    "a claimed million rows": (
        "a.xlsx", lambda: xlsx(before='<dimension ref="A1:XFD1048576"/>'), None,
    ),
    "the last cell of an xlsx": ("a.xlsx", lambda: xlsx(xlsx_cell("XFD1048576")), "far-cell"),
    "the last column of an xlsx": ("a.xlsx", lambda: xlsx(xlsx_cell("XFD3")), "far-cell"),
    "a merge to the last cell": (
        "a.xlsx",
        lambda: xlsx(after='<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
        None,
    ),
    "the last row of an xls": ("a.xls", lambda: xls([*OLD, (65_535, 0, "x")]), "far-cell"),
    "the last cell of an xls": (
        "a.xls", lambda: xls([*OLD, (65_535, 16_383, "x")]), "too-much-memory",
    ),
    "the last row of an ods": (
        "a.ods", lambda: rows_of_ods(ods_cell(), 1_048_573) , None,
    ),
    "a value in every row of an ods": (
        "a.ods", lambda: rows_of_ods(ods_cell("x"), 1_048_573), "far-cell",
    ),
    "a value in every column of an ods": (
        "a.ods", lambda: rows_of_ods(ods_cell("x", columns_repeated=16_384), 1), "far-cell",
    ),
    "a value far right in an ods": (
        "a.ods",
        lambda: rows_of_ods(ods_cell(columns_repeated=16_383) + ods_cell("x"), 1), "far-cell",
    ),
    "repeated as often as the limits let": (
        "a.ods",
        lambda: ods(f'<t:table-row t:number-rows-repeated="999">'
                    f'{ods_cell("x" * 900, columns_repeated=250)}</t:table-row>' * 2),
        "too-many-cells",
    ),
    # what unpacks to more than it is
    "an xlsx that unpacks to 101 MB": (
        "a.xlsx", lambda: xlsx(**{"xl/more.bin": bytes(110 * MEGABYTE)}), "too-big",
    ),
    "one cell of five megabytes": (
        "a.xlsx", lambda: xlsx(xlsx_cell("A3", "A" * 5 * MEGABYTE)), "piece-too-long",
    ),
    "one word of five megabytes": (
        "a.docx", lambda: docx([("x", "A" * 5 * MEGABYTE)]), "piece-too-long",
    ),
    "one paragraph of five megabytes": (
        "a.ods", lambda: rows_of_ods(ods_cell("A" * 5 * MEGABYTE), 1), "piece-too-long",
    ),
    "two thousand parts": (
        "a.xlsx", lambda: xlsx(**{f"p/{n}": "" for n in range(2_001)}), "too-many-parts",
    ),
    "a zip in an xlsx": ("a.xlsx", lambda: xlsx(**{"xl/media/a.zip": INNER}), None),
    "a zip in a docx": ("a.docx", lambda: docx(**{"word/media/a.zip": INNER}), None),
    "a zip in an ods": ("a.ods", lambda: ods(**{"Pictures/a.zip": INNER}), None),
    "a pdf stream of 200 MB": (
        "a.pdf", lambda: pdf(hostile.zeros(200 * MEGABYTE)), "too-much-memory",
    ),
    "a pdf stream packed twice": (
        "a.pdf",
        lambda: pdf(zlib.compress(hostile.zeros(200 * MEGABYTE)),
                    filters="/FlateDecode /FlateDecode"),
        "too-much-memory",
    ),
    "deeper than a parser goes": (
        "a.ods",
        lambda: rows_of_ods(
            f"<t:table-cell><x:p>{'<x:span>' * 9_000}{'</x:span>' * 9_000}</x:p></t:table-cell>", 1
        ),
        "too-deep",
    ),
    # lines
    "a line of two megabytes": (
        "a.csv", (CSV + "x" * 2 * MEGABYTE).encode, "line-too-long",
    ),
    "a quotation mark left open": (
        "a.csv", (CSV + '"' + "x\n" * 90_000).encode, "quoted-too-long",
    ),
    # entities
    "a billion laughs in an xlsx": (
        "a.xlsx", lambda: xlsx(xlsx_cell("A3", "&j;"), doctype=hostile.BILLION_LAUGHS),
        "unsafe-xml",
    ),
    "a billion laughs in a docx": (
        "a.docx", lambda: docx([("&j;",)], doctype=hostile.BILLION_LAUGHS), "unsafe-xml",
    ),
    "a billion laughs in an ods": (
        "a.ods", lambda: ods(doctype=hostile.BILLION_LAUGHS), "unsafe-xml",
    ),
    "a billion laughs under another ending": ("a.xlsx", styles_elsewhere, "unsafe-xml"),
    "a file of this machine": (
        "a.xlsx", lambda: xlsx(xlsx_cell("A3", "&a;"), doctype=hostile.OUTSIDE), "unsafe-xml",
    ),
    "a file of this machine in a docx": (
        "a.docx", lambda: docx([("&a;",)], doctype=hostile.OUTSIDE), "unsafe-xml",
    ),
    # characters
    "NUL in a csv": ("a.csv", (CSV + "a\0b,c,4\n").encode, "wrong-type"),
    "half a character in a csv": (
        "a.csv",
        lambda: b"\xff\xfe" + (CSV + "a\ud800,c,4").encode("utf-16-le", "surrogatepass"),
        "unknown-encoding",
    ),
    "half a character in an xlsx": (
        "a.xlsx", lambda: xlsx(xlsx_cell("A3", "&#xD800;")), "corrupt",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.CHOPHIEN_NOW = MOMENT
    settings.MEDIA_ROOT = str(tmp_path / "media")


def is_said(text, key):
    """Whether a sentence is the message of that key, with whatever values."""
    template = re.escape(str(MESSAGES[key]))
    return re.fullmatch(re.sub(r"%\\\((\w+)\\\)s", ".+", template), text) is not None


@pytest.mark.parametrize("case", CASES)
def test_the_command_refuses_in_words_or_reads(case, tmp_path):
    name, make, key = CASES[case]
    path = tmp_path / name
    path.write_bytes(make())

    if key is None:
        call_command("import_registry", path, province="Tuyên Quang", as_of=None)
        assert RegisteredProduct.objects.get().name == "Trà Ví Dụ"
        return
    with pytest.raises(CommandError) as refused:
        call_command("import_registry", path, apply_valid_rows=True)

    assert is_said(str(refused.value), key), refused.value
    assert not RegisteredProduct.objects.exists()
    assert not Subject.objects.exists()
    assert not ImportRun.objects.exists()
    assert not default_storage.exists("imports")


@pytest.mark.parametrize("case", CASES)
def test_the_desk_refuses_in_words_or_reads(case, desk):
    name, make, key = CASES[case]

    _, run = bring(desk, make(), name)

    page = desk.get(go("run", run))
    assert page.status_code == 200
    if key is None:
        assert [row.record["product"] for row in run.rows.all()] == ["Trà Ví Dụ"]
        return
    assert (run.state, run.waiting_for) == (ImportRun.State.REFUSED, "")
    (issue,) = run.issues.all()
    assert is_said(issue.words, key), issue.words
    assert issue.words in page.content.decode()
    assert not SourceRow.objects.exists()
    assert not RegisteredProduct.objects.exists()


def test_a_file_over_the_limit_is_not_taken_in(desk, tmp_path):
    data = CSV.encode() + b"x" * 50 * MEGABYTE
    path = tmp_path / "a.csv"
    path.write_bytes(data)

    response, run = bring(desk, data, "a.csv")
    with pytest.raises(CommandError) as refused:
        call_command("import_registry", path)

    assert (response.status_code, run) == (422, None)
    assert is_said(str(refused.value), "too-big")
    assert not default_storage.exists("imports")


@pytest.mark.parametrize(
    ("data", "name", "read"),
    [
        (xls([*OLD, *[(2, at, text) for at, text in enumerate(
            ("2", "Chè\0 Ví\x01 Dụ", "HTX\0 Mẫu", "4"))]]), "a.xls", "Chè Ví Dụ"),
        (xlsx("<row>" + "".join(f"<c t='inlineStr'><is><t>{text}</t></is></c>" for text in (
            "2", "Chè_x0000__xD800__x000D_ Ví Dụ", "HTX Mẫu", "4")) + "</row>"),
         "a.xlsx", "Chè Ví Dụ"),
        ((CSV + "Chè \u202eVí\u200f Dụ\x1b,HTX Mẫu,4\n").encode(), "a.csv", "Chè Ví Dụ"),
        ((CSV + "<script>alert(1)</script>,HTX Mẫu,4\n").encode(), "a.csv",
         "<script>alert(1)</script>"),
    ],
    ids=["an old workbook", "a workbook", "directions", "markup"],
)  # fmt: skip
def test_odd_characters_are_read_cleanly_and_shown_as_text(desk, data, name, read):
    _, run = bring(desk, data, name)

    assert run.state == ImportRun.State.CHECKED
    rows = desk.get(go("rows", run))
    assert [shown.name for shown in rows.context["rows"]] == ["Trà Ví Dụ", read]
    row = run.rows.last()
    assert not re.search("[\0\ud800-\udfff]", str(row.raw))
    for page in (rows, desk.get(go("row", run, row_pk=row.pk))):
        assert "<script>alert" not in page.content.decode()


def test_the_name_of_a_file_is_text(desk):
    _, run = bring(desk, CSV.encode(), "<img src=x onerror=alert(1)>.csv")

    for page in (desk.get(go("run", run)), desk.get(go("rows", run))):
        assert "<img src=x" not in page.content.decode()


@pytest.mark.parametrize("value", ["9" * 4_000, "1E400", "-1e308", "9999999999999999999"])
def test_numbers_that_count_nothing_are_no_stars(desk, value):
    cells = "".join(f"<c t='inlineStr'><is><t>{t}</t></is></c>" for t in ("2", "Chè", "HTX Mẫu"))
    _, run = bring(desk, xlsx(f"<row>{cells}<c><v>{value}</v></c></row>"), "a.xlsx")

    assert run.state == ImportRun.State.CHECKED
    assert run.issues.get(level="error").field == "stars"


LONG = 100_000


@pytest.mark.parametrize(
    "text", ["a" * LONG, "9" * LONG, "(" * LONG, "1. a\n" * (LONG // 5), " " * LONG + "x"],
    ids=["letters", "digits", "brackets", "lines", "blanks"],
)  # fmt: skip
def test_a_cell_of_a_hundred_thousand_characters_is_cut_and_said(desk, text):
    header = ("Tên sản phẩm", "Chủ thể", "Hạng sao", "Ghi chú", "Số QĐ", "Địa chỉ", text)
    lines = [header, ("Trà Ví Dụ", "HTX Mẫu", "4", *[text] * 3, "")]
    data = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()

    _, run = bring(desk, data, "a.csv")

    assert run.state == ImportRun.State.CHECKED
    assert run.issues.filter(code="cell_cut").exists()
    assert all(len(str(issue.params)) < 1_000 for issue in run.issues.all())
    assert max(map(len, run.rows.get().raw)) <= 200
    assert max(map(len, run.rows.get().raw.values())) <= 5_000
    assert desk.get(go("row", run, row_pk=run.rows.get().pk)).status_code == 200


def test_two_sheets_of_one_name_are_two(desk):
    name = "S" * 200
    table = f'<t:table t:name="{name}">'
    whole = ods()
    content = zipfile.ZipFile(io.BytesIO(whole)).read("content.xml").decode()
    content = content.replace('<t:table t:name="S">', table)
    body = content[content.index(table) : content.index("</o:spreadsheet>")]
    twice = content.replace(body, body + body.replace("Trà", "Chè"))

    _, run = bring(desk, hostile.zipped({"content.xml": twice}), "a.ods")

    assert run.state == ImportRun.State.CHECKED
    assert sorted(run.rows.values_list("sheet", flat=True)) == ["S" * 90, "S" * 90 + " (2)"]


#: Runs the reading process alone, from one that is small itself: the most memory (kB) it took
MEASURE_CHILD = """
import resource, subprocess, sys
child = [sys.executable, "-m", "catalog_import.readers.child", sys.argv[1]]
with open(sys.argv[2], "rb") as file:
    said = subprocess.run(child, stdin=file, stdout=subprocess.PIPE).stdout
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, b"refused" in said or not said)
"""
#: A site with nothing to do takes 130 MB
MOST_OF_READER = 170 * 1024


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.xls", lambda: xls([*OLD, (65_535, 100, "x")])),
        ("a.xls", lambda: xls([*OLD, (9_000, 255, "x"), (18_000, 255, "x")])),
        ("a.pdf", lambda: pdf(hostile.zeros(300 * MEGABYTE))),
        ("a.ods", lambda: rows_of_ods("<t:table-cell/>" * 2 * MEGABYTE, 1)),
        ("a.docx", lambda: docx([["x"] * 600_000])),
        ("a.xlsx", lambda: xlsx(strings="<si><t>ab</t></si>" * 2 * MEGABYTE)),
    ],
    ids=["far", "farther", "stream", "row", "cells", "strings"],
)
def test_the_reading_process_takes_no_more_memory_than_it_may(name, make, tmp_path):
    path = tmp_path / name
    path.write_bytes(make())

    asked = subprocess.run(
        [sys.executable, "-c", MEASURE_CHILD, name, path], capture_output=True, check=True
    )

    peak, is_refused = asked.stdout.decode().split()
    assert is_refused == "True"
    assert int(peak) <= MOST_OF_READER


def test_a_line_without_end_is_not_read_to_its_end():
    data = CSV.encode() + "😀".encode() + b"x" * 40 * MEGABYTE  # four bytes a letter, in memory
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="line-too-long"):
            read_book(data, "a.csv")
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()
