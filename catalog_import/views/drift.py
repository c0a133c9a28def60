"""What moved between two lists of a source, and where the shop does not follow the register."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog_import.models import ImportRun
from catalog_import.selectors.drift import drift_of, shop_drift
from catalog_import.views.access import officers_only, with_run
from ocop import clock
from ocop.selectors.centres import products_of_centre

#: Lines of one heading; past that the number says enough
_MOST = 200
_MOVES = {
    "upgraded": gettext_lazy("More stars"),
    "downgraded": gettext_lazy("Fewer stars"),
    "added": gettext_lazy("New in the list"),
    "renamed": gettext_lazy("Perhaps renamed"),
    "revoked": gettext_lazy("Revoked or ended"),
    "disappeared": gettext_lazy("No longer in the list"),
}
_AMISS = {
    "without_listing": gettext_lazy("In the register, without a page in the shop"),
    "wrongly_shown": gettext_lazy("Shown in the shop, though the register says no more"),
    "wrongly_hidden": gettext_lazy("Hidden in the shop, though the register shows it"),
    "wrongly_named": gettext_lazy("Under another name than in the register"),
    "sold_without_star": gettext_lazy("For sale without a star in term today"),
}


@with_run
@require_safe
@never_cache
def of_run(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """This list against the last one of its source."""
    drift = drift_of(run)
    return TemplateResponse(request, "catalog_import/admin/drift.html", {
        "page_title": _("What moved since the last list"), "header_icon": "history", "run": run,
        "drift": drift,
        "groups": [
            (label, len(moves := getattr(drift, name)), moves[:_MOST])
            for name, label in _MOVES.items()
        ],
    })  # fmt: skip


@officers_only
@require_safe
@never_cache
def of_shop(request: HttpRequest) -> HttpResponse:
    """The register of one's provinces against the shop, today."""
    day = clock.today()
    drift = shop_drift(products_of_centre(request.user), day=day)
    return TemplateResponse(request, "catalog_import/admin/shop_drift.html", {
        "page_title": _("Register and shop"), "header_icon": "history", "day": day,
        "groups": [
            (label, len(found := getattr(drift, name)), found[:_MOST])
            for name, label in _AMISS.items()
        ],
    })  # fmt: skip
