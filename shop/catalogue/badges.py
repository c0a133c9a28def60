"""Turns certificates and standings into what may be said on a day (domain.md §4)."""

import datetime
from collections.abc import Sequence

from ocop.enums import Evidence, StandingStatus
from ocop.models import Certificate, Standing
from ocop.selectors.certificates import certificate_on, precedence
from ocop.terms import last_standing
from shop.catalogue.cards import Badge

#: From here on the page says how many days are left
SOON_DAYS = 30


def latest_before(certificates: Sequence[Certificate], day: datetime.date) -> Certificate | None:
    """The last certificate given by ``day``, in term or not."""
    given = [c for c in certificates if c.issued_on <= day]
    return max(given, key=precedence, default=None)


def said_by(standings: Sequence[Standing], day: datetime.date) -> list[Standing]:
    """What had been said by ``day``; a source without a day counts at any time."""
    return [s for s in standings if s.as_of is None or s.as_of <= day]


def badge_on(
    certificates: Sequence[Certificate], standings: Sequence[Standing], day: datetime.date
) -> Badge:
    """The badge of one product on ``day``. Stars only while a certificate is in term."""
    if shown := certificate_on(certificates, day):
        left = (shown.valid_until - day).days
        return Badge(
            state="valid",
            stars=shown.stars,
            level=shown.level,
            year=shown.issued_on.year,
            day=shown.valid_until,
            ends_in_days=left if left <= SOON_DAYS else None,
        )
    last = last_standing(said_by(standings, day))
    if last and last.status == StandingStatus.REVOKED:
        return Badge(state="revoked", day=last.as_of)
    latest = latest_before(certificates, day)
    if last and last.status == StandingStatus.EXPIRED:
        ended = latest.valid_until + datetime.timedelta(days=1) if latest else last.as_of
        return Badge(state="expired", day=ended)
    if latest:
        return _ended(latest, certificates, day)
    if any(s.status == StandingStatus.PROPOSED for s in standings):
        return Badge(state="proposed")
    return Badge(state="none")


def _ended(latest: Certificate, certificates: Sequence[Certificate], day: datetime.date) -> Badge:
    """Out of term: a decision's end is an end, a list's end only means nobody said more."""
    decisions = [c for c in certificates if c.evidence == Evidence.DECISION and c.issued_on <= day]
    if latest.evidence == Evidence.LIST and not decisions:
        return Badge(state="lapsed", day=latest.issued_on, year=latest.issued_on.year)
    last_day = max(c.valid_until for c in decisions) if decisions else latest.valid_until
    return Badge(state="expired", day=last_day + datetime.timedelta(days=1))
