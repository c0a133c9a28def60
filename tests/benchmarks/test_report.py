"""What is written of measures; the measuring itself is tests/benchmarks/test_run.py."""

import pytest

from tests.benchmarks.measures import Measure
from tests.benchmarks.pages import PAGES
from tests.benchmarks.report import BEGIN, END, rows, write_table

OURS = Measure(queries=12, seconds=[0.010] * 19 + [0.030], at_once=150.0)
STOCK = Measure(queries=96, seconds=[0.040] * 20, at_once=30.0)
MEASURES = {page: {"ours": OURS, "stock": STOCK} for page in PAGES}


def test_measure_counts_the_nearest_rank():
    several = Measure(queries=1, seconds=[n / 1000 for n in range(100, 0, -1)], at_once=1.0)

    assert (several.median_ms, several.p95_ms) == pytest.approx((50.5, 95.0))
    assert several.a_second == pytest.approx(100 / 5.05)
    assert Measure(queries=1, seconds=[0.002], at_once=1.0).p95_ms == pytest.approx(2.0)


def test_every_page_has_ours_stock_and_the_share():
    written = list(rows(MEASURES))

    assert len(written) == 3 * len(PAGES)
    assert written[:3] == [
        ("Listing, first page", "ours", "12", "10.0", "10.0", "90.9", "150.0"),
        ("", "stock Oscar", "96", "40.0", "40.0", "25.0", "30.0"),
        ("", "ours ÷ stock", "0.12", "0.25", "0.25", "3.64", "5.00"),
    ]


def test_table_replaces_the_last_one_and_leaves_the_words(tmp_path):
    page = tmp_path / "benchmarks.md"
    page.write_text(f"# Before\n\n{BEGIN}old\n{END}\nAfter\n", "utf-8")

    for _time in range(2):
        write_table(MEASURES, "10,000 products.", page)

    text = page.read_text("utf-8")
    assert text.startswith(f"# Before\n\n{BEGIN}10,000 products.\n\n|  |  | queries |")
    assert text.endswith(f"{END}\nAfter\n")
    assert "old" not in text
    assert text.count("stock Oscar") == len(PAGES)


def test_page_without_a_place_for_the_table_is_left_alone(tmp_path):
    page = tmp_path / "benchmarks.md"
    page.write_text("# Before\n", "utf-8")

    with pytest.raises(ValueError, match="no place"):
        write_table(MEASURES, "10,000 products.", page)

    assert page.read_text("utf-8") == "# Before\n"
