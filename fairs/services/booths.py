"""Gives subjects booths at fairs, and booths their words."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fairs.errors import FairError
from fairs.locks import booth_for_update, fair_for_update
from fairs.models import Booth, Fair
from fairs.services.guard import refuse_closed, refuse_stranger
from ocop.models import Subject
from ocop.spelling import clean
from search.services import enqueue

_MOST_WORDS = 1500


@transaction.atomic
def open_booth(*, fair: Fair, subject: Subject, by: Any, moment: datetime.datetime) -> Booth:
    """A subject's booth at a fair; asked again, the one it has. Raises ``FairError``."""
    refuse_stranger(by, fair.centre_id)
    fair = fair_for_update(fair.pk).get()
    refuse_closed(fair, moment)
    booth = Booth.objects.filter(fair=fair, subject=subject).first()
    if booth is None:
        # A subject's slug is unique, so it is free at this fair too
        booth = Booth.objects.create(fair=fair, subject=subject, slug=subject.slug)
    return booth


@transaction.atomic
def show_booth(*, booth: Booth, is_published: bool, by: Any, moment: datetime.datetime) -> Booth:
    """Show a booth or take it off; its prices follow. Raises ``FairError``."""
    booth = booth_for_update(booth.pk).get()
    refuse_stranger(by, booth.fair.centre_id)
    refuse_closed(booth.fair, moment)
    booth.is_published = is_published
    booth.save(update_fields=["is_published"])
    enqueue(listing_ids=booth.pins.values_list("listing_id", flat=True))
    return booth


@transaction.atomic
def introduce_booth(*, booth: Booth, introduction: str, moment: datetime.datetime) -> Booth:
    """Set the words of a booth: plain text in paragraphs. Raises ``FairError``."""
    booth = booth_for_update(booth.pk).get()
    refuse_closed(booth.fair, moment)
    words = "\n".join(clean(line) for line in introduction.splitlines()).strip()
    if len(words) > _MOST_WORDS:
        raise FairError(_("Say it in at most %(count)d letters.") % {"count": _MOST_WORDS})
    booth.introduction = words
    booth.save(update_fields=["introduction"])
    return booth
