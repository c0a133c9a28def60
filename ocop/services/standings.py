"""What sources and officers say of a product, and the certificates made from it (domain.md §4)."""

import datetime

from ocop.enums import Evidence, StandingStatus
from ocop.errors import DayInFuture, StarsOutOfRange
from ocop.models import Certificate, DecisionDocument, Place, RegisteredProduct, Standing
from ocop.selectors.certificates import certificate_by_decision
from ocop.selectors.merges import survivor_of
from ocop.services.batch import Batch, register_batch
from ocop.services.entries import NewStanding
from ocop.spelling import clean
from ocop.terms import MAKES_A_CERTIFICATE, certificate_from

_STARS = range(3, 6)


def record_standing(
    *,
    product: RegisteredProduct,
    status: str,
    recorded_on: datetime.date,
    stars: int | None = None,
    proposed_stars: int | None = None,
    says_upgraded: bool = False,
    as_of: datetime.date | None = None,
    decision_no: str = "",
    decision_date: datetime.date | None = None,
    year: int | None = None,
    source: str = "",
    source_key: str = "",
    note: str = "",
    place_as_issued: Place | None = None,
    document: DecisionDocument | None = None,
) -> Standing:
    """Keep what a source says; the same source row again changes nothing.

    Of a product that was merged away it is said of the one it was merged into.

    A certified or renewed standing with stars makes a certificate: resting on the decision where
    its day is known, else on the list where ``as_of`` is; with neither day there is none. ``year``
    bounds a certificate that rests on a list. The certificate keeps ``place_as_issued``, by default
    the product's.
    """
    entry = NewStanding(
        product, status, recorded_on, stars, proposed_stars, says_upgraded, as_of, decision_no,
        decision_date, year, source, source_key, note, place_as_issued, document,
    )  # fmt: skip
    standing = built_standing(entry)
    product = standing.product
    if source_key:
        known = Standing.objects.filter(product=product, source_key=source_key).first()
        if known:
            return known
    with register_batch() as batch:
        batch.create(standing)
        _make_certificate(batch, standing, year=year, place=place_as_issued)
        batch.touch(product.pk)
    return standing


def built_standing(entry: NewStanding) -> Standing:
    """The standing as it will be stored; refused for what it alone shows."""
    _check(entry.stars, entry.proposed_stars, entry.recorded_on, entry.as_of, entry.decision_date)
    return Standing(
        product=survivor_of(entry.product),
        status=entry.status,
        stars=entry.stars,
        proposed_stars=entry.proposed_stars,
        says_upgraded=entry.says_upgraded,
        as_of=entry.as_of or entry.decision_date,
        decision_no=clean(entry.decision_no),
        decision_date=entry.decision_date,
        recorded_on=entry.recorded_on,
        source=clean(entry.source),
        source_key=entry.source_key,
        note=clean(entry.note),
        document=entry.document,
    )


def award_certificate(
    *,
    product: RegisteredProduct,
    stars: int,
    decision_no: str,
    issued_on: datetime.date,
    recorded_on: datetime.date,
    source: str = "",
    document: DecisionDocument | None = None,
) -> Certificate:
    """A certificate by decision. The same decision, day and star again is the same certificate."""
    return _certify(
        StandingStatus.CERTIFIED, product, stars, decision_no, issued_on, recorded_on, source,
        document,
    )  # fmt: skip


def renew_certificate(
    *,
    product: RegisteredProduct,
    stars: int,
    decision_no: str,
    issued_on: datetime.date,
    recorded_on: datetime.date,
    source: str = "",
    document: DecisionDocument | None = None,
) -> Certificate:
    """Renewal and upgrade are new decisions: a new certificate that replaces the one before."""
    return _certify(
        StandingStatus.RENEWED, product, stars, decision_no, issued_on, recorded_on, source,
        document,
    )  # fmt: skip


def revoke_certificate(
    *,
    product: RegisteredProduct,
    revoked_on: datetime.date,
    decision_no: str,
    recorded_on: datetime.date,
    source: str = "",
    document: DecisionDocument | None = None,
) -> Standing:
    """End every certificate given by that day; on the day itself no star shows any more."""
    return record_standing(
        product=product,
        status=StandingStatus.REVOKED,
        as_of=revoked_on,
        decision_no=decision_no,
        decision_date=revoked_on,
        recorded_on=recorded_on,
        source=source,
        document=document,
    )


def remove_standing(*, standing: Standing) -> None:
    """Take back what was recorded, with its certificate: for undoing an import.

    Another standing that rests on the same decision takes the certificate over.
    """
    with register_batch() as batch:
        product_id = standing.product_id
        certificate = Certificate.objects.filter(standing=standing).first()
        if certificate:
            batch.delete(certificate)
        batch.delete(standing)
        if certificate and certificate.evidence == Evidence.DECISION:
            for other in Standing.objects.filter(
                product=product_id,
                status__in=MAKES_A_CERTIFICATE,
                stars=certificate.stars,
                decision_date=certificate.issued_on,
                certificate=None,
            ).order_by("pk"):
                _make_certificate(batch, other, year=None, place=certificate.place_as_issued)
        batch.touch(product_id)


def _certify(
    status: StandingStatus,
    product: RegisteredProduct,
    stars: int,
    decision_no: str,
    issued_on: datetime.date,
    recorded_on: datetime.date,
    source: str,
    document: DecisionDocument | None,
) -> Certificate:
    _check(stars, None, recorded_on, None, issued_on)
    product = survivor_of(product)
    with register_batch():
        known = certificate_by_decision(product.pk, stars, decision_no, issued_on)
        if known is None:
            standing = record_standing(
                product=product,
                status=status,
                stars=stars,
                decision_no=decision_no,
                decision_date=issued_on,
                recorded_on=recorded_on,
                source=source,
                document=document,
            )
            known = standing.certificate
    known.refresh_from_db()
    return known


def _check(
    stars: int | None,
    proposed_stars: int | None,
    recorded_on: datetime.date,
    *days: datetime.date | None,
) -> None:
    for number in (stars, proposed_stars):
        if number is not None and (isinstance(number, bool) or number not in _STARS):
            raise StarsOutOfRange
    if any(day and day > recorded_on for day in days):
        raise DayInFuture


def _make_certificate(
    batch: Batch, standing: Standing, *, year: int | None, place: Place | None
) -> None:
    certificate = certificate_from(standing, year=year, place=place)
    if certificate is None:
        return
    if certificate.evidence == Evidence.DECISION and certificate_by_decision(
        standing.product_id, certificate.stars, standing.decision_no, certificate.issued_on
    ):
        return
    certificate.standing = standing
    batch.create(certificate)
