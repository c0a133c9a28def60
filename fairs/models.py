"""Fairs, their booths and what the booths show. Operational rows, never pages.

A price window is half-open: at ``closes_at`` the ordinary price is back.
"""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairs.enums import FairMode, FairPhase, FairStatus


class FairQuerySet(models.QuerySet["Fair"]):
    def live_at(self, moment: datetime.datetime) -> Self:
        """Published fairs whose window holds ``moment``."""
        return self.filter(status=FairStatus.PUBLISHED, opens_at__lte=moment, closes_at__gt=moment)

    def announced(self) -> Self:
        """Fairs the public may know of: published ones, and those cancelled after that."""
        return self.exclude(status=FairStatus.DRAFT)


class Fair(models.Model):
    """A fair of one centre. Its slug is its address and never changes."""

    centre = models.ForeignKey(
        "ocop.Centre", on_delete=models.PROTECT, related_name="fairs", verbose_name=_("centre")
    )
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(max_length=160, unique=True)
    summary = models.CharField(_("in a sentence"), max_length=300, blank=True)
    mode = models.CharField(
        _("kind"), max_length=10, choices=FairMode.choices, default=FairMode.ONLINE
    )
    venue = models.CharField(
        _("where"), max_length=300, blank=True, help_text=_("Address, if people can walk in.")
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    status = models.CharField(
        _("status"), max_length=10, choices=FairStatus.choices, default=FairStatus.DRAFT
    )
    #: Counts changes of what a calendar shows (SEQUENCE of RFC 5545)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    objects = FairQuerySet.as_manager()

    class Meta:
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="fair_opens_before_it_closes",
                condition=Q(opens_at__lt=F("closes_at")),
                violation_error_message=_("A fair opens before it closes."),
            ),
            models.CheckConstraint(
                name="fair_status_known", condition=Q(status__in=FairStatus.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("fairs:lobby", kwargs={"slug": self.slug})

    def phase(self, moment: datetime.datetime) -> FairPhase:
        """What the clock makes of the dates; a draft or cancelled fair has phases too."""
        if moment < self.opens_at:
            return FairPhase.ANNOUNCED
        return FairPhase.LIVE if moment < self.closes_at else FairPhase.ENDED

    @property
    def last_day(self) -> datetime.date:
        """The local day of its last moment; a fair that closes at midnight ends the day before."""
        return timezone.localdate(self.closes_at - datetime.timedelta(microseconds=1))


class Booth(models.Model):
    """A subject's stand at one fair. Printed codes carry its slug."""

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="booths")
    subject = models.ForeignKey(
        "ocop.Subject", on_delete=models.PROTECT, related_name="booths", verbose_name=_("subject")
    )
    slug = models.SlugField(max_length=160)
    introduction = models.TextField(_("introduction"), max_length=1500, blank=True)
    is_published = models.BooleanField(_("shown"), default=True)

    class Meta:
        verbose_name = _("booth")
        verbose_name_plural = _("booths")
        ordering = ["fair", "subject__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "subject"], name="one_booth_of_a_subject"),
            models.UniqueConstraint(fields=["fair", "slug"], name="booth_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} @ {self.fair_id}"

    def get_absolute_url(self) -> str:
        return reverse("fairs:booth", kwargs={"slug": self.fair.slug, "booth": self.slug})


class BoothProduct(models.Model):
    """A listing shown at a booth; with ``fair_price`` one of its packs costs less there.

    The price names the pack, because packs of one listing cost different money, and the pack rather
    than its stock record, because a pack outlives its stock record. Whole đồng, tax included.
    """

    booth = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="pins")
    listing = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="booth_pins"
    )
    position = models.PositiveSmallIntegerField(default=0)
    pack = models.ForeignKey(
        "catalogue.Product", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    fair_price = models.PositiveIntegerField(_("fair price"), null=True, blank=True)
    #: Most units sold at the fair price; null: as many as there are
    quota = models.PositiveIntegerField(_("units at this price"), null=True, blank=True)
    #: Units sold at the fair price, those of cancelled orders given back
    sold = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("product of a booth")
        verbose_name_plural = _("products of a booth")
        ordering = ["booth", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["booth", "listing"], name="one_pin_of_a_listing"),
            models.CheckConstraint(
                name="sold_within_quota", condition=Q(quota=None) | Q(sold__lte=F("quota"))
            ),
            models.CheckConstraint(
                name="fair_price_above_zero", condition=Q(fair_price=None) | Q(fair_price__gt=0)
            ),
            models.CheckConstraint(
                name="fair_price_names_a_pack",
                condition=Q(fair_price=None, pack=None)
                | Q(fair_price__isnull=False, pack__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} @ {self.booth_id}"

    @property
    def left(self) -> int | None:
        """Units still to be had at the fair price; None: no limit."""
        return None if self.quota is None else self.quota - self.sold


class LineAttribution(models.Model):
    """Which booth an order line was sold at; written once, when the order is placed."""

    line = models.OneToOneField(
        "order.Line", on_delete=models.CASCADE, related_name="fair_attribution"
    )
    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="attributions")
    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="attributions")
    #: Null once it was taken off the booth
    pin = models.ForeignKey(
        BoothProduct, null=True, on_delete=models.SET_NULL, related_name="attributions"
    )
    quantity = models.PositiveIntegerField()
    #: The order was cancelled: its units went back to the quota
    is_given_back = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("sale at a fair")
        verbose_name_plural = _("sales at fairs")

    def __str__(self) -> str:
        return f"{self.line_id} @ {self.booth_id}"
