"""Rules over files that no linter knows."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ROOMS = ("config", "cms", "fairs", "search", "catalog_import", "shop", "ocop", "accounts", "themes")
MODULES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)


def shown(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_modules_are_at_most_300_lines():
    long = [path for path in MODULES if len(path.read_text("utf-8").splitlines()) > 300]

    assert shown(long) == []


def test_modules_are_named_for_what_they_hold():
    vague = {"utils", "helpers", "common", "misc"}

    assert shown([path for path in MODULES if {path.stem, *path.parts} & vague]) == []


def test_rows_are_locked_only_in_locks_modules():
    locking = [
        path
        for path in MODULES
        if "select_for_update(" in path.read_text("utf-8") and "locks" not in path.stem
    ]

    assert shown(locking) == []


@pytest.mark.parametrize("room", ROOMS)
def test_room_has_a_short_readme(room):
    lines = (ROOT / room / "README.md").read_text("utf-8").splitlines()

    assert 0 < len(lines) <= 40


def test_requirements_name_no_registry():
    files = sorted((ROOT / "requirements").glob("*.txt"))

    assert [path.name for path in files] == ["base.txt", "dev.txt", "production.txt"]
    for path in files:
        text = path.read_text("utf-8")
        assert re.findall(r"\S+://\S+|--(?:extra-)?index-url\S*|--find-links\S*", text) == []


def test_requirements_pin_every_package_with_hashes():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8").replace("\\\n", " ")
        rows = [
            row for row in text.splitlines() if row.strip() and not row.lstrip().startswith("#")
        ]
        assert [row for row in rows if "==" not in row or "--hash=sha256:" not in row] == []
