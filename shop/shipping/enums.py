"""How goods reach the buyer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryMethod(models.TextChoices):
    PARCEL = "giao-hang", _("delivery")
    PICK_UP = "tu-den-lay", _("pick-up at the producer")
