"""Completions: what is offered for what is typed, and the keys that move through them."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Route

from search.selectors.suggestions import suggest
from search.services import drain_outbox
from tests.browsing import chromium, is_wider_than_screen, phone
from tests.search import shelf
from tests.search.conftest import DAY


@pytest.fixture
def shop(db):
    return stocked()


def stocked():
    made = {
        "tea": shelf.listing("Chè Hoàng Su Phì", stars=5),
        "honey": shelf.listing("Mật ong bạc hà", subject=shelf.cooperative("HTX Minh Tâm")),
    }
    drain_outbox()
    return made


def offered(text):
    return [(s.kind, s.text) for s in suggest(text, day=DAY)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("m", ("product", "Mật ong bạc hà")),
        ("mat o", ("product", "Mật ong bạc hà")),
        ("maatj", ("product", "Mật ong bạc hà")),
        ("htx minh", ("subject", "HTX Minh Tâm")),
        ("tuyen", ("place", "Tuyên Quang")),
        ("hà gi", ("place", "Hà Giang")),
        ("hoàng su", ("place", "Huyện Hoàng Su Phì, Hà Giang")),
        ("thông ng", ("place", "Xã Thông Nguyên, Tuyên Quang")),
        ("thực", ("group", "Thực phẩm")),
        ("5", ("stars", "OCOP 5 sao")),
        ("năm sa", ("stars", "OCOP 5 sao")),
        ("sao", ("stars", "OCOP 4 sao")),
    ],
)
def test_all_kinds_are_offered(shop, typed, wanted):
    assert wanted in offered(typed)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("foo", ("group", "Food")),
        ("thuc", ("group", "Food")),
        ("5 st", ("stars", "OCOP 5 stars")),
        ("5 s", ("stars", "OCOP 5 stars")),
        ("star", ("stars", "OCOP 4 stars")),
        ("m", ("product", "Mật ong bạc hà")),
    ],
)
def test_groups_and_stars_are_offered_in_the_language_of_the_page(shop, client, typed, wanted):
    with override("en"):
        assert wanted in offered(typed)
        address = reverse("search:suggest")
    page = client.get(address, {"q": typed}).content.decode()
    assert wanted[1] in page
    assert ('<span lang="vi">' in page) == (wanted[0] == "product")


def test_a_former_district_leads_to_what_comes_from_there(client, shop):
    url = next(s.url for s in suggest("hoàng su", day=DAY) if s.kind == "place")
    page = client.get(url).context["page"]
    assert page.total == 2
    assert [chip.label for chip in page.chips] == ["Hoàng Su Phì"]


def test_no_stars_for_a_letter_that_begins_a_thing(shop):
    assert not [kind for kind, _ in offered("s") + offered("ba") + offered("o") if kind == "stars"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_typed_before_the_script_has_come_is_asked_for(live_server, static_files):
    stocked()
    faults: list[str] = []
    with chromium() as browser:
        page = phone(browser, faults=faults)
        on_their_way: list[Route] = []

        def hold(route: Route) -> None:
            on_their_way.append(route)

        page.route("**/htmx-*.js", hold)
        page.goto(f"{live_server.url}/san-pham/")
        with page.expect_request("**/htmx-*.js"):
            page.get_by_role("combobox").click()
        page.get_by_role("combobox").press_sequentially("mat")
        on_their_way[0].continue_()
        page.get_by_role("option").first.wait_for()
    assert faults == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_arrows_enter_and_escape(live_server, static_files):
    listing = stocked()["honey"]
    faults: list[str] = []
    with chromium() as browser:
        page = phone(browser, faults=faults)
        page.goto(f"{live_server.url}/san-pham/")
        box = page.get_by_role("combobox")
        box.click()
        assert box.get_attribute("aria-expanded") == "false"
        box.press_sequentially("mat")
        page.get_by_role("option").first.wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        assert not is_wider_than_screen(page)

        box.press("ArrowDown")
        first = page.get_by_role("option").first
        assert first.get_attribute("aria-selected") == "true"
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        box.press("ArrowUp")  # round to the last
        last = page.get_by_role("option").last
        assert last.get_attribute("aria-selected") == "true"

        box.press("Escape")
        assert page.get_by_role("option").count() == 0
        assert box.get_attribute("aria-expanded") == "false"

        box.press_sequentially(" ong")
        page.get_by_role("option").first.wait_for()
        box.press("ArrowDown")
        with page.expect_navigation():
            box.press("Enter")
        assert page.url.endswith(listing.get_absolute_url())
    # Chromium gives up fading into the next page on a busy machine.
    assert [fault for fault in faults if "ViewTransition" not in fault] == []
