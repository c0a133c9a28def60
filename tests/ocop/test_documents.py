"""Files of decisions: what they are is told by their content."""

import datetime
import io
import zipfile

import pytest
from PIL import Image

from ocop.decisions import Decision
from ocop.enums import DecisionAct
from ocop.errors import DocumentRefused
from ocop.models import DecisionDocument
from ocop.services import documents, keep_document, record_decision
from tests.factories.ocop import TODAY, RegisteredProductFactory
from tests.ocop.desk import MOMENT, officer_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def officer():
    return officer_of()


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file.getvalue()


def word(*parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part in parts:
            package.writestr(part, "x")
    return file.getvalue()


def keep(content, by, name="QĐ 12.pdf", moment=MOMENT):
    return keep_document(file=io.BytesIO(content), name=name, by=by, moment=moment)


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (picture("WEBP"), "webp"),
        (word("[Content_Types].xml", "word/document.xml"), "docx"),
    ],
)
def test_the_kind_is_that_of_the_content(officer, folder, content, kind):
    kept = keep(content, officer, name="C:\\Tài liệu\\anything.exe")

    assert (kept.kind, kept.name, kept.size) == (kind, "anything.exe", len(content))
    assert kept.file.name.startswith("decisions/2026/")
    assert [path.suffix for path in files(folder)] == [f".{kind}"]
    assert files(folder)[0].read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"PK\x03\x04 broken",
        word("xl/workbook.xml"),
        word("word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_anything_else_is_refused_and_not_kept(officer, folder, content):
    with pytest.raises(DocumentRefused):
        keep(content, officer)

    assert (DecisionDocument.objects.count(), files(folder)) == (0, [])


def test_a_file_too_large_is_refused(officer, monkeypatch):
    monkeypatch.setattr(documents, "MOST_BYTES", 20)

    keep(PDF, officer)
    with pytest.raises(DocumentRefused):
        keep(PDF + b"x" * 20, officer)

    assert DecisionDocument.objects.count() == 1


def test_the_same_file_again_is_the_one_kept(officer, folder):
    assert keep(PDF, officer) == keep(PDF, officer)
    assert keep(PDF, officer_of("Ninh Bình")) != keep(PDF, officer)
    assert len(files(folder)) == 2


def test_what_was_never_used_goes_after_a_day(officer, folder, django_capture_on_commit_callbacks):
    used, unused = keep(PDF, officer), keep(PDF + b"2", officer)
    record_decision(
        product=RegisteredProductFactory(),
        decision=Decision(DecisionAct.AWARD, "1/QĐ-UBND", TODAY, 3),
        by=officer, today=TODAY, document=used,
    )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        newest = keep(PDF + b"3", officer, moment=MOMENT + datetime.timedelta(days=1, seconds=1))

    assert set(DecisionDocument.objects.all()) == {used, newest}
    assert not (folder / unused.file.name).exists()
    assert len(files(folder)) == 2
