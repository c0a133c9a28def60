"""Answering what imports left open: conflicts side by side, products no longer named."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog_import.errors import ImportRunError
from catalog_import.forms import AnswerForm
from catalog_import.models import ImportRun, MissingProduct
from catalog_import.selectors.questions import (
    conflicts_in,
    conflicts_of,
    missing_of,
    runs_with_missing,
    shown_conflicts,
)
from catalog_import.selectors.responsibility import runs_of
from catalog_import.services import answer_missing, answer_the_rest_valid, decide_conflict
from catalog_import.views.access import officers_only, page_of, with_run
from ocop import clock
from ocop.errors import RegisterError

_A_PAGE = 20
Answer = MissingProduct.Answer


@officers_only
@require_safe
@never_cache
def conflicts(request: HttpRequest) -> HttpResponse:
    """The queue over all runs."""
    page = Paginator(conflicts_of(request.user), _A_PAGE).get_page(page_of(request))
    return _conflicts(request, page, run=None, may_answer=True)


@with_run
@require_safe
@never_cache
def conflicts_of_run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Those of one run: before it is applied, those that are to come."""
    page = Paginator(conflicts_in(run), _A_PAGE).get_page(page_of(request))
    return _conflicts(request, page, run=run, may_answer=run.state == ImportRun.State.APPLIED)


def _conflicts(
    request: HttpRequest, page: object, *, run: ImportRun | None, may_answer: bool
) -> HttpResponse:
    return TemplateResponse(request, "catalog_import/admin/conflicts.html", {
        "page_title": _("Two words on one fact"), "header_icon": "view", "run": run, "page": page,
        "shown": shown_conflicts(list(page)), "may_answer": may_answer,  # type: ignore[call-overload]
    })  # fmt: skip


@officers_only
@require_POST
def decide(request: HttpRequest, conflict_pk: int) -> HttpResponse:
    """Keep what the register says, or take what the list says."""
    conflict = get_object_or_404(conflicts_of(request.user), pk=conflict_pk)
    try:
        decide_conflict(
            conflict=conflict,
            takes_file=request.POST.get("take") == "list",
            decided_by=request.user,
            moment=clock.now(),
        )
    except (ImportRunError, RegisterError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("imports:conflicts")


@with_run
@require_safe
@never_cache
def missing(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Products the list of a run no longer names."""
    asked = missing_of(run)
    return TemplateResponse(request, "catalog_import/admin/missing.html", {
        "page_title": _("No longer in the list"), "header_icon": "help", "run": run,
        "page": Paginator(asked, _A_PAGE).get_page(page_of(request)),
        "may_answer": run.state == ImportRun.State.APPLIED,
        "waiting": asked.filter(answer__in=(Answer.OPEN, Answer.LATER)).count(),
    })  # fmt: skip


@with_run
@require_POST
def rest_valid(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Say of all that wait for an answer that they are still valid."""
    try:
        number = answer_the_rest_valid(run=run, answered_by=request.user, moment=clock.now())
    except ImportRunError as refused:
        messages.error(request, str(refused))
    else:
        told = ngettext(
            "%(number)s product is noted as still valid.",
            "%(number)s products are noted as still valid.",
            number,
        )
        messages.success(request, told % {"number": number})
    return redirect("imports:missing", run.pk)


@officers_only
@require_safe
@never_cache
def missing_products(request: HttpRequest) -> HttpResponse:
    """Which lists left such products out."""
    return TemplateResponse(request, "catalog_import/admin/missing_runs.html", {
        "page_title": _("No longer in the list"), "header_icon": "help",
        "runs": runs_with_missing(request.user),
    })  # fmt: skip


@officers_only
@require_POST
def answer(request: HttpRequest, missing_pk: int) -> HttpResponse:
    """Say what became of one of them."""
    asked = get_object_or_404(
        MissingProduct.objects.filter(
            run__in=runs_of(request.user), run__state=ImportRun.State.APPLIED
        ).select_related("run", "product"),
        pk=missing_pk,
    )
    form = AnswerForm(request.POST, today=clock.today())
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("imports:missing", asked.run_id)
    try:
        answer_missing(
            missing=asked, answered_by=request.user, moment=clock.now(), **form.cleaned_data
        )
    except (ImportRunError, RegisterError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("imports:missing", asked.run_id)
