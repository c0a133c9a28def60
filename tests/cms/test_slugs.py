"""Slugs are spelled in ASCII and stay within reach."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from wagtail.models import Page

from cms.forms import SpelledSlugField
from cms.models import HomePage, StandardPage
from cms.slugs import RESERVED


def test_a_title_becomes_a_slug_and_keeps_its_letter_d(pages):
    page = pages.add_child(instance=StandardPage(title="Đặc sản Đồng Đăng"))

    assert page.slug == "dac-san-dong-dang"


def test_a_second_page_of_the_title_gets_another_slug(pages):
    slugs = [
        pages.add_child(instance=StandardPage(title="Đi chợ")).slug,
        pages.add_child(instance=StandardPage(title="Đi chợ")).slug,
    ]

    assert slugs == ["di-cho", "di-cho-2"]


@pytest.mark.parametrize("slug", ["san-pham", "cms", "documents", "tai-khoan", "en", "t"])
def test_a_slug_above_wagtail_is_refused_on_the_first_segment(pages, slug):
    with pytest.raises(ValidationError) as refused:
        pages.add_child(instance=StandardPage(title="X", slug=slug))
    assert list(refused.value.message_dict) == ["slug"]

    guide = pages.get_children().get(slug="huong-dan")
    assert guide.add_child(instance=StandardPage(title="X", slug=slug)).slug == slug


def test_every_first_segment_of_the_url_map_is_reserved():
    """A new room's URLs must not be hidden behind a page nor hide one."""
    taken = set()
    for pattern in get_resolver().url_patterns:
        inner = pattern.url_patterns if str(pattern.pattern) == "" else [pattern]
        for one in inner:
            for leaf in (
                [one]
                if not hasattr(one, "url_patterns") or str(one.pattern)
                else (one.url_patterns)
            ):
                first = str(leaf.pattern).lstrip("^").partition("/")[0].partition(".")[0]
                taken |= {first} if first.replace("-", "").isalnum() else set()

    assert taken - RESERVED == {"_util"} & taken
    assert {"san-pham", "cms", "tai-khoan", "media"} <= taken


@pytest.fixture
def editor(pages, admin_client):
    return admin_client


def form_data(**fields):
    return {
        "title": "Trang",
        "slug": "",
        "introduction": "",
        "body": '{"blocks": [], "entityMap": {}}',
        "sections-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
        "action-publish": "1",
    } | fields


def add_address(parent):
    return f"/cms/pages/add/cms/standardpage/{parent.pk}/"


def test_an_editor_may_type_a_slug_as_words(pages, editor):
    editor.post(add_address(pages), form_data(slug="Đường đi Hà Giang"))

    assert StandardPage.objects.get(title="Trang").slug == "duong-di-ha-giang"


def test_the_form_says_that_a_slug_is_taken_by_the_site(pages, editor):
    response = editor.post(add_address(pages), form_data(slug="gio-hang"))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["slug"]
    assert not StandardPage.objects.filter(title="Trang").exists()


def test_also_a_draft_and_a_title_alone_are_refused(pages, editor):
    fields = form_data(title="Giỏ hàng")
    del fields["action-publish"]

    response = editor.post(add_address(pages), fields)

    assert list(response.context["form"].errors) == ["slug"]


def test_a_page_is_not_moved_out_of_reach(pages, editor):
    guide = pages.get_children().get(slug="huong-dan")
    page = guide.add_child(instance=StandardPage(title="X", slug="gio-hang"))

    editor.post(f"/cms/pages/{page.pk}/move/{pages.pk}/confirm/")
    assert page.get_parent().pk == guide.pk

    other = pages.get_children().get(slug="gioi-thieu")
    editor.post(f"/cms/pages/{page.pk}/move/{other.pk}/confirm/")
    assert Page.objects.get(pk=page.pk).get_parent().pk == other.pk


def test_the_slug_field_spells():
    assert SpelledSlugField().clean("Chè Đắng") == "che-dang"


def test_a_front_page_stands_at_the_root_alone():
    assert [model.__name__ for model in HomePage.allowed_parent_page_models()] == ["Page"]
