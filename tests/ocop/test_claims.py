import datetime

import pytest

from ocop.errors import AlreadyMember, ClaimDecided, DecisionNotAllowed
from ocop.models import CentreMember, Place, SubjectClaim, SubjectMember
from ocop.services import approve_claim, claim_subject, may_decide, refuse_claim
from tests.factories.accounts import UserFactory
from tests.factories.ocop import CentreFactory, SubjectFactory

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def subject():
    return SubjectFactory()


@pytest.fixture
def officer():
    return CentreMember.objects.create(centre=CentreFactory(), user=UserFactory()).user


def test_a_claim_approved_makes_a_member(subject, officer):
    user = UserFactory()
    claim = claim_subject(subject=subject, user=user)

    member = approve_claim(claim=claim, by=officer, decided_at=NOW)

    claim.refresh_from_db()
    assert (member.subject, member.user) == (subject, user)
    assert (claim.state, claim.decided_by, claim.decided_at) == ("approved", officer, NOW)


def test_a_claim_refused_makes_none(subject, officer):
    claim = claim_subject(subject=subject, user=UserFactory())

    refuse_claim(claim=claim, by=officer, decided_at=NOW, reason="Thiếu giấy tờ")

    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("refused", "Thiếu giấy tờ")
    assert SubjectMember.objects.count() == 0


def test_asking_twice_is_one_claim(subject):
    user = UserFactory()

    assert claim_subject(subject=subject, user=user) == claim_subject(subject=subject, user=user)
    assert SubjectClaim.objects.count() == 1


def test_asking_again_after_a_refusal_is_a_new_claim(subject, officer):
    user = UserFactory()
    refused = claim_subject(subject=subject, user=user)
    refuse_claim(claim=refused, by=officer, decided_at=NOW)

    assert claim_subject(subject=subject, user=user) != refused


def test_a_member_claims_nothing(subject):
    user = UserFactory()
    SubjectMember.objects.create(subject=subject, user=user)

    with pytest.raises(AlreadyMember):
        claim_subject(subject=subject, user=user)

    assert SubjectClaim.objects.count() == 0


@pytest.mark.parametrize("decide", [approve_claim, refuse_claim])
def test_a_claim_is_decided_once(subject, officer, decide):
    claim = claim_subject(subject=subject, user=UserFactory())
    refuse_claim(claim=claim, by=officer, decided_at=NOW)

    with pytest.raises(ClaimDecided):
        decide(claim=claim, by=officer, decided_at=NOW)

    assert SubjectMember.objects.count() == 0


@pytest.mark.parametrize("decide", [approve_claim, refuse_claim])
def test_others_do_not_decide(subject, decide):
    elsewhere = CentreFactory(provinces=Place.objects.filter(scheme="2025-07", code="75"))
    other_officer = CentreMember.objects.create(centre=elsewhere, user=UserFactory()).user
    claim = claim_subject(subject=subject, user=UserFactory())

    for by in (other_officer, claim.user):
        with pytest.raises(DecisionNotAllowed):
            decide(claim=claim, by=by, decided_at=NOW)

    claim.refresh_from_db()
    assert claim.state == "open"
    assert SubjectMember.objects.count() == 0


def test_who_may_decide(subject, officer):
    nowhere = SubjectFactory(address={"province": ""})

    assert may_decide(user=officer, subject=subject) is True
    assert may_decide(user=officer, subject=nowhere) is False
    assert may_decide(user=UserFactory(is_superuser=True), subject=nowhere) is True
    officer.is_active = False
    assert may_decide(user=officer, subject=subject) is False
