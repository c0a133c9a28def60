"""Row by row: what a file says, what would come of it, what is wrong in which cell."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog_import.models import ImportRun, SourceRow
from catalog_import.selectors.changes import changes_of
from catalog_import.selectors.desk import (
    ROWS_A_PAGE,
    SHOWN,
    cells_of,
    counts_of,
    read_as,
    rows_of,
    shown_rows,
)
from catalog_import.selectors.responsibility import runs_of, speaks_of_own
from catalog_import.views.access import officers_only, page_of, with_run

_FILTERS = {
    "all": gettext_lazy("All rows"),
    "created": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "skipped": gettext_lazy("Skipped"),
    "problems": gettext_lazy("With remarks"),
    "errors": gettext_lazy("With errors"),
}


@with_run
@require_safe
@never_cache
def rows(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """A page of rows under a filter."""
    shown = request.GET.get("show", "all")
    if shown not in SHOWN:
        shown = "all"
    text = request.GET.get("q", "").strip()[:200]
    counts = counts_of(run)
    page = Paginator(rows_of(run, shown=shown, text=text), ROWS_A_PAGE).get_page(page_of(request))
    return TemplateResponse(request, "catalog_import/admin/rows.html", {
        "page_title": _("Rows of %(file)s") % {"file": run.file_name}, "header_icon": "list-ul",
        "run": run, "page": page, "rows": shown_rows(run, list(page)), "shown": shown,
        "text": text,
        "filters": [(name, label, counts[name]) for name, label in _FILTERS.items()],
    })  # fmt: skip


@officers_only
@require_safe
@never_cache
def row(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """One row: its cells as printed, what was read, what it changes, where the rest came from.

    Of a list of several provinces an officer sees the rows that speak of own records: facts of
    theirs lead here. The list itself is there for whoever answers for all of it.
    """
    rows = SourceRow.objects.select_related("run__source", "product__subject", "standing")
    found = get_object_or_404(rows, pk=row_pk, run=pk)
    run = found.run
    sees_run = runs_of(request.user).filter(pk=pk).exists()
    if not sees_run and not speaks_of_own(found, request.user):
        raise Http404
    (shown,) = shown_rows(run, [found])
    if not found.raw and not found.record:
        raise Http404
    return TemplateResponse(request, "catalog_import/admin/row.html", {
        "page_title": _("Row %(row)s") % {"row": found.row}, "header_icon": "list-ul",
        "run": run, "sees_run": sees_run, "row": found, "shown": shown,
        "cells": cells_of(found, shown.issues),
        "loose": [i for i in shown.issues if not i.column], "read_as": read_as(found),
        "changes": changes_of(found),
    })  # fmt: skip
