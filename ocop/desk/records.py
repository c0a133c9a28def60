"""One record with everything on it, and the files of its decisions."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from ocop import clock
from ocop.desk.access import PRODUCT, SUBJECT, officers_only, own_record
from ocop.desk.lists import crumbs
from ocop.document_kinds import CONTENT_TYPES
from ocop.elsewhere import elsewhere
from ocop.models import DecisionDocument, RegisteredProduct, Subject
from ocop.models.document import DocumentKind
from ocop.provenance import origins_of
from ocop.selectors.centres import products_of_centre
from ocop.selectors.certificates import certificate_on, stars_on
from ocop.selectors.corrections import corrected_by_hand
from ocop.selectors.facts import facts_of
from ocop.selectors.history import history_of
from ocop.selectors.merges import merge_that_hid, merges_of
from ocop.terms import order_in_time


@require_safe
@officers_only
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """A registered product: facts, star, standings, certificates, merges, history."""
    record: RegisteredProduct = own_record(request, PRODUCT, pk)
    today = clock.today()
    standings = sorted(record.standings.select_related("document"), key=order_in_time, reverse=True)
    certificates = list(
        record.certificates.select_related("replaces").order_by("-issued_on", "-pk")
    )
    merges = merges_of(record)
    moved = {pk for merge in merges for pk in merge.moved.get("standing", ())}
    for standing in standings:
        standing.by_hand = not standing.source_key and standing.pk not in moved  # type: ignore[attr-defined]
    context = {
        "shown": certificate_on(certificates, today),
        "standings": standings,
        "certificates": certificates,
        "merges": merges,
    }
    return _shown(request, record, "ocop/desk/product.html", context)


@require_safe
@officers_only
def subject(request: HttpRequest, pk: int) -> HttpResponse:
    """A subject: facts, products, who acts for it, claims, merges, history."""
    record: Subject = own_record(request, SUBJECT, pk)
    products = list(record.products.filter(merged_into=None).order_by("name", "pk"))
    shown = stars_on([row.pk for row in products], day=clock.today())
    for row in products:
        row.certificate_today = shown.get(row.pk)  # type: ignore[attr-defined]
    context = {
        "products": products,
        "members": record.members.select_related("user").order_by("pk"),
        "merges": merges_of(record),
        "claims": record.claims.select_related("user", "decided_by").order_by("-pk")[:50],
    }
    return _shown(request, record, "ocop/desk/subject.html", context)


@require_safe
@officers_only
def document(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a decision, to be saved: for officers of a product it speaks of and its giver."""
    found = get_object_or_404(DecisionDocument, pk=pk)
    own = products_of_centre(request.user).filter(standings__document=found)
    if found.uploaded_by_id != request.user.pk and not own.exists():
        raise Http404
    response = FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=CONTENT_TYPES[DocumentKind(found.kind)],
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(
    request: HttpRequest,
    record: Subject | RegisteredProduct,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    title = record.name
    kind = PRODUCT if isinstance(record, RegisteredProduct) else SUBJECT
    common = {
        "title": title,
        "kind": kind,
        "breadcrumbs_items": crumbs(("", title)),
        "record": record,
        "facts": facts_of(record, by_hand=corrected_by_hand(record), origins=origins_of(record)),
        "elsewhere": elsewhere(record),
        "hidden_by": merge_that_hid(record) if record.merged_into_id else None,
        "history": history_of(record),
        "kind_label": _t("Registered product") if kind == PRODUCT else _t("Subject"),
    }
    return render(request, template, common | context)
