"""Which sections a site has, for menus that stand on every page."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from cms.models import NewsIndexPage, RegionIndexPage, StoryIndexPage
from cms.sight import home_of
from themes.freshness import Stamp

_SECTIONS = (RegionIndexPage, StoryIndexPage, NewsIndexPage)
_SECONDS = 60
#: Renewed when pages with a menu entry were made by a command
MENUS = Stamp("cms:sections")


def sections(request: HttpRequest) -> dict[str, Any]:
    """``sections``: first segments of the public ones, asked for when a menu needs them."""
    return {"sections": SimpleLazyObject(lambda: _public(request))}


def _public(request: HttpRequest) -> frozenset[str]:
    key = f"cms:sections:{MENUS.current()}:{request.get_host()}:{get_language()}"
    found = cache.get(key)
    if found is None:
        home = home_of(request)
        found = frozenset(
            model.own_segment
            for model in _SECTIONS
            if home and model.objects.child_of(home).live().exists()
        )
        cache.set(key, found, _SECONDS)
    return found
