"""Pages on which an officer makes two records one, takes them apart, and looks at likely twins."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop import clock
from ocop.desk.access import PRODUCT, SUBJECT, officers_only, own_record, page_of, rows_of
from ocop.desk.forms import ReasonForm
from ocop.desk.lists import crumbs
from ocop.errors import CannotMerge, RegisterError
from ocop.models import Merge
from ocop.selectors.centres import answers_for, products_of_centre, subjects_of_centre
from ocop.selectors.facts import facts_of
from ocop.selectors.records import Filters, filter_products, filter_subjects
from ocop.selectors.twins import Twins, suggested_twins
from ocop.services import dismiss_twins, merge_products, merge_subjects, split
from ocop.services.merging import reasons_against_products, reasons_against_subjects
from ocop.services.splitting import reasons_against_split

_MOST_FOUND = 20
_PER_PAGE = 30
_BOTH = require_http_methods(["GET", "HEAD", "POST"])
_MERGE: dict[str, Callable[..., Merge]] = {PRODUCT: merge_products, SUBJECT: merge_subjects}
_AGAINST: dict[str, Callable[..., list[Any]]] = {
    PRODUCT: reasons_against_products,
    SUBJECT: reasons_against_subjects,
}


@require_safe
@officers_only
def find_other(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Look for the record that is the same as this one."""
    record = own_record(request, kind, pk)
    text = request.GET.get("q", "").strip()[:200]
    asked = Filters(text=text, province_id=record.province_now_id)
    found: Any = ()
    if text and kind == PRODUCT:
        rows = filter_products(products_of_centre(request.user), asked, day=clock.today())
        found = rows.select_related("subject", "commune_now")
    elif text:
        found = filter_subjects(subjects_of_centre(request.user), asked).select_related(
            "commune_now"
        )
    others = [row for row in found[: _MOST_FOUND + 2] if row.pk != record.pk]
    title = _t("Merge with another record")
    context = {
        "title": title,
        "breadcrumbs_items": crumbs((page_of(record), record.name), ("", title)),
        "record": record,
        "kind": kind,
        "text": text,
        "found": others[:_MOST_FOUND],
        "shown_of_more": _MOST_FOUND if len(others) > _MOST_FOUND else 0,
    }
    return render(request, "ocop/desk/find_other.html", context)


@_BOTH
@officers_only
def merge(request: HttpRequest, kind: str, pk: int, other: int) -> HttpResponse:
    """Both records side by side: ``pk`` would stay, ``other`` would be merged into it."""
    kept, merged = own_record(request, kind, pk), own_record(request, kind, other)
    form = ReasonForm(request.POST or None)
    with transaction.atomic():  # what rooms above lock while they answer
        reasons = _AGAINST[kind](kept, merged, moment=clock.now())
    if request.method == "POST" and form.is_valid():
        try:
            _MERGE[kind](
                kept=kept, merged=merged, reason=form.cleaned_data["reason"], by=request.user,
                moment=clock.now(),
            )  # fmt: skip
        except CannotMerge as refused:
            reasons = refused.reasons
        except RegisterError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _t("“%(name)s” was merged into this record.") % {"name": merged.name}
            )
            return redirect(page_of(kept))
    title = _t("Merge two records")
    sides = zip(
        *(facts_of(record, by_hand={}, origins={}) for record in (kept, merged)), strict=True
    )
    context = {
        "title": title,
        "breadcrumbs_items": crumbs((page_of(kept), kept.name), ("", title)),
        "kind": kind,
        "kept": kept,
        "merged": merged,
        "sides": list(sides),
        "reasons": reasons,
        "form": form,
        "swapped": reverse(f"register:merge_{kind}", args=[merged.pk, kept.pk]),
    }
    return render(request, "ocop/desk/merge.html", context)


@_BOTH
@officers_only
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge apart."""
    rows = Merge.objects.select_related("subject", "merged_subject", "product", "merged_product")
    done = get_object_or_404(rows, pk=pk)
    if not answers_for(request.user, done.kept, done.merged):
        raise Http404
    reasons = reasons_against_split(done)
    if request.method == "POST":
        try:
            split(merge=done, by=request.user, moment=clock.now())
        except CannotMerge as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _t("The two records stand apart again."))
            return redirect(page_of(done.merged))
    title = _t("Split two records")
    context = {
        "title": title,
        "breadcrumbs_items": crumbs((page_of(done.kept), done.kept.name), ("", title)),
        "merge": done,
        "reasons": reasons,
    }
    return render(request, "ocop/desk/split.html", context)


@require_safe
@officers_only
def twins(request: HttpRequest) -> HttpResponse:
    """Records that may be one."""
    pairs = suggested_twins(
        subjects=subjects_of_centre(request.user), products=products_of_centre(request.user)
    )
    page = Paginator(pairs, _PER_PAGE).get_page(request.GET.get("trang"))
    loaded = {kind: _loaded(kind, request.user, page) for kind in (SUBJECT, PRODUCT)}
    title = _t("Likely twins")
    context = {
        "title": title,
        "breadcrumbs_items": crumbs(("", title)),
        "tab": "twins",
        "page": page,
        "query": "",
        "pairs": [
            (pair, loaded[pair.kind][pair.first_id], loaded[pair.kind][pair.second_id])
            for pair in page
        ],
    }
    return render(request, "ocop/desk/twins.html", context)


def _loaded(kind: str, user: Any, pairs: Any) -> dict[int, Any]:
    ids = {pk for pair in pairs if pair.kind == kind for pk in (pair.first_id, pair.second_id)}
    return rows_of(kind, user).in_bulk(ids) if ids else {}


@require_POST
@officers_only
def dismiss(request: HttpRequest, kind: str, pk: int, other: int) -> HttpResponse:
    """These two are two; they are not suggested again."""
    first, second = own_record(request, kind, pk), own_record(request, kind, other)
    pair = Twins(kind, *sorted((first.pk, second.pk)))
    dismiss_twins(twins=pair, by=request.user, moment=clock.now())
    messages.success(request, _t("These two are not suggested again."))
    return redirect("register:twins")
