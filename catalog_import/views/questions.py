"""Answering what imports left open: conflicts side by side, products no longer named."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
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
_ANSWERED = {
    Answer.VALID: gettext_lazy("“%(name)s” is noted as still valid."),
    Answer.LATER: gettext_lazy("“%(name)s” is left for later."),
    Answer.REVOKED: gettext_lazy("“%(name)s” is recorded as revoked."),
}


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
    takes_file = request.POST.get("take") == "list"
    (shown,) = shown_conflicts([conflict])
    try:
        decide_conflict(
            conflict=conflict, takes_file=takes_file, decided_by=request.user, moment=clock.now()
        )
    except (ImportRunError, RegisterError) as refused:
        messages.error(request, str(refused))
    else:
        told = (
            _("%(field)s of “%(record)s”: taken from the list.")
            if takes_file
            else _("%(field)s of “%(record)s”: kept as the register has it.")
        )
        field = shown.field[:1].upper() + shown.field[1:]
        messages.success(request, told % {"field": field, "record": shown.record})
    run_pk = conflict.source_row.run_id
    if request.POST.get("from") == str(run_pk):
        return _back(request, "imports:conflicts_of_run", run_pk)
    return _back(request, "imports:conflicts")


def _back(request: HttpRequest, name: str, *args: int) -> HttpResponse:
    """To the page of the list that the answer was given on."""
    return redirect(f"{reverse(name, args=args)}?p={page_of(request)}")


@with_run
@require_safe
@never_cache
def missing(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Products the list of a run no longer names."""
    return _missing(request, run)


def _missing(
    request: HttpRequest,
    run: ImportRun,
    *,
    refused: MissingProduct | None = None,
    form: AnswerForm | None = None,
) -> HttpResponse:
    """The questions of a run; of one whose answer was refused, what was entered stands there."""
    asked = missing_of(run)
    return TemplateResponse(request, "catalog_import/admin/missing.html", {
        "page_title": _("No longer in the list"), "header_icon": "help", "run": run,
        "page": Paginator(asked, _A_PAGE).get_page(page_of(request)),
        "may_answer": run.state == ImportRun.State.APPLIED,
        "waiting": asked.filter(answer__in=(Answer.OPEN, Answer.LATER)).count(),
        "refused": refused, "form": form,
    }, status=422 if refused else 200)  # fmt: skip


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
        return _missing(request, asked.run, refused=asked, form=form)
    try:
        answer_missing(
            missing=asked, answered_by=request.user, moment=clock.now(), **form.cleaned_data
        )
    except (ImportRunError, RegisterError) as refused:
        messages.error(request, str(refused))
    else:
        told = str(_ANSWERED[Answer(form.cleaned_data["answer"])])
        messages.success(request, told % {"name": asked.product.name})
    return _back(request, "imports:missing", asked.run_id)
