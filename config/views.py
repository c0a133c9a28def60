"""Answers of the site itself: its health, and what a search engine may visit."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from config.health import report

NOT_FOR_ROBOTS = ("/cms/", "/quan-tri/", "/tai-khoan/", "/goi-y/", "/healthz")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only when the site cannot serve pages; a part that lags is "degraded" and answers 200."""
    state = report()
    status = 503 if state["status"] == "down" else 200
    return JsonResponse(state, status=status, json_dumps_params={"indent": 2})


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """For the admins and for old browsers: they ask here whatever a page says."""
    return redirect(static("themes/base/favicon.svg"))


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}{path}" for prefix in ("", "/en") for path in NOT_FOR_ROBOTS]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
