"""Keeps the index after the database. The database is the truth; the outbox says what to redo."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction

from search import documents
from search.engine import backend
from search.models import OutboxRow
from search.query import IndexUnavailable, LockHeld
from shop.catalogue.models import Product

logger = logging.getLogger(__name__)

_BATCH = 500


def on_products_changed(sender: Any, listing_ids: Iterable[int], **kwargs: Any) -> None:
    """Inside the transaction that changed them: a rollback takes the rows back too."""
    enqueue(listing_ids=listing_ids)


def enqueue(*, listing_ids: Iterable[int]) -> None:
    """Have these listings' documents built again soon. For rooms above whose changes show in
    search; call it inside the transaction of the change."""
    OutboxRow.objects.bulk_create(
        [OutboxRow(listing_id=pk) for pk in sorted(set(listing_ids))], batch_size=1000
    )


def drain_outbox(limit: int = 500) -> int:
    """Bring up to ``limit`` outbox rows into the index; returns how many rows are done.

    Rows go only after the commit of the index: killed anywhere, the next call does them again,
    which changes nothing more. 0 also when another process writes. Without a readable index it
    builds one.
    """
    index = backend()
    if not index.status().is_healthy:
        try:
            return rebuild(wait=False)
        except LockHeld:
            return 0
    rows = list(OutboxRow.objects.order_by("pk").values_list("pk", "listing_id")[:limit])
    if not rows:
        return 0
    ids = {listing_id for _, listing_id in rows}
    try:
        with index.writing():
            docs = documents.build(ids)
            index.apply(docs, ids - {doc.id for doc in docs})
    except LockHeld:
        return 0
    except IndexUnavailable:
        logger.exception("the index broke while it was written; it will be built anew")
        return 0
    # By key, not "up to": a transaction that began earlier may commit a lower number later.
    _delete([pk for pk, _ in rows])
    return len(rows)


def rebuild(*, progress: Callable[[int, int], None] | None = None, wait: bool = True) -> int:
    """Build a new index beside the one in use and publish it; returns its documents.

    Searches go on in the old one. What changes meanwhile reaches both: the writer notes it, and it
    is built again before the new index is published. ``progress`` gets (done, all). ``wait``: for
    another rebuild to end; else ``LockHeld``.
    """
    index = backend()
    rows = list(OutboxRow.objects.values_list("pk", flat=True))
    with index.staging(wait=wait) as staging:
        for done, total, ids in all_public():
            staging.add(documents.build(ids))
            if progress:
                progress(done, total)
        staging.finish()
        with index.writing(wait=True):
            changed = set(staging.changed())
            docs = documents.build(changed)
            staging.replace(docs, changed - {doc.id for doc in docs})
            published = staging.publish()
    _delete(rows)
    return published


def _delete(pks: list[int]) -> None:
    """In pieces: SQLite takes a limited number of parameters."""
    with transaction.atomic():
        for start in range(0, len(pks), _BATCH):
            OutboxRow.objects.filter(pk__in=pks[start : start + _BATCH]).delete()


def all_public() -> Iterator[tuple[int, int, list[int]]]:
    """(done, all, ids) of the public listings, piece by piece."""
    pks = list(
        Product.objects.filter(is_public=True, registered_product__is_public=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for start in range(0, len(pks), _BATCH):
        piece = pks[start : start + _BATCH]
        yield start + len(piece), len(pks), piece
