"""Says which boundaries a listing goes by when it is asked for a province before July 2025."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from ocop.enums import Scheme
from ocop.models import PlaceSuccession
from search.query import Facet


def boundaries_said(filters: Mapping[Facet, Sequence[str]]) -> str:
    """ "Hà Giang is part of Tuyên Quang now"; empty without a former province; one query."""
    codes = [key.rpartition(":")[2] for key in filters.get(Facet.FORMER_PROVINCE, ())]
    if not codes:
        return ""
    links = (
        PlaceSuccession.objects.filter(
            old__scheme=Scheme.BEFORE_2025_07, old__code__in=codes, new__parent=None
        )
        .select_related("old", "new")
        .order_by("old__code")
    )
    return " · ".join(_said(link) for link in links)


def _said(link: PlaceSuccession) -> str:
    if link.old.name_key == link.new.name_key:
        return gettext("%(name)s within its boundaries before July 2025") % {"name": link.old.name}
    return gettext("%(old)s is part of %(new)s now") % {
        "old": link.old.name,
        "new": link.new.name,
    }
