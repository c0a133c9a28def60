"""What a fair can be. What it is at a moment follows from its dates: ``Fair.phase``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FairMode(models.TextChoices):
    ONLINE = "online", _("online")
    PHYSICAL = "physical", _("on site")
    HYBRID = "hybrid", _("on site and online")


class FairStatus(models.TextChoices):
    """What was decided. Nothing here opens or closes a fair: the clock does."""

    DRAFT = "draft", pgettext_lazy("fair", "draft")
    PUBLISHED = "published", pgettext_lazy("fair", "published")
    CANCELLED = "cancelled", pgettext_lazy("fair", "cancelled")


class FairPhase(models.TextChoices):
    ANNOUNCED = "announced", pgettext_lazy("fair", "opens soon")
    LIVE = "live", pgettext_lazy("fair", "open now")
    ENDED = "ended", pgettext_lazy("fair", "over")
