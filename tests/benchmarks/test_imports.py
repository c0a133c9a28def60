"""The benchmark of imports runs, on a small list."""

from tests.benchmarks.imports import BEGIN, END, _keep, _measured


def test_a_small_list_is_measured(tmp_path):
    table = _measured(f"sqlite:///{tmp_path}/bench.sqlite3", 60)

    assert [row[:2] for row in table] == [
        ("SQLite", "openpyxl reads the file"), ("", "bulk_create of the facts"), ("", "checked"),
        ("", "applied"), ("", "imported again, nothing new"),
    ]  # fmt: skip
    assert [bool(row[4]) for row in table] == [False, False, True, True, True]


def test_the_table_takes_the_place_of_the_last_one(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n")

    _keep([("SQLite", "checked", "1.0", "1.0", "2.00", "9", "90")], 15_000, page)

    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| SQLite | checked | 1.0 | 1.0 | 2.00 | 9 | 90 |" in text
    assert "old" not in text
