"""Taking a merge apart: every row that changed hands goes back, what was left out is put back."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop import locks
from ocop.errors import CannotMerge, NotYourProvince
from ocop.models import Certificate, Merge, RegisteredProduct, Standing, Subject, SubjectClaim
from ocop.selectors.centres import answers_for
from ocop.services.batch import Batch, register_batch
from ocop.services.deeds import read_again
from ocop.services.twins import count_twins


@transaction.atomic
def split(*, merge: Merge, by: Any, moment: datetime.datetime) -> Merge:
    """Undo a merge. What was recorded since stays with the record that was kept.

    Raises ``CannotMerge`` with the reasons where something later rests on it.
    """
    merge = locks.merge(merge.pk).get()
    subjects = list(locks.subjects(_subjects(merge)))
    locked = list(locks.products(_products(merge)))
    if not answers_for(by, merge.kept, merge.merged):
        raise NotYourProvince
    if reasons := reasons_against_split(merge):
        raise CannotMerge(reasons)
    with register_batch() as batch, batch.trail.because(merge.reason):
        if subjects:
            _part_subjects(batch, merge)
        else:
            _part_products(batch, merge)
        for product in locked:
            batch.touch(product.pk)
    parts = Merge.objects.filter(Q(pk=merge.pk) | Q(part_of=merge))
    parts.update(undone_at=moment, undone_by=by)
    merge.refresh_from_db()
    count_twins(provinces=[merge.kept.province_now_id], moment=moment)
    return merge


def reasons_against_split(merge: Merge) -> list[Any]:
    """Why a merge cannot be undone; empty: nothing stands against it."""
    if merge.undone_at:
        return [_("These two were split already.")]
    if merge.part_of_id:
        return [_("This came with the merge of two producers. Split those.")]
    if merge.kept.merged_into_id:
        return [_("The record that was kept was merged into another one since. Split those first.")]
    if _later_merges(merge).exists():
        return [_("One of these records was merged with another one since. Split those first.")]
    parts = [merge, *merge.parts.all()]
    if any(_has_moved_on(part) for part in parts):
        return [_("Something that came with the merge was changed or taken back since.")]
    taken = [name for part in parts for name in _taken_keys(part)]
    return [
        _("“%(name)s” is the name of another product of this producer by now.") % {"name": name}
        for name in taken
    ]


def _subjects(merge: Merge) -> list[int]:
    return [pk for pk in (merge.subject_id, merge.merged_subject_id) if pk]


def _products(merge: Merge) -> set[int]:
    """Every product whose terms or owner the split touches."""
    parts = [merge, *merge.parts.all()]
    pairs = {pk for part in parts for pk in (part.product_id, part.merged_product_id) if pk}
    return pairs | set(merge.moved.get("product", ()))


def _later_merges(merge: Merge) -> Any:
    products, subjects = _products(merge), _subjects(merge)
    return Merge.objects.filter(pk__gt=merge.pk, undone_at=None, part_of=None).filter(
        Q(subject__in=subjects)
        | Q(merged_subject__in=subjects)
        | Q(product__in=products)
        | Q(merged_product__in=products)
    )


def _has_moved_on(merge: Merge) -> bool:
    """Whether a row that changed hands is no longer where the merge put it."""
    at_kept = (
        (Standing, "standing", {"product": merge.product_id}),
        (Certificate, "certificate", {"product": merge.product_id}),
        (RegisteredProduct, "product", {"subject": merge.subject_id}),
    )
    again = [row["standing_id"] for row in merge.left_out]
    if Certificate.objects.filter(standing__in=again).exists():
        return True
    return any(
        model._default_manager.filter(pk__in=merge.moved.get(name, ()), **owner).count()
        != len(merge.moved.get(name, ()))
        for model, name, owner in at_kept
    )


def _taken_keys(merge: Merge) -> Iterable[str]:
    """Names of products that would come back to a key another live one has."""
    subject_id = merge.merged_subject_id
    rows: list[RegisteredProduct] = []
    if merge.merged_product:
        subject_id = merge.merged_product.subject_id
        rows = [merge.merged_product]
    elif moved := merge.moved.get("product"):
        rows = list(RegisteredProduct.objects.filter(pk__in=moved, merged_into=None))
    for row in rows:
        if (
            RegisteredProduct.objects.filter(
                match_key=row.match_key,
                subject=subject_id,
                province_as_issued=row.province_as_issued_id,
                merged_into=None,
            )
            .exclude(pk=row.pk)
            .exists()
        ):
            yield row.name


def _part_subjects(batch: Batch, merge: Merge) -> None:
    merged = merge.merged_subject
    kept = merge.subject
    assert isinstance(merged, Subject)  # noqa: S101 -- told by the caller
    assert isinstance(kept, Subject)  # noqa: S101 -- the same
    batch.change(merged, {"merged_into_id": None})
    for product in RegisteredProduct.objects.filter(pk__in=merge.moved["product"]).order_by("pk"):
        batch.change(product, {"subject_id": merged.pk})
        batch.touch(product.pk)
    for part in merge.parts.order_by("-pk"):
        _part_products(batch, part)
    SubjectClaim.objects.filter(
        pk__in=merge.moved["claim"], subject=kept, state=SubjectClaim.State.OPEN
    ).update(subject=merged)
    batch.trail.noted(kept, {"merged": (str(merged), "")})


def _part_products(batch: Batch, merge: Merge) -> None:
    merged, kept = merge.merged_product, merge.product
    assert isinstance(merged, RegisteredProduct)  # noqa: S101 -- told by the caller
    assert isinstance(kept, RegisteredProduct)  # noqa: S101 -- the same
    batch.change(merged, {"merged_into_id": None})
    for model, name in ((Standing, "standing"), (Certificate, "certificate")):
        for row in model._default_manager.filter(pk__in=merge.moved[name]).order_by("pk"):
            batch.change(row, {"product_id": merged.pk})
    for row in merge.left_out:
        batch.create(Certificate(**read_again(Certificate, row)))
    batch.trail.noted(kept, {"merged": (str(merged), "")})
