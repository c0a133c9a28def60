"""An officer records decisions one at a time, and takes back what was entered by mistake."""

import datetime

import pytest
from auditlog.models import LogEntry

from ocop.decisions import Decision, forecast
from ocop.enums import DecisionAct
from ocop.errors import (
    DayInFuture,
    DayTooEarly,
    MergedAway,
    MovedByMerge,
    NotAnUpgrade,
    NotByHand,
    NotYourProvince,
    NumberMissing,
    ReasonMissing,
    SameDecision,
    StarsOutOfRange,
)
from ocop.models import Certificate, RegisteredProduct, Standing
from ocop.selectors.certificates import stars_on
from ocop.services import (
    award_certificate,
    merge_products,
    record_decision,
    record_standing,
    take_back_standing,
)
from tests.factories.ocop import TODAY, RegisteredProductFactory
from tests.ocop.desk import MOMENT, officer_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 1)
ONE_DAY = datetime.timedelta(days=1)
AWARD = Decision(DecisionAct.AWARD, "12/QĐ-UBND", DAY, 3)


@pytest.fixture
def officer():
    return officer_of()


@pytest.fixture
def product():
    return RegisteredProductFactory()


def record(product, officer, decision=AWARD, **kwargs):
    return record_decision(product=product, decision=decision, by=officer, today=TODAY, **kwargs)


def star(product, day=TODAY):
    shown = stars_on([product.pk], day=day).get(product.pk)
    return shown and shown.stars


def ahead(product, decision):
    found = forecast(
        product,
        decision,
        certificates=list(product.certificates.all()),
        standings=list(product.standings.all()),
        today=TODAY,
    )
    stars = [c and c.stars for c in (found.before, found.after)]
    return stars, [str(warning) for warning in found.warnings]


def test_a_star_is_given_renewed_raised_and_withdrawn(product, officer):
    given = record(product, officer)
    again = record(product, officer, Decision(DecisionAct.RENEW, "50/QĐ-UBND", DAY + ONE_DAY, 3))
    raised = record(
        product, officer, Decision(DecisionAct.UPGRADE, "90/QĐ-UBND", DAY + ONE_DAY * 2, 4)
    )
    assert star(product) == 4
    withdrawn = record(product, officer, Decision(DecisionAct.REVOKE, "99/QĐ-UBND", TODAY))

    product.refresh_from_db()
    assert [s.status for s in (given, again, raised, withdrawn)] == [
        "certified", "renewed", "renewed", "revoked",
    ]  # fmt: skip
    assert [star(product, DAY + ONE_DAY * days) for days in range(3)] == [3, 3, 4]
    assert (star(product), product.is_public) == (None, False)
    assert list(product.certificates.order_by("pk").values_list("revoked_by_decision", flat=True)) \
        == ["99/QĐ-UBND"] * 3  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (Decision(DecisionAct.AWARD, "12/QĐ-UBND", DAY, 6), StarsOutOfRange),
        (Decision(DecisionAct.AWARD, "12/QĐ-UBND", DAY, None), StarsOutOfRange),
        (Decision(DecisionAct.AWARD, " / ", DAY, 3), NumberMissing),
        (Decision(DecisionAct.AWARD, "12/QĐ-UBND", TODAY + ONE_DAY, 3), DayInFuture),
        (Decision(DecisionAct.AWARD, "12/QĐ-UBND", datetime.date(2018, 5, 6), 3), DayTooEarly),
        (Decision(DecisionAct.UPGRADE, "12/QĐ-UBND", DAY, 4), NotAnUpgrade),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(product, officer, decision, refusal):
    with pytest.raises(refusal):
        record(product, officer, decision)

    assert (Standing.objects.count(), Certificate.objects.count()) == (0, 0)


def test_the_same_decision_again_is_said_to_be_on_record(product, officer):
    record(product, officer)
    again = Decision(DecisionAct.RENEW, "12 / qđ-ubnd", DAY, 3)

    with pytest.raises(SameDecision):
        record(product, officer, again)

    assert (Standing.objects.count(), Certificate.objects.count()) == (1, 1)


def test_an_officer_of_another_province_decides_nothing(product):
    with pytest.raises(NotYourProvince):
        record(product, officer_of("Ninh Bình"))

    assert Standing.objects.count() == 0


def test_of_what_was_merged_away_nothing_is_decided(product, officer):
    other = RegisteredProductFactory(subject=product.subject)
    merge_products(kept=product, merged=other, reason="Một", by=officer, moment=MOMENT)

    with pytest.raises(MergedAway):
        record(other, officer)

    assert Standing.objects.count() == 0


def test_it_is_told_before_what_the_star_of_today_will_be(product, officer):
    assert ahead(product, AWARD) == ([None, 3], [])
    record(product, officer)
    upgrade = Decision(DecisionAct.UPGRADE, "90/QĐ-UBND", TODAY, 4)
    assert ahead(product, upgrade) == ([3, 4], [])
    assert ahead(product, Decision(DecisionAct.REVOKE, "99/QĐ-UBND", TODAY)) == ([3, None], [])
    assert star(product) == 3


def test_an_award_whose_term_is_over_shows_nothing_today(product):
    assert ahead(product, Decision(DecisionAct.AWARD, "1/QĐ-UBND", datetime.date(2022, 1, 5), 3)) \
        == ([None, None], [])  # fmt: skip


@pytest.mark.parametrize(
    "decision",
    [
        Decision(DecisionAct.AWARD, "12/QĐ-UBND", DAY, 5),
        Decision(DecisionAct.AWARD, "377/QĐ-BNN-VPĐP", DAY, 3),
        Decision(DecisionAct.REVOKE, "99/QĐ-UBND", DAY),
    ],
)
def test_what_is_unlikely_is_asked_about(product, decision):
    _stars, warnings = ahead(product, decision)

    assert len(warnings) == 1


def test_a_mistaken_entry_is_taken_back(product, officer):
    record(product, officer)
    before = list(RegisteredProduct.objects.values()), list(Certificate.objects.values())
    mistake = record(product, officer, Decision(DecisionAct.REVOKE, "99/QĐ-UBND", TODAY))

    take_back_standing(standing=mistake, reason="Nhầm sản phẩm", by=officer)

    assert (list(RegisteredProduct.objects.values()), list(Certificate.objects.values())) == before
    entry = LogEntry.objects.get_for_object(product).filter(changes__has_key="taken_back").get()
    assert entry.changes == {"taken_back": ["revoked · 99/QĐ-UBND · 24/11/2026", ""]}
    assert entry.additional_data == {"reason": "Nhầm sản phẩm"}


def test_what_a_file_said_or_a_merge_brought_is_not_taken_back_by_hand(product, officer):
    said = record_standing(
        product=product, status="certified", stars=3, as_of=DAY, recorded_on=TODAY,
        source_key="a/1/2",
    )  # fmt: skip
    other = RegisteredProductFactory(subject=product.subject)
    award_certificate(
        product=other, stars=4, decision_no="7/QĐ-UBND", issued_on=DAY, recorded_on=TODAY
    )
    merge_products(kept=product, merged=other, reason="Một", by=officer, moment=MOMENT)

    with pytest.raises(NotByHand):
        take_back_standing(standing=said, reason="Nhầm", by=officer)
    with pytest.raises(MovedByMerge):
        take_back_standing(standing=product.standings.get(stars=4), reason="Nhầm", by=officer)
    with pytest.raises(ReasonMissing):
        take_back_standing(standing=said, reason="", by=officer)

    assert Standing.objects.filter(product=product).count() == 2
