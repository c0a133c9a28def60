"""History, upload, the page of a run and what can be done with it."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog_import import exports
from catalog_import.errors import ImportRunError, UndoRefused
from catalog_import.forms import ACCEPTED, UploadForm
from catalog_import.models import ImportRun, SourceRow
from catalog_import.selectors.desk import counts_of, file_issues
from catalog_import.selectors.questions import conflicts_in, questions_of
from catalog_import.selectors.responsibility import runs_of
from catalog_import.services import undo_run
from catalog_import.services.desk import ask_apply, ask_check, upload
from catalog_import.services.responsibility import take_over
from catalog_import.views.access import officers_only, page_of, with_run
from ocop import clock

State = ImportRun.State
_RUNS_A_PAGE = 30
_BUSY = (State.CHECKING, State.APPLYING)
_WRITTEN = (SourceRow.Outcome.CREATED, SourceRow.Outcome.CHANGED, SourceRow.Outcome.UNCHANGED)


@officers_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every import of one's centres, the latest first."""
    runs = runs_of(request.user).select_related("source", "run_by").order_by("-pk")
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()[:200]
    if state in State.values:
        runs = runs.filter(state=state)
    if text:
        runs = runs.filter(file_name__icontains=text)
    page = Paginator(runs, _RUNS_A_PAGE).get_page(page_of(request))
    return TemplateResponse(request, "catalog_import/admin/index.html", {
        "page_title": _("Registry imports"), "header_icon": "download", "page": page,
        "states": State.choices, "state": state, "text": text,
        "questions": questions_of(request.user),
    })  # fmt: skip


@officers_only
def upload_files(request: HttpRequest) -> HttpResponse:
    """Bring one file or several; each becomes a run of its own and is checked by the worker."""
    form = UploadForm(
        request.POST or None, request.FILES or None, user=request.user, today=clock.today()
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        runs = [
            upload(
                data=file.read(),
                file_name=file.name,
                source=data["source"],
                province=data["province"],
                as_of=data["as_of"],
                by=request.user,
                moment=clock.now(),
            )
            for file in data["uploads"]
        ]
        if len(runs) == 1:
            return redirect("imports:run", runs[0].pk)
        count = len(runs)
        messages.success(
            request,
            ngettext("%(count)s file is being checked.", "%(count)s files are being checked.",
                     count) % {"count": count},
        )  # fmt: skip
        return redirect("imports:index")
    return TemplateResponse(
        request,
        "catalog_import/admin/upload.html",
        {"page_title": _("Import lists"), "header_icon": "upload", "form": form,
         "accepted": ACCEPTED},
        status=422 if form.is_bound else 200,
    )  # fmt: skip


@with_run
@require_safe
@never_cache
def run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Where a run stands, what came or would come of it, and the next step."""
    may_apply = _may_apply(run)
    is_read = may_apply or run.state in (State.CHECKED, State.APPLIED, State.UNDONE)
    return TemplateResponse(request, "catalog_import/admin/run.html", {
        "page_title": run.file_name, "header_icon": "download", **state_of(run),
        "counts": counts_of(run) if is_read else {}, "may_apply": may_apply,
        "file_issues": file_issues(run),
        "conflict_count": conflicts_in(run).count() if is_read else 0,
        "hand_overs": run.hand_overs.select_related("taken_by"),
        "refused": run.progress.get("refused", ()) if run.state != State.APPLIED else (),
    })  # fmt: skip


def state_of(run: ImportRun) -> dict[str, Any]:
    """What the state of a run means on a page."""
    is_interrupted = run.state == State.INTERRUPTED
    is_waiting = bool(run.waiting_for) and not is_interrupted and run.state not in _BUSY
    return {
        "run": run,
        "is_busy": is_waiting or run.state in _BUSY,
        "is_waiting": is_waiting,
        "is_interrupted": is_interrupted,
        "has_failed": bool(run.progress.get("failed")),
        "unsure": [c for c in run.summary.get("mapping", ()) if not c["is_sure"]],
    }


@with_run
@require_safe
@never_cache
def progress(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """The state of a run as a piece of its page; the header says whether to ask again."""
    context = state_of(run)
    response = TemplateResponse(request, "catalog_import/admin/_progress.html", context)
    response.headers["X-Busy"] = "1" if context["is_busy"] else "0"
    return response


@with_run
@require_POST
def recheck(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Read the file again, of a register that may have changed."""
    try:
        ask_check(run=run, by=request.user)
    except ImportRunError as refused:
        messages.error(request, str(refused))
    return redirect("imports:run", run.pk)


@with_run
@never_cache
def apply(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Say once more what will happen, then ask for it."""
    context = state_of(run)
    if not _may_apply(run) or context["is_waiting"]:
        return redirect("imports:run", run.pk)
    counts = counts_of(run)
    must_accept = bool(context["unsure"])
    if request.method == "POST":
        accepts = "accept_mapping" in request.POST
        if must_accept and not accepts:
            messages.error(request, _("Look at the guessed columns and tick that they are right."))
        else:
            return _asked_to_apply(request, run, accepts)
    return TemplateResponse(request, "catalog_import/admin/apply.html", {
        "page_title": _("Apply an import"), "header_icon": "download", **context,
        "counts": counts, "must_accept": must_accept,
        "doubts": run.issues.filter(code="province_doubtful"),
    })  # fmt: skip


def _may_apply(run: ImportRun) -> bool:
    """It was checked, and at least one row of it can be written."""
    return (
        run.state in (State.CHECKED, State.INTERRUPTED)
        and run.rows.filter(outcome__in=_WRITTEN).exists()
    )


def _asked_to_apply(request: HttpRequest, run: ImportRun, accepts: bool) -> HttpResponse:
    try:
        ask_apply(
            run=run,
            by=request.user,
            valid_rows_only="valid_rows_only" in request.POST,
            accept_mapping=accepts,
        )
    except ImportRunError as refused:
        messages.error(request, str(refused))
    return redirect("imports:run", run.pk)


@with_run
@never_cache
def undo(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Take an applied run back, or read why it cannot be."""
    reasons: list[str] = []
    if request.method == "POST":
        moment = clock.now()
        try:
            take_over(run=run, by=request.user, moment=moment)
            undo_run(run=run, undone_by=request.user, moment=moment)
        except UndoRefused as refused:
            reasons = refused.reasons
        except ImportRunError as refused:
            messages.error(request, str(refused))
            return redirect("imports:run", run.pk)
        else:
            messages.success(request, _("The import was undone."))
            return redirect("imports:run", run.pk)
    elif run.state != State.APPLIED:
        return redirect("imports:run", run.pk)
    return TemplateResponse(
        request,
        "catalog_import/admin/undo.html",
        {"page_title": _("Undo an import"), "header_icon": "history", **state_of(run),
         "reasons": reasons},
        status=409 if reasons else 200,
    )  # fmt: skip


@with_run
@require_safe
def download(request: HttpRequest, run: ImportRun) -> HttpResponseBase:
    """The kept file, byte for byte, as a download."""
    if not run.file.name or not run.file.storage.exists(run.file.name):
        raise Http404
    return FileResponse(
        run.file.open("rb"),
        as_attachment=True,
        filename=run.file_name,
        content_type="application/octet-stream",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


@with_run
@require_safe
def problem_rows(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """The rows with remarks as a workbook: mended, it can be uploaded again."""
    what = _("rows to mend")  # not inside the other text: no message is collected from there
    name = f"{Path(run.file_name).stem}-{what}.xlsx"
    return HttpResponse(
        exports.problem_rows(run),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
