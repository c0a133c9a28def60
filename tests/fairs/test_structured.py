"""What the pages of a fair tell machines."""

import json
import re

import pytest

from fairs.services import cancel_fair
from tests.fairs.town import OPENS

pytestmark = pytest.mark.django_db


def said(client, url):
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(url).text, re.DOTALL
    )
    return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}


def test_a_fair_is_an_event_with_its_window(client, at, fair):
    event = said(client, fair.get_absolute_url())["Event"]

    assert (event["name"], event["startDate"], event["endDate"]) == (
        "Hội chợ Ví Dụ", "2026-12-01T08:00:00+07:00", "2026-12-05T17:00:00+07:00",
    )  # fmt: skip
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["organizer"]["name"] == fair.centre.name
    assert event["url"] == f"http://testserver{fair.get_absolute_url()}"


def test_a_cancelled_fair_says_so(client, at, fair, officer):
    cancel_fair(fair=fair, by=officer, moment=OPENS)

    event = said(client, fair.get_absolute_url())["Event"]

    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_booth_tells_the_way_to_it(client, at, fair, booth):
    way = said(client, booth.get_absolute_url())["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in way] == [
        "Trang chủ", "Hội chợ", "Hội chợ Ví Dụ", booth.subject.name,
    ]  # fmt: skip
