"""Files of decisions, for officers alone."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def _unguessable_name(document: Any, file_name: str) -> str:
    """Named by nobody: should a web server give away the whole folder, nothing is found by name."""
    return f"decisions/{document.uploaded_at:%Y}/{uuid.uuid4().hex}.{document.kind}"


class DocumentKind(models.TextChoices):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"


class DecisionDocument(models.Model):
    """A decision as a file. One often names many products, so many standings share one."""

    file = models.FileField(upload_to=_unguessable_name, max_length=120)
    #: As the officer's file was called
    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(max_length=4, choices=DocumentKind.choices)
    #: Bytes
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("document of a decision")
        verbose_name_plural = _("documents of decisions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
