"""From what was said of one product to the days each of its certificates shows (domain.md §4).

Pure: sets fields of the given objects, reads and writes no database.
"""

import datetime
from collections.abc import Iterable, Sequence

from ocop.enums import Evidence, StandingStatus
from ocop.models import Certificate, Place, Standing
from ocop.rules import level_of, rule_set_on, term_end
from ocop.selectors.certificates import certificate_on, precedence

_ADVERSE = {StandingStatus.REVOKED, StandingStatus.EXPIRED}
_PUBLIC = {StandingStatus.CERTIFIED, StandingStatus.RENEWED, StandingStatus.EXPIRED}
#: What a standing must say for a certificate to be made from it
MAKES_A_CERTIFICATE = (StandingStatus.CERTIFIED, StandingStatus.RENEWED)
_ONE_DAY = datetime.timedelta(days=1)
#: Fields of a certificate that ``set_terms`` derives
DERIVED = ["valid_from", "valid_until", "revoked_on", "revoked_by_decision", "replaces_id"]


def certificate_from(
    standing: Standing, *, year: int | None = None, place: Place | None = None
) -> Certificate | None:
    """The certificate a standing makes, not yet saved, with the term of its rule set; or None.

    It rests on the decision where its day is known, else on the list. ``place`` is by default the
    product's.
    """
    if standing.status not in MAKES_A_CERTIFICATE or standing.stars is None:
        return None
    day = standing.decision_date or standing.as_of
    if day is None:
        return None
    evidence = Evidence.DECISION if standing.decision_date else Evidence.LIST
    expires_on = term_end(evidence=evidence, day=day, year=year)
    return Certificate(
        product_id=standing.product_id,
        standing_id=standing.pk,
        stars=standing.stars,
        evidence=evidence,
        decision_no=standing.decision_no if evidence == Evidence.DECISION else "",
        level=level_of(standing.decision_no, stars=standing.stars, day=day),
        issued_on=day,
        expires_on=expires_on,
        rule_set=rule_set_on(day),
        place_as_issued_id=place.pk if place else standing.product.place_as_issued_id,
        valid_from=day,
        valid_until=expires_on,
    )


def order_in_time(standing: Standing) -> tuple[datetime.date, int]:
    return standing.as_of or standing.recorded_on, standing.pk


def last_standing(standings: Iterable[Standing]) -> Standing | None:
    """The last word of the authority, proposals aside."""
    said = [s for s in standings if s.status != StandingStatus.PROPOSED]
    return max(said, key=order_in_time, default=None)


def last_status(standings: Sequence[Standing]) -> str:
    """The last word that is not a proposal; "proposed" where there is no other; else ""."""
    if last := last_standing(standings):
        return last.status
    return StandingStatus.PROPOSED.value if standings else ""


def is_public(status: str) -> bool:
    """Whether a product with that last status is listed; an expired one is, without a star."""
    return status in _PUBLIC


def set_terms(certificates: Sequence[Certificate], standings: Sequence[Standing]) -> None:
    """Derive the fields named in ``DERIVED`` of all certificates of one product."""
    made_from = {standing.pk: standing for standing in standings}
    decisions = [c for c in certificates if c.evidence == Evidence.DECISION]
    for certificate in certificates:
        certificate.valid_from = certificate.issued_on
        certificate.valid_until = certificate.expires_on
        certificate.revoked_on = None
        certificate.revoked_by_decision = ""
        if certificate.evidence == Evidence.LIST:
            _bound_by_decision(certificate, made_from[certificate.standing_id], decisions)
    for standing in sorted(standings, key=order_in_time):
        if standing.status in _ADVERSE:
            for certificate in certificates:
                _end(certificate, standing)
    for certificate in certificates:
        _set_replaced(certificate, certificates)


def _bound_by_decision(
    certificate: Certificate, standing: Standing, decisions: Sequence[Certificate]
) -> None:
    """A list that merely repeats "certified" does not outlive the decision it repeats."""
    if standing.status == StandingStatus.RENEWED or standing.says_upgraded:
        return
    repeated = max(
        (d for d in decisions if d.issued_on <= certificate.issued_on),
        key=precedence,
        default=None,
    )
    if repeated:
        certificate.valid_until = min(certificate.valid_until, repeated.expires_on)


def _end(certificate: Certificate, standing: Standing) -> None:
    """On the day of a revocation no star shows. One without a day ends all recorded before it."""
    if standing.as_of is None:
        if certificate.standing_id > standing.pk:
            return
        last_day = certificate.issued_on - _ONE_DAY
    elif certificate.issued_on <= standing.as_of:
        last_day = standing.as_of - _ONE_DAY
    else:
        return
    if last_day >= certificate.valid_until:
        return
    certificate.valid_until = last_day
    if standing.status == StandingStatus.REVOKED:
        certificate.revoked_on = standing.as_of
        # A list of revoked products may print the decision that had recognised them.
        if standing.decision_no != certificate.decision_no:
            certificate.revoked_by_decision = standing.decision_no


def _set_replaced(certificate: Certificate, certificates: Sequence[Certificate]) -> None:
    earlier = [c for c in certificates if c.issued_on < certificate.issued_on]
    replaced = certificate_on(earlier, certificate.issued_on - _ONE_DAY)
    replaced = replaced or max(earlier, key=precedence, default=None)
    certificate.replaces_id = replaced.pk if replaced else None
