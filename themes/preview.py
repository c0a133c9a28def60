"""Trying a theme on: a signed cookie lets one person of the back office see the site in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.permissions import policy_registry

from themes.looks import Look
from themes.models import ThemeSettings
from themes.registry import themes

COOKIE = "xem-thu"
_SALT = "themes.preview"
_LASTS = timedelta(hours=1)


def may_preview(user: Any) -> bool:
    """Whoever may choose the look of a site may try one on."""
    policy = policy_registry.get_by_type(ThemeSettings)
    return bool(user.is_active and policy.user_has_permission(user, "change"))


def try_on(request: HttpRequest, response: HttpResponse, slug: str) -> None:
    """Let this user of this browser see the theme for an hour. The caller asked the permission."""
    response.set_signed_cookie(
        COOKIE, f"{request.user.pk}:{slug}", salt=_SALT, max_age=_LASTS, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def take_off(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def tried_on(request: HttpRequest, look: Look) -> Look:
    """The look with the theme this visitor tries on, else as it is.

    A cookie that was altered, is over, names a theme that is gone or was given to somebody else
    says nothing.
    """
    if COOKIE not in request.COOKIES:
        return look
    said = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_LASTS)
    user, _, slug = (said or "").partition(":")
    if slug not in themes() or user != str(request.user.pk):
        return look
    return replace(look, theme=slug, is_preview=True)
