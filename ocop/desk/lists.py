"""Products and subjects of the register in lists: searched, filtered, page by page."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from ocop import clock
from ocop.desk.access import officers_only
from ocop.desk.forms import FilterForm
from ocop.selectors.centres import own_provinces, products_of_centre, subjects_of_centre
from ocop.selectors.certificates import stars_on
from ocop.selectors.records import filter_products, filter_subjects

_PER_PAGE = 50


@require_safe
@officers_only
def products(request: HttpRequest) -> HttpResponse:
    """Registered products of the centre's provinces."""
    form = FilterForm(request.GET, provinces=own_provinces(request.user), of_products=True)
    day = clock.today()
    rows = filter_products(products_of_centre(request.user), form.filters, day=day)
    page = _page(request, rows.select_related("subject", "commune_now", "province_now"))
    shown = stars_on([row.pk for row in page], day=day)
    for row in page:
        row.certificate_today = shown.get(row.pk)
    return _listed(request, "ocop/desk/products.html", _t("Registered products"), form, page)


@require_safe
@officers_only
def subjects(request: HttpRequest) -> HttpResponse:
    """Subjects of the centre's provinces."""
    form = FilterForm(request.GET, provinces=own_provinces(request.user), of_products=False)
    rows = filter_subjects(subjects_of_centre(request.user), form.filters)
    page = _page(request, rows.select_related("commune_now", "province_now"))
    return _listed(request, "ocop/desk/subjects.html", _t("Subjects"), form, page)


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Where a page stands: (address, label) from the register on; the last one is the page."""
    home = (reverse("wagtailadmin_home"), _t("Home"))
    register = (reverse("register:index"), _t("Register"))
    return [{"url": url, "label": label} for url, label in (home, register, *steps)]


def _page(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, _PER_PAGE).get_page(request.GET.get("trang"))


def _listed(
    request: HttpRequest, template: str, title: str, form: FilterForm, page: Any
) -> HttpResponse:
    asked = request.GET.copy()
    asked.pop("trang", None)
    context = {
        "title": title,
        "tab": "products" if form.of_products else "subjects",
        "breadcrumbs_items": crumbs(("", title)),
        "form": form,
        "page": page,
        "query": asked.urlencode(),
    }
    return render(request, template, context)
