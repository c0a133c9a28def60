"""What the pages of a fair tell machines."""

import json
import re

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from fairs.services import cancel_fair
from shop.catalogue.pictures import make_renditions
from shop.catalogue.services import add_picture
from tests.fairs.town import OPENS

pytestmark = pytest.mark.django_db


def said(client, url):
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(url).text, re.DOTALL
    )
    return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}


def shared(client, url):
    found = re.search(r'<meta property="og:image" content="([^"]*)">', client.get(url).text)
    return found and found[1]


def test_a_fair_is_an_event_with_its_window(client, at, fair):
    event = said(client, fair.get_absolute_url())["Event"]

    assert (event["name"], event["startDate"], event["endDate"]) == (
        "Hội chợ Ví Dụ", "2026-12-01T08:00:00+07:00", "2026-12-05T17:00:00+07:00",
    )  # fmt: skip
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["organizer"]["name"] == fair.centre.name
    assert event["url"] == f"http://testserver{fair.get_absolute_url()}"


def test_the_calendar_tells_the_way_to_it(client, at, db):
    way = said(client, "/en/hoi-cho/")["BreadcrumbList"]["itemListElement"]

    assert [(step["name"], step["item"]) for step in way] == [
        ("Home", "http://testserver/en/"), ("Fairs", "http://testserver/en/hoi-cho/"),
    ]  # fmt: skip


def test_fairs_and_booths_are_shared_with_a_picture_of_what_they_show(client, at, fair, pin, tea):
    pages = [fair.get_absolute_url(), pin.booth.get_absolute_url()]
    assert [shared(client, url) for url in pages] == [None, None]
    image = get_image_model().objects.create(title="x", file=get_test_image_file())
    add_picture(listing=tea.product, image=image, alt="Ấm trà")
    make_renditions(image.pk)

    (lobby, booth) = [shared(client, url) for url in pages]

    assert lobby == booth
    assert lobby.startswith("http://testserver/media/")
    assert said(client, pages[0])["Event"]["image"] == lobby


def test_a_cancelled_fair_says_so(client, at, fair, officer):
    cancel_fair(fair=fair, by=officer, moment=OPENS)

    event = said(client, fair.get_absolute_url())["Event"]

    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_booth_tells_the_way_to_it(client, at, fair, booth):
    way = said(client, booth.get_absolute_url())["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in way] == [
        "Trang chủ", "Hội chợ", "Hội chợ Ví Dụ", booth.subject.name,
    ]  # fmt: skip
