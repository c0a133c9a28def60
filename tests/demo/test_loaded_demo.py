"""What a loaded demo shows; it is loaded once for all tests here."""

import datetime
import re

import pytest
from django.db import transaction
from django.test import override_settings
from wagtail.images import get_image_model
from wagtail.models import Site

from accounts.models import User
from catalog_import.models import ImportRun
from cms.loading import load_site
from cms.models import FairPage, HomePage, NewsPage, RegionPage, StandardPage, StoryPage
from cms.sites import front_pages
from fairs.models import Fair
from ocop.models import RegisteredProduct, Standing, Subject
from shop.catalogue.models import Product, ProductImage
from shop.partner.models import StockRecord
from shop.prices import current_prices
from shop.scope.models import SiteScope
from tests.demo.conftest import load_one_producer, plain_pictures
from themes.models import SiteIdentity, ThemeSettings

pytestmark = pytest.mark.django_db
COUNTED = (
    ImportRun, Subject, RegisteredProduct, Standing, Product, StockRecord, ProductImage, User,
    get_image_model(),
)  # fmt: skip


@pytest.fixture(scope="module")
def a_loaded_site(django_db_setup, django_db_blocker):
    """A site with its pages, and the rows loaded: once for all tests that begin with both."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(CHOPHIEN_NOW="2026-11-24T09:00"),
        plain_pictures(),
    ):
        load_site()
        load_one_producer()
        yield
        transaction.set_rollback(True)


def test_second_run_changes_nothing_even_on_a_later_day(a_loaded_site, load):
    before = [model.objects.count() for model in COUNTED]

    load("2026-12-25")

    assert [model.objects.count() for model in COUNTED] == before
    assert before == [2, 1, 6, 7, 13, 10, 11, 4, 10]


def test_the_site_says_that_it_shows_samples(a_loaded_site):
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    assert identity.shows_sample_data
    assert "Ví Dụ" in identity.operator
    homes = front_pages(Site.objects.get(is_default_site=True))
    assert {home.locale.language_code: bool(home.hero_alt) for home in homes} == {
        "vi": True, "en": True,
    }  # fmt: skip
    assert [home.hero_image for home in homes if home.hero_image is None] == []


def test_a_province_has_a_site_of_its_own(a_loaded_site, load):
    load()  # again

    site = Site.objects.get(is_default_site=False)
    assert (site.hostname, ThemeSettings.for_site(site).slug) == ("127.0.0.2", "tuyen-quang")
    assert [place.name for place in SiteScope.for_site(site).provinces.all()] == ["Tuyên Quang"]
    assert (
        SiteIdentity.for_site(site).hotline
        != SiteIdentity.for_site(Site.objects.get(is_default_site=True)).hotline
    )
    assert [(home.locale.language_code, home.hero_image) for home in front_pages(site)] == [
        ("vi", None), ("en", None),
    ]  # fmt: skip
    assert HomePage.objects.count() == 4


def test_each_site_has_words_of_its_own(a_loaded_site, client):
    guide = StandardPage.objects.get(
        slug="huong-dan", url_path__contains="127-0-0-2", locale__language_code="vi"
    )
    guide.title = "Hướng dẫn của tỉnh"
    guide.save_revision().publish()

    def heading(host, path):
        page = client.get(path, headers={"host": host}).text
        return re.search(r"<h1>(.*?)</h1>", page)[1]

    assert heading("127.0.0.2", "/huong-dan/") == "Hướng dẫn của tỉnh"
    assert heading("testserver", "/huong-dan/") == "Hướng dẫn"
    english = client.get("/en/huong-dan/", headers={"host": "127.0.0.2"})
    assert english.status_code == 200
    assert 'hreflang="vi" href="http://127.0.0.2/huong-dan/"' in english.text


def test_every_province_has_a_page_and_every_seed_province_a_story(a_loaded_site):
    assert RegionPage.objects.live().count() == 2 * (34 + 1)  # the province has a site of its own
    stories = StoryPage.objects.live().values_list("locale__language_code", "province__name")
    assert sorted(set(stories)) == [
        (code, name)
        for code in ("en", "vi")
        for name in sorted(["Hải Phòng", "Ninh Bình", "Tuyên Quang", "Đồng Nai"])
    ]
    assert NewsPage.objects.live().count() == 2 * 2
    assert all(story.picture and story.picture_alt for story in StoryPage.objects.all())
    pictured = RegionPage.objects.exclude(picture=None)
    assert pictured.count() == 2 * (4 + 1)
    assert not pictured.filter(picture_alt="").exists()
    assert not pictured.filter(introduction="").exists()


def test_a_story_shows_its_producer_and_products(a_loaded_site, client):
    html = client.get("/cau-chuyen/che-shan-tuyet/").text

    assert "HTX Ví Dụ Chè Thông Nguyên" in html
    assert "Chè Shan tuyết cổ thụ" in html


def test_one_fair_is_open_one_to_come_and_one_over(a_loaded_site, load):
    load("2026-12-25")  # again, later

    fairs = Fair.objects.order_by("opens_at")
    moment = datetime.datetime(2026, 11, 24, 5, tzinfo=datetime.UTC)
    assert [(fair.phase(moment), fair.status, fair.booths.count()) for fair in fairs] == [
        ("ended", "published", 1), ("live", "published", 1), ("announced", "published", 1),
    ]  # fmt: skip
    priced = current_prices(StockRecord.objects.filter(price__isnull=False), moment=moment)
    assert {price.source for price in priced.values()} == {"", "fair"}
    assert FairPage.objects.live().count() == 2
