"""Standings (what a source says on a day) and the certificates made from them.

Rules: domain.md §4, Decisions 1048/2019, 148/2023 and 1489/2025 of the Prime Minister.
"""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop.enums import Evidence, IssuerLevel, StandingStatus
from ocop.models.document import DecisionDocument
from ocop.models.place import Place
from ocop.models.product import RegisteredProduct


class Standing(models.Model):
    """What one source says of one product on one day; it needs neither a star nor a decision."""

    product = models.ForeignKey(
        RegisteredProduct, on_delete=models.CASCADE, related_name="standings"
    )
    status = models.CharField(max_length=10, choices=StandingStatus.choices)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    proposed_stars = models.PositiveSmallIntegerField(null=True, blank=True)
    #: The source says "nâng hạng" (upgraded): such a list outlives an ended decision
    says_upgraded = models.BooleanField(default=False)
    #: The day the source speaks for; null when it names none and nobody stated one
    as_of = models.DateField(null=True, blank=True)
    decision_no = models.CharField(_("decision number"), max_length=60, blank=True)
    decision_date = models.DateField(_("decision date"), null=True, blank=True)
    #: The day this was recorded, given by the caller
    recorded_on = models.DateField()
    #: Where it comes from, in words: a decision, a file name, "entered by hand"
    source = models.CharField(_("source"), max_length=200, blank=True)
    #: Stable name of the source row ("<sha256>/<sheet>/<row>"); empty when entered by hand
    source_key = models.CharField(max_length=200, blank=True, db_index=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    #: The decision itself, where an officer added it
    document = models.ForeignKey(
        DecisionDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="standings"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["product", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "source_key"],
                condition=~Q(source_key=""),
                name="one_standing_per_source_row",
            ),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__range=(3, 5)), name="standing_stars_3_to_5"
            ),
            models.CheckConstraint(
                condition=Q(proposed_stars=None) | Q(proposed_stars__range=(3, 5)),
                name="standing_proposed_3_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.status} ({self.as_of})"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid_on(self, day: datetime.date) -> Self:
        """Certificates whose star may be shown on ``day``; of several the newest day counts."""
        return self.filter(valid_from__lte=day, valid_until__gte=day)


class Certificate(models.Model):
    """A star of the State: the only place where stars live.

    ``issued_on`` and ``expires_on`` are what the evidence says; ``valid_from`` and ``valid_until``
    (inclusive; until < from: never) are derived by services from all standings of the product, so
    a later "revoked" or "expired" ends them, and no job has to take a badge off.
    """

    product = models.ForeignKey(
        RegisteredProduct, on_delete=models.CASCADE, related_name="certificates"
    )
    #: The standing it was made from
    standing = models.OneToOneField(Standing, on_delete=models.CASCADE, related_name="certificate")
    stars = models.PositiveSmallIntegerField(_("stars"))
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    decision_no = models.CharField(_("decision number"), max_length=60, blank=True)
    #: Of the issuer as read from the number; of a list: by the stars
    level = models.CharField(_("level"), max_length=10, choices=IssuerLevel.choices)
    #: Day of the decision, or the day the list speaks for
    issued_on = models.DateField(_("issued on"))
    #: Last valid day, inclusive, by the rule set alone
    expires_on = models.DateField(_("expires on"))
    #: Set when a person overrode the computed end
    expiry_reason = models.CharField(_("reason for another end"), max_length=200, blank=True)
    #: Decision whose rules scored it: "1048/2019", "148/2023", "1489/2025"
    rule_set = models.CharField(max_length=10)
    place_as_issued = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_by_decision = models.CharField(_("revoking decision"), max_length=60, blank=True)
    valid_from = models.DateField(editable=False)
    valid_until = models.DateField(editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["product", "issued_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(3, 5)), name="stars_3_to_5"),
            models.CheckConstraint(
                condition=Q(valid_until__lte=F("expires_on")), name="not_valid_past_its_end"
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_until"], name="certificate_term")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.stars}★ {self.issued_on}"
