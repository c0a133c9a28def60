"""Two records that are one, and two that are not though they look it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.models.place import Place
from ocop.models.product import RegisteredProduct
from ocop.models.subject import Subject


class Merge(models.Model):
    """What merging one record into another moved, so that it can be taken apart again."""

    subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.CASCADE, related_name="merges"
    )
    merged_subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.CASCADE, related_name="merged_by"
    )
    product = models.ForeignKey(
        RegisteredProduct, null=True, blank=True, on_delete=models.CASCADE, related_name="merges"
    )
    merged_product = models.ForeignKey(
        RegisteredProduct, null=True, blank=True, on_delete=models.CASCADE,
        related_name="merged_by",
    )  # fmt: skip
    #: The merge of two subjects that this merge of two of their products is part of
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    #: Model name → primary keys of the rows that changed hands
    moved = models.JSONField()
    #: Rows that would say the same thing twice, whole, to be put back as they were
    left_out = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=500)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__isnull=False, merged_subject__isnull=False, product=None,
                            merged_product=None)
                | Q(subject=None, merged_subject=None, product__isnull=False,
                    merged_product__isnull=False),
                name="merge_of_two_of_a_kind",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

    @property
    def kept(self) -> Subject | RegisteredProduct:
        return self.subject or self.product  # type: ignore[return-value]

    @property
    def merged(self) -> Subject | RegisteredProduct:
        """The record that now only points to the other."""
        return self.merged_subject or self.merged_product  # type: ignore[return-value]


class DismissedTwins(models.Model):
    """Two records a person looked at and found to be two. Stored once, the lower key first."""

    class Kind(models.TextChoices):
        SUBJECT = "subject", _("subject")
        PRODUCT = "product", _("product")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    dismissed_at = models.DateTimeField()
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("dismissed twins")
        verbose_name_plural = _("dismissed twins")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_id", "second_id"], name="twins_dismissed_once"
            ),
            models.CheckConstraint(
                condition=Q(first_id__lt=F("second_id")), name="dismissed_twins_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.first_id} ≠ {self.second_id}"


class TwinCount(models.Model):
    """How many pairs of a province look like twins: kept, for comparing takes a while."""

    province = models.OneToOneField(
        Place, on_delete=models.CASCADE, primary_key=True, related_name="twin_count"
    )
    pairs = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("count of likely twins")
        verbose_name_plural = _("counts of likely twins")

    def __str__(self) -> str:
        return f"{self.province_id}: {self.pairs}"
