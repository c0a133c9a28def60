"""The one table of what files begin with, and of what their insides say."""

import io
import zipfile

import pytest

from ocop.file_kinds import kind_in_ole, kind_of, kind_of_zip
from tests.catalog_import import hostile


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\0\0\0\0WEBP", "webp"),
        (b"RIFF\0\0\0\0AVI ", "film"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "film"),
        (b"%PDF-1.7", "pdf"),
        (b"\r\n%PDF-1.7", "pdf"),
        (b"\x00\x01junk%PDF-1.4", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"MZ\x90\0\x03", "program"),
        (b"BM\x36\0\0\0", "bmp"),
        (b"<!DOCTYPE html><p>", "html"),
        (b'\xef\xbb\xbf\n<?xml version="1.0"?><Html><TABLE>', "html"),
    ],
)
def test_a_file_is_what_it_begins_with(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "text",
    [
        "MZ,BM\n1,2", "BM Thuột;Cà phê\n", "Tên,%PDF-1.7\n", "<b>Trà</b>,HTX\n", "PK,3,4\n",
        "<?xml version='1.0'?><Workbook/>", "",
    ],
)  # fmt: skip
def test_text_is_none_of_them(text):
    assert kind_of(text.encode()) == ""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (hostile.xlsx(), "xlsx"),
        (hostile.docx(), "docx"),
        (hostile.ods(), "ods"),
        (hostile.ods(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (hostile.zipped({"ppt/presentation.xml": ""}), "pptx"),
        (hostile.zipped({"anh.jpg": ""}), "zip"),
        (hostile.xlsx()[:-30], "zip"),
        (b"PK\x03\x04", "zip"),
    ],
)
def test_a_package_is_what_is_in_it(data, kind):
    assert kind_of_zip(data) == kind


def test_a_directory_of_a_million_lines_is_not_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "")
    data = bytearray(out.getvalue())
    data[-12:-8] = (2**30).to_bytes(4, "little")  # what the end says of the directory's bytes

    assert kind_of_zip(bytes(data)) == "zip"


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"),
        ("EncryptedPackage", "encrypted"), ("Something", "ole"),
    ],
)  # fmt: skip
def test_an_ole_file_is_what_its_streams_are(stream, kind):
    text = "EncryptedPackage WordDocument".encode("utf-16-le")  # words of a text are no names

    assert kind_in_ole(hostile.ole({stream: b"x" * 4096 + text})) == kind
