"""Compares the index with the database, document by document, and repairs it by the outbox."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import transaction

from search import documents
from search.engine import backend
from search.index_terms import stamp
from search.models import OutboxRow
from search.services import all_public, enqueue


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts of documents. What waits in the outbox is no drift and is left out."""

    checked: int
    missing: int
    surplus: int
    different: int
    repaired: int

    @property
    def is_clean(self) -> bool:
        return not (self.missing or self.surplus or self.different)

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def verify(*, repair: bool, progress: Callable[[int, int], None] | None = None) -> Verdict:
    """``repair``: enqueue what differs. ``IndexUnavailable`` where there is no index to compare."""
    stamps = backend().stamps()
    missing: list[int] = []
    different: list[int] = []
    seen: set[int] = set()
    checked = 0
    for done, total, ids in all_public():
        docs = documents.build(ids)
        checked += len(docs)
        for doc in docs:
            seen.add(doc.id)
            if doc.id not in stamps:
                missing.append(doc.id)
            elif stamps[doc.id] != stamp(doc):
                different.append(doc.id)
        if progress:
            progress(done, total)
    surplus = sorted(set(stamps) - seen)
    waiting = set(OutboxRow.objects.values_list("listing_id", flat=True))
    missing, different, surplus = (
        [pk for pk in found if pk not in waiting] for found in (missing, different, surplus)
    )
    drifted = [*missing, *different, *surplus]
    if repair and drifted:
        with transaction.atomic():
            enqueue(listing_ids=drifted)
    return Verdict(
        checked=checked,
        missing=len(missing),
        surplus=len(surplus),
        different=len(different),
        repaired=len(drifted) if repair else 0,
    )
