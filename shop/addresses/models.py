"""Addresses that buyers keep in their accounts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedAddress(models.Model):
    """Where a buyer has things sent: places of today, telephone in E.164.

    It names places of the register, so it belongs to the shop, above ``ocop`` and ``accounts``;
    Oscar's ``UserAddress`` knows only lines and a postcode. An app of its own, because the account
    and the checkout both use it while orders do not: they keep a copy of what was typed, which
    must not change when an address does.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_addresses"
    )
    recipient = models.CharField(_("recipient"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=16)
    province = models.ForeignKey("ocop.Place", on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("ocop.Place", on_delete=models.PROTECT, related_name="+")
    street = models.CharField(_("street, hamlet"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    #: The one the checkout starts with; whoever has addresses has one such
    is_default = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("saved address")
        verbose_name_plural = _("saved addresses")
        ordering = ["-is_default", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_default=True), name="one_default_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.street}, {self.commune}"
