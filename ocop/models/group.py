"""Groups and criteria sets of the programme, by the decision that lists them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop.enums import GroupScheme, PolicyClass


class ProductGroup(models.Model):
    """One of six groups (no parent) or one of 26 criteria sets (parent: its group) of a scheme."""

    scheme = models.CharField(max_length=10, choices=GroupScheme.choices)
    #: "I" for a group, "I.1a" for a set
    code = models.CharField(max_length=8)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    slug = models.SlugField(max_length=80)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sets"
    )
    #: For an old scheme: what it is in today's; for today's: itself
    current = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    policy_class = models.CharField(
        max_length=12, choices=PolicyClass.choices, default=PolicyClass.PARCEL
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("product group")
        verbose_name_plural = _("product groups")
        ordering = ["scheme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="group_key"),
            models.UniqueConstraint(fields=["scheme", "slug"], name="group_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the language in use; the official one where there is no other."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def top(self) -> "ProductGroup":
        """The group of the six this is or belongs to."""
        return self.parent or self
