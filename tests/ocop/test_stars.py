"""The life of a certificate (domain.md §4), told through the services."""

import datetime

import pytest

from ocop.errors import DayInFuture, RegisterError, StarsOutOfRange
from ocop.models import Certificate, Standing
from ocop.selectors.certificates import star_timeline, stars_on
from ocop.services import (
    award_certificate,
    record_standing,
    remove_standing,
    renew_certificate,
    revoke_certificate,
)
from tests.factories.ocop import TODAY, RegisteredProductFactory

pytestmark = pytest.mark.django_db

DECIDED = datetime.date(2023, 11, 23)
LAST_DAY = datetime.date(2026, 11, 23)
LISTED = datetime.date(2026, 3, 1)
LAST_DAY_OF_LIST = datetime.date(2027, 3, 1)
LATER = datetime.date(2030, 1, 1)
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def product():
    return RegisteredProductFactory()


def shown(product, day):
    certificate = stars_on([product.pk], day=day).get(product.pk)
    return certificate.stars if certificate else None


def award(product, stars, issued_on=DECIDED, number="9001/QĐ-UBND"):
    return award_certificate(
        product=product, stars=stars, decision_no=number, issued_on=issued_on, recorded_on=LATER
    )


def list_says(product, status="certified", *, as_of=LISTED, stars=None, **fields):
    return record_standing(
        product=product, status=status, as_of=as_of, stars=stars, recorded_on=LATER, **fields
    )


# --- One certificate -----------------------------------------------------------------------------


def test_a_decision_shows_from_its_day_to_its_last_and_not_the_day_after(product):
    award(product, 4)

    assert shown(product, DECIDED - ONE_DAY) is None
    assert shown(product, DECIDED) == 4
    assert shown(product, LAST_DAY) == 4
    assert shown(product, LAST_DAY + ONE_DAY) is None


def test_a_list_shows_from_its_day_to_the_end_of_its_term(product):
    list_says(product, stars=3)

    assert shown(product, LISTED - ONE_DAY) is None
    assert shown(product, LISTED) == 3
    assert shown(product, LAST_DAY_OF_LIST) == 3
    assert shown(product, LAST_DAY_OF_LIST + ONE_DAY) is None


def test_a_decision_of_29_february_ends_on_28_february(product):
    certificate = award(product, 4, datetime.date(2024, 2, 29))

    assert certificate.expires_on == datetime.date(2027, 2, 28)
    assert shown(product, datetime.date(2027, 2, 28)) == 4
    assert shown(product, datetime.date(2027, 3, 1)) is None


def test_a_known_year_bounds_a_list(product):
    list_says(product, stars=3, year=2023)

    assert Certificate.objects.get().expires_on == datetime.date(2026, 12, 31)
    assert shown(product, datetime.date(2026, 12, 31)) == 3
    assert shown(product, datetime.date(2027, 1, 1)) is None


def test_a_year_long_past_leaves_no_day(product):
    list_says(product, stars=3, year=2020)

    assert shown(product, LISTED) is None


def test_a_list_without_its_day_makes_no_certificate(product):
    standing = list_says(product, as_of=None, stars=4)

    product.refresh_from_db()
    assert Certificate.objects.count() == 0
    assert (standing.as_of, standing.stars) == (None, 4)
    assert (product.last_status, product.is_public) == ("certified", True)


def test_a_decision_without_a_number_is_a_decision(product):
    record_standing(
        product=product, status="certified", stars=4, decision_date=DECIDED, recorded_on=LATER
    )

    certificate = Certificate.objects.get()
    assert (certificate.evidence, certificate.decision_no) == ("decision", "")
    assert shown(product, LAST_DAY) == 4


def test_a_decision_named_in_a_list_is_the_evidence(product):
    standing = list_says(product, stars=4, decision_no="9001/QĐ-UBND", decision_date=DECIDED)

    certificate = Certificate.objects.get()
    assert (certificate.evidence, certificate.issued_on) == ("decision", DECIDED)
    assert (standing.as_of, standing.decision_date) == (LISTED, DECIDED)


@pytest.mark.parametrize("status", ["proposed", "expired", "revoked"])
def test_only_certified_and_renewed_make_a_certificate(product, status):
    list_says(product, status, stars=4, proposed_stars=5)

    assert Certificate.objects.count() == 0


def test_a_proposed_star_beside_a_certified_one_does_not_show(product):
    list_says(product, stars=4, proposed_stars=5)

    assert shown(product, LISTED) == 4


def test_what_a_certificate_keeps(product):
    certificate = award(product, 4)

    assert (
        certificate.stars,
        certificate.evidence,
        certificate.decision_no,
        certificate.level,
        certificate.issued_on,
        certificate.expires_on,
        certificate.rule_set,
        certificate.place_as_issued,
        certificate.replaces,
    ) == (
        4,
        "decision",
        "9001/QĐ-UBND",
        "province",
        DECIDED,
        LAST_DAY,
        "148/2023",
        product.place_as_issued,
        None,
    )


# --- Ended early ---------------------------------------------------------------------------------


def test_revoked_in_mid_term(product):
    certificate = award(product, 4)
    revoked_on = datetime.date(2025, 5, 5)

    revoke_certificate(
        product=product, revoked_on=revoked_on, decision_no="9100/QĐ-UBND", recorded_on=LATER
    )

    certificate.refresh_from_db()
    product.refresh_from_db()
    assert shown(product, revoked_on - ONE_DAY) == 4
    assert shown(product, revoked_on) is None
    assert (certificate.revoked_on, certificate.revoked_by_decision) == (
        revoked_on,
        "9100/QĐ-UBND",
    )
    assert certificate.expires_on == LAST_DAY
    assert (product.last_status, product.is_public) == ("revoked", False)


@pytest.mark.parametrize(("status", "is_public"), [("revoked", False), ("expired", True)])
def test_ended_by_a_later_list(product, status, is_public):
    award(product, 4)

    list_says(product, status)

    product.refresh_from_db()
    assert shown(product, LISTED - ONE_DAY) == 4
    assert shown(product, LISTED) is None
    assert (product.last_status, product.is_public) == (status, is_public)


def test_a_list_certificate_is_ended_by_a_later_list(product):
    list_says(product, stars=3)
    later = LISTED + datetime.timedelta(days=60)

    list_says(product, "revoked", as_of=later)

    assert shown(product, later - ONE_DAY) == 3
    assert shown(product, later) is None


def test_an_earlier_revocation_does_not_touch_a_later_recognition(product):
    award(product, 4)

    list_says(product, "revoked", as_of=DECIDED - ONE_DAY)

    product.refresh_from_db()
    assert shown(product, DECIDED) == 4
    assert product.is_public is True


def test_recognised_again_after_a_revocation(product):
    award(product, 4)
    list_says(product, "revoked")
    again = LISTED + datetime.timedelta(days=100)

    award(product, 3, again, "9200/QĐ-UBND")

    product.refresh_from_db()
    assert shown(product, again - ONE_DAY) is None
    assert shown(product, again) == 3
    assert product.is_public is True


def test_a_revocation_without_a_day_ends_all_that_was_recorded_before(product):
    certificate = award(product, 4)

    list_says(product, "revoked", as_of=None)
    newer = award(product, 3, LISTED, "9200/QĐ-UBND")

    certificate.refresh_from_db()
    assert shown(product, DECIDED) is None
    assert certificate.valid_until == DECIDED - ONE_DAY
    assert certificate.revoked_on is None
    assert shown(product, LISTED) == 3
    assert newer.valid_until == newer.expires_on


def test_a_list_of_the_revoked_may_print_the_first_decision(product):
    certificate = award(product, 4)

    list_says(product, "revoked", decision_no="9001/QĐ-UBND", decision_date=DECIDED)

    certificate.refresh_from_db()
    assert (certificate.revoked_on, certificate.revoked_by_decision) == (LISTED, "")


def test_a_term_that_had_ended_is_not_revoked_afterwards(product):
    certificate = award(product, 4)

    list_says(product, "revoked", as_of=LAST_DAY + datetime.timedelta(days=30))

    certificate.refresh_from_db()
    assert (certificate.valid_until, certificate.revoked_on) == (LAST_DAY, None)


# --- Several certificates ------------------------------------------------------------------------


def test_an_upgrade_shows_from_the_new_decision(product):
    old = award(product, 4)
    upgraded_on = datetime.date(2025, 6, 26)

    new = renew_certificate(
        product=product, stars=5, decision_no="9361/QĐ-BNNMT", issued_on=upgraded_on,
        recorded_on=LATER,
    )  # fmt: skip

    assert shown(product, upgraded_on - ONE_DAY) == 4
    assert shown(product, upgraded_on) == 5
    assert new.replaces == old
    assert new.level == "national"
    assert Standing.objects.get(certificate=new).status == "renewed"


def test_a_gap_between_end_and_renewal_shows_no_star(product):
    award(product, 4)
    renewed_on = LAST_DAY + datetime.timedelta(days=10)

    award(product, 4, renewed_on, "9200/QĐ-UBND")

    assert shown(product, LAST_DAY) == 4
    assert shown(product, LAST_DAY + ONE_DAY) is None
    assert shown(product, renewed_on - ONE_DAY) is None
    assert shown(product, renewed_on) == 4


def test_of_two_in_term_the_latest_day_shows(product):
    award(product, 4)
    list_says(product, stars=3)

    assert shown(product, LISTED - ONE_DAY) == 4
    assert shown(product, LISTED) == 3


@pytest.mark.parametrize("list_first", [True, False])
def test_of_two_with_one_day_the_decision_shows(product, list_first):
    said = [lambda: list_says(product, stars=3), lambda: award(product, 4, LISTED)]
    for say in said if list_first else reversed(said):
        say()

    assert shown(product, LISTED) == 4


def test_an_ended_decision_beats_a_younger_list(product):
    award(product, 4)
    list_says(product, stars=4)

    assert shown(product, LAST_DAY) == 4
    assert shown(product, LAST_DAY + ONE_DAY) is None


def test_a_list_younger_than_the_end_of_the_decision_shows_nothing(product):
    award(product, 4)

    list_says(product, stars=4, as_of=LAST_DAY + ONE_DAY)

    assert shown(product, LAST_DAY + ONE_DAY) is None


@pytest.mark.parametrize(
    "says", [{"status": "renewed"}, {"says_upgraded": True}], ids=["renewed", "upgraded"]
)
def test_a_list_that_says_renewed_or_upgraded_outlives_the_decision(product, says):
    award(product, 4)

    list_says(product, stars=5, **says)

    assert shown(product, LAST_DAY + ONE_DAY) == 5
    assert shown(product, LAST_DAY_OF_LIST) == 5
    assert shown(product, LAST_DAY_OF_LIST + ONE_DAY) is None


def test_a_decision_found_later_bounds_the_list_recorded_before(product):
    list_says(product, stars=4)

    award(product, 4)

    assert shown(product, LAST_DAY) == 4
    assert shown(product, LAST_DAY + ONE_DAY) is None


def test_a_list_older_than_any_decision_keeps_its_own_term(product):
    list_says(product, stars=3, as_of=datetime.date(2023, 1, 1))
    award(product, 4)

    assert shown(product, DECIDED - ONE_DAY) == 3
    assert shown(product, DECIDED) == 4


def test_one_decision_in_two_sources_gives_one_certificate(product):
    award(product, 4)

    second = list_says(
        product, stars=4, decision_no="9001 / QĐ-UBND", decision_date=DECIDED, source_key="b/1/7"
    )

    assert Certificate.objects.count() == 1
    assert Standing.objects.count() == 2
    assert not hasattr(second, "certificate")
    assert award(product, 4) == Certificate.objects.get()
    assert Standing.objects.count() == 2


def test_two_stars_by_one_decision_are_two_certificates(product):
    award(product, 4)
    award(product, 3)

    assert Certificate.objects.count() == 2
    assert shown(product, DECIDED) == 3


def test_timeline_of_a_long_history(product):
    first = award(product, 3, datetime.date(2020, 6, 1), "1/QĐ-UBND")
    second = award(product, 4, datetime.date(2022, 1, 1), "2/QĐ-UBND")
    third = award(product, 5, datetime.date(2026, 2, 1), "3/QĐ-BNNMT")
    revoke_certificate(
        product=product, revoked_on=datetime.date(2026, 5, 1), decision_no="4/QĐ-BNNMT",
        recorded_on=LATER,
    )  # fmt: skip

    spans = star_timeline(product.certificates.all())

    assert [
        (span.stars, span.level, str(span.start), str(span.end), span.certificate_id)
        for span in spans
    ] == [
        (3, "province", "2020-06-01", "2021-12-31", first.pk),
        (4, "province", "2022-01-01", "2025-01-01", second.pk),
        (5, "national", "2026-02-01", "2026-04-30", third.pk),
    ]  # fmt: skip


def test_timeline_comes_back_to_an_older_certificate(product):
    award(product, 4, datetime.date(2025, 1, 1))
    list_says(product, stars=3, as_of=datetime.date(2025, 6, 1), year=2022)

    spans = star_timeline(product.certificates.all())

    assert [(s.stars, s.start.isoformat(), s.end.isoformat()) for s in spans] == [
        (4, "2025-01-01", "2025-05-31"),
        (3, "2025-06-01", "2025-12-31"),
        (4, "2026-01-01", "2028-01-01"),
    ]


def test_timeline_of_nothing():
    assert star_timeline([]) == []


# --- The same file twice, and undone -------------------------------------------------------------


def test_the_same_source_row_again_renews_nothing(product):
    first = list_says(product, stars=3, source_key="abc/Sheet1/7")

    second = list_says(
        product, stars=3, as_of=LISTED + datetime.timedelta(days=200), source_key="abc/Sheet1/7"
    )

    assert second == first
    assert Standing.objects.count() == 1
    assert shown(product, LAST_DAY_OF_LIST + ONE_DAY) is None


def test_removing_a_standing_takes_its_certificate_and_its_effects_back(product):
    certificate = award(product, 4)
    revoked = list_says(product, "revoked")

    remove_standing(standing=revoked)

    certificate.refresh_from_db()
    product.refresh_from_db()
    assert (certificate.valid_until, certificate.revoked_on) == (LAST_DAY, None)
    assert product.is_public is True

    remove_standing(standing=certificate.standing)

    product.refresh_from_db()
    assert Certificate.objects.count() == 0
    assert (product.last_status, product.is_public) == ("", False)


def test_removing_one_of_two_sources_keeps_the_certificate(product):
    first = award(product, 4)
    second = list_says(product, stars=4, decision_no="9001/QĐ-UBND", decision_date=DECIDED)

    remove_standing(standing=first.standing)

    assert Certificate.objects.get().standing == second
    assert shown(product, LAST_DAY) == 4


# --- Who is public -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "last", "is_public"),
    [
        (["proposed"], "proposed", False),
        (["certified", "proposed"], "certified", True),
        (["certified", "expired"], "expired", True),
        (["expired"], "expired", True),
        (["renewed"], "renewed", True),
        (["certified", "revoked"], "revoked", False),
        (["revoked", "proposed"], "revoked", False),
        (["revoked", "renewed"], "renewed", True),
    ],
)
def test_who_is_public(product, said, last, is_public):
    for months, status in enumerate(said):
        list_says(product, status, as_of=LISTED + months * datetime.timedelta(days=30), stars=None)

    product.refresh_from_db()
    assert (product.last_status, product.is_public) == (last, is_public)


def test_the_order_of_standings_is_that_of_their_days(product):
    list_says(product, "revoked", as_of=LISTED)
    list_says(product, "certified", as_of=LISTED - ONE_DAY)

    product.refresh_from_db()
    assert product.last_status == "revoked"


def test_without_a_day_the_day_of_recording_counts(product):
    list_says(product, "certified", as_of=LISTED)
    record_standing(product=product, status="revoked", recorded_on=LISTED - ONE_DAY)

    product.refresh_from_db()
    assert product.last_status == "certified"


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("stars", [0, 1, 2, 6, -3, True, 3.5])
def test_stars_outside_three_to_five_are_refused(product, stars):
    with pytest.raises(StarsOutOfRange):
        list_says(product, stars=stars)
    with pytest.raises(StarsOutOfRange):
        award(product, stars)
    with pytest.raises(StarsOutOfRange):
        list_says(product, "proposed", proposed_stars=stars)

    assert Standing.objects.count() == 0


def test_days_to_come_are_refused(product):
    tomorrow = TODAY + ONE_DAY

    with pytest.raises(DayInFuture):
        record_standing(product=product, status="certified", as_of=tomorrow, recorded_on=TODAY)
    with pytest.raises(DayInFuture):
        record_standing(
            product=product, status="certified", decision_date=tomorrow, recorded_on=TODAY
        )
    with pytest.raises(DayInFuture):
        award_certificate(
            product=product, stars=4, decision_no="", issued_on=tomorrow, recorded_on=TODAY
        )
    with pytest.raises(DayInFuture):
        revoke_certificate(product=product, revoked_on=tomorrow, decision_no="", recorded_on=TODAY)

    assert Standing.objects.count() == 0


def test_a_status_that_does_not_exist_is_refused(product):
    with pytest.raises(RegisterError, match=r"^status: "):
        list_says(product, "perhaps")

    assert Standing.objects.count() == 0
