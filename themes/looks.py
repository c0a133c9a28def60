"""What a request's site looks like: its theme, and who stands behind it."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from wagtail.models import Site

from themes.freshness import LOOKS
from themes.models import SiteIdentity, ThemeSettings
from themes.registry import DEFAULT

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Logo:
    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    theme: str
    identity: SiteIdentity
    logo: Logo | None = None
    #: Somebody of the back office tries the theme on; nobody else sees it
    is_preview: bool = False


def look_of(request: HttpRequest) -> Look:
    """The look of the site this host belongs to, kept for ``THEMES_CACHE_SECONDS``.

    Other processes see a change that late unless they share the cache. Without a database it is
    the default look, so that an error page can still be drawn.
    """
    key = f"themes:look:{LOOKS.current()}:{request.get_host()}"
    look = cache.get(key)
    if look is None:
        try:
            look = _read(Site.find_for_request(request))
        except DatabaseError:
            logger.exception("no look could be read")
            return Look(theme=DEFAULT, identity=SiteIdentity())
        cache.set(key, look, settings.THEMES_CACHE_SECONDS)
    return look


def _read(site: Site | None) -> Look:
    if site is None:
        return Look(theme=DEFAULT, identity=SiteIdentity())
    chosen = ThemeSettings.objects.filter(site=site).first()
    identity = SiteIdentity.objects.filter(site=site).select_related(
        "logo"
    ).first() or SiteIdentity(site=site)
    logo = None
    if identity.logo:
        rendition = identity.logo.get_rendition("max-480x96|format-webp")
        logo = Logo(url=rendition.url, width=rendition.width, height=rendition.height)
    return Look(theme=chosen.slug if chosen else DEFAULT, identity=identity, logo=logo)
