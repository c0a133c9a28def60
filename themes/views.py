"""The back office's page of looks."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from themes.colours import tokens
from themes.preview import may_preview, take_off, try_on
from themes.registry import Theme, themes

#: Tokens that tell most of a theme
_SWATCHES = ("--c-brand", "--c-accent", "--c-paper", "--c-bg", "--c-ink", "--c-deep")


@dataclass(frozen=True, slots=True)
class Sample:
    theme: Theme
    colours: tuple[str, ...]
    is_worn: bool


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every theme with its colours, to be tried on."""
    _guard(request)
    worn = request.look.theme  # type: ignore[attr-defined]
    samples = [
        Sample(theme, tuple(tokens(slug)[name] for name in _SWATCHES), is_worn=slug == worn)
        for slug, theme in sorted(themes().items())
    ]
    return render(
        request, "themes/gallery.html", {"samples": samples, "page_title": _("Try a look on")}
    )


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the site to this person in another theme."""
    _guard(request)
    if slug not in themes():
        raise Http404
    response = HttpResponseRedirect(reverse("wagtail_serve", args=[""]))
    try_on(request, response, slug)
    return response


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Back to the look the site wears."""
    response = HttpResponseRedirect(reverse("theme_gallery"))
    take_off(response)
    return response


def _guard(request: HttpRequest) -> None:
    if not may_preview(request.user):
        raise PermissionDenied
