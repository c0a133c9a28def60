"""Oscar ignores a fork it does not find without a word, so each override is asked for by name."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import oscar
import pytest
from django.apps import apps
from django.conf import settings
from oscar.core.loading import get_class, get_model

OSCAR_APPS = Path(oscar.__file__).parent / "apps"
FORKS = {
    app.label: Path(app.path)
    for app in apps.get_app_configs()
    if app.name.split(".")[0] in {"shop", "search"}
}


def classes_of_oscar(label: str, module: str) -> set[str]:
    """Names of the classes in Oscar's module of that name, read without importing it."""
    path = OSCAR_APPS / label / f"{module}.py"
    if not path.exists():
        return set()
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def overrides() -> Iterator[tuple[str, str, str]]:
    for label, folder in FORKS.items():
        room = ".".join(folder.relative_to(settings.BASE_DIR).parts)
        for path in sorted(folder.glob("*.py")):
            ours = importlib.import_module(f"{room}.{path.stem}")
            for name, thing in vars(ours).items():
                if not inspect.isclass(thing) or thing.__module__ != ours.__name__:
                    continue
                if path.stem == "models":
                    if f"Abstract{name}" in classes_of_oscar(label, "abstract_models"):
                        yield label, path.stem, name
                elif path.stem != "apps" and name in classes_of_oscar(label, path.stem):
                    yield label, path.stem, name


def test_forks_stand_in_place_of_oscars_apps():
    assert FORKS.keys() >= {"catalogue", "partner", "search"}
    assert {app.name for app in apps.get_app_configs()} & {
        f"oscar.apps.{label}" for label in FORKS
    } == set()


@pytest.mark.parametrize(("label", "module", "name"), sorted(overrides()))
def test_override_is_what_oscar_finds(label, module, name):
    is_model = module == "models"
    found = get_model(label, name) if is_model else get_class(f"{label}.{module}", name)

    assert found.__module__.split(".")[0] in {"shop", "search"}


def test_search_views_are_ours_without_haystack():
    assert get_class("search.views", "CatalogueView").__module__ == "search.views"
    assert get_class("search.forms", "SearchForm").__module__ == "search.forms"
