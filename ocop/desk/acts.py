"""Pages on which an officer decides, corrects and takes back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from ocop import clock
from ocop.decisions import forecast, refuse_nonsense
from ocop.desk.access import PRODUCT, SUBJECT, officers_only, own_record, page_of, rows_of
from ocop.desk.forms import DecisionForm, ReasonForm, correction_form
from ocop.desk.lists import crumbs
from ocop.errors import (
    DayInFuture,
    DayTooEarly,
    InvalidFields,
    MergedAway,
    NotAnUpgrade,
    NumberMissing,
    RegisterError,
)
from ocop.models import Correction, DecisionDocument, RegisteredProduct, Standing
from ocop.selectors.centres import own_provinces
from ocop.selectors.certificates import certificate_on
from ocop.services import (
    correct_by_hand,
    keep_document,
    record_decision,
    take_back_standing,
    undo_correction,
)

_BOTH = require_http_methods(["GET", "HEAD", "POST"])
#: The field a refusal of a decision speaks of; any other speaks of the whole
_FIELDS_REFUSED: dict[type[RegisterError], str] = {
    DayInFuture: "day",
    DayTooEarly: "day",
    NumberMissing: "number",
    NotAnUpgrade: "stars",
}


@_BOTH
@officers_only
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a decision; see what it would do; confirm."""
    product: RegisteredProduct = own_record(request, PRODUCT, pk)
    if product.merged_into:
        return redirect(page_of(product.merged_into))
    form = DecisionForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_bound:
        return _decision(request, product, form)
    is_valid = form.is_valid()
    certificates, standings = list(product.certificates.all()), list(product.standings.all())
    today = clock.today()
    document = None
    try:
        document = _document(request, form)
        if not is_valid:
            return _decision(request, product, form, document=document)
        refuse_nonsense(form.decision, certificates=certificates, standings=standings, today=today)
        if "confirm" not in request.POST:
            ahead = forecast(
                product, form.decision, certificates=certificates, standings=standings, today=today
            )
            return _decision(request, product, form, ahead=ahead, document=document)
        record_decision(
            product=product, decision=form.decision, by=request.user, today=today,
            document=document,
        )  # fmt: skip
    except RegisterError as refused:
        form.add_error(_FIELDS_REFUSED.get(type(refused)), str(refused))
        return _decision(request, product, form, document=document)
    messages.success(
        request, _t("Decision %(number)s is recorded.") % {"number": form.decision.number}
    )
    return redirect(page_of(product))


def _document(request: HttpRequest, form: DecisionForm) -> DecisionDocument | None:
    """The file just sent, or the one kept by the step before; of one's own uploads alone. It is
    kept whatever else is amiss: a browser does not send it again.
    """
    if file := form.cleaned_data.get("file"):
        return keep_document(file=file, name=file.name, by=request.user, moment=clock.now())
    if pk := form.cleaned_data.get("document"):
        return get_object_or_404(DecisionDocument, pk=pk, uploaded_by=request.user)
    return None


def _decision(
    request: HttpRequest, product: RegisteredProduct, form: DecisionForm, **context: Any
) -> HttpResponse:
    title = _t("Decision")
    context |= {
        "title": title,
        "breadcrumbs_items": crumbs((page_of(product), product.name), ("", title)),
        "product": product,
        "form": form,
        "shown": certificate_on(product.certificates.all(), clock.today()),
    }
    return render(request, "ocop/desk/decide.html", context)


@_BOTH
@officers_only
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a standing that was entered by mistake."""
    standing = get_object_or_404(
        Standing.objects.select_related("product"),
        pk=pk,
        product__in=rows_of(PRODUCT, request.user),
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_standing(
                standing=standing, reason=form.cleaned_data["reason"], by=request.user
            )
        except RegisterError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _t("The entry was taken back."))
            return redirect(page_of(standing.product))
    title = _t("Take back an entry")
    context = {
        "title": title,
        "breadcrumbs_items": crumbs(
            (page_of(standing.product), standing.product.name), ("", title)
        ),
        "standing": standing,
        "form": form,
    }
    return render(request, "ocop/desk/take_back.html", context)


@_BOTH
@officers_only
def correct(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Correct facts of a record, with a reason."""
    record = own_record(request, kind, pk)
    form = correction_form(record)(
        request.POST or None, record=record, provinces=own_provinces(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            correct_by_hand(
                record=record, fields=form.changed, reason=form.cleaned_data["reason"],
                by=request.user, moment=clock.now(),
            )  # fmt: skip
        except InvalidFields as invalid:
            for name, errors in invalid.fields.items():
                form.add_error(name if name in form.fields else None, errors)
        except MergedAway as merged:
            return redirect(page_of(merged.survivor))
        except RegisterError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _t("Corrected."))
            return redirect(page_of(record))
    title = _t("Correct")
    context = {
        "title": title,
        "breadcrumbs_items": crumbs((page_of(record), record.name), ("", title)),
        "record": record,
        "back": page_of(record),
        "form": form,
    }
    return render(request, "ocop/desk/correct.html", context)


@require_POST
@officers_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a correction."""
    correction = get_object_or_404(_own_corrections(request.user), pk=pk)
    record = correction.subject or correction.product
    try:
        undo_correction(correction=correction, by=request.user, moment=clock.now())
    except RegisterError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _t("The correction was undone."))
    return redirect(page_of(record))  # type: ignore[arg-type]


def _own_corrections(user: Any) -> QuerySet[Correction]:
    rows = Correction.objects.select_related("subject", "product")
    products = rows.filter(product__in=rows_of(PRODUCT, user))
    return products | rows.filter(subject__in=rows_of(SUBJECT, user))
