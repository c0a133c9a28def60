"""Trade-promotion centres and provincial offices, and who works for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.models.place import Place


class Centre(models.Model):
    """An office answering for certified products of one or more provinces of today."""

    name = models.CharField(_("name"), max_length=200)
    provinces = models.ManyToManyField(Place, related_name="centres", verbose_name=_("provinces"))
    phone = models.CharField(_("telephone"), max_length=15, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CentreMember(models.Model):
    """A user who works for a centre."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="centre_memberships"
    )

    class Meta:
        verbose_name = _("member of a centre")
        verbose_name_plural = _("members of centres")
        constraints = [
            models.UniqueConstraint(fields=["centre", "user"], name="one_centre_membership")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.centre_id}"
