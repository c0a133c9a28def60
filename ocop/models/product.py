"""Registered products: facts of the register. What is offered for sale is a listing of the shop."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.enums import StandingStatus
from ocop.models.group import ProductGroup
from ocop.models.place import Located
from ocop.models.subject import Subject
from ocop.rules import NAME_LENGTH


class RegisteredProduct(Located):
    """A product the authority has spoken of. Key: product + subject + province (domain.md §9.1).

    It has no star field on purpose: stars live on Certificate alone.
    """

    #: As printed, NFC, blanks collapsed
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    #: ``ocop.spelling.product_key`` of the name
    match_key = models.CharField(max_length=250, db_index=True, editable=False)
    #: Null where a source names none
    subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    #: As certified, in the scheme of its decision; browse goes through ``group.current``
    group = models.ForeignKey(
        ProductGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    #: Legacy OCOP code, kept verbatim and never re-derived
    product_code = models.CharField(_("product code"), max_length=40, blank=True)
    #: Pack sizes a source prints inside the name; a proposal, never split on its own
    proposed_skus = models.JSONField(default=list, blank=True)
    #: Derived by services: the last standing is certified, renewed or expired (domain.md §4)
    is_public = models.BooleanField(default=False, db_index=True, editable=False)
    #: Derived by services: status of the last standing that is not a proposal, else "proposed"
    last_status = models.CharField(
        max_length=10, choices=StandingStatus.choices, blank=True, editable=False
    )
    is_sample = models.BooleanField(default=False)
    #: The record this one was merged into; the row stays for those that name it
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("registered product")
        verbose_name_plural = _("registered products")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["match_key", "subject", "province_as_issued"],
                condition=models.Q(merged_into=None),
                name="registered_product_key",
            ),
            models.UniqueConstraint(
                fields=["match_key", "province_as_issued"],
                condition=models.Q(subject=None, merged_into=None),
                name="registered_product_key_without_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None)
                | models.Q(is_public=False) & ~models.Q(merged_into=models.F("pk")),
                name="merged_product_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name
