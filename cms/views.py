"""Answers that are no pages of words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cms.selectors.regions import former_province as find_former_province
from cms.selectors.regions import list_within_former_boundaries
from shop.scope.selectors import scope_of


@require_safe
def former_province(request: HttpRequest, slug: str) -> HttpResponse:
    """A province before July 2025 leads to the products within its boundaries of then."""
    link = find_former_province(slug)
    if link is None or not scope_of(request).holds(link.new_id):
        raise Http404
    return redirect(list_within_former_boundaries(link.old.key), permanent=True)
