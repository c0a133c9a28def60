"""Killed with -9 between any two steps of placing, nothing half-written is found afterwards."""

import pytest

from tests.killing.running import DATABASES, report_of


@pytest.mark.parametrize("database", DATABASES)
def test_purchase_killed_after_any_step_stands_whole_or_not_at_all(database, request):
    report = report_of("tests.shop.killed", database, request)

    words = {step.split()[0] for step in report["steps"]}
    assert {"SELECT", "UPDATE", "INSERT", "commit"} <= words
    assert len(report["steps"]) >= 15
