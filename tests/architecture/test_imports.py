import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ROOMS = ("config", "cms", "fairs", "search", "catalog_import", "shop", "ocop", "accounts", "themes")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path):
    for room in ROOMS:
        for source in (ROOT / room).rglob("*.py"):
            target = tmp_path / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_contracts_are_kept():
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("ocop/planted.py", "import shop.catalogue.models", "Rooms form a ladder"),
        ("search/planted.py", "import catalog_import.models", "Rooms form a ladder"),
        ("accounts/planted.py", "import ocop.clock", "Rooms form a ladder"),
        ("themes/planted.py", "import config.env", "Nothing imports the project"),
        ("ocop/planted.py", "import wagtail.models", "The register knows nothing"),
        ("shop/catalogue/planted.py", "import stripe", "Only shop.payment talks to Stripe"),
        ("shop/planted.py", "import tantivy", "Only search talks to a search engine"),
        ("search/planted.py", "import shop.catalogue.services", "Only the register's file"),
        ("ocop/models/planted.py", "import ocop.services", "Inside a room"),
    ],
)
def test_planted_import_breaks_its_contract(copy_of_the_house, module, line, contract):
    (copy_of_the_house / module).write_text(line + "\n", "utf-8")

    result = lint_imports(copy_of_the_house)

    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout


def test_haystack_is_neither_installed_nor_imported():
    """Also proves that nothing needs it: the import is made to fail."""
    script = (
        "import sys; sys.modules['haystack'] = None\n"
        "import django; django.setup()\n"
        "from django.apps import apps\n"
        "from django.core.management import call_command\n"
        "from django.urls import get_resolver\n"
        "assert not [app for app in apps.get_app_configs() if 'haystack' in app.name]\n"
        "assert get_resolver().url_patterns\n"
        "call_command('check')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
