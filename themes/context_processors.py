"""What every template knows of the site it is drawn for."""

from typing import Any

from django.http import HttpRequest

from themes.active import active_theme
from themes.looks import look_of
from themes.registry import theme_named


def site_identity(request: HttpRequest) -> dict[str, Any]:
    """``identity`` (SiteIdentity), ``logo`` (or None), ``theme`` and ``is_preview`` (tried on)."""
    look = getattr(request, "look", None) or look_of(request)
    return {
        "identity": look.identity,
        "logo": look.logo,
        "is_preview": look.is_preview,
        "theme": theme_named(active_theme() if hasattr(request, "look") else look.theme),
    }
