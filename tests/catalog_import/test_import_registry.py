"""The command: exit codes and the report."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from catalog_import.messages import MESSAGES, message
from ocop.models import RegisteredProduct

pytestmark = pytest.mark.django_db

REGISTRIES = Path(__file__).parent / "registries"
RECORD = [
    "sheet", "row", "product", "subject", "subject_kind", "commune", "district", "province",
    "scheme", "stars", "proposed_stars", "status", "decision_no", "decision_date", "group", "skus",
]  # fmt: skip


def test_a_sound_file_is_written_and_reported(tmp_path, capsys):
    out = tmp_path / "report.json"

    call_command("import_registry", REGISTRIES / "02-stars-text-hidden.xlsx", report=out)

    report = json.loads(out.read_text("utf-8"))
    assert list(report) == [
        "file", "sha256", "as_of", "rows", "created", "changed", "unchanged", "missing", "skipped",
        "issues", "records",
    ]  # fmt: skip
    assert (report["file"], report["as_of"]) == ("02-stars-text-hidden.xlsx", None)
    assert (report["rows"], report["created"]) == (16, 16)
    assert [list(record) for record in report["records"]] == [RECORD] * 16
    assert report["records"][0]["decision_date"] == "2022-12-15"
    assert RegisteredProduct.objects.count() == 16
    assert "16" in capsys.readouterr().out


def test_a_dry_run_gives_the_same_report(tmp_path):
    dry, real = tmp_path / "dry.json", tmp_path / "real.json"
    name = REGISTRIES / "01-merged-phuluc.xlsx"

    call_command("import_registry", name, dry_run=True, report=dry)
    assert RegisteredProduct.objects.count() == 0
    call_command("import_registry", name, report=real)

    assert json.loads(dry.read_text("utf-8")) == json.loads(real.read_text("utf-8"))


def test_an_error_row_fails_the_command(tmp_path):
    out = tmp_path / "report.json"

    with pytest.raises(CommandError) as failure:
        call_command("import_registry", REGISTRIES / "03-semicolon-bom.csv", report=out)

    assert failure.value.returncode == 1
    assert RegisteredProduct.objects.count() == 0
    (issue,) = [i for i in json.loads(out.read_text("utf-8"))["issues"] if i["level"] == "error"]
    assert {k: v for k, v in issue.items() if k != "message"} == {
        "sheet": "csv", "row": 2, "column": "E", "field": "stars", "level": "error",
        "code": "stars_out_of_range",
    }  # fmt: skip


def test_sound_rows_are_written_on_request():
    call_command("import_registry", REGISTRIES / "03-semicolon-bom.csv", apply_valid_rows=True)

    assert RegisteredProduct.objects.count() == 22  # one product is in it twice, spelled otherwise


@pytest.mark.parametrize(
    "name", ["13-hostile/b-encrypted.xlsx", "13-hostile/g-empty.csv", "none.csv"]
)
def test_a_refused_or_missing_file_fails_plainly(name, tmp_path):
    with pytest.raises(CommandError) as failure:
        call_command("import_registry", REGISTRIES / name, apply_valid_rows=True)

    assert failure.value.returncode == 1
    assert "Traceback" not in str(failure.value)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_can_be_told_without_its_values(code):
    with translation.override("en"):
        assert message(code, {})


def test_a_code_of_another_version_speaks_for_itself():
    assert message("of_tomorrow", {}) == "of_tomorrow"
