"""The evidence behind a star, told in full."""

import datetime
from collections.abc import Sequence

from ocop.enums import Evidence, StandingStatus
from ocop.models import Certificate, RegisteredProduct, Standing
from ocop.selectors.certificates import certificate_on
from ocop.terms import last_standing
from shop.catalogue.badges import badge_on, latest_before, said_by
from shop.catalogue.cards import CertificateCard
from shop.catalogue.places import place_in_full, place_today


def certificate_card(
    product: RegisteredProduct,
    certificates: Sequence[Certificate],
    standings: Sequence[Standing],
    *,
    day: datetime.date,
) -> CertificateCard:
    """What the page says of the product's recognition on ``day``, with its source.

    Expects the product's places loaded (``load_places``).
    """
    badge = badge_on(certificates, standings, day)
    shown = certificate_on(certificates, day) or latest_before(certificates, day)
    said = {standing.pk: standing for standing in standings}
    heard = said_by(standings, day)
    last = last_standing(heard)
    ended_by = ""
    if last and last.status in {StandingStatus.REVOKED, StandingStatus.EXPIRED}:
        ended_by = last.decision_no or last.source
    proposed = [s.proposed_stars for s in heard if s.proposed_stars]
    return CertificateCard(
        badge=badge,
        evidence=shown.evidence if shown else "",
        decision_no=shown.decision_no if shown else "",
        issued_on=shown.issued_on if shown and shown.evidence == Evidence.DECISION else None,
        expires_on=shown.valid_until if shown and badge.state == "valid" else None,
        list_day=shown.issued_on if shown and shown.evidence == Evidence.LIST else None,
        level=shown.level if shown else "",
        ended_by=ended_by,
        proposed_stars=max(proposed, default=None),
        place_as_issued=place_in_full(product.place_as_issued),
        place_now=place_today(product),
        source=said[shown.standing_id].source if shown else "",
        history=tuple(
            (c.stars, c.valid_from, c.valid_until)
            for c in sorted(certificates, key=lambda c: (c.issued_on, c.pk), reverse=True)
            if c is not shown and c.valid_from <= c.valid_until and c.valid_from <= day
        ),
    )
