"""What delivery costs: zone × weight step, free over a sum, pick-up at the producer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """How far a parcel goes."""

    SAME_PROVINCE = "same_province", _("within the province")
    ELSEWHERE = "elsewhere", _("another province")


class DeliveryTariff(models.Model):
    """One zone of one seller, or of everybody (no partner). Whole đồng and grams."""

    partner = models.ForeignKey(
        "partner.Partner", null=True, blank=True, on_delete=models.CASCADE,
        related_name="delivery_tariffs",
    )  # fmt: skip
    zone = models.CharField(_("zone"), max_length=16, choices=Zone.choices)
    base_fee = models.PositiveIntegerField(_("fee of the first step"))
    base_grams = models.PositiveIntegerField(_("grams of the first step"))
    step_fee = models.PositiveIntegerField(_("fee of each further step"))
    step_grams = models.PositiveIntegerField(_("grams of a further step"))
    #: Goods worth this much travel free; null: never
    free_over = models.PositiveIntegerField(_("free over"), null=True, blank=True)
    days_min = models.PositiveSmallIntegerField(_("days at least"))
    days_max = models.PositiveSmallIntegerField(_("days at most"))

    class Meta:
        verbose_name = _("delivery tariff")
        verbose_name_plural = _("delivery tariffs")
        constraints = [
            models.UniqueConstraint(fields=["partner", "zone"], name="one_tariff_per_zone"),
            models.UniqueConstraint(
                fields=["zone"], condition=Q(partner=None), name="one_default_tariff_per_zone"
            ),
            models.CheckConstraint(condition=Q(step_grams__gt=0), name="step_grams_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id or 'default'}: {self.zone}"


from oscar.apps.shipping.models import *
