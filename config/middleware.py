"""Security headers, and the answer that must come even when nothing else does."""

import json
from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from config.inline_scripts import with_nonce
from config.views import healthz


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp with a second policy for the addresses of BACK_OFFICE_PREFIXES.

    The back office has one nonce for each session: its dialogs fetch pieces of HTML whose scripts
    must carry the nonce of the page they are put into.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        session = request.session.session_key
        if session and _is_back_office(request):
            request._csp_nonce = salted_hmac("csp-nonce", session).hexdigest()[:32]  # type: ignore[attr-defined]

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        nonce = getattr(request, "_csp_nonce", None)
        if nonce and _is_back_office(request) and isinstance(response, HttpResponse):
            _bless(response, nonce)
        response = super().process_response(request, response)
        if _is_back_office(request) and "frame-ancestors 'none'" in response.get(HEADER, ""):
            # The preview of a page brings the storefront's policy along; the editor frames it.
            policy = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            response[HEADER] = policy
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and _is_back_office(request):
            parts.config = settings.BACK_OFFICE_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


def _is_back_office(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.BACK_OFFICE_PREFIXES)


def _bless(response: HttpResponse, nonce: str) -> None:
    """A page, or the ``html`` of a dialog's JSON answer."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if b"<script>" not in response.content or HEADER in response:
        return
    if kind == "text/html":
        response.content = with_nonce(response.text, nonce)
    elif kind == "application/json":
        answer = json.loads(response.content)
        if isinstance(answer, dict) and isinstance(answer.get("html"), str):
            response.content = json.dumps({**answer, "html": with_nonce(answer["html"], nonce)})


class HealthMiddleware:
    """Answers ``/healthz`` before anything that needs a database, a theme or a known host name: a
    monitor asks by whatever address it has, and just then when something is broken.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return healthz(request) if request.path == "/healthz" else self.get_response(request)


class SecurityHeadersMiddleware:
    """The headers that neither Django nor django-csp sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in settings.SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response
