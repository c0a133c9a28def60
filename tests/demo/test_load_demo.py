import datetime
import re

import pytest
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Site

from accounts.models import User
from catalog_import.models import ImportRun
from cms.loading import load_site
from cms.models import FairPage, HomePage, NewsPage, RegionPage, StandardPage, StoryPage
from cms.sites import front_pages
from config.demo import pictures
from config.demo.people import CENTRE, SIGN_INS
from config.demo.pictures import Motif
from fairs.models import Fair
from ocop.models import Centre, RegisteredProduct, Standing, Subject
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures import pictures_of
from shop.partner.models import StockRecord
from shop.prices import current_prices
from shop.scope.models import SiteScope
from tests.factories.ocop import RegisteredProductFactory
from themes.models import SiteIdentity, ThemeSettings

pytestmark = pytest.mark.django_db
COUNTED = (
    ImportRun, Subject, RegisteredProduct, Standing, Product, StockRecord, ProductImage, User,
    get_image_model(),
)  # fmt: skip


@pytest.fixture
def load(settings, monkeypatch):
    """Load the rows of one producer, as of a day, with plain little pictures."""
    cache.clear()  # Wagtail remembers renditions by the number of an image, and numbers come again
    monkeypatch.setattr(Motif, "draw", lambda motif, variant: Image.new("RGB", (60, 60)))
    monkeypatch.setattr(pictures, "hero", lambda: Image.new("RGB", (160, 90)))

    def run(day="2026-11-24", *options):
        settings.CHOPHIEN_NOW = f"{day}T09:00"
        call_command("load_demo", "--only", "HG-CHE", *options, verbosity=0, stdout=_Silent())

    return run


class _Silent:
    def write(self, text):
        pass


def test_second_run_changes_nothing_even_on_a_later_day(load):
    load_site()
    load()
    before = [model.objects.count() for model in COUNTED]

    load("2026-12-25")

    assert [model.objects.count() for model in COUNTED] == before
    assert before == [2, 1, 6, 7, 13, 10, 11, 4, 10]


def test_offers_have_packs_words_and_pictures(load):
    load()

    tea = Product.objects.get(registered_product__name="Chè Shan tuyết cổ thụ")
    packs = StockRecord.objects.filter(product__parent=tea).order_by("price")
    assert [(pack.price_dong, pack.num_in_stock) for pack in packs] == [
        (195_000, 60), (460_000, 35), (880_000, 12),
    ]  # fmt: skip
    assert tea.description.startswith("<p>Búp một tôm hai lá")
    assert tea.storage == "Nơi khô ráo, tránh ánh nắng; dùng trong 24 tháng"
    assert [picture.alt for picture in pictures_of([tea.pk])[tea.pk]] == [
        "Tranh minh hoạ: ấm trà, chén trà và búp chè",
        "Tranh minh hoạ: đồi chè bậc thang",
    ]


def test_a_person_can_sign_in_for_every_role(load, settings):
    load()

    users = {
        role: authenticate(None, username=email, password=settings.DEMO_PASSWORD)
        for role, email in SIGN_INS
    }
    assert None not in users.values()
    assert users["cooperative"].subject_memberships.get().subject.name == (
        "HTX Ví Dụ Chè Thông Nguyên"
    )
    assert users["centre"].centre_memberships.get().centre.name == CENTRE
    assert users["centre"].has_perm("wagtailadmin.access_admin")
    assert users["centre"].has_perm("ocop.view_subject")
    assert not users["centre"].has_perm("ocop.change_subject")
    assert [role for role, user in users.items() if user.is_staff] == ["operator"]


def test_the_centre_answers_for_todays_provinces(load):
    load()

    provinces = Centre.objects.get(name=CENTRE).provinces.values_list("name", flat=True)
    assert set(provinces) == {"Tuyên Quang", "Ninh Bình", "Hải Phòng", "Đồng Nai"}


def test_the_site_says_that_it_shows_samples(load):
    load_site()

    load()

    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    assert identity.shows_sample_data
    assert "Ví Dụ" in identity.operator
    homes = front_pages(Site.objects.get(is_default_site=True))
    assert {home.locale.language_code: bool(home.hero_alt) for home in homes} == {
        "vi": True, "en": True,
    }  # fmt: skip
    assert [home.hero_image for home in homes if home.hero_image is None] == []


def test_a_province_has_a_site_of_its_own(load):
    load_site()
    load()
    load()

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


def test_each_site_has_words_of_its_own(load, client):
    load_site()
    load()
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


def test_what_an_operator_wrote_stays(load):
    load_site()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.operator = "Sở Công Thương"
    identity.save()

    load()

    identity.refresh_from_db()
    assert identity.operator == "Sở Công Thương"
    assert identity.address == ""


def test_a_register_with_other_data_is_left_alone(load):
    RegisteredProductFactory()

    with pytest.raises(CommandError):
        load()

    assert ImportRun.objects.count() == 0
    assert User.objects.count() == 0


def test_force_loads_beside_other_data(load):
    other = RegisteredProductFactory()

    load("2026-11-24", "--force")

    assert RegisteredProduct.objects.filter(is_sample=True).count() == 6
    assert not ProductImage.objects.filter(product__registered_product=other).exists()


def test_an_unknown_producer_is_named():
    with pytest.raises(CommandError, match="HG-NONE"):
        call_command("load_demo", "--only", "HG-NONE", stdout=_Silent())


def test_dates_follow_the_day_of_loading(load):
    load("2027-03-01")

    first = ImportRun.objects.order_by("pk")[0]
    assert first.as_of == datetime.date(2026, 1, 15)


def test_every_province_has_a_page_and_every_seed_province_a_story(load):
    load_site()

    load()

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


def test_a_story_shows_its_producer_and_products(load, client):
    load_site()
    load()

    html = client.get("/cau-chuyen/che-shan-tuyet/").text

    assert "HTX Ví Dụ Chè Thông Nguyên" in html
    assert "Chè Shan tuyết cổ thụ" in html


def test_one_fair_is_open_one_to_come_and_one_over(load, settings):
    load_site()
    load()
    load("2026-12-25")  # again, later

    fairs = Fair.objects.order_by("opens_at")
    moment = datetime.datetime(2026, 11, 24, 5, tzinfo=datetime.UTC)
    assert [(fair.phase(moment), fair.status, fair.booths.count()) for fair in fairs] == [
        ("ended", "published", 1), ("live", "published", 1), ("announced", "published", 1),
    ]  # fmt: skip
    priced = current_prices(StockRecord.objects.filter(price__isnull=False), moment=moment)
    assert {price.source for price in priced.values()} == {"", "fair"}
    assert FairPage.objects.live().count() == 2
