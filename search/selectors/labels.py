"""Names for what the index keeps as keys: places, groups, kinds of subject, levels, price bands."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext

from ocop.enums import GroupScheme, IssuerLevel, SubjectKind
from ocop.models import Place, ProductGroup
from ocop.spelling import fold_key, split_unit_word
from search.query import PRICE_BANDS, Facet, price_bounds
from search.tokens import words
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
    if band not in PRICE_BANDS:
        return _span_label(band)
    low, high = _bounds(band)
    if band.startswith("0-"):
        return gettext("under %(high)s ₫") % {"high": high}
    if band.endswith("-"):
        return gettext("from %(low)s ₫") % {"low": low}
    return gettext("%(low)s–%(high)s ₫") % {"low": low, "high": high}


def _span_label(value: str) -> str:
    bounds = price_bounds(value)
    if bounds is None:
        return value
    low, high = bounds
    if high is None:
        return gettext("from %(low)s ₫") % {"low": thousands(low)}
    # "Below 100.000" is kept as "up to 99.999": whole đồng, both ends inside.
    end = thousands(high + (high % 1000 == 999))
    if not low:
        return gettext("under %(high)s ₫") % {"high": end}
    return gettext("%(low)s–%(high)s ₫") % {"low": thousands(low), "high": end}


def place_called(name: str) -> str:
    """The name of a place as it is printed, from its words in any case and with or without
    accents; one query."""
    bare = split_unit_word(name)[1]
    found = Place.objects.filter(fold_key=fold_key(bare)).order_by("-scheme", "code")[:20]
    wanted = words(name)
    for place in found:
        for text in (place.full_name, place.name):
            said = words(text)
            if len(said) == len(wanted) and all(
                a.fits(b) for a, b in zip(wanted, said, strict=True)
            ):
                return text
    return name


def fixed_label(facet: Facet, value: str) -> str:
    """For facets whose values stand in the code; ``value`` itself where it is not one of them."""
    if facet == Facet.STARS:
        return gettext("%(number)s stars") % {"number": value}
    if facet == Facet.LEVEL and value in IssuerLevel.values:
        return str(IssuerLevel(value).label)
    if facet == Facet.SUBJECT_KIND and value in SubjectKind.values:
        return str(SubjectKind(value).label)
    if facet == Facet.PRICE:
        return price_label(value)
    if facet == Facet.SEASON:
        return gettext("In season in month %(number)s") % {"number": value}
    if facet == Facet.ON_SALE:
        return gettext("On sale") if value == "true" else gettext("Ask the producer")
    return value
