"""What the index still has to hear of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """A listing whose document must be built again; written in the transaction that changed it."""

    id = models.BigAutoField(primary_key=True)
    listing_id = models.BigIntegerField(db_index=True)
    #: The index that has not heard of it yet; each has rows of its own (``search.engine``)
    target = models.CharField(max_length=40, default="embedded")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("search outbox row")
        verbose_name_plural = _("search outbox rows")
        ordering = ["id"]
        indexes = [models.Index(fields=["target", "id"], name="search_outbox_target")]

    def __str__(self) -> str:
        return f"{self.id}: {self.listing_id} → {self.target}"
