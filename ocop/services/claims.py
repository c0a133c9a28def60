"""A user asks to act for a subject; a centre of its province answers."""

import datetime
from typing import Any

from django.db import transaction

from ocop import locks
from ocop.errors import AlreadyMember, ClaimDecided, DecisionNotAllowed
from ocop.models import CentreMember, Subject, SubjectClaim, SubjectMember
from ocop.selectors.merges import survivor_of


@transaction.atomic
def claim_subject(*, subject: Subject, user: Any) -> SubjectClaim:
    """An open claim; asking again gives the one already open.

    A subject that was merged away is claimed as the one it was merged into.
    """
    subject = survivor_of(subject)
    if SubjectMember.objects.filter(subject=subject, user=user).exists():
        raise AlreadyMember
    claim, _ = SubjectClaim.objects.get_or_create(
        subject=subject, user=user, state=SubjectClaim.State.OPEN
    )
    return claim


@transaction.atomic
def approve_claim(*, claim: SubjectClaim, by: Any, decided_at: datetime.datetime) -> SubjectMember:
    """The claimant becomes a member of the subject."""
    decided = _decide(claim, SubjectClaim.State.APPROVED, by, decided_at)
    member, _ = SubjectMember.objects.get_or_create(subject=decided.subject, user=decided.user)
    return member


@transaction.atomic
def refuse_claim(
    *, claim: SubjectClaim, by: Any, decided_at: datetime.datetime, reason: str = ""
) -> SubjectClaim:
    return _decide(claim, SubjectClaim.State.REFUSED, by, decided_at, reason)


def may_decide(*, user: Any, subject: Subject) -> bool:
    """Members of a centre that answers for the subject's province of today, and superusers."""
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    if subject.province_now_id is None:
        return False
    return CentreMember.objects.filter(
        user=user, centre__provinces=subject.province_now_id
    ).exists()


def _decide(
    claim: SubjectClaim,
    state: SubjectClaim.State,
    by: Any,
    decided_at: datetime.datetime,
    reason: str = "",
) -> SubjectClaim:
    if not may_decide(user=by, subject=claim.subject):
        raise DecisionNotAllowed
    locked = locks.claim(claim.pk).get()
    if locked.state != SubjectClaim.State.OPEN:
        raise ClaimDecided
    locked.state = state
    locked.reason = reason
    locked.decided_at = decided_at
    locked.decided_by = by
    locked.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    return locked
