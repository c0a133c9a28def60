"""Where a visitor's goods go, as far as the checkout has been told."""

from collections.abc import Mapping

from django.http import HttpRequest

from ocop.models import Place

#: The checkout keeps its answers under this key of the session
SESSION_KEY = "dat-hang"


def province_of_visit(request: HttpRequest) -> Place | None:
    """The province answered at the checkout; at most one query."""
    answers = request.session.get(SESSION_KEY)
    chosen = answers.get("province") if isinstance(answers, Mapping) else None
    if type(chosen) is not int:
        return None
    return Place.objects.provinces().filter(pk=chosen).first()
