"""Oscar's own dashboard, for superusers of a site that asks for it (CHOPHIEN_OSCAR_DASHBOARD).

Nothing in the shop needs it. Some of its views trust ``is_staff`` alone and one changes a
partner's users on GET, so every view of it is closed to everybody else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

View = Callable[..., HttpResponseBase]


def superusers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(request.user, "is_superuser", False):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _guard(patterns: list[URLPattern | URLResolver]) -> None:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _guard(pattern.url_patterns)
        else:
            pattern.callback = superusers_only(pattern.callback)


def dashboard_urls() -> list[URLResolver]:
    dashboard: Any = apps.get_app_config("dashboard")
    resolver: URLResolver = path("oscar/", dashboard.urls)
    _guard(resolver.url_patterns)
    return [resolver]
