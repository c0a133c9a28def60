"""What the pages of fairs tell machines (schema.org)."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.enums import FairMode, FairStatus
from fairs.models import Fair
from shop.catalogue.cards import Picture
from themes.structured import Thing, breadcrumbs, filled

_ATTENDANCE = {
    FairMode.ONLINE: "Online",
    FairMode.PHYSICAL: "Offline",
    FairMode.HYBRID: "Mixed",
}


def about_calendar(request: HttpRequest) -> list[Thing]:
    """The way to the calendar."""
    return [breadcrumbs(request, _way())]


def about_fair(request: HttpRequest, fair: Fair, picture: Picture | None = None) -> list[Thing]:
    """The event and the way to it. A venue is a place; who comes online finds it at the page."""
    url = fair.get_absolute_url()
    here = request.build_absolute_uri(url)
    places = []
    if fair.mode != FairMode.PHYSICAL:
        places.append(filled(type="VirtualLocation", url=here))
    if fair.venue:
        places.append(filled(type="Place", name=fair.venue, address=fair.venue))
    is_cancelled = fair.status == FairStatus.CANCELLED
    status = "EventCancelled" if is_cancelled else "EventScheduled"
    return [
        filled(
            type="Event",
            id=f"{here}#hoi-cho",
            name=fair.name,
            description=fair.summary,
            image=picture and request.build_absolute_uri(picture.url),
            url=here,
            startDate=timezone.localtime(fair.opens_at).isoformat(),
            endDate=timezone.localtime(fair.closes_at).isoformat(),
            eventStatus=f"https://schema.org/{status}",
            eventAttendanceMode=(
                f"https://schema.org/{_ATTENDANCE[FairMode(fair.mode)]}EventAttendanceMode"
            ),
            location=places,
            organizer=filled(type="Organization", name=fair.centre.name),
        ),
        breadcrumbs(request, _way((fair.name, url))),
    ]


def about_booth(request: HttpRequest, fair: Fair, name: str) -> list[Thing]:
    """The way to a booth."""
    return [breadcrumbs(request, _way((fair.name, fair.get_absolute_url()), (name, request.path)))]


def _way(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (_("Home"), reverse("wagtail_serve", args=[""])),
        (_("Fairs"), reverse("fairs:index")),
        *further,
    ]
