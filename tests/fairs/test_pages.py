"""The calendar of fairs, lobbies and booths, as everybody sees them."""

import datetime
import re

import pytest
from wagtail.models import Site

from fairs.models import Booth
from fairs.services import cancel_fair, introduce_booth, show_booth
from ocop.models import Place
from shop.scope.models import SCOPES, SiteScope
from tests.fairs import town
from tests.fairs.town import BEFORE, CLOSES, OPENS, SECOND

pytestmark = pytest.mark.django_db


def read(client, path, **query):
    """What a page says in English, the language of the messages."""
    text = client.get(f"/en{path.removeprefix('/en')}", query).content.decode()
    text = re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def shown(client, path, **query):
    return client.get(path, query).context["page"]


def names(rows):
    return [row.name for row in rows]


def bind(*provinces):
    """Let the site show these provinces alone."""
    scope = SiteScope.for_site(Site.objects.get(is_default_site=True))
    scope.provinces.set(Place.objects.provinces().filter(name__in=provinces))
    scope.save()
    SCOPES.renew()


# --- the calendar --------------------------------------------------------------------------------


def test_fairs_stand_by_the_clock(client, at, officer):
    day = datetime.timedelta(days=1)
    for number in (1, 2, 3):
        town.fair(
            officer, name=f"Sau {number}", opens_at=CLOSES + number * day,
            closes_at=CLOSES + (number + 1) * day,
        )  # fmt: skip
        town.fair(
            officer, name=f"Trước {number}", opens_at=OPENS - (number + 1) * day,
            closes_at=OPENS - number * day,
        )  # fmt: skip
    town.fair(officer, name="Nay")
    town.fair(officer, name="Nháp", is_published=False)
    cancelled = town.fair(officer, name="Huỷ", opens_at=CLOSES + 9 * day,
                          closes_at=CLOSES + 10 * day)  # fmt: skip
    cancel_fair(fair=cancelled, by=officer, moment=BEFORE)
    at(OPENS)

    page = shown(client, "/hoi-cho/")

    assert names(page.live) == ["Nay"]
    assert names(page.upcoming) == ["Sau 1", "Sau 2", "Sau 3", "Huỷ"]
    assert names(page.past) == ["Trước 1", "Trước 2", "Trước 3"]
    assert "Cancelled Huỷ" in read(client, "/hoi-cho/")


def test_calendar_without_fairs_shows_a_way_on(client, at, db):
    page = read(client, "/hoi-cho/")

    assert "No fair has been announced yet" in page
    assert "See all products" in page


# --- the lobby -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (BEFORE, "Opens soon Opens in 7 days"),
        (OPENS - 5 * SECOND, "Opens soon Opens in 1 minute"),
        (OPENS - datetime.timedelta(hours=5), "Opens soon Opens in 5 hours"),
        (OPENS, "Open now Closes in 4 days"),
        (CLOSES - datetime.timedelta(minutes=90), "Open now Closes in 90 minutes"),
        (CLOSES, "Over"),
    ],
)
def test_lobby_counts_down_in_words(client, at, fair, moment, said):
    at(moment)

    page = read(client, fair.get_absolute_url())

    assert f"{said} Hội chợ Ví Dụ" in page
    assert "08:00 01/12/2026 – 17:00 05/12/2026" in page


def test_lobby_says_when_booths_open_and_when_they_closed(client, at, fair, booth):
    before = read(client, fair.get_absolute_url())
    at(CLOSES)
    after = read(client, fair.get_absolute_url())

    assert "Booths open at 08:00 on 01/12." in before
    assert "The fair closed at 17:00 on 05/12/2026." in after
    assert "HTX Chè Ví Dụ" in after


def test_draft_is_not_found(client, at, officer, tea):
    draft = town.fair(officer, is_published=False)
    booth = town.booth(draft, tea.partner.subject, officer)

    for address in (draft.get_absolute_url(), booth.get_absolute_url()):
        assert client.get(address).status_code == 404


def test_cancelled_fair_says_so_and_shows_no_booths(client, at, fair, booth, pin, officer):
    cancel_fair(fair=fair, by=officer, moment=OPENS)
    at(OPENS)

    page = read(client, fair.get_absolute_url())

    assert "This fair was cancelled." in page
    assert "HTX Chè Ví Dụ" not in page
    assert client.get(booth.get_absolute_url())["Location"] == fair.get_absolute_url()


def test_hidden_booth_is_not_found(client, at, fair, booth, officer):
    show_booth(booth=booth, is_published=False, by=officer, moment=BEFORE)

    assert shown(client, fair.get_absolute_url()).total == 0
    assert client.get(booth.get_absolute_url()).status_code == 404


@pytest.fixture
def three_booths(fair, booth, pin, officer):
    """Tea of four stars (Tuyên Quang), honey of five, fish of Ninh Bình of three."""
    honey = town.offer(town.seller("HTX Ong Đá Ví Dụ"), "Mật ong", stars=5)
    fish = town.offer(
        town.seller("HTX Cá Ví Dụ", province="Ninh Bình"), "Cá kho", stars=3,
        province="Ninh Bình",
    )  # fmt: skip
    for record in (honey, fish):
        town.pin(town.booth(fair, record.partner.subject, officer), record)
    return fair


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["HTX Chè Ví Dụ", "HTX Cá Ví Dụ", "HTX Ong Đá Ví Dụ"]),
        ({"q": "ong da"}, ["HTX Ong Đá Ví Dụ"]),
        ({"q": "đá"}, ["HTX Ong Đá Ví Dụ"]),
        ({"sao": "5"}, ["HTX Ong Đá Ví Dụ"]),
        ({"sao": "9"}, ["HTX Chè Ví Dụ", "HTX Cá Ví Dụ", "HTX Ong Đá Ví Dụ"]),
        ({"q": "cá", "sao": "3"}, ["HTX Cá Ví Dụ"]),
        ({"q": "không có"}, []),
    ],
)
def test_booths_are_found_by_name_and_stars(client, at, three_booths, query, found):
    page = shown(client, three_booths.get_absolute_url(), **query)

    assert sorted(names(page.booths)) == sorted(found)
    assert (page.found, page.total) == (len(found), 3)


def test_booths_are_found_by_province_with_counts(client, at, three_booths):
    code = Place.objects.provinces().get(name="Ninh Bình").code

    page = shown(client, three_booths.get_absolute_url(), tinh=code)

    assert names(page.booths) == ["HTX Cá Ví Dụ"]
    assert [(o.label, o.count, o.is_selected) for o in page.provinces] == [
        ("Ninh Bình", 1, True), ("Tuyên Quang", 2, False),
    ]  # fmt: skip
    assert [(o.value, o.count) for o in page.stars] == [("5", 1), ("4", 1), ("3", 1)]


def test_best_products_are_those_with_a_fair_price_then_those_with_most_stars(
    client, at, three_booths
):
    at(OPENS)

    best = shown(client, three_booths.get_absolute_url()).best

    assert [(card.name, card.price) for card in best] == [
        ("Chè Shan Tuyết", 80_000), ("Mật ong", 100_000), ("Cá kho", 100_000),
    ]  # fmt: skip


# --- the booth -----------------------------------------------------------------------------------


def test_booth_shows_who_what_and_its_neighbours(client, at, three_booths, booth):
    introduce_booth(booth=booth, introduction="Chào <b>bà con</b>\n\nMời ghé", moment=BEFORE)
    at(OPENS)

    page = shown(client, booth.get_absolute_url())
    response = client.get(booth.get_absolute_url())
    around = list(
        Booth.objects.filter(fair=three_booths)
        .order_by("subject__name", "pk")
        .values_list("subject__name", flat=True)
    )
    here = around.index("HTX Chè Ví Dụ")

    assert [(card.name, card.price, card.ordinary_price) for card in page.cards] == [
        ("Chè Shan Tuyết", 80_000, 100_000)
    ]
    assert (page.previous and page.previous[0]) == (around[here - 1] if here else None)
    assert page.following[0] == around[here + 1]
    assert b"Ch\xc3\xa0o &lt;b&gt;b\xc3\xa0 con&lt;/b&gt;" in response.content
    assert b'href="tel:0912345678"' in response.content
    window = re.findall(r'<p class="when">.*?</p>', response.text, re.DOTALL)
    assert [re.findall(r'datetime="([^"]+)"', each) for each in window] == [
        [OPENS.isoformat(), CLOSES.isoformat()]
    ]


# --- a site bound to provinces -------------------------------------------------------------------


def test_site_of_a_province_shows_fairs_of_its_centre_and_booths_of_its_producers(
    client, at, three_booths
):
    elsewhere = town.fair(town.officer_of("Ninh Bình"), name="Hội chợ Ninh Bình")
    at(OPENS)
    bind("Tuyên Quang")

    page = shown(client, three_booths.get_absolute_url())

    assert names(shown(client, "/hoi-cho/").live) == ["Hội chợ Ví Dụ"]
    assert shown(client, "/hoi-cho/").live[0].booth_count == 2
    assert sorted(names(page.booths)) == ["HTX Chè Ví Dụ", "HTX Ong Đá Ví Dụ"]
    assert "Cá kho" not in names(page.best)
    fish = Booth.objects.get(subject__name="HTX Cá Ví Dụ")
    for address in (
        elsewhere.get_absolute_url(), f"{elsewhere.get_absolute_url()}lich.ics",
        fish.get_absolute_url(),
    ):  # fmt: skip
        assert client.get(address).status_code == 404
    assert "Ninh Bình" not in client.get("/hoi-cho/lich.ics").content.decode()


# --- as many queries for many as for one ---------------------------------------------------------


@pytest.mark.parametrize("count", [1, 48])
def test_pages_take_at_most_fifteen_queries(
    client, at, fair, officer, count, settings, django_assert_max_num_queries
):
    settings.THEMES_CACHE_SECONDS = 60
    subjects = [town.seller(f"HTX Ví Dụ số {n}") for n in range(count)]
    for subject in subjects:
        record = town.offer(subject, f"Chè của {subject.name}")
        town.pin(town.booth(fair, subject, officer), record, price=80_000)
    full = Booth.objects.get(subject=subjects[0])
    for n in range(count - 1):
        town.pin(full, town.offer(subjects[0], f"Chè số {n}"), price=70_000)
    at(OPENS)

    for address in ("/hoi-cho/", fair.get_absolute_url(), full.get_absolute_url()):
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
