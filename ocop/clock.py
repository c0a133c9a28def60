"""What counts as now. Views, commands and the worker ask here; below them time is an argument."""

import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime.datetime:
    """The current moment, or CHOPHIEN_NOW (ISO 8601; without an offset: local time)."""
    if fixed := settings.CHOPHIEN_NOW:
        moment = datetime.datetime.fromisoformat(fixed)
        return moment if moment.tzinfo else timezone.make_aware(moment)
    return timezone.now()


def today() -> datetime.date:
    """The local day of ``now()`` in Vietnam."""
    return timezone.localdate(now())
