"""The benchmark runs from empty databases to the table; what it measures, nobody asserts."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

from tests.benchmarks.pages import PAGES
from tests.benchmarks.shops import settle, two_shops

pytestmark = pytest.mark.postgres


def test_small_run_prints_every_page_and_is_not_kept():
    kept = (settings.BASE_DIR / "docs/benchmarks.md").read_bytes()

    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "BENCH_PRODUCTS": "30", "BENCH_ROUNDS": "1", "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    assert [title for title in PAGES.values() if title not in result.stdout] == []
    assert (settings.BASE_DIR / "docs/benchmarks.md").read_bytes() == kept


def test_databases_are_dropped_whatever_happens(tmp_path):
    server = os.environ["CHOPHIEN_TEST_POSTGRES"]

    with pytest.raises(KeyError), two_shops(server, tmp_path) as shops:  # noqa: PT012 -- the way out
        names = [urlsplit(s.environment["BENCH_DATABASE"]).path[1:] for s in shops]
        settle(shops)
        raise KeyError

    with psycopg.connect(server) as connection:
        left = connection.execute("SELECT 1 FROM pg_database WHERE datname = ANY(%s)", [names])
        assert left.fetchall() == []
