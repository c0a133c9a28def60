"""From a request to its site's look."""

import pytest
from django.contrib.sites.models import Site as DjangoSite
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpResponse
from wagtail.models import Page, Site

from themes import looks
from themes.active import active_theme
from themes.context_processors import site_identity
from themes.looks import look_of
from themes.middleware import ThemeMiddleware
from themes.models import SiteIdentity, ThemeSettings


@pytest.fixture
def two_sites(db):
    root = Page.get_first_root_node()
    default = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="ninhbinh.test", root_page=root)
    return default, other


def test_each_host_wears_its_own_theme(two_sites, rf, make_theme):
    make_theme("alpha")
    ThemeSettings.objects.create(site=two_sites[1], slug="alpha")
    worn = []
    middleware = ThemeMiddleware(lambda request: worn.append(active_theme()) or HttpResponse())

    for host in ("testserver", "ninhbinh.test", "testserver"):
        middleware(rf.get("/", headers={"host": host}))

    assert worn == ["mac-dinh", "alpha", "mac-dinh"]
    assert active_theme() == "base"


def test_templates_know_the_site_they_are_drawn_for(two_sites, rf):
    SiteIdentity.objects.create(
        site=two_sites[1], site_name="OCOP Ninh Bình", hotline="02293871155"
    )

    known = site_identity(rf.get("/", headers={"host": "ninhbinh.test"}))

    assert known["identity"].site_name == "OCOP Ninh Bình"
    assert known["theme"].slug == "mac-dinh"
    assert known["logo"] is None


def test_a_site_without_settings_has_defaults_and_nothing_is_written(two_sites, rf):
    look = look_of(rf.get("/"))

    assert (look.theme, look.identity.site_name) == ("mac-dinh", "Chợ Phiên")
    assert not SiteIdentity.objects.exists()


def test_a_kept_look_costs_no_query(two_sites, rf, settings, django_assert_num_queries):
    settings.THEMES_CACHE_SECONDS = 60
    cache.clear()
    look_of(rf.get("/"))

    with django_assert_num_queries(0):
        look_of(rf.get("/"))
    cache.clear()


def test_saving_lets_the_look_be_read_again(
    two_sites, rf, settings, django_capture_on_commit_callbacks
):
    settings.THEMES_CACHE_SECONDS = 60
    cache.clear()
    look_of(rf.get("/"))

    with django_capture_on_commit_callbacks(execute=True):
        SiteIdentity.objects.create(site=two_sites[0], site_name="Chợ mới")

    assert look_of(rf.get("/")).identity.site_name == "Chợ mới"
    cache.clear()


def test_without_a_database_the_default_look_serves(rf, monkeypatch):
    def refuse(request):
        raise DatabaseError("gone")

    monkeypatch.setattr(looks.Site, "find_for_request", refuse)

    assert look_of(rf.get("/")).theme == "mac-dinh"


@pytest.mark.parametrize(("path", "said"), [("", "Giao diện: Đỏ"), ("/en", "Look: Red")])
def test_the_footer_names_the_look_in_the_language_of_the_page(
    two_sites, client, make_theme, path, said
):
    make_theme("red", name="Đỏ", name_en="Red")
    ThemeSettings.objects.create(site=Site.objects.get(is_default_site=True), slug="red")

    assert said in client.get(f"{path}/hoi-cho/").text


def test_only_a_theme_that_exists_can_be_chosen(two_sites):
    with pytest.raises(ValidationError) as refused:
        ThemeSettings(site=two_sites[0], slug="gone").full_clean()
    assert list(refused.value.message_dict) == ["slug"]


def test_there_is_one_django_site_too(db):
    assert DjangoSite.objects.get().domain == "localhost"
