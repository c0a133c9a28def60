"""The benchmark of imports runs, on a small list."""

import json
import os
import subprocess
import sys

from tests.benchmarks.imports import BEGIN, END, ROOT, _keep


def test_a_small_list_is_measured(tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.imports", "measure", "60"],
        cwd=ROOT,
        env=os.environ
        | {
            "BENCH_DATABASE": f"sqlite:///{tmp_path}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.import_settings",
        },
        stdout=subprocess.PIPE,
        check=True,
    )

    rows = json.loads(told.stdout)
    assert [row[1] for row in rows] == [
        "openpyxl reads the file", "bulk_create of the facts", "checked", "applied",
        "imported again, nothing new",
    ]  # fmt: skip
    assert [bool(row[4]) for row in rows] == [False, False, True, True, True]


def test_the_table_takes_the_place_of_the_last_one(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n")

    _keep([("SQLite", "checked", "1.0", "1.0", "2.00", "9", "90")], 15_000, page)

    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| SQLite | checked | 1.0 | 1.0 | 2.00 | 9 | 90 |" in text
    assert "old" not in text
