"""Administrative units of Vietnam before and since the reform of 1 July 2025."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.enums import COMMUNE_KINDS, PROVINCE_KINDS, PlaceConfidence, PlaceKind, Scheme


class PlaceQuerySet(models.QuerySet["Place"]):
    def provinces(self, scheme: str = Scheme.SINCE_2025_07) -> Self:
        """Provinces and municipalities of one scheme (63 before the reform, 34 since)."""
        return self.filter(scheme=scheme, kind__in=PROVINCE_KINDS)

    def communes(self, scheme: str = Scheme.SINCE_2025_07) -> Self:
        return self.filter(scheme=scheme, kind__in=COMMUNE_KINDS)

    def valid_on(self, day: datetime.date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Place(models.Model):
    """A province, district or commune of one scheme; its identity is (scheme, code)."""

    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme.choices)
    code = models.CharField(_("code"), max_length=8)
    kind = models.CharField(_("kind"), max_length=16, choices=PlaceKind.choices)
    #: Bare name: "Hà Giang"
    name = models.CharField(_("name"), max_length=80)
    #: Name with its unit word: "Tỉnh Hà Giang", "Xã Thông Nguyên"
    full_name = models.CharField(_("full name"), max_length=100)
    #: Without diacritics; unique only together with the province: "ha-giang"
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=False)
    #: ``ocop.spelling.exact`` of the bare name, joined: accents and tones kept, their place not
    name_key = models.CharField(max_length=100, db_index=True, editable=False)
    #: ``ocop.spelling.fold`` of the bare name, joined
    fold_key = models.CharField(max_length=80, db_index=True, editable=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    #: Province of the same scheme (itself for a province)
    province = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Only for a commune of today: the one old province all its land came from (domain.md §7.3)
    former_province = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="communes_of_today"
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    #: Last day, inclusive
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["scheme", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="place_key")]
        indexes = [models.Index(fields=["scheme", "province", "name_key"], name="place_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def key(self) -> str:
        """The one way to write a place in a URL, an index or a file: ``scheme:code``."""
        return f"{self.scheme}:{self.code}"

    @property
    def is_province(self) -> bool:
        return self.kind in PROVINCE_KINDS

    @property
    def is_commune(self) -> bool:
        return self.kind in COMMUNE_KINDS


class PlaceSuccession(models.Model):
    """An old unit and a new one that took (part of) it on 1 July 2025."""

    old = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions")
    new = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="predecessions")
    #: The old unit was split over several new ones
    is_partial = models.BooleanField(_("partial"), default=False)

    class Meta:
        verbose_name = _("place succession")
        verbose_name_plural = _("place successions")
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_succession_per_pair"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="no_self_succession"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class PlaceAlias(models.Model):
    """An earlier or other name of a unit; only meaningful inside a known province and district."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")
    #: Folded and joined, with or without the unit word: "phuongsaidong"
    key = models.CharField(max_length=100, db_index=True)

    class Meta:
        verbose_name = _("place alias")
        verbose_name_plural = _("place aliases")
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="one_alias_per_key")]

    def __str__(self) -> str:
        return self.key


class Located(models.Model):
    """Where something is: as the source wrote it, as it was then, and what it is today.

    Every field beside the text is derived by ``ocop.selectors.locate`` and written by services.
    """

    #: The address as printed in the source
    address = models.CharField(_("address as written"), max_length=300, blank=True)
    #: Most specific place named by the source, in the scheme the source speaks in
    place_as_issued = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Province of that scheme
    province_as_issued = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    province_now = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Null when the commune is unknown, or was split (confidence says which)
    commune_now = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    #: Old province (pre-2025-07) this lies in; null when only today's province is known and it
    #: was merged from several
    former_province = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place_confidence = models.CharField(
        max_length=8, choices=PlaceConfidence.choices, default=PlaceConfidence.NONE
    )

    class Meta:
        abstract = True
