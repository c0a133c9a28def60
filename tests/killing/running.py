"""Runs a program whose children are killed, on an empty database of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

#: Names of fixtures that give the address of an empty database
DATABASES = ["sqlite_address", pytest.param("postgres_address", marks=pytest.mark.postgres)]


def report_of(module, database, request):
    """What the program writes as JSON; it fails with words."""
    result = subprocess.run(
        [sys.executable, "-m", module],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "CHOPHIEN_KILLED": request.getfixturevalue(database),
            "DJANGO_SETTINGS_MODULE": "tests.killing.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["vendor"] == database.removesuffix("_address").replace("gres", "gresql")
    return report
