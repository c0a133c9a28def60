"""Stars by day. Only here is decided which of several certificates shows."""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.enums import Evidence
from ocop.models import Certificate
from ocop.rules import expected_level, rule_set_on, term_end
from ocop.spelling import fold_key

__all__ = [
    "StarSpan",
    "certificate_by_decision",
    "certificate_on",
    "expected_level",
    "precedence",
    "rule_set_on",
    "shown_on",
    "star_timeline",
    "stars_on",
    "term_end",
]


@dataclass(frozen=True, slots=True)
class StarSpan:
    """A star shown from ``start`` to ``end``, both inclusive."""

    stars: int
    level: str
    start: datetime.date
    end: datetime.date
    certificate_id: int


def precedence(certificate: Certificate) -> tuple[datetime.date, bool, int]:
    """Of several in term the latest day wins, on a tie the decision, then the later entry."""
    return (
        certificate.issued_on,
        certificate.evidence == Evidence.DECISION,
        certificate.pk,
    )


def certificate_on(certificates: Iterable[Certificate], day: datetime.date) -> Certificate | None:
    """Of one product's certificates the one whose star shows on ``day``."""
    in_term = [c for c in certificates if c.valid_from <= day <= c.valid_until]
    return max(in_term, key=precedence, default=None)


def stars_on(product_ids: Iterable[int], *, day: datetime.date) -> dict[int, Certificate]:
    """By product, the certificate that shows on ``day``; products without a star are left out."""
    in_term = Certificate.objects.filter(product__in=list(product_ids)).valid_on(day)
    return {c.product_id: c for c in sorted(in_term, key=precedence)}


def shown_on(day: datetime.date) -> QuerySet[Certificate]:
    """Of every product the one certificate whose star shows on ``day``: ``precedence`` in SQL."""
    in_term = Certificate.objects.valid_on(day)
    same_day = Q(issued_on=OuterRef("issued_on"))
    is_decision = Q(evidence=Evidence.DECISION)
    better = in_term.filter(product=OuterRef("product")).filter(
        Q(issued_on__gt=OuterRef("issued_on"))
        | same_day & is_decision & ~Q(evidence=OuterRef("evidence"))
        | same_day & Q(evidence=OuterRef("evidence")) & Q(pk__gt=OuterRef("pk"))
    )
    return in_term.exclude(Exists(better))


def star_timeline(certificates: Iterable[Certificate]) -> list[StarSpan]:
    """What one product shows from its first star to its last: spans in order, none overlapping."""
    in_term = [c for c in certificates if c.valid_from <= c.valid_until]
    one_day = datetime.timedelta(days=1)
    turns = sorted({c.valid_from for c in in_term} | {c.valid_until + one_day for c in in_term})
    spans: list[StarSpan] = []
    for start, following in itertools.pairwise(turns):
        shown = certificate_on(in_term, start)
        if shown is None:
            continue
        if spans and spans[-1].certificate_id == shown.pk:
            start = spans.pop().start  # noqa: PLW2901 -- the same star goes on
        spans.append(StarSpan(shown.stars, shown.level, start, following - one_day, shown.pk))
    return spans


def certificate_by_decision(
    product_id: int, stars: int, decision_no: str, issued_on: datetime.date
) -> Certificate | None:
    """Two sources may name one decision; it still gives one certificate."""
    number = fold_key(decision_no)
    candidates = Certificate.objects.filter(
        product=product_id, evidence=Evidence.DECISION, issued_on=issued_on, stars=stars
    ).order_by("pk")
    return next((c for c in candidates if fold_key(c.decision_no) == number), None)
