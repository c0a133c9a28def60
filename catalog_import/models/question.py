"""What an import left for a person to answer."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog_import.models.row import SourceRow
from catalog_import.models.run import ImportRun


class FieldConflict(models.Model):
    """The register says one thing of a field, a row another. The register's stays until answered.

    Only of applied runs a person decides; a checked run shows what is to come.
    """

    class Origin(models.TextChoices):
        REGISTRY = "registry", _("another list")
        HAND = "hand", _("corrected by hand")
        UNKNOWN = "unknown", _("not known")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("the register\u2019s kept")
        TAKEN = "taken", _("the file\u2019s taken")

    source_row = models.ForeignKey(SourceRow, on_delete=models.CASCADE, related_name="conflicts")
    #: "ocop.subject" or "ocop.registeredproduct"
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    #: What the register says, and what the file says
    known = models.JSONField(null=True)
    said = models.JSONField(null=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.UNKNOWN)
    #: The run that wrote the register's value
    origin_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Who wrote the register's value by hand, and when
    origin_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    origin_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["source_row", "pk"]
        indexes = [models.Index(fields=["model", "object_id", "field"], name="conflict_of_field")]

    def __str__(self) -> str:
        return f"{self.model}#{self.object_id}.{self.field} ({self.state})"


class MissingProduct(models.Model):
    """A product of an earlier list that this one does not name: asked, never assumed revoked."""

    class Answer(models.TextChoices):
        OPEN = "", _("not answered")
        REVOKED = "revoked", _("revoked")
        VALID = "valid", _("still valid")
        LATER = "later", _("ask later")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="missing")
    product = models.ForeignKey(
        "ocop.RegisteredProduct", on_delete=models.CASCADE, related_name="missing_from"
    )
    #: The row of this file that may be the same product under another name
    maybe_now = models.ForeignKey(
        SourceRow, null=True, blank=True, on_delete=models.SET_NULL, related_name="maybe_was"
    )
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    #: What revoked it
    standing = models.ForeignKey(
        "ocop.Standing", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("missing product")
        verbose_name_plural = _("missing products")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "product"], name="missing_once_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} ({self.answer})"

    @property
    def is_taken_back(self) -> bool:
        """It was answered "revoked", and somebody took the revocation back since."""
        return self.answer == self.Answer.REVOKED and self.standing_id is None

    @property
    def may_be_answered(self) -> bool:
        """A revocation that stands is taken back where it stands, with a reason; not here."""
        return self.answer != self.Answer.REVOKED or self.is_taken_back
