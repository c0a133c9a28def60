"""An officer with a telephone and no scripts gives a star and takes it away; the public sees it."""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browsing import chromium, is_wider_than_screen, phone
from tests.factories.accounts import PASSWORD
from tests.factories.ocop import RegisteredProductFactory
from tests.ocop.desk import MOMENT, officer_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PDF = {"name": "QĐ 12.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}


@pytest.fixture
def site(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    cache.clear()
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = StaticFilesHandler
    server.start()
    yield server
    server.stop()


def words(msgid):
    with override("vi"):
        return _(msgid)


def decide(page, address, act, number, stars=""):
    """Enter a decision, look at what will happen, confirm."""
    page.goto(f"{address}quyet-dinh/")
    page.check(f"input[name=act][value={act}]")
    page.select_option("select[name=stars]", stars)
    page.fill("input[name=number]", number)
    page.fill("input[name=day]", "2026-11-20")
    page.set_input_files("input[name=file]", PDF)
    page.locator("form button[type=submit]").last.click()
    expect(page.locator(".desk-confirm")).to_be_visible()
    told = page.locator(".desk-confirm p").first.inner_text()
    page.click("button[name=confirm]")
    page.wait_for_url(address)
    return told


def test_a_star_is_given_and_taken_away(site):
    product = RegisteredProductFactory(name="Chè Shan Tuyết")
    officer = officer_of()
    faults = []
    with chromium() as browser:
        desk = phone(browser, faults=faults, javascript=False)
        public = phone(browser, faults=faults)
        page_of_product = f"{site.url}{product.listing.get_absolute_url()}"
        desk.goto(f"{site.url}/cms/login/")
        desk.fill("#id_username", officer.email)
        desk.fill("#id_password", PASSWORD)
        desk.press("#id_password", "Enter")
        desk.wait_for_url("**/cms/")
        address = f"{site.url}/cms/so-dang-ky/san-pham/{product.pk}/"

        public.goto(page_of_product)
        expect(public.locator(".certificate .stars")).to_have_count(0)

        told = decide(desk, address, "award", "12/QĐ-UBND", "4")
        assert "20/11/2029" in told
        assert not is_wider_than_screen(desk)
        public.goto(page_of_product)
        expect(public.locator(".certificate .stars")).to_have_text("★★★★")
        expect(public.locator(".certificate")).to_contain_text("12/QĐ-UBND")

        told = decide(desk, address, "revoke", "13/QĐ-UBND")
        assert told == words("The product no longer shows a star, from now on.")
        expect(desk.locator(".desk")).to_contain_text("13/QĐ-UBND")
        public.goto(page_of_product)
        expect(public.locator(".certificate .stars")).to_have_count(0)
        expect(public.locator(".certificate h2")).to_contain_text("13/QĐ-UBND")

    assert [said for said in faults if "404" not in said] == []
