"""Photos of twenty products come in by one ZIP: looked at, mended, put up, seen, taken off."""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from catalog_import.photos.models import PhotoBatch
from shop.catalogue.models import ProductImage
from tests.browsing import PHONE, chromium, is_wider_than_screen
from tests.catalog_import.photos import town
from tests.catalog_import.photos.pictures import located, picture, zipped
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "vi-VN"}


@pytest.fixture
def site(transactional_db, settings, tmp_path):
    """The site answering on a port, with the back office's scripts and styles."""
    settings.MEDIA_ROOT = str(tmp_path)
    settings.CHOPHIEN_NOW = town.MOMENT.isoformat()
    cache.clear()
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = StaticFilesHandler
    server.start()
    yield server
    server.stop()


def register():
    """Twenty products of five cooperatives; each has a tea of the same name."""
    products = []
    for maker in ("Một", "Hai", "Ba", "Bốn", "Năm"):
        subject = town.subject(f"HTX Ví Dụ {maker}")
        names = ("Trà Shan tuyết", f"Mật ong rừng {maker}", f"Gạo nếp nương {maker}",
                 f"Miến dong {maker}")  # fmt: skip
        products += [town.product(name, subject) for name in names]
    return products


def photographs(products):
    """A ZIP as a centre packs it: a folder a cooperative, names with and without accents."""
    files = []
    for number, product in enumerate(products):
        name = product.name if number % 2 else product.name.upper()
        folder = product.subject.name
        files.append((f"Ảnh/{folder}/{name}.jpg", located(colour=(number * 12, 120, 60))))
    first = products[0]
    files.append((f"Ảnh/{first.subject.name}/{first.name} (2).jpg", picture("navy")))
    files.append(("Ảnh/Trà Shan.jpg", picture("olive")))
    return zipped(files)


@pytest.mark.parametrize(
    ("options", "has_scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone, no scripts"]
)
def test_photos_of_twenty_products_by_zip_and_off_again(
    site, tmp_path_factory, options, has_scripts
):
    officer = town.officer_of("Tuyên Quang")
    products = register()
    archive = tmp_path_factory.mktemp("upload") / "anh.zip"
    archive.write_bytes(photographs(products))

    with chromium() as browser:
        page = browser.new_context(**options, java_script_enabled=has_scripts).new_page()
        page.goto(f"{site.url}/cms/login/?next=/cms/photos/new/")
        page.fill("#id_username", officer.email)
        page.fill("#id_password", PASSWORD)
        with page.expect_navigation():
            page.press("#id_password", "Enter")

        # Upload: the worker of a test answers at once, so the preview is there
        page.set_input_files("#id_photos", archive)
        with page.expect_navigation():
            page.locator("form.photo-upload button[type=submit]").click()
        batch = PhotoBatch.objects.get()
        expect(page.locator(".photo-tabs li")).to_have_count(4)
        expect(page.locator(".photo-card")).to_have_count(1)
        assert has_scripts is False or not is_wider_than_screen(page)

        # One picture did not say enough: a person finds its product
        page.locator(".photo-card input[type=text]").fill("tra shan vi du nam")
        with page.expect_navigation():
            page.locator("form button.button-secondary").click()
        page.locator(".photo-card select").select_option(index=1)
        with page.expect_navigation():
            page.locator("button[name=apply]").click()
        expect(page.locator(".photo-lines li")).to_have_count(22)

        # A buyer sees them, the cooperative's first before its second
        tea = products[0].listing
        buyer = browser.new_context(**PHONE).new_page()
        buyer.goto(f"{site.url}{tea.get_absolute_url()}")
        shown = buyer.locator(".gallery img")
        expect(shown).to_have_count(2)
        expect(shown.first).to_have_attribute("alt", "Trà Shan tuyết – HTX Ví Dụ Một")
        shown.first.scroll_into_view_if_needed()
        assert shown.first.evaluate("image => image.complete && image.naturalWidth > 0")
        assert {row.product_id for row in ProductImage.objects.all()} == {
            product.listing.pk for product in products
        }

        # And off again
        page.locator("details.photo-act summary").click()
        with page.expect_navigation():
            page.locator("details.photo-act button").click()
        batch.refresh_from_db()
        assert (batch.state, ProductImage.objects.count()) == ("undone", 0)
        buyer.reload()
        expect(buyer.locator(".gallery img")).to_have_count(0)
