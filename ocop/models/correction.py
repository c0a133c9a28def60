"""Facts a person set by hand: a file that says otherwise is a conflict to be asked about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop.models.product import RegisteredProduct
from ocop.models.subject import Subject


class Correction(models.Model):
    """One field of a subject or a product as a person set it, and what stood there before."""

    subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    product = models.ForeignKey(
        RegisteredProduct, null=True, blank=True, on_delete=models.CASCADE,
        related_name="corrections",
    )  # fmt: skip
    #: As ``correct_subject`` and ``correct_product`` call it; "location" stands for all of Located
    field = models.CharField(max_length=40)
    #: Columns of the row → their values before and after
    old = models.JSONField()
    new = models.JSONField()
    reason = models.CharField(_("reason"), max_length=500)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject=None) ^ Q(product=None), name="correction_of_one_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} ({self.made_at:%Y-%m-%d})"
