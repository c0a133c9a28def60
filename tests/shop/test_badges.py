"""What is said of a recognition, day by day (domain.md §4)."""

import datetime

import pytest

from ocop.services import record_standing
from shop.catalogue.selectors import product_page
from tests.shop.conftest import DAY

ONE = datetime.timedelta(days=1)


def badge(registered, day):
    noon = datetime.datetime.combine(day, datetime.time(5), datetime.UTC)
    return product_page(registered.listing.pk, moment=noon).card.badge


def test_decision_shows_until_its_last_day_and_not_after(certify):
    registered = certify(decided=datetime.date(2023, 11, 23))

    last = badge(registered, datetime.date(2026, 11, 23))
    after = badge(registered, datetime.date(2026, 11, 24))

    assert (last.state, last.stars, last.ends_in_days) == ("valid", 4, 0)
    assert (after.state, after.stars, after.day) == (
        "expired", None, datetime.date(2026, 11, 24),
    )  # fmt: skip


def test_list_lapses_and_is_never_called_expired(certify):
    registered = certify(decided=None, as_of=datetime.date(2025, 11, 23))

    last = badge(registered, datetime.date(2026, 11, 23))
    after = badge(registered, datetime.date(2026, 11, 24))

    assert (last.state, last.stars) == ("valid", 4)
    assert (after.state, after.stars, after.day) == (
        "lapsed", None, datetime.date(2025, 11, 23),
    )  # fmt: skip


def test_revoked_by_a_later_list_shows_no_star_from_that_day(certify):
    registered = certify(decided=DAY - 100 * ONE)
    record_standing(
        product=registered, status="revoked", as_of=DAY, recorded_on=DAY, source="Danh sách thu hồi"
    )

    before, on = badge(registered, DAY - ONE), badge(registered, DAY)

    assert (before.state, before.stars) == ("valid", 4)
    assert (on.state, on.stars, on.day) == ("revoked", None, DAY)


def test_upgrade_shows_the_new_star_from_its_own_day(certify):
    registered = certify(decided=DAY - 400 * ONE)
    record_standing(
        product=registered, status="certified", stars=5, recorded_on=DAY, as_of=DAY,
        decision_no="9015/QĐ-BNNMT", decision_date=DAY,
    )  # fmt: skip

    assert badge(registered, DAY - ONE).stars == 4
    assert (badge(registered, DAY).stars, badge(registered, DAY).level) == (5, "national")


def test_no_star_in_the_gap_between_end_and_renewal(certify):
    registered = certify(decided=datetime.date(2022, 1, 10))
    record_standing(
        product=registered, status="renewed", stars=4, recorded_on=DAY,
        as_of=datetime.date(2025, 3, 1), decision_no="9100/QĐ-UBND",
        decision_date=datetime.date(2025, 3, 1),
    )  # fmt: skip

    stars = [
        badge(registered, day).stars
        for day in (
            datetime.date(2025, 1, 10),
            datetime.date(2025, 1, 11),
            datetime.date(2025, 2, 28),
            datetime.date(2025, 3, 1),
        )
    ]
    assert stars == [4, None, None, 4]


def test_ended_decision_beats_a_younger_list(certify):
    registered = certify(decided=datetime.date(2023, 1, 1))
    record_standing(
        product=registered, status="certified", stars=4, recorded_on=DAY,
        as_of=datetime.date(2026, 6, 1),
    )  # fmt: skip

    assert badge(registered, DAY).state == "expired"


def test_days_left_are_told_in_the_last_thirty(certify):
    registered = certify(decided=datetime.date(2023, 12, 24))

    assert badge(registered, datetime.date(2026, 11, 23)).ends_in_days is None
    assert badge(registered, DAY).ends_in_days == 30


@pytest.mark.parametrize("status", ["proposed", "revoked"])
def test_product_that_is_not_public_answers_by_direct_link(client, certify, status):
    registered = certify(stars=None, status=status)

    response = client.get(registered.listing.get_absolute_url())

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert response.context["product"].card.badge.state == status
