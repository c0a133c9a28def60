"""Names for what the index keeps as keys: places, groups, kinds of subject, levels, price bands."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext

from ocop.enums import GroupScheme, IssuerLevel, SubjectKind
from ocop.models import Place, ProductGroup
from search.query import PRICE_BANDS, Facet
from themes.templatetags.looks import thousands

PLACE_FACETS = frozenset({Facet.PROVINCE, Facet.FORMER_PROVINCE, Facet.COMMUNE})


def places_by_key(keys: Iterable[str]) -> dict[str, Place]:
    """One query a scheme; a key nobody knows is left out."""
    codes: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        scheme, _, code = key.partition(":")
        codes[scheme].add(code)
    return {
        place.key: place
        for scheme, found in codes.items()
        for place in Place.objects.filter(scheme=scheme, code__in=found)
    }


def groups_by_slug() -> dict[str, ProductGroup]:
    """Groups and sets of today's scheme."""
    return {
        group.slug: group
        for group in ProductGroup.objects.filter(scheme=GroupScheme.D148).select_related("parent")
    }


@cache
def _bounds(band: str) -> tuple[str, str]:
    low, high = PRICE_BANDS[band]
    return thousands(low), thousands(high or 0)


def price_label(band: str) -> str:
    low, high = _bounds(band)
    if band.startswith("0-"):
        return gettext("under %(high)s ₫") % {"high": high}
    if band.endswith("-"):
        return gettext("from %(low)s ₫") % {"low": low}
    return gettext("%(low)s–%(high)s ₫") % {"low": low, "high": high}


def fixed_label(facet: Facet, value: str) -> str:
    """For facets whose values stand in the code; ``value`` itself where it is not one of them."""
    if facet == Facet.STARS:
        return gettext("%(number)s stars") % {"number": value}
    if facet == Facet.LEVEL and value in IssuerLevel.values:
        return str(IssuerLevel(value).label)
    if facet == Facet.SUBJECT_KIND and value in SubjectKind.values:
        return str(SubjectKind(value).label)
    if facet == Facet.PRICE and value in PRICE_BANDS:
        return price_label(value)
    if facet == Facet.ON_SALE:
        return gettext("On sale") if value == "true" else gettext("Ask the producer")
    return value
