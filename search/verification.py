"""Compares the indexes with the database, document by document, and repairs them by the outbox."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import transaction

from search import documents, engine
from search.index_terms import stamp
from search.models import OutboxRow
from search.origins import Origins
from search.services import all_public, enqueue


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts of documents, of all indexes together. What waits in the outbox is left out."""

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
    """Every index this machine keeps. ``repair``: enqueue what differs in any.

    ``IndexUnavailable`` where one cannot be read, so cannot be compared.
    """
    kept = {target: index.stamps() for target, index in engine.kept().items()}
    missing: set[tuple[str, int]] = set()
    different: set[tuple[str, int]] = set()
    seen: set[int] = set()
    origins = Origins()
    for done, total, ids in all_public():
        docs = documents.build(ids, origins=origins)
        for doc in docs:
            seen.add(doc.id)
            said = stamp(doc)
            for target, stamps in kept.items():
                if doc.id not in stamps:
                    missing.add((target, doc.id))
                elif stamps[doc.id] != said:
                    different.add((target, doc.id))
        if progress:
            progress(done, total)
    surplus = {(target, pk) for target, stamps in kept.items() for pk in set(stamps) - seen}
    waiting = set(OutboxRow.objects.values_list("target", "listing_id"))
    missing, different, surplus = missing - waiting, different - waiting, surplus - waiting
    drifted = missing | different | surplus
    if repair and drifted:
        with transaction.atomic():
            enqueue(listing_ids={pk for _, pk in drifted})
    return Verdict(
        checked=len(seen),
        missing=len(missing),
        surplus=len(surplus),
        different=len(different),
        repaired=len(drifted) if repair else 0,
    )
