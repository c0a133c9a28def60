"""The published layouts, each beside what a careful person reads in it."""

import datetime
import json
from pathlib import Path

import pytest

from catalog_import.readers import read_book
from catalog_import.reading import read_records

pytestmark = pytest.mark.django_db

REGISTRIES = Path(__file__).parent / "registries"
FILES = [
    "01-merged-phuluc.xlsx",
    "02-stars-text-hidden.xlsx",
    "03-semicolon-bom.csv",
    "04-tcvn3-bytes.csv",
    "05-nfd.xlsx",
    "06-decision.docx",
    "07-three-pages.pdf",
    "08-sheets-per-district.xlsx",
    "09-revoked.ods",
    "10-vni.xls",
    "11-merged-phuluc-reissue.xlsx",
    "12-dirty.xlsx",
    "14-two-level-units.csv",
]
FIELDS = (
    "product", "subject", "subject_kind", "commune", "district", "province", "scheme", "stars",
    "proposed_stars", "status", "decision_no", "decision_date", "group", "skus",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_registry_is_read_as_expected(name):
    path = REGISTRIES / name
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))

    reading = read_records(
        read_book(path.read_bytes(), name),
        province=expected.get("province") or "",
        as_of=None,
        today=datetime.date(2026, 11, 24),
        keeps_offers=False,
    )

    records = [record.to_json() for record in reading.records]
    assert _as_set(records) == _as_set(expected["rows"])
    assert len(records) == len(expected["rows"])
    errors = {(p.row, p.field) for p in reading.problems if p.is_error}
    assert errors == {(i["row"], i["field"]) for i in expected["issues"] if i["kind"] == "error"}
    warnings = {(p.sheet, p.row, p.field) for p in reading.problems if not p.is_error}
    wanted = {
        (i["sheet"], i["row"], i["field"]) for i in expected["issues"] if i["kind"] == "warning"
    }
    wanted |= {("", None, i["field"]) for i in expected.get("file_issues", [])}
    assert wanted - warnings == set()
    phones = {r["product"]: r["phone"] for r in expected["rows"] if "phone" in r}
    assert {r.product: r.phone for r in reading.records if r.product in phones} == phones


def _as_set(records):
    return {json.dumps([r[f] for f in FIELDS], ensure_ascii=False) for r in records}
