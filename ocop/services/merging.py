"""Two records that are one become one. ``ocop.services.splitting`` takes them apart again."""

import datetime
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ocop import locks
from ocop.enums import Evidence
from ocop.errors import CannotMerge, NotYourProvince
from ocop.models import (
    Certificate,
    Merge,
    RegisteredProduct,
    Standing,
    Subject,
    SubjectClaim,
    SubjectMember,
)
from ocop.objections import objections
from ocop.selectors.centres import answers_for
from ocop.services.batch import Batch, register_batch
from ocop.services.by_officer import stated
from ocop.services.deeds import columns_of
from ocop.services.twins import count_twins
from ocop.spelling import fold_key

Record = TypeVar("Record", Subject, RegisteredProduct)
Pairs = list[tuple[RegisteredProduct, RegisteredProduct]]


@transaction.atomic
def merge_products(
    *,
    kept: RegisteredProduct,
    merged: RegisteredProduct,
    reason: str,
    by: Any,
    moment: datetime.datetime,
) -> Merge:
    """Everything said of ``merged`` is said of ``kept``; the row of ``merged`` stays, unlisted.

    Raises ``CannotMerge`` with every reason there is.
    """
    reason = stated(reason)
    found = {product.pk: product for product in locks.products([kept.pk, merged.pk])}
    kept, merged = found[kept.pk], found[merged.pk]
    if not answers_for(by, kept, merged):
        raise NotYourProvince
    if reasons := reasons_against_products(kept, merged, moment=moment):
        raise CannotMerge(reasons)
    with register_batch() as batch, batch.trail.because(reason):
        made = _join_products(batch, kept, merged, reason=reason, by=by, moment=moment)
    count_twins(provinces=[kept.province_now_id], moment=moment)
    return made


@transaction.atomic
def merge_subjects(
    *, kept: Subject, merged: Subject, reason: str, by: Any, moment: datetime.datetime
) -> Merge:
    """Products and open claims of ``merged`` go to ``kept``; products both have become one.

    Nobody gains or loses a membership: a record with people who act for it is merged away only if
    they all act for the other one too. Raises ``CannotMerge`` with every reason there is.
    """
    reason = stated(reason)
    subjects = {subject.pk: subject for subject in locks.subjects([kept.pk, merged.pk])}
    kept, merged = subjects[kept.pk], subjects[merged.pk]
    if not answers_for(by, kept, merged):
        raise NotYourProvince
    products = list(
        locks.products(
            RegisteredProduct.objects.filter(subject__in=subjects).values_list("pk", flat=True)
        )
    )
    if reasons := reasons_against_subjects(kept, merged, moment=moment):
        raise CannotMerge(reasons)
    pairs = _pairs(products, kept, merged)
    doubles = {double.pk for _, double in pairs}
    moving = [p for p in products if p.subject_id == merged.pk and p.pk not in doubles]
    with register_batch() as batch, batch.trail.because(reason):
        merge = Merge.objects.create(
            subject=kept,
            merged_subject=merged,
            moved={"product": [p.pk for p in moving], "claim": _move_claims(kept, merged)},
            reason=reason,
            made_at=moment,
            made_by=by,
        )
        for own, double in pairs:
            _join_products(batch, own, double, reason=reason, by=by, moment=moment, part_of=merge)
        for product in moving:
            batch.change(product, {"subject_id": kept.pk})
        batch.change(merged, {"merged_into_id": kept.pk})
        batch.trail.noted(kept, {"merged": ("", str(merged))})
        for product in products:
            batch.touch(product.pk)
    count_twins(provinces=[kept.province_now_id], moment=moment)
    return merge


def reasons_against_products(
    kept: RegisteredProduct, merged: RegisteredProduct, *, moment: datetime.datetime
) -> list[Any]:
    """Why the two cannot become one product; empty: nothing stands against it."""
    reasons = _reasons_of_any(kept, merged)
    if kept.subject_id != merged.subject_id and merged.subject_id is not None:
        if kept.subject_id is None:
            reasons.append(_("The other record names the producer: keep that one."))
        else:
            reasons.append(_("They belong to two producers. Merge the producers first."))
    return reasons or _reasons_between_products(kept, merged, moment)


def reasons_against_subjects(
    kept: Subject, merged: Subject, *, moment: datetime.datetime
) -> list[Any]:
    """Why the two cannot become one subject; empty: nothing stands against it."""
    reasons = _reasons_of_any(kept, merged)
    if _members(merged) - _members(kept):
        reasons.append(
            _("Different people act for the two. Nobody gets another's business by a merge.")
            if _members(kept)
            else _("People act for this record and nobody for the other: keep this one.")
        )
    if reasons:
        return reasons
    reasons += objections(kept, merged, moment=moment)
    products = RegisteredProduct.objects.filter(subject__in=[kept, merged])
    for own, double in _pairs(list(products), kept, merged):
        reasons += _reasons_between_products(own, double, moment)
    return reasons


def _reasons_between_products(
    kept: RegisteredProduct, merged: RegisteredProduct, moment: datetime.datetime
) -> list[Any]:
    reasons = objections(kept, merged, moment=moment)
    keys = Standing.objects.filter(product=kept).exclude(source_key="").values("source_key")
    if Standing.objects.filter(product=merged, source_key__in=keys).exists():
        reasons.append(_("One row of a file speaks of both."))
    return reasons


def _reasons_of_any(kept: Record, merged: Record) -> list[Any]:
    if kept.pk == merged.pk:
        return [_("This is one record.")]
    if kept.merged_into_id or merged.merged_into_id:
        return [_("One of the two was merged into another record already.")]
    if kept.province_now_id != merged.province_now_id:
        return [_("They lie in different provinces.")]
    return []


def _join_products(
    batch: Batch,
    kept: RegisteredProduct,
    merged: RegisteredProduct,
    *,
    reason: str,
    by: Any,
    moment: datetime.datetime,
    part_of: Merge | None = None,
) -> Merge:
    standings = list(Standing.objects.filter(product=merged).order_by("pk"))
    certificates = list(Certificate.objects.filter(product=merged).order_by("pk"))
    known = {_decision(c) for c in Certificate.objects.filter(product=kept)}
    doubles = [c for c in certificates if c.evidence == Evidence.DECISION and _decision(c) in known]
    left_out = [columns_of(certificate) for certificate in doubles]
    moving = [certificate for certificate in certificates if certificate not in doubles]
    merge = Merge.objects.create(
        product=kept,
        merged_product=merged,
        part_of=part_of,
        moved={
            "standing": [standing.pk for standing in standings],
            "certificate": [certificate.pk for certificate in moving],
        },
        left_out=left_out,
        reason=reason,
        made_at=moment,
        made_by=by,
    )
    for certificate in doubles:
        batch.delete(certificate)
    for row in (*standings, *moving):
        batch.change(row, {"product_id": kept.pk})
    RegisteredProduct.objects.filter(pk=merged.pk).update(is_public=False, last_status="")
    batch.change(merged, {"merged_into_id": kept.pk})
    batch.trail.noted(kept, {"merged": ("", str(merged))})
    batch.touch(kept.pk)
    batch.touch(merged.pk)
    return merge


def _decision(certificate: Certificate) -> tuple[str, int, datetime.date, str]:
    number = fold_key(certificate.decision_no)
    return certificate.evidence, certificate.stars, certificate.issued_on, number


def _pairs(products: Sequence[RegisteredProduct], kept: Subject, merged: Subject) -> Pairs:
    """(kept's, merged's) products that one key would have to tell apart."""
    live = [product for product in products if product.merged_into_id is None]
    own = {_key(product): product for product in live if product.subject_id == kept.pk}
    return [
        (own[_key(product)], product)
        for product in live
        if product.subject_id == merged.pk and _key(product) in own
    ]


def _key(product: RegisteredProduct) -> tuple[str, int | None]:
    return product.match_key, product.province_as_issued_id


def _members(subject: Subject) -> set[int]:
    return set(SubjectMember.objects.filter(subject=subject).values_list("user", flat=True))


def _move_claims(kept: Subject, merged: Subject) -> list[int]:
    claims = SubjectClaim.objects.filter(subject=kept, state=SubjectClaim.State.OPEN)
    known = {*claims.values_list("user", flat=True), *_members(kept)}
    moving = SubjectClaim.objects.filter(subject=merged, state=SubjectClaim.State.OPEN)
    ids = list(moving.exclude(user__in=known).order_by("pk").values_list("pk", flat=True))
    SubjectClaim.objects.filter(pk__in=ids).update(subject=kept)
    return ids
