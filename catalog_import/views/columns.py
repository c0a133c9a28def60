"""What each column holds: looked at, mended, remembered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from catalog_import.errors import ImportRunError
from catalog_import.fields import FIELD_NAMES
from catalog_import.mapping import Reason
from catalog_import.models import ImportRun
from catalog_import.selectors.desk import columns_of
from catalog_import.services.desk import settle_columns
from catalog_import.views.access import with_run
from ocop import clock

_REASONS = {
    Reason.SYNONYM: gettext_lazy("The header is known."),
    Reason.FOLDED: gettext_lazy("The header is known, without its accents."),
    Reason.REMEMBERED: gettext_lazy("You settled it."),
    Reason.LIKENESS: gettext_lazy("The header is like known ones."),
    Reason.CONTENTS: gettext_lazy("The cells look like it."),
    Reason.BOTH: gettext_lazy("Header and cells look like it."),
    Reason.DOUBTED: gettext_lazy("The header says so, but hardly a cell does."),
    Reason.NOTHING: gettext_lazy("Neither header nor cells say anything."),
}
_SETTLED = (
    ImportRun.State.CHECKED, ImportRun.State.INTERRUPTED, ImportRun.State.REFUSED,
    ImportRun.State.UNDONE,
)  # fmt: skip


@with_run
@never_cache
def columns(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Each column with sample cells, what it was taken for and why; those to be asked first."""
    found = columns_of(run)
    may_settle = run.state in _SETTLED and not run.waiting_for
    status = 200
    if request.method == "POST" and may_settle:
        choices = {
            column.key: request.POST[f"column-{number}"]
            for number, column in enumerate(found)
            if f"column-{number}" in request.POST
        }
        try:
            settle_columns(
                run=run,
                choices=choices,
                remember="remember" in request.POST,
                by=request.user,
                moment=clock.now(),
            )
        except ImportRunError as refused:
            messages.error(request, str(refused))
            status = 422
        else:
            messages.success(request, _("The columns are settled; the file is checked again."))
            return redirect("imports:run", run.pk)
    chosen = request.POST if status == 422 else {}
    return TemplateResponse(
        request,
        "catalog_import/admin/columns.html",
        {
            "page_title": _("Columns of %(file)s") % {"file": run.file_name},
            "header_icon": "table",
            "run": run,
            "may_settle": may_settle,
            "fields": [(key, str(name)) for key, name in FIELD_NAMES.items()],
            "columns": [
                (number, column, chosen.get(f"column-{number}", column.field),
                 _REASONS[Reason(column.reason)])
                for number, column in enumerate(found)
            ],
        },
        status=status,
    )  # fmt: skip
