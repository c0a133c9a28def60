"""Which theme a request wears."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from themes.active import use_theme
from themes.looks import look_of
from themes.preview import tried_on


class ThemeMiddleware:
    """Puts the look of the request's site on ``request.look`` and its theme before the loaders."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look = tried_on(request, look_of(request))
        request.look = look  # type: ignore[attr-defined]
        with use_theme(look.theme):
            response = self.get_response(request)
        if look.is_preview:
            add_never_cache_headers(response)
        return response
