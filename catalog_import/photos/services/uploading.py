"""Files come in; they are kept privately and read in the background."""

import datetime
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from catalog_import.models import ImportRun
from catalog_import.photos import limits
from catalog_import.photos.errors import PhotoError
from catalog_import.photos.models import PhotoBatch, PhotoUpload
from catalog_import.photos.services.guard import refuse_stranger
from catalog_import.photos.tasks import read_batch_task
from ocop.models import Centre
from ocop.spelling import clean


@transaction.atomic
def upload_photos(
    *,
    centre: Centre,
    files: Sequence[UploadedFile],
    by: Any,
    moment: datetime.datetime,
    run: ImportRun | None = None,
    numbers: str = PhotoBatch.Numbers.ORDINAL,
) -> PhotoBatch:
    """Keep pictures, zips and workbooks as one batch. Raises ``PhotoError``."""
    refuse_stranger(by, centre.pk)
    if not files:
        raise PhotoError(_("Choose at least one file."))
    if sum(file.size or 0 for file in files) > limits.UPLOAD_BYTES:
        most = limits.UPLOAD_BYTES // (1024 * 1024)
        raise PhotoError(_("Together the files may be at most %(most)s MB.") % {"most": most})
    batch = PhotoBatch.objects.create(
        centre=centre, run=run, numbers=numbers, uploaded_at=moment, uploaded_by=by
    )
    kept: list[PhotoUpload] = []
    try:
        for number, file in enumerate(files, start=1):
            upload = PhotoUpload(batch=batch, name=_name(file), size=file.size or 0)
            suffix = PurePath(upload.name).suffix.lower()[:6]
            upload.file.save(f"upload-{number}{suffix if suffix[1:].isalnum() else ''}", file)
            kept.append(upload)
    except BaseException:
        for upload in kept:
            upload.file.delete(save=False)
        raise
    transaction.on_commit(lambda: read_batch_task.enqueue(batch.pk))
    return batch


def _name(file: UploadedFile) -> str:
    return clean(PurePath(file.name or "").name)[-255:] or "?"
