"""Trying a theme on: one person sees it, nobody else does."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.test import Client

from cms.loading import load_site
from tests.factories.accounts import UserFactory
from themes import preview

pytestmark = pytest.mark.django_db
START, STOP = "/cms/giao-dien/ninh-binh/", "/cms/giao-dien/thoi/"


def officer(*permissions):
    client, user = Client(), UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return client


@pytest.fixture
def chooser():
    load_site()
    return officer("access_admin", "change_themesettings")


def worn(response):
    return re.search(r"themes/([\w-]+)/site", response.text)[1]


def test_who_may_choose_a_look_may_try_one_on(chooser):
    gallery = chooser.get("/cms/giao-dien/").text
    assert gallery.count("<rect") == 36
    assert f'action="{START}"' in gallery

    assert chooser.post(START)["Location"] == "/"
    page = chooser.get("/")
    assert worn(page) == "ninh-binh"
    assert f'action="{STOP}"' in page.text
    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    assert worn(Client().get("/")) == "mac-dinh"
    assert STOP not in Client().get("/").text

    assert chooser.post(STOP)["Location"] == "/cms/giao-dien/"
    page = chooser.get("/")
    assert (worn(page), STOP in page.text, page.get("Cache-Control")) == ("mac-dinh", False, None)


@pytest.mark.parametrize("permissions", [(), ("access_admin",), ("change_themesettings",)])
def test_nobody_else_may(chooser, permissions):
    client = officer(*permissions)

    for response in (client.get("/cms/giao-dien/"), client.post(START)):
        assert response.status_code == 302
        assert preview.COOKIE not in response.cookies
    assert worn(client.get("/")) == "mac-dinh"


def test_a_cookie_serves_only_whom_it_was_given_to(chooser):
    chooser.post(START)
    given = chooser.cookies[preview.COOKIE].value

    for other in (Client(), officer("access_admin", "change_themesettings")):
        other.cookies[preview.COOKIE] = given
        assert worn(other.get("/")) == "mac-dinh"


def test_an_altered_or_old_cookie_says_nothing(chooser):
    user = chooser.session["_auth_user_id"]
    good = signing.get_cookie_signer(salt=preview.COOKIE + "themes.preview").sign(
        f"{user}:dong-nai"
    )
    other_salt = signing.get_cookie_signer(salt="other").sign(f"{user}:dong-nai")
    for value, theme in [
        (good, "dong-nai"),
        (good[:-1] + ("a" if good[-1] != "a" else "b"), "mac-dinh"),
        (good.replace("dong-nai", "hai-phong"), "mac-dinh"),
        (other_salt, "mac-dinh"),
        (f"{user}:dong-nai", "mac-dinh"),
        ("", "mac-dinh"),
    ]:
        chooser.cookies[preview.COOKIE] = value
        assert worn(chooser.get("/")) == theme


def test_the_cookie_lasts_an_hour(chooser):
    cookie = chooser.post(START).cookies[preview.COOKIE]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (3600, True, "Lax")


def test_a_theme_that_is_not_there_cannot_be_tried_on(chooser):
    response = chooser.post("/cms/giao-dien/khong-co/")

    assert response.status_code == 404
    assert preview.COOKIE not in response.cookies


def test_trying_on_takes_a_form(chooser):
    assert chooser.get(START).status_code == chooser.get(STOP).status_code == 405
