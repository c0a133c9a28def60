"""Tests that need a service say so with a marker. Without the service they are skipped and the
summary names what did not run. CHOPHIEN_REQUIRE_SERVICES names the services ("postgres,browser")
whose absence is a failure.

What hypothesis draws is the same in every run, so that a check depends on the code alone.
CHOPHIEN_DRAWS=2000 draws so many others instead.
"""

import os
import shutil

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings

from tests.elasticsearch import launcher

REQUIRED = os.environ.get("CHOPHIEN_REQUIRE_SERVICES", "").split(",")
HOW_TO_HAVE_IT = {
    "postgres": "set CHOPHIEN_TEST_POSTGRES to its address",
    "browser": "install chromium",
    "elasticsearch": "install Java 17 or later and Maven",
}
DRAWS = os.environ.get("CHOPHIEN_DRAWS")

settings.register_profile(
    "chophien",
    derandomize=not DRAWS,
    max_examples=int(DRAWS or 80),
    # making an example small takes minutes, which a check has not
    phases=set(Phase) if DRAWS else {Phase.explicit, Phase.generate},
    deadline=None,  # a busy machine is no fault of what it runs
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
settings.load_profile("chophien")


def has_service(marker: str) -> bool:
    if marker == "postgres":
        return connection.vendor == "postgresql"
    if marker == "browser":
        return bool(os.environ.get("CHROMIUM") or shutil.which("chromium"))
    return not launcher.missing()


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, how in HOW_TO_HAVE_IT.items():
        if item.get_closest_marker(marker) and not has_service(marker):
            if marker in REQUIRED:
                pytest.fail(f"{marker} is required and missing: {how}", pytrace=False)
            pytest.skip(_reason(marker))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """From the reports, not from memory: the tests may have run in other processes."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", [])]
    reasons = [longrepr[2] for longrepr in skipped if isinstance(longrepr, tuple)]
    for marker, how in HOW_TO_HAVE_IT.items():
        if count := sum(reason.endswith(_reason(marker)) for reason in reasons):
            terminalreporter.write_line(
                f"NOT RUN: {count} tests that need {marker} ({how})", yellow=True
            )


def _reason(marker: str) -> str:
    return f"no {marker}: {HOW_TO_HAVE_IT[marker]}"
