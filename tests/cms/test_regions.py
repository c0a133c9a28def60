"""Regions: the list with old names, a province's page with live numbers, old boundaries."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from cms.models import (
    HomePage,
    NewsIndexPage,
    RegionIndexPage,
    RegionPage,
    StoryIndexPage,
    StoryPage,
)
from cms.panels import register_panel
from cms.selectors.regions import products_in_term, region_facts
from ocop.models import Place
from ocop.services import record_standing
from shop.catalogue.pictures import make_renditions
from shop.catalogue.services import add_picture
from shop.scope.models import SiteScope
from tests.cms.conftest import DAY, HA_NAM, MOMENT, TUYEN_QUANG, fair_head
from tests.factories.ocop import CentreFactory


def province(name):
    return Place.objects.provinces().get(name=name)


def bind_site_to(*names):
    """The one site shows these provinces alone."""
    site = Site.objects.get(is_default_site=True)
    scope = SiteScope.for_site(site)
    scope.provinces.set(Place.objects.provinces().filter(name__in=names))
    scope.save()
    cache.clear()


def shared(client, address):
    """What a page says of the picture it is shared with."""
    found = re.findall(
        r'<meta property="(og:image[\w:]*)" content="([^"]*)">', client.get(address).text
    )
    return dict(found)


# --- Loading -------------------------------------------------------------------------------------


def test_every_province_has_a_page_in_both_languages(all_sections):
    for code in ("vi", "en"):
        pages = RegionPage.objects.filter(locale__language_code=code)
        assert pages.count() == 34
    vietnamese = RegionPage.objects.get(locale__language_code="vi", place__code="08")
    english = RegionPage.objects.get(locale__language_code="en", place__code="08")
    assert (vietnamese.slug, vietnamese.title) == ("tuyen-quang", "Tuyên Quang")
    assert vietnamese.translation_key == english.translation_key
    assert vietnamese.url_path == "/trang-chu/vung-mien/tuyen-quang/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_loading_again_adds_only_what_is_missing_and_changes_nothing(all_sections):
    edited = RegionPage.objects.get(locale__language_code="vi", place__code="08")
    edited.title, edited.slug = "Tuyên Quang quê tôi", "tuyen-quang-que-toi"
    edited.save()
    RegionPage.objects.get(locale__language_code="en", place__code="37").delete()

    call_command("load_regions", verbosity=0)

    edited.refresh_from_db()
    assert (edited.title, edited.slug) == ("Tuyên Quang quê tôi", "tuyen-quang-que-toi")
    assert RegionPage.objects.count() == 68
    assert RegionIndexPage.objects.count() == 2
    again = RegionPage.objects.get(locale__language_code="en", place__code="37")
    assert again.get_translations().get().locale.language_code == "vi"


def test_indexes_alone_stand_at_their_reserved_segments(sections):
    found = {
        (page.__class__.__name__, page.slug)
        for model in (RegionIndexPage, StoryIndexPage, NewsIndexPage)
        for page in model.objects.all()
    }
    assert found == {
        ("RegionIndexPage", "vung-mien"),
        ("StoryIndexPage", "cau-chuyen"),
        ("NewsIndexPage", "tin-tuc"),
    }
    assert RegionIndexPage.can_create_at(sections) is False
    assert [model.__name__ for model in RegionPage.allowed_parent_page_models()] == [
        "RegionIndexPage"
    ]


def test_an_index_has_its_segment_whatever_is_asked_for(pages):
    index = pages.add_child(instance=RegionIndexPage(title="Các tỉnh", slug="cac-tinh"))

    assert index.slug == "vung-mien"


def test_a_province_has_one_page_a_language(sections):
    index = RegionIndexPage.objects.get(locale__language_code="vi")

    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=RegionPage(title="X", place=province("Tuyên Quang")))

    assert list(refused.value.message_dict) == ["place"]


# --- The list ------------------------------------------------------------------------------------


def test_the_list_groups_all_provinces_and_counts_what_is_in_term(all_sections, certify, client):
    certify(3)
    certify(1, where=HA_NAM, name="Cá kho")

    html = client.get("/vung-mien/").content.decode()

    assert len(re.findall(r'<li><a href="/vung-mien/[a-z-]+/">', html)) == 34
    assert html.count('<h2 class="regions__group"') == 6
    assert re.search(
        r'vung-mien/tuyen-quang/"><span class="swatch swatch--3".*?Tuyên Quang.*?number" '
        r'aria-hidden="true">3</span>',
        html,
    )
    assert re.search(r'class="map__1" href="/vung-mien/ninh-binh/"', html)


def test_old_names_stand_beside_the_new_one(sections, client):
    html = client.get("/en/vung-mien/").content.decode()

    assert "(with former Hà Nam, Nam Định)" in html
    assert "(with former Hà Giang)" in html


NAMES = {
    "Hà Nam": ["ninh-binh"],
    "ha nam": ["ninh-binh"],
    "  HÀ  giang ": ["tuyen-quang"],
    "tuyen": ["tuyen-quang"],
    "sài gòn": ["ho-chi-minh"],
    "Tỉnh Cà Mau": ["ca-mau"],
    "hà": ["tuyen-quang", "ha-noi", "hai-phong", "ninh-binh", "ha-tinh", "can-tho"],
    "không có tỉnh này": [],
    "!!!": [],
}


def test_a_province_is_found_by_any_of_its_names(all_sections, client):
    found = {}
    for query in NAMES:
        html = client.get("/vung-mien/", {"tim": query}).content.decode()
        found[query] = re.findall(r'<li><a href="/vung-mien/([a-z-]+)/">', html)
        assert "noindex" in html

    assert found == NAMES


def test_both_languages_know_each_other(sections, client):
    html = client.get("/vung-mien/").content.decode()

    assert 'hreflang="en" href="http://testserver/en/vung-mien/"' in html


# --- A province ----------------------------------------------------------------------------------


def test_numbers_of_a_province_are_those_of_the_day(certify):
    certify(2, stars=5)
    certify(1, stars=3, where=TUYEN_QUANG, name="Mật ong")
    certify(4, where=HA_NAM, name="Cá kho")

    facts = region_facts(province("Tuyên Quang"), moment=MOMENT)
    later = region_facts(province("Tuyên Quang"), moment=MOMENT + datetime.timedelta(days=1200))

    assert [(stars, counted.products, counted.url) for stars, counted in facts.stars] == [
        (5, 2, "/san-pham/?sao=5&tinh=08"),
        (3, 1, "/san-pham/?sao=3&tinh=08"),
    ]
    assert (facts.products, facts.subjects) == (3, 2)
    assert facts.update.day == DAY - datetime.timedelta(days=1)
    assert facts.update.decision_no in {"0/QĐ-UBND", "1/QĐ-UBND"}
    assert [card.name for card in facts.best] == ["Chè số 1", "Chè số 0", "Mật ong 0"]
    assert [(commune.name, commune.products) for commune in facts.communes] == [
        ("Xã Thông Nguyên", 2),
        ("Xã Côn Lôn", 1),
    ] or len(facts.communes) == 2
    assert (later.products, later.update, later.best) == (0, None, ())
    assert later.has_listings is True


def test_former_provinces_lead_to_the_filter_of_their_boundaries(certify):
    facts = region_facts(province("Ninh Bình"), moment=MOMENT)

    assert {former.name: former.url for former in facts.former} == {
        "Hà Nam": "/san-pham/?tinh-cu=35",
        "Nam Định": "/san-pham/?tinh-cu=36",
        "Ninh Bình": "/san-pham/?tinh-cu=37",
    }
    assert region_facts(province("Cao Bằng"), moment=MOMENT).former == ()


def test_a_product_counts_once_by_the_star_that_shows(certify):
    (listing,) = certify(1, stars=3)
    record_standing(
        product=listing.registered_product, status="renewed", stars=4, decision_no="9/QĐ-UBND",
        decision_date=DAY, as_of=DAY, recorded_on=DAY,
    )  # fmt: skip

    facts = region_facts(province("Tuyên Quang"), moment=MOMENT)

    assert [(stars, counted.products) for stars, counted in facts.stars] == [(4, 1)]
    assert products_in_term(DAY) == {"08": 1}
    assert facts.update.decision_no == "9/QĐ-UBND"


def test_the_page_of_a_province(sections, certify, client):
    certify(2)
    CentreFactory(name="Văn phòng Ví Dụ", phone="0900000000")

    html = client.get("/en/vung-mien/tuyen-quang/").content.decode()

    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == ["Tuyên Quang"]
    assert "As of 23/11/2026 · source: Decision 1/QĐ-UBND" in html
    assert 'href="/en/san-pham/?sao=4&amp;tinh=08"' in html
    assert 'href="/en/san-pham/?tinh-cu=02"' in html
    assert html.count('<article class="card"') == 2
    assert "Văn phòng Ví Dụ" in html
    assert 'href="tel:0900000000"' in html


def test_a_province_without_products_says_so(sections, client):
    html = client.get("/en/vung-mien/ca-mau/").content.decode()

    assert "This province has no product listed yet." in html
    assert "See its products" not in html
    assert '<article class="card"' not in html


def test_the_office_on_the_page_stands_before_the_centre(sections, client):
    CentreFactory(name="Trung tâm Ví Dụ")
    page = RegionPage.objects.get(locale__language_code="vi", place__code="08")
    page.office_name, page.office_email = "Văn phòng Điều phối Ví Dụ", "vp@vi-du.example"
    page.save()

    html = client.get("/vung-mien/tuyen-quang/").content.decode()

    assert "Văn phòng Điều phối Ví Dụ" in html
    assert "Trung tâm Ví Dụ" not in html


def test_stories_of_the_province_and_no_others(sections, client):
    index = StoryIndexPage.objects.get(locale__language_code="vi")
    for title, name in (("Chè", "Tuyên Quang"), ("Cá", "Ninh Bình")):
        index.add_child(instance=StoryPage(title=title, province=province(name)))

    html = client.get("/vung-mien/tuyen-quang/").content.decode()

    assert '<a href="/cau-chuyen/che/">' in html
    assert "/cau-chuyen/ca/" not in html


def test_the_unit_word_of_a_province_stands_in_vietnamese_alone(sections, client):
    vietnamese, english = (client.get(f"{each}/vung-mien/da-nang/").text for each in ("", "/en"))

    assert "Quần đảo Hoàng Sa thuộc Thành phố Đà Nẵng." in vietnamese
    assert 'content="Thành phố Đà Nẵng: ' in vietnamese
    assert "Hoàng Sa archipelago is part of Đà Nẵng." in english
    assert 'content="Đà Nẵng: 0 certified products in term' in english


def test_a_link_from_the_map_leads_to_the_archipelago(sections, client):
    assert 'id="hoang-sa"' in client.get("/vung-mien/da-nang/").content.decode()


def test_a_region_wears_the_theme_of_its_province(sections, client):
    themes = {
        name: client.get(f"/vung-mien/{name}/").context["theme"].slug
        for name in ("tuyen-quang", "ca-mau")
    }
    assert themes == {"tuyen-quang": "tuyen-quang", "ca-mau": "mac-dinh"}


def test_another_room_can_show_its_fair(sections, client, monkeypatch):
    monkeypatch.setattr("cms.panels._panels", {"home": {}, "region": {}, "words": {}})
    register_panel("fair", "region")(
        lambda sight: fair_head(f"Hội chợ {sight.province.name}", "/hoi-cho/vi-du/")
    )

    html = client.get("/vung-mien/tuyen-quang/").content.decode()

    assert '<a href="/hoi-cho/vi-du/" lang="vi">Hội chợ Tuyên Quang</a>' in html


@pytest.mark.parametrize("number", [1, 48])
def test_queries_of_a_region(sections, certify, client, number, django_assert_max_num_queries):
    certify(number)
    CentreFactory()
    client.get("/vung-mien/tuyen-quang/")

    with django_assert_max_num_queries(15):
        client.get("/vung-mien/tuyen-quang/")


@pytest.mark.parametrize("number", [1, 48])
def test_queries_of_the_list(sections, certify, client, number, django_assert_max_num_queries):
    certify(number)
    client.get("/vung-mien/")

    with django_assert_max_num_queries(15):
        client.get("/vung-mien/")


def test_a_region_is_shared_with_its_own_picture_else_with_that_of_a_product(
    sections, certify, client
):
    (listing,) = certify()
    address = "/vung-mien/tuyen-quang/"
    bare = shared(client, address)
    image = get_image_model().objects.create(title="x", file=get_test_image_file(size=(1300, 700)))
    add_picture(listing=listing, image=image, alt="Chè")
    make_renditions(image.pk)
    products = shared(client, address)
    page = RegionPage.objects.get(locale__language_code="vi", place__code="08")
    page.picture, page.picture_alt = image, "Ruộng bậc thang"
    page.save()
    own = shared(client, address)

    assert (bare, products["og:image:alt"], own["og:image:alt"]) == (
        {}, "Chè", "Ruộng bậc thang",
    )  # fmt: skip
    assert (own["og:image:width"], own["og:image:height"]) == ("1200", "630")


# --- Old boundaries ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/vung-mien/cu/ha-giang/", "/san-pham/?tinh-cu=02"),
        ("/vung-mien/cu/tuyen-quang/", "/san-pham/?tinh-cu=08"),
        ("/vung-mien/cu/ba-ria-vung-tau/", "/san-pham/?tinh-cu=77"),
        ("/en/vung-mien/cu/ha-nam/", "/en/san-pham/?tinh-cu=35"),
    ],
)
def test_a_former_province_leads_to_its_products(register_data, db, client, path, target):
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, target)


def test_every_former_province_has_such_an_address(register_data, db, client):
    former = Place.objects.provinces("pre-2025-07")

    answers = {client.get(f"/vung-mien/cu/{place.slug}/").status_code for place in former}

    assert (former.count(), answers) == (63, {301})


def test_no_such_province_is_no_address(register_data, db, client):
    assert client.get("/vung-mien/cu/khong-co/").status_code == 404


def test_the_listing_says_which_boundaries_it_goes_by(register_data, db, client):
    assert "Hà Giang is part of Tuyên Quang now" in client.get("/en/san-pham/?tinh-cu=02").text
    assert (
        "Tuyên Quang within its boundaries before July 2025"
        in client.get("/en/san-pham/?tinh-cu=08").text
    )
    assert "Tuyên Quang" not in client.get("/en/san-pham/?tinh=08").context["page"].notice


# --- A site of some provinces --------------------------------------------------------------------


def test_the_index_of_a_provincial_site_promises_what_it_has(pages, client):
    bind_site_to("Tuyên Quang")

    call_command("load_regions", verbosity=0)

    assert RegionPage.objects.count() == 2
    assert "Tên mới, tên cũ và sản phẩm OCOP của mỗi nơi." in client.get("/vung-mien/").text
    assert "34 provinces" not in client.get("/en/vung-mien/").text


def test_a_provincial_site_knows_no_other_province(sections, certify, client):
    certify(1)
    certify(1, where=HA_NAM, name="Cá kho")
    bind_site_to("Tuyên Quang")

    html = client.get("/vung-mien/").content.decode()

    assert re.findall(r'<li><a href="/vung-mien/([a-z-]+)/">', html) == ["tuyen-quang"]
    assert client.get("/vung-mien/tuyen-quang/").status_code == 200
    assert client.get("/vung-mien/ninh-binh/").status_code == 404
    assert client.get("/vung-mien/cu/ha-giang/").status_code == 301
    assert client.get("/vung-mien/cu/ha-nam/").status_code == 404
    drawing = re.search(r'<svg class="map__drawing".*?</svg>', html, re.DOTALL)[0]
    assert "Hoàng Sa" in drawing
    assert "Trường Sa" in drawing
    assert drawing.count("<a ") == 1


def test_the_front_page_of_a_provincial_site_stays_inside(sections, certify, client):
    certify(1)
    certify(1, where=HA_NAM, name="Cá kho")
    bind_site_to("Tuyên Quang")

    html = client.get("/").content.decode()

    assert re.findall(r'<h3 class="card__name"[^>]*><a [^>]*>(.*?)</a>', html) == ["Chè số 0"]
    assert "/vung-mien/ninh-binh/" not in html
    assert HomePage.objects.count() == 2
