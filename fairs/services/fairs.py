"""Makes fairs, changes their plan, publishes and cancels them. The clock opens and closes them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fairs.enums import FairMode, FairStatus
from fairs.errors import FairError
from fairs.locks import fair_for_update
from fairs.models import BoothProduct, Fair
from fairs.services.guard import refuse_closed, refuse_stranger
from fairs.signals import fair_renamed
from ocop.models import Centre
from ocop.spelling import clean, slug
from search.services import enqueue

_SLUG_WITHOUT_LETTERS = "hoi-cho"


@dataclass(frozen=True, slots=True)
class FairPlan:
    """What an organiser says of a fair; moments are aware, the window half-open."""

    name: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    summary: str = ""
    mode: str = FairMode.ONLINE
    venue: str = ""


@transaction.atomic
def create_fair(*, centre: Centre, plan: FairPlan, by: Any, moment: datetime.datetime) -> Fair:
    """A draft. Raises ``NotAllowed`` or ``FairError``."""
    refuse_stranger(by, centre.pk)
    plan = _checked(plan)
    fair = Fair(centre=centre, slug=_free_slug(plan.name), changed_at=moment)
    _follow(fair, plan)
    fair.save()
    return fair


@transaction.atomic
def change_fair(*, fair: Fair, plan: FairPlan, by: Any, moment: datetime.datetime) -> Fair:
    """Another plan for a fair that is not over; its address stays. Raises ``FairError``.

    Fair prices follow the new window at once. A certificate that ends inside it takes its price
    off from that day, whatever was checked when the price was set.
    """
    fair = _open_fair(fair, by, moment)
    plan = _checked(plan)
    if plan.closes_at <= moment:
        raise FairError(_("A fair cannot end in the past. Cancel it instead."))
    former_name = fair.name
    _follow(fair, plan)
    fair.version += 1
    fair.changed_at = moment
    fair.save()
    if fair.name != former_name:
        fair_renamed.send(sender=Fair, fair=fair, former_name=former_name)
    return fair


@transaction.atomic
def publish_fair(*, fair: Fair, by: Any, moment: datetime.datetime) -> Fair:
    """Let the public see it. Raises ``FairError``."""
    fair = _open_fair(fair, by, moment)
    if fair.status == FairStatus.PUBLISHED:
        return fair
    if fair.closes_at <= moment:
        raise FairError(_("Its last day has passed. Change the dates first."))
    return _set_status(fair, FairStatus.PUBLISHED, moment)


@transaction.atomic
def cancel_fair(*, fair: Fair, by: Any, moment: datetime.datetime) -> Fair:
    """Call it off for good: its page says so, its prices end now. Raises ``FairError``."""
    fair = _open_fair(fair, by, moment)
    return _set_status(fair, FairStatus.CANCELLED, moment)


def _open_fair(fair: Fair, by: Any, moment: datetime.datetime) -> Fair:
    refuse_stranger(by, fair.centre_id)
    fair = fair_for_update(fair.pk).get()
    refuse_closed(fair, moment)
    return fair


def _set_status(fair: Fair, status: FairStatus, moment: datetime.datetime) -> Fair:
    fair.status = status
    fair.version += 1
    fair.changed_at = moment
    fair.save(update_fields=["status", "version", "changed_at"])
    pinned = BoothProduct.objects.filter(booth__fair=fair).values_list("listing_id", flat=True)
    enqueue(listing_ids=pinned)
    return fair


def _checked(plan: FairPlan) -> FairPlan:
    name = clean(plan.name)
    if not name:
        raise FairError(_("Enter the name of the fair."))
    if plan.opens_at >= plan.closes_at:
        raise FairError(_("A fair opens before it closes."))
    if plan.mode not in FairMode.values:
        raise FairError(_("Choose what kind of fair it is."))
    if plan.mode != FairMode.ONLINE and not clean(plan.venue):
        raise FairError(_("Say where people can walk in."))
    return FairPlan(
        name=name[:160], opens_at=plan.opens_at, closes_at=plan.closes_at,
        summary=clean(plan.summary)[:300], mode=plan.mode, venue=clean(plan.venue)[:300],
    )  # fmt: skip


def _follow(fair: Fair, plan: FairPlan) -> None:
    fair.name, fair.summary = plan.name, plan.summary
    fair.mode, fair.venue = plan.mode, plan.venue
    fair.opens_at, fair.closes_at = plan.opens_at, plan.closes_at


def _free_slug(name: str) -> str:
    wanted = slug(name)[:140] or _SLUG_WITHOUT_LETTERS
    taken = set(Fair.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
