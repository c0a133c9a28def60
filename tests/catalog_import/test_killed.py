"""Killed with -9 at any moment of applying, the register is as before or as after."""

import pytest

from tests.killing.running import DATABASES, report_of


@pytest.mark.parametrize("database", DATABASES)
def test_an_import_killed_at_any_moment_stands_whole_or_not_at_all(database, request):
    report = report_of("tests.catalog_import.killed", database, request)

    assert len(report["seen"]) == 10
    assert "interrupted" in [state for _, state in report["seen"]]
    assert report["seen"][-1] == [report["steps"], "applied"]
