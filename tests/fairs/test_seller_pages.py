"""A seller's own booths inside the sellers' area."""

import datetime

import pytest
from django.urls import reverse

from fairs.models import BoothProduct
from fairs.services import open_booth
from tests.fairs import town
from tests.fairs.town import BEFORE, CLOSES, OPENS

pytestmark = pytest.mark.django_db
BOOTHS = "/kenh-ban/hoi-cho/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def mine(client, at, booth):
    """The browser of a member of the booth's cooperative."""
    client.force_login(town.member_of(booth.subject))
    return client


def send(client, name, pk, **form):
    return client.post(reverse(f"fairs:{name}", kwargs={"pk": pk}), form)


def test_menu_leads_to_the_own_booths(mine, fair):
    overview = mine.get("/kenh-ban/tong-quan/")
    page = mine.get(BOOTHS)

    assert f'href="{BOOTHS}"'.encode() in overview.content
    assert [own.fair.name for own in page.context["booths"]] == [fair.name]


def test_what_is_open_stands_before_what_comes_and_what_is_over(mine, at, fair, booth, officer):
    for name, days in (("Sang năm", 60), ("Tháng sau", 30), ("Năm ngoái", -300), ("Vừa xong", -9)):
        span = days * DAY
        other = town.fair(officer, name=name, opens_at=OPENS + span, closes_at=CLOSES + span)
        open_booth(
            fair=other, subject=booth.subject, by=officer, moment=min(BEFORE, other.opens_at - DAY)
        )
    at(OPENS)

    booths = mine.get(BOOTHS).context["booths"]

    assert [own.fair.name for own in booths] == [
        fair.name, "Tháng sau", "Sang năm", "Vừa xong", "Năm ngoái",
    ]  # fmt: skip


def test_member_writes_pins_prices_and_unpins(mine, booth, tea):
    send(mine, "introduce", booth.pk, introduction="Mời bà con ghé")
    send(mine, "pin", booth.pk, listing=tea.product_id)
    pin = BoothProduct.objects.get()
    send(mine, "price", pin.pk, pack=tea.product_id, price="80.000 ₫", quota="20")

    booth.refresh_from_db()
    pin.refresh_from_db()
    assert booth.introduction == "Mời bà con ghé"
    assert (pin.fair_price, pin.pack_id, pin.quota) == (80_000, tea.product_id, 20)

    send(mine, "price", pin.pk, clear="1")
    pin.refresh_from_db()
    assert pin.fair_price is None
    send(mine, "unpin", pin.pk)
    assert BoothProduct.objects.count() == 0


def test_page_shows_window_state_and_prices(mine, booth, pin):
    page = mine.get(f"/en{BOOTHS}{booth.pk}/").content.decode()

    assert "08:00 01/12/2026" in page
    assert "Opens soon" in page
    assert "80.000\N{NO-BREAK SPACE}₫" in page
    assert "0 sold at this price" in page


@pytest.mark.parametrize(
    "form",
    [
        {"price": "100000"}, {"price": "100.000"}, {"price": "0"}, {"price": "-5"},
        {"price": "x"}, {"price": "80000", "quota": "0"}, {"price": "80000", "pack": "0"},
        {"price": ""}, {"price": "1e3"},
    ],
)  # fmt: skip
def test_price_that_makes_no_sense_is_refused_with_words(mine, booth, tea, form):
    pin = town.pin(booth, tea)

    answer = mine.post(
        reverse("fairs:price", kwargs={"pk": pin.pk}), {"pack": tea.product_id} | form, follow=True
    )

    pin.refresh_from_db()
    assert [m.level_tag for m in answer.context["messages"]] == ["error"]
    assert pin.fair_price is None


def test_nothing_is_offered_or_taken_once_the_fair_is_over(mine, at, booth, pin):
    at(CLOSES)

    page = mine.get(f"/en{BOOTHS}{booth.pk}/").content.decode()
    send(mine, "unpin", pin.pk)
    send(mine, "introduce", booth.pk, introduction="Khác")

    assert "Nothing can be changed here any more." in page
    assert "<textarea" not in page
    booth.refresh_from_db()
    assert (BoothProduct.objects.count(), booth.introduction) == (1, "")


def test_booth_of_another_subject_is_not_found(client, at, booth, pin, tea):
    rival = town.offer(town.seller("HTX Ong Ví Dụ"), "Mật ong")
    client.force_login(town.member_of(rival.partner.subject))

    answers = [
        client.get(f"{BOOTHS}{booth.pk}/"),
        send(client, "introduce", booth.pk, introduction="Khác"),
        send(client, "pin", booth.pk, listing=rival.product_id),
        send(client, "price", pin.pk, pack=tea.product_id, price="1000"),
        send(client, "unpin", pin.pk),
    ]

    booth.refresh_from_db()
    pin.refresh_from_db()
    assert {answer.status_code for answer in answers} == {404}
    assert (booth.introduction, pin.fair_price) == ("", 80_000)


def test_product_of_another_subject_cannot_be_pinned(mine, booth):
    foreign = town.offer(town.seller("HTX Ong Ví Dụ"), "Mật ong")

    assert send(mine, "pin", booth.pk, listing=foreign.product_id).status_code == 404
    assert send(mine, "pin", booth.pk, listing="x").status_code == 404
    assert BoothProduct.objects.count() == 0


def test_pages_take_as_many_queries_for_many_products_as_for_one(
    mine, booth, tea, django_assert_max_num_queries
):
    for n in range(20):
        town.pin(booth, town.offer(tea.partner.subject, f"Chè số {n}"), price=70_000)

    mine.get(BOOTHS)
    with django_assert_max_num_queries(15):
        mine.get(BOOTHS)
    with django_assert_max_num_queries(15):
        mine.get(f"{BOOTHS}{booth.pk}/")
