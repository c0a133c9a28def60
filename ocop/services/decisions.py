"""An officer records a decision about one product, and takes back what was entered by mistake."""

import datetime
from typing import Any

from django.db import transaction

from ocop.decisions import Decision, refuse_nonsense
from ocop.enums import DecisionAct
from ocop.errors import MovedByMerge, NotByHand
from ocop.models import Certificate, DecisionDocument, Merge, RegisteredProduct, Standing
from ocop.services.batch import register_batch
from ocop.services.by_officer import held, stated
from ocop.services.standings import (
    award_certificate,
    remove_standing,
    renew_certificate,
    revoke_certificate,
)


@transaction.atomic
def record_decision(
    *,
    product: RegisteredProduct,
    decision: Decision,
    by: Any,
    today: datetime.date,
    document: DecisionDocument | None = None,
) -> Standing:
    """Recognise, recognise again, or withdraw, as the decision says."""
    product = held(product, by)
    refuse_nonsense(
        decision,
        certificates=list(Certificate.objects.filter(product=product)),
        standings=list(Standing.objects.filter(product=product)),
        today=today,
    )
    if decision.act == DecisionAct.REVOKE:
        return revoke_certificate(
            product=product,
            revoked_on=decision.day,
            decision_no=decision.number,
            recorded_on=today,
            document=document,
        )
    give = award_certificate if decision.act == DecisionAct.AWARD else renew_certificate
    certificate = give(
        product=product,
        stars=decision.stars or 0,
        decision_no=decision.number,
        issued_on=decision.day,
        recorded_on=today,
        document=document,
    )
    return certificate.standing


@transaction.atomic
def take_back_standing(*, standing: Standing, reason: str, by: Any) -> None:
    """Remove what was entered by hand, with its certificate; the trail keeps it and the reason.

    What a file said is taken back with its import, what a merge brought by splitting.
    """
    reason = stated(reason)
    product = held(standing.product, by)
    current = Standing.objects.get(pk=standing.pk)
    if current.source_key:
        raise NotByHand
    moved = Merge.objects.filter(product=product, undone_at=None).values_list("moved", flat=True)
    if any(current.pk in rows.get("standing", ()) for rows in moved):
        raise MovedByMerge
    with register_batch() as batch, batch.trail.because(reason):
        batch.trail.noted(product, {"taken_back": (_words(current), "")})
        remove_standing(standing=current)


def _words(standing: Standing) -> str:
    stars = f"{standing.stars}★" if standing.stars else ""
    day = f"{standing.as_of:%d/%m/%Y}" if standing.as_of else ""
    parts = (standing.status, stars, standing.decision_no, day)
    return " · ".join(part for part in parts if part)
