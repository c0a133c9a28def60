"""Guessed columns at the command line: nothing is written until somebody agrees, or remembers."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from catalog_import.mapping import column_key
from catalog_import.models import Source
from ocop.models import RegisteredProduct
from ocop.selectors.places import find_province
from tests.catalog_import.offices import MOMENT, workbook

pytestmark = pytest.mark.django_db

LINES = (
    ("Tên sản phẩm", "Chủ thể", "Tỉnh", "Chủng loại hạng"),
    ("Chè Ví Dụ", "HTX Chè Ví Dụ", "Tuyên Quang", "4 sao"),
    ("Cam Ví Dụ", "HTX Cam Ví Dụ", "Tuyên Quang", "3 sao"),
)


@pytest.fixture
def path(tmp_path, settings):
    settings.CHOPHIEN_NOW = MOMENT
    settings.MEDIA_ROOT = str(tmp_path / "media")
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook(*LINES))
    return path


def test_a_dry_run_warns_once_for_each_column(path, tmp_path):
    out = tmp_path / "report.json"

    call_command("import_registry", path, as_of=None, dry_run=True, report=out)

    report = json.loads(out.read_text("utf-8"))
    told = [issue for issue in report["issues"] if issue["code"] == "mapping_unsure"]
    assert [(i["level"], i["field"], i["column"], i["row"]) for i in told] == [
        ("warning", "stars", "D", None)
    ]
    assert [record["stars"] for record in report["records"]] == [4, 3]


def test_without_a_word_nothing_is_written(path):
    with pytest.raises(CommandError, match="--accept-mapping"):
        call_command("import_registry", path, "--as-of", "2026-11-01")

    assert not RegisteredProduct.objects.exists()


def test_with_it_the_list_is_written(path):
    call_command("import_registry", path, "--as-of", "2026-11-01", "--accept-mapping")

    assert RegisteredProduct.objects.count() == 2


def test_what_is_remembered_of_the_source_needs_no_word(path):
    (province,) = find_province("Tuyên Quang", scheme="2025-07")
    key = column_key("Chủng loại hạng", "D")
    Source.objects.create(name="Tuyên Quang", province=province, remembered_mapping={key: "stars"})
    (former,) = find_province("Tuyên Quang", scheme="pre-2025-07")
    Source.objects.create(name="cũ", province=former, remembered_mapping={key: "stars"})

    call_command("import_registry", path, "--as-of", "2026-11-01")

    assert RegisteredProduct.objects.count() == 2
