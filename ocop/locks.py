"""Every row lock of the register, rows in order of their keys so that two writers never cross."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ocop.models import Merge, RegisteredProduct, Subject, SubjectClaim


def products(product_ids: Iterable[int]) -> QuerySet[RegisteredProduct]:
    """Against other writers of the same products; who merely names one need not wait."""
    return (
        RegisteredProduct.objects.select_for_update(no_key=True)
        .filter(pk__in=list(product_ids))
        .order_by("pk")
    )


def subjects(subject_ids: Iterable[int]) -> QuerySet[Subject]:
    """Taken before those of products."""
    return (
        Subject.objects.select_for_update(no_key=True)
        .filter(pk__in=list(subject_ids))
        .order_by("pk")
    )


def merge(merge_id: int) -> QuerySet[Merge]:
    return Merge.objects.select_for_update().filter(pk=merge_id)


def claim(claim_id: int) -> QuerySet[SubjectClaim]:
    return SubjectClaim.objects.select_for_update().filter(pk=claim_id)
