"""One stylesheet a theme, and how it becomes a static file."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from themes.finders import ThemeFinder
from themes.registry import theme_named, themes
from themes.stylesheets import built, joined


def test_layers_come_first_and_a_themes_tokens_last(make_theme):
    make_theme("alpha", {"tokens.css": "@layer tokens { :root { --c-brand: #123456; } }"})

    text = joined(theme_named("alpha"))

    assert text.startswith("@layer reset,tokens,base,layout,components,theme,utilities;")
    assert text.rstrip().endswith("@layer tokens{:root{--c-brand: #123456}}")
    assert "/*" not in text


def test_addresses_inside_still_lead_to_the_files():
    text = joined(theme_named("mac-dinh"))

    found = re.findall(r'url\("([^"]+)"\)', text)

    assert found == ["../base/fonts/be-vietnam-pro-700.woff2"]
    assert finders.find("themes/base/fonts/be-vietnam-pro-700.woff2")


def test_a_change_in_a_part_is_built_again(make_theme):
    folder = make_theme("alpha", {"static/css/a.css": ".a { top: 0; }"})
    assert ".a{top: 0}" in built(theme_named("alpha")).read_text("utf-8")

    (folder / "static/css/a.css").write_text(".b { top: 0; }", "utf-8")

    assert ".b{top: 0}" in built(theme_named("alpha")).read_text("utf-8")


@pytest.mark.parametrize("slug", sorted(themes()))
def test_the_whole_stylesheet_is_small(slug):
    assert len(gzip.compress(joined(theme_named(slug)).encode(), 9)) <= 12_000


def test_static_files_of_a_theme_are_found_under_its_name():
    found = finders.find("themes/base/drawings.svg")

    assert Path(found) == theme_named("base").static / "drawings.svg"
    assert finders.find("themes/mac-dinh/site.css").endswith("mac-dinh/site.css")
    assert finders.find("themes/base/nothing.svg") is None
    assert finders.find("themes/gone/site.css") is None


def test_nothing_outside_the_static_folder_is_found():
    finder = ThemeFinder()

    assert finder.find("themes/base/../theme.toml") == []
    assert finder.find("themes/base/../../models.py") == []
    assert finder.find("themes/base//etc/passwd") == []
    assert finder.find("themes/base/x.svg", find_all=True) == []


def test_collected_files_are_hashed_inside_the_stylesheet_too(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["themes.finders.ThemeFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    finders.get_finder.cache_clear()

    call_command("collectstatic", interactive=False, verbosity=0)

    names = json.loads((tmp_path / "staticfiles.json").read_text("utf-8"))["paths"]
    font = names["themes/base/fonts/be-vietnam-pro-700.woff2"]
    sheet = (tmp_path / names["themes/mac-dinh/site.css"]).read_text("utf-8")
    assert Path(font).name in sheet
    finders.get_finder.cache_clear()
