"""Killed with -9 at any moment of applying, the register is as before or as after."""

import json
import os
import subprocess
import sys
import uuid

import pytest
from django.conf import settings
from django.db import connection


@pytest.fixture
def sqlite_address(tmp_path):
    return f"sqlite:///{tmp_path / 'killed.sqlite3'}"


@pytest.fixture
def postgres_address(django_db_blocker):
    """An empty database beside the tests' own, dropped at the end."""
    name = f"killed_{uuid.uuid4().hex[:12]}"
    server = os.environ["CHOPHIEN_TEST_POSTGRES"].rsplit("/", 1)[0]
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize(
    "database",
    ["sqlite_address", pytest.param("postgres_address", marks=pytest.mark.postgres)],
)
def test_an_import_killed_at_any_moment_stands_whole_or_not_at_all(database, request, tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "tests.catalog_import.killed"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "CHOPHIEN_KILLED": request.getfixturevalue(database),
            "DJANGO_SETTINGS_MODULE": "tests.shop.killed_settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["vendor"] == database.removesuffix("_address").replace("gres", "gresql")
    assert len(report["seen"]) == 10
    assert "interrupted" in [state for _, state in report["seen"]]
    assert report["seen"][-1] == [report["steps"], "applied"]
