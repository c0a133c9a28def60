"""Fairs for the public: only those a site shows, each with the phase of the moment."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairs.enums import FairPhase, FairStatus
from fairs.models import Booth, Fair
from fairs.pages import FairHead, IndexPage
from ocop.models import Centre
from shop.scope.selectors import Scope

#: Fairs that are over, on the calendar page
MOST_PAST = 24


def public_fairs(scope: Scope) -> QuerySet[Fair]:
    """Fairs that are no drafts. A site bound to provinces shows those of their centres."""
    fairs = Fair.objects.announced().select_related("centre")
    if scope.is_everything:
        return fairs
    return fairs.filter(centre__in=scope.filter(Centre.objects.all(), "provinces").values("pk"))


def public_booths(fair: Fair, scope: Scope) -> QuerySet[Booth]:
    """Shown booths of a fair, by name of the subject, of subjects inside the scope."""
    return booths_of([fair], scope).order_by("subject__name", "pk")


def booths_of(fairs: Iterable[Fair], scope: Scope) -> QuerySet[Booth]:
    """Shown booths of these fairs, of subjects inside the scope; each knows its fair."""
    shown = Booth.objects.filter(fair__in=fairs, is_published=True).select_related("fair")
    return scope.filter(shown, "subject__province_now").order_by("pk")


def fair_index(*, moment: datetime.datetime, scope: Scope) -> IndexPage:
    """The calendar: open now, to come (the next first), past (the last first). Two queries."""
    booths = Count(
        "booths", filter=Q(booths__is_published=True) & _inside("booths__subject", scope)
    )
    fairs = public_fairs(scope).annotate(booth_count=booths)
    to_come = [fair_head(fair, moment=moment) for fair in fairs.filter(closes_at__gt=moment)]
    past = fairs.filter(closes_at__lte=moment).order_by("-closes_at", "-pk")[:MOST_PAST]
    to_come.sort(key=lambda head: head.opens_at)
    return IndexPage(
        live=tuple(head for head in to_come if head.is_live),
        upcoming=tuple(head for head in to_come if not head.is_live),
        past=tuple(fair_head(fair, moment=moment) for fair in past),
    )


def next_fair(*, moment: datetime.datetime, scope: Scope) -> FairHead | None:
    """The fair that is open now, else the next to open; one query."""
    fairs = public_fairs(scope).filter(status=FairStatus.PUBLISHED, closes_at__gt=moment)
    fair = fairs.order_by("opens_at", "pk").first()
    return fair_head(fair, moment=moment) if fair else None


def fair_head(fair: Fair, *, moment: datetime.datetime) -> FairHead:
    """A fair as its pages show it at the moment."""
    is_cancelled = fair.status == FairStatus.CANCELLED
    return FairHead(
        name=fair.name,
        slug=fair.slug,
        url=fair.get_absolute_url(),
        summary=fair.summary,
        mode=fair.get_mode_display(),
        venue=fair.venue,
        opens_at=fair.opens_at,
        closes_at=fair.closes_at,
        phase=fair.phase(moment),
        is_cancelled=is_cancelled,
        countdown="" if is_cancelled else _countdown(fair, moment),
        centre_name=fair.centre.name,
        booth_count=getattr(fair, "booth_count", 0),
    )


def _inside(path: str, scope: Scope) -> Q:
    return Q() if scope.is_everything else Q(**{f"{path}__province_now__in": scope.province_ids})


def _countdown(fair: Fair, moment: datetime.datetime) -> str:
    phase = fair.phase(moment)
    if phase == FairPhase.ENDED:
        return ""
    if phase == FairPhase.ANNOUNCED:
        return _("Opens in %(time)s") % {"time": _span(fair.opens_at - moment)}
    return _("Closes in %(time)s") % {"time": _span(fair.closes_at - moment)}


def _span(left: datetime.timedelta) -> str:
    """Days while there are two or more, then hours, then minutes; never more than is left."""
    minutes = max(int(left.total_seconds()) // 60, 1)
    if minutes >= 2 * 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if minutes >= 2 * 60:
        hours = minutes // 60
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
