"""Keeping the files of decisions."""

import datetime
import hashlib
from functools import partial
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ocop.document_kinds import document_kind_of
from ocop.errors import DocumentRefused
from ocop.models import DecisionDocument
from ocop.spelling import clean

#: Bytes; a scanned decision with its annex is some megabytes
MOST_BYTES = 20 * 1024 * 1024
_UNUSED_AFTER = datetime.timedelta(days=1)


def keep_document(
    *, file: IO[bytes], name: str, by: Any, moment: datetime.datetime
) -> DecisionDocument:
    """Keep an uploaded decision; the same content of the same person again is the one kept.

    Raises ``DocumentRefused`` when it is too large or neither PDF, DOCX, JPEG, PNG nor WebP by its
    content. What that person uploaded before and never used is removed after a day.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise DocumentRefused(_("The file is larger than 20 MB."))
    kind = document_kind_of(content)
    if kind is None:
        raise DocumentRefused(_("Choose a PDF, a Word document (.docx) or a picture."))
    _remove_unused(by, moment)
    sha256 = hashlib.sha256(content).hexdigest()
    known = DecisionDocument.objects.filter(sha256=sha256, uploaded_by=by).first()
    if known:
        return known
    document = DecisionDocument(
        name=clean(PurePath(name.replace("\\", "/")).name)[-200:] or f"quyet-dinh.{kind}",
        kind=kind,
        size=len(content),
        sha256=sha256,
        uploaded_at=moment,
        uploaded_by=by,
    )
    document.file.save(document.name, ContentFile(content), save=False)
    try:
        document.save()
    except BaseException:
        document.file.delete(save=False)
        raise
    return document


def _remove_unused(by: Any, moment: datetime.datetime) -> None:
    unused = DecisionDocument.objects.filter(
        uploaded_by=by, standings=None, uploaded_at__lt=moment - _UNUSED_AFTER
    )
    with transaction.atomic():
        for document in unused:
            document.delete()
            transaction.on_commit(partial(document.file.delete, save=False))
