"""The narrowest telephones: a long price in the longer language stays on the screen."""

import pytest

from tests.browsing import chromium, is_wider_than_screen
from tests.fairs import town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_fair_price_fits_320_pixels(live_server, static_files, settings, prefix):
    settings.CHOPHIEN_NOW = town.OPENS.isoformat()
    officer = town.officer_of("Tuyên Quang")
    tea = town.offer(town.seller(), "Chè Shan Tuyết", price=12_500_000)
    booth = town.booth(town.fair(officer), tea.partner.subject, officer)
    town.pin(booth, tea, price=11_900_000)

    with chromium() as browser:
        page = browser.new_context(viewport={"width": 320, "height": 700}).new_page()
        for address in (tea.product.get_absolute_url(), booth.get_absolute_url()):
            page.goto(f"{live_server.url}{prefix}{address}")
            assert "11.900.000" in page.locator(".price").first.inner_text()
            assert not is_wider_than_screen(page), address
