"""Batches nobody will apply: thrown away by hand, or after a while by a job."""

import datetime
from typing import Any

from django.db import transaction

from catalog_import.photos.locks import batches_for_update
from catalog_import.photos.models import PhotoBatch
from catalog_import.photos.services.files import remove_all_on_commit
from catalog_import.photos.services.guard import held

_STATE = PhotoBatch.State
_OPEN = (_STATE.WAITING, _STATE.READING, _STATE.READY, _STATE.REFUSED)


@transaction.atomic
def discard_batch(*, batch: PhotoBatch, by: Any) -> PhotoBatch:
    """Throw a batch away before it was applied; its files go at once. Raises ``PhotoError``."""
    batch = held(batch, by, _STATE.WAITING, _STATE.READY, _STATE.REFUSED)
    return _close(batch, _STATE.DISCARDED)


def expire_batches(*, before: datetime.datetime) -> int:
    """Close every batch that came in before a moment and was never applied."""
    closed = 0
    old = PhotoBatch.objects.filter(uploaded_at__lt=before, state__in=_OPEN).order_by("pk")
    for pk in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            batch = batches_for_update(pk).filter(state__in=_OPEN).first()
            if batch is not None:
                _close(batch, _STATE.EXPIRED)
                closed += 1
    return closed


def _close(batch: PhotoBatch, state: str) -> PhotoBatch:
    batch.state = state
    batch.save(update_fields=["state"])
    remove_all_on_commit(batch)
    return batch
