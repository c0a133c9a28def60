"""Untrusted files are read in a process of its own: whatever it does, this one goes on."""

import datetime
import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from catalog_import.messages import message_of
from catalog_import.problems import Refused, warning
from catalog_import.readers import READERS, apart, limits, parse, read_book
from catalog_import.readers.book import Book, Merge, Odd, Sheet, SheetRow
from catalog_import.readers.frames import book_from, lines_of

REGISTRIES = Path(__file__).parent / "registries"
HOSTILE = REGISTRIES / "13-hostile"


#: Says how a file is refused, and the most memory (kB) of the process that read it
READ_AND_MEASURE = """
import resource, sys
import django
django.setup()
from catalog_import.problems import Refused
from catalog_import.readers import read_book
try:
    read_book(sys.stdin.buffer.read(), "a.xls")
except Refused as refusal:
    print(refusal.code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def refused(data, name):
    with pytest.raises(Refused) as refusal:
        read_book(data, name)
    assert message_of(refusal.value.problem) != refusal.value.code
    return refusal.value.code


def test_a_book_comes_back_as_it_was():
    cells = (
        "a\n“ế”\ud800", 1, 2.5, True, None, Odd.UNCALCULATED, datetime.date(2024, 2, 28),
        datetime.datetime(2024, 2, 28, 9, 30),  # noqa: DTZ001 - a cell has no zone
        datetime.time(9, 30), float("inf"),
    )  # fmt: skip
    sheet = Sheet("S", [SheetRow(n, cells, n == 3, page="p", printed=7) for n in range(1, 450)])
    sheet.merges, sheet.hidden_columns = (Merge(1, 0, 2, 3),), frozenset({2})
    sheet.above = ("Phụ lục",)
    book = Book([sheet, Sheet("T", [])], [warning("sheet_hidden", x=1).at(sheet="Ẩn", row=None)])

    again = book_from(lines_of(book))

    assert (again.sheets, again.problems) == (book.sheets, book.problems)


def test_half_a_book_is_no_book():
    lines = list(lines_of(Book([Sheet("S", [SheetRow(1, ("a",))])])))
    with pytest.raises(ValueError, match="no end"):
        book_from(lines[:-1])


@pytest.mark.parametrize(
    "name", ["01-merged-phuluc.xlsx", "06-decision.docx", "07-three-pages.pdf", "09-revoked.ods",
             "10-vni.xls"],
)  # fmt: skip
def test_a_process_of_its_own_reads_the_same(name):
    data = (REGISTRIES / name).read_bytes()

    assert read_book(data, name).sheets == parse(data, name).sheets


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.expected.json")), ids=lambda p: p.name)
def test_hostile_files_are_refused_in_words(path):
    expected = json.loads(path.read_text("utf-8"))
    data = (HOSTILE / expected["file"]).read_bytes()

    if expected["accept"] or expected["file"] == "h-no-header.csv":
        assert read_book(data, expected["file"]).sheets[0].rows
    else:
        assert refused(data, expected["file"]) == expected["file_issue"]["code"]


def test_native_code_that_aborts_is_a_refusal_and_memory_stays_bounded():
    whole = bytearray((REGISTRIES / "10-vni.xls").read_bytes())
    # one number moved to the last cell of the sheet: calamine makes room for all between
    at = whole.index(struct.pack("<HHHH", 0x027E, 10, 4, 0))
    struct.pack_into("<HH", whole, at + 4, 65_535, 16_383)

    # In a process of its own: what other tests started would count as children of this one
    asked = subprocess.run(
        [sys.executable, "-c", READ_AND_MEASURE],
        input=bytes(whole),
        capture_output=True,
        check=True,
    )
    code, peak = asked.stdout.decode().split()
    assert code in ("too-much-memory", "far-cell")
    assert int(peak) <= 300 * 1024


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("import os; os.abort()", "too-much-memory"),
        ("import os; os._exit(3)", "corrupt"),
        ("print('nonsense')", "corrupt"),
        ("print('[]')", "corrupt"),
        ("import time; time.sleep(60)", "too-slow"),
        ("bytearray(2**30)", "too-much-memory"),
        ("raise KeyError", "corrupt"),
    ],
)
def test_every_end_of_the_process_has_its_words(monkeypatch, body, code):
    child = (
        "import catalog_import.readers as r, catalog_import.readers.child as c\n"
        f"def read(data, name):\n    {body}\n"
        "c.reader_of = lambda name: read\n"
        "c.main()"
    )
    real = subprocess.Popen

    def start(command, **options):
        return real([sys.executable, "-c", child, command[-1]], **options)

    monkeypatch.setattr(limits, "PROCESS_WALL_SECONDS", 3)
    monkeypatch.setattr(apart.subprocess, "Popen", start)

    assert refused((REGISTRIES / "10-vni.xls").read_bytes(), "a.xls") == code


def test_the_process_has_no_secrets_and_writes_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("CHOPHIEN_SECRET_KEY", "geheim")
    seen = {}
    real = subprocess.Popen
    child = (
        "import os, catalog_import.readers.child as c\nc.bound()\n"
        "assert 'CHOPHIEN_SECRET_KEY' not in os.environ\n"
        f"f = open({str(tmp_path / 'x')!r}, 'w'); f.write('x'); f.flush()"
    )

    def start(command, **options):
        seen["process"] = real([sys.executable, "-c", child], **options)
        return seen["process"]

    monkeypatch.setattr(apart.subprocess, "Popen", start)

    assert refused((REGISTRIES / "10-vni.xls").read_bytes(), "a.xls") == "corrupt"
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_text() == ""


def test_every_kind_of_file_has_a_reader():
    assert set(READERS) == {
        ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".pdf",
    }  # fmt: skip
