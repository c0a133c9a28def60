"""Subjects (chủ thể): who makes certified products, and who may act for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.enums import SubjectKind
from ocop.models.place import Located, Place
from ocop.rules import NAME_LENGTH


class Subject(Located):
    """A cooperative, enterprise, group, household or facility. It exists before anybody claims it.

    Neither a user nor a seller: members are rows of ``SubjectMember``, and the shop makes a partner
    only when the subject sells.
    """

    #: As printed, NFC, blanks collapsed
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    #: ``ocop.spelling.subject_key`` of the name
    match_key = models.CharField(max_length=250, db_index=True, editable=False)
    slug = models.SlugField(max_length=160, unique=True)
    #: Empty when the source does not say and the name does not tell
    kind = models.CharField(_("kind"), max_length=20, choices=SubjectKind.choices, blank=True)
    #: Enterprises only; null = unknown
    is_small_or_medium = models.BooleanField(_("small or medium enterprise"), null=True, blank=True)
    is_women_led = models.BooleanField(_("led by women"), default=False)
    has_closed_chain = models.BooleanField(_("closed or circular value chain"), default=False)
    #: Enterprise number or tax code; never a personal number (domain.md §6.2)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    #: Ten digits with the leading zero
    phone = models.CharField(_("telephone"), max_length=15, blank=True)
    website = models.URLField(_("website"), blank=True)
    craft_village = models.ForeignKey(
        "ocop.CraftVillage", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="subjects",
    )  # fmt: skip
    #: Made up by ``load_demo``
    is_sample = models.BooleanField(default=False)
    #: The record this one was merged into; the row stays for those that name it
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")),
                name="subject_not_merged_with_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SubjectMember(models.Model):
    """A user who may act for a subject."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subject_memberships"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("member of a subject")
        verbose_name_plural = _("members of subjects")
        constraints = [models.UniqueConstraint(fields=["subject", "user"], name="one_membership")]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.subject_id}"


class SubjectClaim(models.Model):
    """A user's wish to act for a subject; a centre answers it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="claims")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subject_claims"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("claim of a subject")
        verbose_name_plural = _("claims of subjects")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "user"], condition=models.Q(state="open"), name="one_open_claim"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.subject_id} ({self.state})"


class CraftVillage(models.Model):
    """A recognised craft village (làng nghề)."""

    name = models.CharField(_("name"), max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    recognised_on = models.DateField(_("recognised on"), null=True, blank=True)
    decision_no = models.CharField(_("decision number"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("craft village")
        verbose_name_plural = _("craft villages")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SalesPoint(models.Model):
    """A shop or counter that shows and sells certified products."""

    name = models.CharField(_("name"), max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=15, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("OCOP sales point")
        verbose_name_plural = _("OCOP sales points")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
