"""Keeps the indexes after the database. The database is the truth; the outbox says what to redo."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction

from ocop.chunks import chunks
from search import documents, engine
from search.models import OutboxRow
from search.origins import Origins
from search.query import IndexUnavailable, LockHeld, Overtaken, WritableBackend
from shop.catalogue.models import Product

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


def on_products_changed(sender: Any, listing_ids: Iterable[int], **kwargs: Any) -> None:
    """Inside the transaction that changed them: a rollback takes the rows back too."""
    enqueue(listing_ids=listing_ids)


def enqueue(*, listing_ids: Iterable[int]) -> None:
    """Have these listings' documents built again soon, in every index. For rooms above whose
    changes show in search; call it inside the transaction of the change."""
    ids = sorted(set(listing_ids))
    OutboxRow.objects.bulk_create(
        [OutboxRow(listing_id=pk, target=target) for target in engine.targets() for pk in ids],
        batch_size=1000,
    )


def drain_outbox(limit: int = 500) -> int:
    """Bring up to ``limit`` outbox rows into each index of this machine; returns how many rows are
    done.

    Rows go only after the commit of the index: killed anywhere, the next call does them again,
    which changes nothing more. An index in trouble keeps its rows and holds up no other one.
    Without a readable index it builds one. 0 also when another process writes.
    """
    return sum(_drain(target, index, limit) for target, index in engine.kept().items())


def drain_target(target: str, limit: int = 500) -> int:
    """The same for one of ``kept_targets``: a worker that gives each a thread of its own keeps the
    others fresh while one is built anew."""
    return _drain(target, engine.kept()[target], limit)


def kept_targets() -> tuple[str, ...]:
    """Names of the indexes this machine writes."""
    return tuple(engine.kept())


def _drain(target: str, index: WritableBackend, limit: int) -> int:
    status = index.status()
    if status.needs_rebuild:
        return _rebuild_quietly(target, index)
    if not status.is_healthy:
        return 0
    waiting = OutboxRow.objects.filter(target=target).order_by("pk")
    rows = list(waiting.values_list("pk", "listing_id")[:limit])
    if not rows:
        return 0
    ids = {listing_id for _, listing_id in rows}
    version = _next_version()
    try:
        with index.writing():
            docs = documents.build(ids)
            index.apply(docs, ids - {doc.id for doc in docs}, version=version)
    except LockHeld:
        return 0
    except Overtaken as later:
        if later.newest > _next_version():
            # The index has seen more than this database: a backup was restored. Nothing written
            # with its numbers would ever show.
            logger.warning("%s is ahead of the database; it is built anew", target)
            return _rebuild_quietly(target, index)
    except IndexUnavailable:
        logger.exception("%s broke while it was written", target)
        return 0
    # By key, not "up to": a transaction that began earlier may commit a lower number later.
    _delete([pk for pk, _ in rows])
    return len(rows)


def rebuild(
    *,
    progress: Progress | None = None,
    wait: bool = True,
) -> int:
    """Build new indexes beside those in use and publish them; returns the documents of the last.

    Searches go on in the old ones. What changes meanwhile reaches both: the writer notes it, or
    writes it to the new one as well. ``progress`` gets (done, all), for each index in turn.
    ``wait``: for another rebuild to end; else ``LockHeld``.
    """
    published = 0
    for target, index in engine.kept().items():
        published = _rebuild(target, index, progress=progress, wait=wait)
    return published


def _rebuild_quietly(target: str, index: WritableBackend) -> int:
    try:
        return _rebuild(target, index, wait=False)
    except LockHeld:
        return 0
    except IndexUnavailable:
        logger.exception("%s could not be built", target)
        return 0


def _rebuild(
    target: str, index: WritableBackend, *, progress: Progress | None = None, wait: bool
) -> int:
    rows = list(OutboxRow.objects.filter(target=target).values_list("pk", flat=True))
    with index.staging(version=_next_version(), wait=wait) as staging:
        origins = Origins()
        for done, total, ids in all_public():
            staging.add(documents.build(ids, origins=origins))
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


def _next_version() -> int:
    """The next number of the outbox: higher than every row and every number before it."""
    with transaction.atomic():
        row = OutboxRow.objects.create(listing_id=0)
        row_id = row.pk
        row.delete()
    return row_id


def _delete(pks: list[int]) -> None:
    with transaction.atomic():
        for some in chunks(pks):
            OutboxRow.objects.filter(pk__in=some).delete()


def all_public() -> Iterator[tuple[int, int, Sequence[int]]]:
    """(done, all, ids) of the public listings, piece by piece."""
    pks = list(
        Product.objects.filter(is_public=True, registered_product__is_public=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    done = 0
    for piece in chunks(pks):
        done += len(piece)
        yield done, len(pks), piece
