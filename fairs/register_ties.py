"""What fairs have of a subject, told to the register's desk."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairs.models import Booth
from ocop.elsewhere import Elsewhere, register_elsewhere
from ocop.models import Subject
from ocop.objections import register_objection


def connect() -> None:
    register_objection(Subject, "fairs")(object_to_merge)
    register_elsewhere(Subject, "fairs")(booths)


def object_to_merge(kept: Subject, merged: Subject, moment: datetime.datetime) -> Iterator[Any]:
    """A stand at a fair that has not ended stays whose it is."""
    if Booth.objects.filter(subject=merged, fair__closes_at__gt=moment).exists():
        yield _("The record that would go has a booth at a fair that has not ended.")


def booths(subject: Subject) -> Iterator[Elsewhere]:
    rows = Booth.objects.filter(subject=subject).select_related("fair")
    for booth in rows.order_by("-fair__opens_at"):
        yield Elsewhere(booth.fair.name, booth.get_absolute_url())
