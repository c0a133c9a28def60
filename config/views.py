"""Answers of the site itself: its health, and what a search engine may visit."""

from django.contrib.sitemaps.views import sitemap as part_of_sitemap
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from config.health import report
from config.sitemaps import sections

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
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The parts of the sitemap; those without an address are left out."""
    parts = []
    for name, section in sections(request):
        address = request.build_absolute_uri(reverse("sitemap_section", kwargs={"name": name}))
        paginator = section.paginator
        if not paginator.count:
            continue
        latest = section.get_latest_lastmod()
        parts += [
            {"location": f"{address}?p={page}" if page > 1 else address, "last_mod": latest}
            for page in paginator.page_range
        ]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml",
        headers={"X-Robots-Tag": "noindex"},
    )  # fmt: skip


@require_safe
def sitemap_section(request: HttpRequest, name: str) -> HttpResponse:
    """One part of the sitemap."""
    section = dict(sections(request)).get(name)
    if section is None:
        raise Http404
    return part_of_sitemap(request, {name: section}, section=name)
