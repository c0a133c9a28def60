"""An officer with a browser and nothing else brings a list, mends a column, applies, undoes."""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from catalog_import.models import ImportRun, Source
from ocop.models import RegisteredProduct
from tests.browsing import chromium, is_wider_than_screen
from tests.catalog_import.offices import MOMENT, officer, workbook
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = workbook(
    ("DANH SÁCH SẢN PHẨM OCOP TỈNH TUYÊN QUANG ĐẾN NGÀY 01/11/2026",),
    ("TT", "Tên sản phẩm", "Chủ thể", "Chủng loại hạng", "Mã vùng"),
    (1, "Chè Ví Dụ", "HTX Chè Ví Dụ", "4 sao", "x1"),
    (2, "Cam Ví Dụ", "HTX Cam Ví Dụ", "3 sao", "x2"),
    (3, "Mật ong Ví Dụ", "HTX Ong Ví Dụ", "5 sao", "x3"),
)


@pytest.fixture
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def server(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.CHOPHIEN_NOW = MOMENT
    cache.clear()
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = StaticFilesHandler
    server.start()
    yield server
    server.stop()


def sign_in(page, server, user):
    page.goto(f"{server.url}/cms/login/")
    page.fill("#id_username", user.email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/cms/")


def bring(page, server):
    page.goto(f"{server.url}/cms/nhap-danh-sach/tai-len/")
    page.set_input_files(
        "input[type=file]",
        {"name": "danh-sach.xlsx", "mimeType": "application/octet-stream", "buffer": LIST},
    )
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/nhap-danh-sach/*/")
    return ImportRun.objects.get()


@pytest.mark.parametrize("javascript", [True, False])
def test_upload_mend_a_column_preview_apply_and_undo(server, browser, javascript):
    faults = []
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", java_script_enabled=javascript
    )
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    sign_in(page, server, officer("Tuyên Quang"))

    # Brought: a column was guessed, another nobody knows
    run = bring(page, server)
    assert run.state == ImportRun.State.CHECKED
    assert not is_wider_than_screen(page) if javascript else True
    page.click(f"a[href='/cms/nhap-danh-sach/{run.pk}/cot/']")
    first = page.locator(".imports tbody tr").first
    expect(first).to_contain_text("Chủng loại hạng")
    expect(first.locator("select")).to_have_value("stars")

    # Mended: the unknown column holds a code; remembered
    page.locator("tr", has_text="Mã vùng").locator("select").select_option("product_code")
    page.click(".imports form button[type=submit]")
    page.wait_for_url(f"**/nhap-danh-sach/{run.pk}/")
    assert Source.objects.get().remembered_mapping

    # Looked at, row by row
    page.click(f"a[href='/cms/nhap-danh-sach/{run.pk}/dong/?show=created']")
    expect(page.locator(".imports tbody tr")).to_have_count(3)
    page.click(".imports tbody >> text=Chè Ví Dụ")
    expect(page.locator("main")).to_contain_text("x1")
    assert not is_wider_than_screen(page) if javascript else True

    # Applied
    page.goto(f"{server.url}/cms/nhap-danh-sach/{run.pk}/ghi/")
    page.click(".imports form button[type=submit]")
    page.wait_for_url(f"**/nhap-danh-sach/{run.pk}/")
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    assert RegisteredProduct.objects.get(name="Chè Ví Dụ").product_code == "x1"

    # Taken back
    page.click(f"a[href='/cms/nhap-danh-sach/{run.pk}/hoan-tac/']")
    page.click(".imports form button[type=submit]")
    page.wait_for_url(f"**/nhap-danh-sach/{run.pk}/")
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE
    assert not RegisteredProduct.objects.exists()
    assert faults == []


#: Fields and titles that reach beyond the screen, whatever cuts them off there
CUT_OFF = """() => [...document.querySelectorAll(
    "main select, main input:not([type=hidden]), header h1, .w-breadcrumbs li:last-child")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.name || one.textContent.trim())"""


def test_nothing_is_cut_off_on_a_telephone(server, browser):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    operator = officer("Tuyên Quang")
    operator.is_superuser = True
    operator.save()
    sign_in(page, server, operator)

    for address in (
        "nhap-danh-sach/tai-len/", "so-dang-ky/", "photos/new/", "search-synonyms/",
        "search-synonyms/new/", "search-state/",
    ):  # fmt: skip
        page.goto(f"{server.url}/cms/{address}")
        assert page.evaluate(CUT_OFF) == [], address
