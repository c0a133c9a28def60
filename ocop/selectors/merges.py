"""Records that were merged into others."""

from collections.abc import Iterable
from typing import TypeVar

from ocop.models import Merge, RegisteredProduct, Subject

Record = TypeVar("Record", Subject, RegisteredProduct)


def survivor_of(record: Record) -> Record:
    """The record that stands for this one: itself, unless it was merged away."""
    while record.merged_into is not None:
        record = record.merged_into
    return record


def survivors(records: Iterable[Record]) -> list[Record]:
    """Those standing for ``records``, each once, in the order of the first that led to it.

    Some may not be saved yet: they have no key, and each is one of its own.
    """
    found = [survivor_of(record) for record in records]
    return list({record.pk or id(record): record for record in found}.values())


def merges_of(record: Subject | RegisteredProduct) -> list[Merge]:
    """Merges into a record that hold, the latest first."""
    relations = ("merged_subject", "merged_product", "made_by")
    rows = record.merges.filter(undone_at=None).select_related(*relations)
    return list(rows.order_by("-pk"))


def merge_that_hid(record: Subject | RegisteredProduct) -> Merge | None:
    """The merge by which a record was merged away."""
    return record.merged_by.filter(undone_at=None).select_related("subject", "product").first()
