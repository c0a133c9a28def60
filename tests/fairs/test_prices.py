"""The fair price through every door, second by second."""

import datetime
import re

import pytest

from fairs.models import Fair
from fairs.services import cancel_fair, show_booth
from ocop.services import revoke_certificate
from search.models import OutboxRow
from search.services import rebuild
from shop.basket.models import Line
from shop.catalogue.selectors import cards
from shop.order.models import Purchase
from shop.partner.services import set_price
from shop.prices import current_prices
from tests.fairs import town
from tests.fairs.town import BEFORE, CLOSES, OPENS, SECOND
from tests.shop.shopping import CHECK, answer, order, put_in, told

pytestmark = pytest.mark.django_db
#: (moment, phase in words, price that holds)
EDGES = [
    (OPENS - SECOND, "Opens soon", 100_000),
    (OPENS, "Open now", 80_000),
    (CLOSES - SECOND, "Open now", 80_000),
    (CLOSES, "Over", 100_000),
]
FEE = 32_000


@pytest.fixture(autouse=True)
def index_root(settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"


def read(client, path):
    """What a page says in English, the language of the messages."""
    text = client.get(f"/en{path.removeprefix('/en')}").content.decode()
    text = re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def now_costs(record, moment):
    return current_prices([record], moment=moment)[record.pk]


@pytest.mark.parametrize(("moment", "phase", "price"), EDGES)
def test_every_page_shows_the_price_of_the_second(client, at, pin, tea, moment, phase, price):
    rebuild()
    at(moment)
    is_fair = price == 80_000
    amount = "80.000 ₫" if is_fair else "100.000 ₫"
    reason = "Fair price until 17:00 05/12"
    fair = pin.booth.fair

    lobby = read(client, fair.get_absolute_url())
    pages = {
        "booth": read(client, pin.booth.get_absolute_url()),
        "product": read(client, tea.product.get_absolute_url()),
        "listing": read(client, "/san-pham/"),
        "subject": read(client, f"/chu-the/{tea.partner.subject.slug}/"),
    }
    put_in(client, tea)
    pages["basket"] = read(client, "/gio-hang/")
    answer(client, tea)
    pages["check"] = read(client, CHECK)

    assert phase in lobby
    assert {name for name, text in pages.items() if amount not in text} == set()
    assert {name for name, text in pages.items() if reason in text} == (
        set(pages) if is_fair else set()
    )
    struck = {name for name, text in pages.items() if "Ordinary price: 100.000 ₫" in text}
    assert struck == (set(pages) - {"check"} if is_fair else set())


@pytest.mark.parametrize(("moment", "phase", "price"), EDGES)
def test_order_is_placed_at_the_price_of_the_second(client, at, pin, tea, moment, phase, price):
    at(moment)
    put_in(client, tea)
    answer(client, tea)
    client.get(CHECK)

    order(client, price + FEE)

    purchase = Purchase.objects.get()
    pin.refresh_from_db()
    line = purchase.orders.get().lines.get()
    assert purchase.total == price + FEE
    assert int(line.unit_price_incl_tax) == price
    assert pin.sold == (1 if price == 80_000 else 0)
    attributed = getattr(line, "fair_attribution", None)
    assert (attributed and attributed.booth) == (pin.booth if price == 80_000 else None)


def test_basket_says_how_many_are_left_at_the_fair_price(client, at, booth, tea):
    town.pin(booth, tea, price=80_000, quota=2)
    at(OPENS)
    put_in(client, tea, 3)

    page = read(client, "/gio-hang/")
    refused = client.get("/dat-hang/nhan-hang/")

    assert "Fair price until 17:00 05/12, 2 left" in page
    assert "Only 2 can be had at this price. Take fewer, then order the rest." in page
    assert refused["Location"] == "/gio-hang/"


def test_basket_filled_before_the_end_says_that_the_price_changed(client, at, pin, tea):
    at(CLOSES - SECOND)
    put_in(client, tea)
    assert "has changed" not in read(client, "/gio-hang/")

    at(CLOSES)

    page = read(client, "/gio-hang/")
    assert "The price has changed: it was 80.000 ₫ when you chose it." in page
    assert "100.000 ₫" in page


def test_order_with_the_sum_of_the_fair_is_refused_after_the_end(client, at, pin, tea):
    at(CLOSES - SECOND)
    put_in(client, tea)
    answer(client, tea)
    client.get(CHECK)

    at(CLOSES)
    response = order(client, 80_000 + FEE)

    assert response["Location"] == CHECK
    assert told(client) == ["Tổng tiền vừa đổi. Xem lại trước khi đặt."]
    tea.refresh_from_db()
    pin.refresh_from_db()
    assert (Purchase.objects.count(), tea.num_allocated or 0, pin.sold) == (0, 0, 0)
    assert Line.objects.get().quantity == 1


def test_certificate_that_ends_inside_the_window_takes_the_price_off_from_that_day(pin, tea):
    revoke_certificate(
        product=tea.product.registered_product, revoked_on=datetime.date(2026, 12, 3),
        decision_no="9002/QĐ-UBND", recorded_on=datetime.date(2026, 12, 3),
    )  # fmt: skip
    midnight = datetime.datetime(2026, 12, 3, tzinfo=town.LOCAL)

    assert now_costs(tea, midnight - SECOND).amount == 80_000
    assert now_costs(tea, midnight).amount == 100_000


def test_cancelled_fair_has_no_fair_price(pin, tea, fair, officer):
    cancel_fair(fair=fair, by=officer, moment=OPENS)

    assert now_costs(tea, OPENS).amount == 100_000


def test_draft_has_no_fair_price(pin, tea, fair):
    Fair.objects.update(status="draft")

    assert now_costs(tea, OPENS).amount == 100_000


def test_hidden_booth_has_no_fair_price(pin, tea, booth, officer):
    show_booth(booth=booth, is_published=False, by=officer, moment=BEFORE)

    assert now_costs(tea, OPENS).amount == 100_000


def test_the_lower_price_wins_when_the_ordinary_one_falls_below_the_fair_price(pin, tea):
    set_price(record=tea, price=70_000)
    tea.refresh_from_db()

    price = now_costs(tea, OPENS)

    assert (price.amount, price.source, price.struck) == (70_000, "", None)


def test_of_two_fairs_the_lower_price_wins(pin, tea, officer):
    other = town.fair(officer, name="Hội chợ khác")
    town.pin(town.booth(other, tea.partner.subject, officer), tea, price=75_000)

    assert now_costs(tea, OPENS).amount == 75_000


def test_nothing_is_indexed_again_when_a_fair_opens(client, at, pin, tea):
    rebuild()
    assert OutboxRow.objects.count() == 0

    for moment, *_rest in EDGES:
        at(moment)
        client.get(pin.booth.fair.get_absolute_url())
        client.get("/san-pham/")
        client.get(tea.product.get_absolute_url())

    assert OutboxRow.objects.count() == 0


def test_listing_is_sorted_and_counted_by_the_ordinary_price(client, at, pin, tea):
    town.offer(tea.partner.subject, "Mật ong", price=90_000)
    rebuild()
    at(OPENS)

    page = client.get("/san-pham/", {"sap-xep": "gia"}).context["page"]
    cheap = client.get("/san-pham/", {"gia": "50-100"}).context["page"]

    assert [(card.name, card.price) for card in page.cards] == [
        ("Mật ong", 90_000), ("Chè Shan Tuyết", 80_000),
    ]  # fmt: skip
    assert [card.name for card in cheap.cards] == ["Mật ong"]


@pytest.mark.parametrize("count", [1, 48])
def test_cards_at_fair_prices_take_two_queries_more(booth, tea, count, django_assert_num_queries):
    records = [town.offer(tea.partner.subject, f"Chè số {n}") for n in range(count)]
    for record in records:
        town.pin(booth, record, price=80_000)
    ids = [record.product_id for record in records]

    # listings, certificates, standings, stock, pictures; fair prices, their certificates
    with django_assert_num_queries(8):
        shown = cards(ids, moment=OPENS)

    assert {card.price for card in shown} == {80_000}
