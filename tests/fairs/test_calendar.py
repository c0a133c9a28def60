"""iCalendar: read back by the rules of RFC 5545, not by our own writer's."""

import pytest

from fairs.calendar import calendar
from fairs.services import cancel_fair
from tests.fairs import town
from tests.fairs.town import CLOSES, OPENS

pytestmark = pytest.mark.django_db


def read(text):
    """Name → value of each event; unfolded, unescaped."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    raw = text.encode()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    raw.decode()
    lines = text.replace("\r\n ", "").split("\r\n")
    events, event = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
            event = None
        elif event is not None:
            name, _colon, value = line.partition(":")
            event[name] = (
                value.replace(r"\n", "\n").replace(r"\,", ",").replace(r"\;", ";")
                .replace("\\\\", "\\")
            )  # fmt: skip
    return events


def test_commas_newlines_diacritics_and_long_lines_survive(officer):
    name = "Hội chợ đặc sản; chè, mật ong \\ bưởi " + "đường phèn " * 8
    made = town.fair(
        officer, name=name, summary="Ẩm thực, quà quê", mode="hybrid",
        venue="Số 1, phố Ví Dụ; tỉnh Tuyên Quang",
    )  # fmt: skip
    made.summary = "Dòng một,\r\ndòng hai"

    (event,) = read(calendar([made], host="cho.vn", base_url="https://cho.vn", name="Hội chợ"))

    url = f"https://cho.vn/hoi-cho/{made.slug}/"
    assert event == {
        "UID": f"fair-{made.pk}@cho.vn",
        "DTSTAMP": "20261124T010000Z",
        "SEQUENCE": "1",
        "DTSTART": "20261201T010000Z",
        "DTEND": "20261205T100000Z",
        "SUMMARY": name.strip(),
        "DESCRIPTION": f"Dòng một,\ndòng hai\n{url}",
        "LOCATION": "Số 1, phố Ví Dụ; tỉnh Tuyên Quang",
        "URL": url,
        "STATUS": "CONFIRMED",
    }


def test_calendar_of_a_fair(client, at, fair):
    response = client.get(f"/hoi-cho/{fair.slug}/lich.ics")

    (event,) = read(response.content.decode())
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["SUMMARY"] == "Hội chợ Ví Dụ"
    assert event["LOCATION"] == event["URL"] == f"http://testserver/hoi-cho/{fair.slug}/"


def test_calendar_of_all_leaves_drafts_and_past_fairs_out_and_keeps_cancelled_ones(
    client, at, fair, officer
):
    town.fair(officer, name="Nháp", is_published=False)
    called_off = town.fair(officer, name="Huỷ")
    cancel_fair(fair=called_off, by=officer, moment=OPENS)

    events = read(client.get("/hoi-cho/lich.ics").content.decode())
    at(CLOSES)

    assert {(event["SUMMARY"], event["STATUS"], event["SEQUENCE"]) for event in events} == {
        ("Hội chợ Ví Dụ", "CONFIRMED", "1"), ("Huỷ", "CANCELLED", "2"),
    }  # fmt: skip
    assert read(client.get("/hoi-cho/lich.ics").content.decode()) == []


def test_draft_has_no_calendar(client, at, officer):
    draft = town.fair(officer, is_published=False)

    assert client.get(f"/hoi-cho/{draft.slug}/lich.ics").status_code == 404
