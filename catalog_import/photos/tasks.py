"""Background work of photos in bulk."""

import datetime

from django.conf import settings
from django_tasks import task

from ocop import clock


@task()
def read_batch_task(batch_id: int) -> None:
    """Open the files of a batch and look for the product of each picture."""
    from catalog_import.photos.services import read_batch  # noqa: PLC0415 -- they enqueue this

    read_batch(batch_id=batch_id, today=clock.today())


@task()
def apply_batch_task(batch_id: int) -> None:
    """Hang the pictures of a batch."""
    from catalog_import.photos.services import apply_batch  # noqa: PLC0415 -- they enqueue this

    apply_batch(batch_id=batch_id, moment=clock.now())


@task()
def remove_old_batches() -> int:
    """Periodic: files of batches nobody applied go after ``PHOTO_BATCH_KEEP_DAYS``."""
    from catalog_import.photos.services import expire_batches  # noqa: PLC0415 -- as above

    days = datetime.timedelta(days=settings.PHOTO_BATCH_KEEP_DAYS)
    return expire_batches(before=clock.now() - days)
