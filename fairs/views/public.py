"""Fairs as everybody sees them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairs.calendar import CONTENT_TYPE, calendar
from fairs.enums import FairStatus
from fairs.models import Fair
from fairs.pages import BoothFilter
from fairs.panels import PageHead, Panel, head_of, panels_of
from fairs.selectors.fairs import fair_index, public_booths, public_fairs
from fairs.selectors.lobby import booth_page, lobby_page
from fairs.structured import about_booth, about_calendar, about_fair
from ocop import clock
from ocop.spelling import clean
from shop.catalogue.cards import first_picture
from shop.scope.selectors import scope_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The calendar: open now, to come, past."""
    page = fair_index(moment=clock.now(), scope=scope_of(request))
    return render_index(request, page=page, panels=panels_of(request, None))


def render_index(request: HttpRequest, *, panels: list[Panel], page: object = None) -> HttpResponse:
    """The calendar with these panels; rooms above show their drafts with it."""
    page = page or fair_index(moment=clock.now(), scope=scope_of(request))
    head = head_of(panels)
    context = {
        "page": page,
        "panels": panels,
        "head": head,
        "structured": about_calendar(request),
        "share_picture": head and head.share_picture,
    }
    return render(request, "fairs/index.html", context)


@require_safe
def lobby(request: HttpRequest, slug: str) -> HttpResponse:
    """A fair: when and where, its booths, its best products."""
    fair = _fair(request, slug)
    return render_lobby(request, fair, panels=panels_of(request, fair))


def render_lobby(request: HttpRequest, fair: Fair, *, panels: list[Panel]) -> HttpResponse:
    """The lobby with these panels; rooms above show their drafts with it."""
    number = request.GET.get("trang", "")
    page = lobby_page(
        fair,
        asked=BoothFilter(
            text=clean(request.GET.get("q", ""))[:200],
            stars=_one_of(request.GET.get("sao", ""), ("5", "4", "3")),
            province=request.GET.get("tinh", "")[:10],
        ),
        number=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        moment=clock.now(),
        scope=scope_of(request),
    )
    head = head_of(panels)
    picture = (head and head.share_picture) or first_picture(page.best)
    context = {
        "page": page,
        "fair": page.fair,
        "panels": panels,
        "head": head,
        # A fair tells its sentence in one language; words in another stand for it
        "summary": "" if _says_it(head) else page.fair.summary,
        "structured": about_fair(request, fair, picture),
        "share_picture": picture,
    }
    return render(request, "fairs/lobby.html", context)


def _says_it(head: PageHead | None) -> bool:
    return bool(head and head.description) and get_language() != settings.LANGUAGE_CODE


@require_safe
def booth(request: HttpRequest, slug: str, booth: str) -> HttpResponse:
    """A booth with its products; of a cancelled fair only the lobby is left."""
    fair = _fair(request, slug)
    scope = scope_of(request)
    if fair.status == FairStatus.CANCELLED:
        return redirect(fair.get_absolute_url())
    found = get_object_or_404(
        public_booths(fair, scope).select_related(
            "fair__centre", "subject__commune_now", "subject__province_now"
        ),
        slug=booth,
    )
    page = booth_page(found, moment=clock.now(), scope=scope)
    structured = about_booth(request, found.fair, page.subject.name)
    context = {
        "page": page,
        "fair": page.fair,
        "structured": structured,
        "share_picture": first_picture(page.cards),
    }
    return render(request, "fairs/booth.html", context)


@require_safe
def fair_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One fair for a calendar."""
    fair = _fair(request, slug)
    return _calendar(request, [fair], fair.name, f"{fair.slug}.ics")


@require_safe
def all_calendars(request: HttpRequest) -> HttpResponse:
    """Every fair that is not over, to subscribe to."""
    fairs = public_fairs(scope_of(request)).filter(closes_at__gt=clock.now())
    return _calendar(request, list(fairs.order_by("opens_at", "pk")), _("Fairs"), "hoi-cho.ics")


def _calendar(request: HttpRequest, fairs: list[Fair], name: str, file: str) -> HttpResponse:
    host = request.get_host()
    text = calendar(
        fairs, host=host.partition(":")[0], base_url=f"{request.scheme}://{host}", name=name
    )
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{file}"'
    return response


def _fair(request: HttpRequest, slug: str) -> Fair:
    fair = public_fairs(scope_of(request)).filter(slug=slug).first()
    if fair is None:
        raise Http404
    return fair


def _one_of(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else ""
