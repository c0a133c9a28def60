"""The themes of the provinces, and that each stays with its own site and language."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.core.cache import cache
from wagtail.models import Site

from cms.loading import load_site
from cms.models import HomePage
from tests.themes.test_loaders import drawn
from themes.active import use_theme
from themes.colours import tokens
from themes.models import SiteIdentity, ThemeSettings
from themes.registry import theme_named, theme_of_province, themes
from themes.templatetags.looks import scene

OF_PROVINCES = {"08": "tuyen-quang", "31": "hai-phong", "37": "ninh-binh", "75": "dong-nai"}


def test_a_province_of_today_has_its_theme():
    assert {code: theme_of_province(code).slug for code in OF_PROVINCES} == OF_PROVINCES
    assert theme_of_province("01") is None
    assert [slug for slug, theme in themes().items() if theme.provinces] == [
        "dong-nai", "hai-phong", "ninh-binh", "tuyen-quang",
    ]  # fmt: skip


def test_a_theme_of_no_province_codes_is_refused(make_theme):
    folder = make_theme("alpha")
    with (folder / "theme.toml").open("a", encoding="utf-8") as file:
        file.write("provinces = [8]\n")

    assert "alpha" not in _read_again()


def _read_again():
    from themes import registry

    registry.forget()
    return registry.themes()


@pytest.mark.parametrize("other", sorted(OF_PROVINCES.values()))
def test_one_template_under_a_then_b_then_a(other):
    first, second, third = (drawn(slug) for slug in ("mac-dinh", other, "mac-dinh"))

    assert first == third != second


@pytest.mark.parametrize("slug", sorted(OF_PROVINCES.values()))
def test_the_drawing_of_a_theme_takes_its_colours_from_tokens(slug):
    text = (theme_named(slug).static / "scene.svg").read_text("utf-8")

    root = ET.fromstring(text)  # noqa: S314 -- a file of ours
    assert [symbol.get("id") for symbol in root] == ["scene"]
    assert re.findall(r"#[0-9a-fA-F]{3,6}\b|rgb\(|hsl\(", text) == []
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) - set(tokens(slug)) == set()
    assert len(text) < 20_000


def test_the_scene_is_that_of_the_theme_or_of_what_it_extends():
    with use_theme("ninh-binh"):
        assert 'href="/static/themes/ninh-binh/scene.svg#scene"' in scene()
        assert 'href="/static/themes/dong-nai/scene.svg#scene"' in scene("dong-nai")
    with use_theme("mac-dinh"):
        assert 'href="/static/themes/base/drawings.svg#scene"' in scene()


@pytest.mark.django_db
def test_what_is_kept_is_kept_by_site_theme_and_language(client, settings):
    settings.THEMES_CACHE_SECONDS = 60
    cache.clear()
    load_site()
    national = Site.objects.get(is_default_site=True)
    SiteIdentity.objects.create(site=national, site_name="Chợ cả nước")
    for slug in ("hai-phong", "dong-nai"):
        site = Site.objects.create(hostname=f"{slug}.example", root_page=national.root_page)
        ThemeSettings.objects.create(site=site, slug=slug)
        SiteIdentity.objects.create(site=site, site_name=f"Chợ {slug}")
    asked = [("testserver", "/"), ("hai-phong.example", "/"), ("testserver", "/en/"),
             ("dong-nai.example", "/en/"), ("hai-phong.example", "/en/"), ("testserver", "/"),
             ("hai-phong.example", "/")]  # fmt: skip

    shown = []
    for host, path in asked:
        response = client.get(path, headers={"host": host})
        assert {"Cookie", "Accept-Language"} & set(response.headers["Vary"].split(", "))
        shown.append(
            (
                re.search(r"themes/([\w-]+)/site", response.text)[1],
                re.search(r"<title>(.*?) ·", response.text)[1],
                re.search(r'<html lang="(\w+)"', response.text)[1],
            )
        )

    assert shown == [
        ("mac-dinh", "Chợ cả nước", "vi"),
        ("hai-phong", "Chợ hai-phong", "vi"),
        ("mac-dinh", "Chợ cả nước", "en"),
        ("dong-nai", "Chợ dong-nai", "en"),
        ("hai-phong", "Chợ hai-phong", "en"),
        ("mac-dinh", "Chợ cả nước", "vi"),
        ("hai-phong", "Chợ hai-phong", "vi"),
    ]
    assert HomePage.objects.count() == 2
    cache.clear()
