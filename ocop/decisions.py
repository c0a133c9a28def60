"""One decision about one product: may it be recorded, and what would it do to the star of today.

Pure: reads no database beyond what it is given, writes nothing.
"""

import copy
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ocop.enums import DecisionAct, StandingStatus
from ocop.errors import (
    DayInFuture,
    DayTooEarly,
    NotAnUpgrade,
    NumberMissing,
    SameDecision,
    StarsOutOfRange,
)
from ocop.models import Certificate, RegisteredProduct, Standing
from ocop.rules import PROGRAMME_START, expected_level, level_of
from ocop.selectors.certificates import certificate_on
from ocop.spelling import fold_key
from ocop.terms import certificate_from, set_terms

_STATUS = {
    DecisionAct.AWARD: StandingStatus.CERTIFIED,
    DecisionAct.RENEW: StandingStatus.RENEWED,
    DecisionAct.UPGRADE: StandingStatus.RENEWED,
    DecisionAct.REVOKE: StandingStatus.REVOKED,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer read in it. ``stars`` is None where it withdraws."""

    act: DecisionAct
    number: str
    day: datetime.date
    stars: int | None = None

    @property
    def status(self) -> StandingStatus:
        return _STATUS[self.act]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The certificate whose star shows today, before and after; what a person should confirm."""

    before: Certificate | None
    after: Certificate | None
    warnings: tuple[Any, ...]


def refuse_nonsense(
    decision: Decision,
    *,
    certificates: Sequence[Certificate],
    standings: Sequence[Standing],
    today: datetime.date,
) -> None:
    """Raise the ``RegisterError`` that stands against recording a decision about a product."""
    if not fold_key(decision.number):
        raise NumberMissing
    if decision.day > today:
        raise DayInFuture
    if decision.day < PROGRAMME_START:
        raise DayTooEarly
    if decision.act != DecisionAct.REVOKE and decision.stars not in {3, 4, 5}:
        raise StarsOutOfRange
    number = fold_key(decision.number)
    if any(
        standing.decision_date == decision.day
        and fold_key(standing.decision_no) == number
        and standing.stars == decision.stars
        and (standing.status == StandingStatus.REVOKED) == (decision.act == DecisionAct.REVOKE)
        for standing in standings
    ):
        raise SameDecision
    if decision.act == DecisionAct.UPGRADE:
        shown = certificate_on(certificates, decision.day)
        if shown is None or (decision.stars or 0) <= shown.stars:
            raise NotAnUpgrade


def forecast(
    product: RegisteredProduct,
    decision: Decision,
    *,
    certificates: Sequence[Certificate],
    standings: Sequence[Standing],
    today: datetime.date,
) -> Forecast:
    """What recording it would do to the star shown on ``today``."""
    said = Standing(
        pk=max((standing.pk for standing in standings), default=0) + 1,
        product=product,
        status=decision.status,
        stars=decision.stars,
        as_of=decision.day,
        decision_no=decision.number,
        decision_date=decision.day,
        recorded_on=today,
    )
    terms = [copy.copy(certificate) for certificate in certificates]
    if made := certificate_from(said):
        made.pk = max((certificate.pk for certificate in certificates), default=0) + 1
        terms.append(made)
    set_terms(terms, [*standings, said])
    return Forecast(
        before=certificate_on(certificates, today),
        after=certificate_on(terms, today),
        warnings=tuple(_warnings(decision, certificates, made)),
    )


def _warnings(
    decision: Decision, certificates: Sequence[Certificate], made: Certificate | None
) -> list[Any]:
    if made is None:
        in_term = certificate_on(certificates, decision.day)
        return [] if in_term else [_("No star of this product is in term on that day.")]
    found: list[Any] = []
    level = level_of(decision.number, stars=made.stars, day=decision.day)
    if level != expected_level(stars=made.stars, day=decision.day):
        found.append(
            _("By the rules of that day another authority gives these stars. Check the number.")
        )
    return found
