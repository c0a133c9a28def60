"""The front page and pages of words, as visitors get them."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from cms import own_panels, panels
from cms.models import StandardPage
from cms.sites import front_pages, open_site
from ocop.models import RegisteredProduct
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_batch, register_product, register_subject
from tests.cms.conftest import DAY, SIGHT


@pytest.fixture
def shelf(pages):
    """Products decided on one day after another; the last has ended, the one before is proposed."""

    def fill(number):
        with register_batch():
            place = locate(province="Hà Giang", district="Hoàng Su Phì", commune="Thông Nguyên")
            subject = register_subject(name="HTX Ví Dụ", kind="cooperative", location=place)
            for at in range(number):
                decided = DAY - datetime.timedelta(days=number - at)
                product = register_product(
                    name=f"Chè số {at}", subject=subject, group=group_named("thực phẩm"),
                    location=place,
                )  # fmt: skip
                record_standing(
                    product=product, status="certified", stars=4, decision_no=f"{at}/QĐ-UBND",
                    decision_date=decided, as_of=decided, recorded_on=DAY,
                )  # fmt: skip
            old = register_product(
                name="Chè đã hết hạn", subject=subject, group=None, location=place
            )
            ended = datetime.date(2020, 1, 1)
            record_standing(
                product=old, status="certified", stars=5, decision_no="0/QĐ-UBND",
                decision_date=ended, as_of=ended, recorded_on=DAY,
            )  # fmt: skip

    return fill


def test_the_front_page_without_any_product(pages, client):
    html = client.get("/").content.decode()

    assert re.findall(r"<h1>(.*?)</h1>", html) == [pages.hero_title]
    assert "moi-cong-nhan" not in html
    assert "hero__facts" not in html


def test_the_newest_recognitions_stand_first(shelf, client):
    shelf(10)

    html = client.get("/").content.decode()

    names = re.findall(r'<h3 class="card__name"[^>]*><a [^>]*>(.*?)</a>', html)
    assert names == [f"Chè số {at}" for at in range(9, 1, -1)]


def test_which_are_the_newest_is_kept_but_not_their_stars(
    shelf, client, django_assert_max_num_queries
):
    shelf(2)
    client.get("/")
    with django_assert_max_num_queries(13):  # of 16: newest and numbers are kept
        client.get("/")
    taken = RegisteredProduct.objects.get(name="Chè số 1")

    record_standing(
        product=taken, status="revoked", stars=None, decision_no="9/QĐ-UBND", decision_date=DAY,
        as_of=DAY, recorded_on=DAY,
    )  # fmt: skip

    html = client.get("/").content.decode()
    names = re.findall(r'<h3 class="card__name"[^>]*><a [^>]*>(.*?)</a>', html)
    assert "Chè số 0" in names
    assert html.count("OCOP 4 sao") == 1


def test_facts_count_only_what_is_in_term(shelf):
    shelf(3)

    assert own_panels.facts(SIGHT) == {"products": 3, "subjects": 1, "provinces": 1}


@pytest.mark.parametrize("number", [1, 48])
def test_queries_of_the_front_page(shelf, client, number, django_assert_max_num_queries):
    shelf(number)
    client.get("/")

    with django_assert_max_num_queries(15):
        client.get("/")


def test_a_room_can_add_a_panel(pages, client, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {"home": {}})
    panels.register_panel("facts")(lambda sight: {"products": 7, "subjects": 2, "provinces": 1})

    with override("en"):
        html = client.get("/en/").content.decode()

    assert "<b>7</b> products in term" in html


def test_each_language_has_its_front_page_and_knows_the_other(pages, client):
    vietnamese, english = (client.get(path).content.decode() for path in ("/", "/en/"))

    assert '<html lang="vi">' in vietnamese
    assert '<html lang="en">' in english
    for html in (vietnamese, english):
        assert '<link rel="alternate" hreflang="vi" href="http://testserver/">' in html
        assert '<link rel="alternate" hreflang="en" href="http://testserver/en/">' in html
    assert "Local specialities with a place" in english


def test_a_page_of_words(pages, client):
    html = client.get("/chinh-sach/doi-tra/").content.decode()

    assert "<h1>Đổi trả</h1>" in html
    assert '<a href="/chinh-sach/">Chính sách</a>' in html
    assert 'hreflang="en" href="http://testserver/en/chinh-sach/doi-tra/"' in html


def test_a_page_lists_what_stands_below_it(pages, client):
    html = client.get("/chinh-sach/").content.decode()

    assert re.findall(r'<h2><a href="([^"]+)">', html) == [
        "/chinh-sach/doi-tra/",
        "/chinh-sach/van-chuyen/",
        "/chinh-sach/bao-mat-du-lieu/",
    ]


def test_a_page_of_one_language_leads_to_the_other_front_page(pages, client):
    pages.add_child(instance=StandardPage(title="Chỉ tiếng Việt", slug="chi-tieng-viet"))

    html = client.get("/chi-tieng-viet/").content.decode()

    assert 'hreflang="en" href="http://testserver/en/"' in html


def test_a_picture_needs_words(pages):
    pages.hero_image = get_image_model().objects.create(title="x", file=get_test_image_file())

    with pytest.raises(ValidationError) as refused:
        pages.full_clean()
    assert list(refused.value.message_dict) == ["hero_alt"]

    pages.hero_alt = "Chợ phiên trên núi"
    pages.full_clean()


def test_the_hero_picture_is_described(pages, client):
    pages.hero_image = get_image_model().objects.create(
        title="x", file=get_test_image_file(size=(1200, 900))
    )
    pages.hero_alt = "Chợ phiên trên núi"
    pages.save()

    html = client.get("/").content.decode()

    assert 'alt="Chợ phiên trên núi"' in html
    assert re.search(r"<picture>.*<source", html, re.DOTALL), html[2000:6000]


@pytest.mark.postgres
@pytest.mark.parametrize("typed", ["doi che", "Đồi chè", "ĐỒI"])
def test_the_back_office_finds_a_page_typed_without_accents(pages, admin_client, typed):
    pages.add_child(instance=StandardPage(title="Đồi chè Hà Giang", slug="doi-che"))

    html = admin_client.get("/cms/pages/search/results/", {"q": typed}).content.decode()

    assert "Đồi chè Hà Giang" in html


def test_front_pages_of_several_sites_are_told_apart_in_the_back_office(pages):
    national = Site.objects.get(is_default_site=True)
    assert pages.get_admin_display_title() == pages.title

    site = open_site(hostname="tq.example", port=80, name="Chợ Tuyên Quang", like=national)

    shown = {page.get_admin_display_title() for page in front_pages(site)}
    assert all(title.endswith(" · Chợ Tuyên Quang") for title in shown)
    assert pages.get_admin_display_title() == f"{pages.title} · {national.site_name}"
