"""Stars hold on days, not in the index: only the clock moves here, nothing is written."""

import datetime

import pytest

from search.intervals import asked, labelled, span_terms
from search.query import Facet, SearchQuery
from search.selectors import find
from search.services import drain_outbox
from tests.search import shelf
from tests.search.conftest import DAY

ONE_DAY = datetime.timedelta(days=1)


def starred(day, stars="4"):
    return find("", SearchQuery(day=day, filters={Facet.STARS: (stars,)})).page


@pytest.mark.parametrize(
    ("decided", "standing"),
    [
        pytest.param(datetime.date(2023, 11, 23), {}, id="by-decision"),
        pytest.param(datetime.date(2025, 11, 23), {"decision_date": None}, id="by-list"),
    ],
)
def test_a_certificate_that_ended_yesterday_has_no_star_today_and_had_one_then(
    db, decided, standing
):
    tea = shelf.listing("Chè Ví Dụ", decided=decided, **standing)
    drain_outbox()

    today, yesterday = starred(DAY), starred(DAY - ONE_DAY)

    assert (today.ids, today.counts[Facet.STARS]) == ([], {})
    assert (yesterday.ids, yesterday.counts[Facet.STARS]) == ([tea.pk], {"4": 1})
    assert yesterday.counts[Facet.LEVEL] == {"province": 1}
    assert find("", SearchQuery(day=DAY)).page.ids == [tea.pk]


def test_an_upgrade_shows_the_new_star_from_its_day(db):
    tea = shelf.listing("Chè Ví Dụ", decided=shelf.ago(100), stars=4)
    shelf.record_standing(
        product=tea.registered_product,
        status="certified",
        stars=5,
        decision_date=shelf.ago(10),
        recorded_on=DAY,
    )
    drain_outbox()

    assert starred(shelf.ago(11), "4").ids == starred(shelf.ago(10), "5").ids == [tea.pk]
    assert starred(shelf.ago(10), "4").ids == starred(shelf.ago(11), "5").ids == []


def test_a_span_is_whole_months_and_edge_days():
    assert span_terms(datetime.date(2026, 1, 30), datetime.date(2026, 4, 2)) == (
        "2026-01-30", "2026-01-31", "2026-02", "2026-03", "2026-04-01", "2026-04-02",
    )  # fmt: skip
    assert span_terms(datetime.date(2024, 2, 29), datetime.date(2024, 2, 28)) == ()


def test_exactly_one_of_the_two_terms_of_a_day_is_in_a_span():
    start, end = datetime.date(2024, 2, 10), datetime.date(2025, 3, 31)
    terms = labelled("4", start, end)
    for offset in range(-40, 500):
        day = start + datetime.timedelta(days=offset)

        held = [term for term in asked("4", day) if term in terms]

        assert len(held) == (start <= day <= end)
