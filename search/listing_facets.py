"""The facets of a listing as fieldsets: names for keys, chosen values kept, the useful first."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ocop.models import Place, ProductGroup
from search import pages
from search.addresses import PARAMS, Asked, written
from search.contributors import contributor_of
from search.query import PRICE_BANDS, Facet, SearchPage
from search.selectors.labels import PLACE_FACETS, fixed_label, groups_by_slug, places_by_key

#: A province may have 168 communes; the page shows those with most products, and the chosen ones
MOST_OPTIONS = 40
_PROMOTED = frozenset({Facet.STARS, Facet.PROVINCE, Facet.GROUP})
_LABELS: dict[Facet, Promise] = {
    Facet.STARS: _("Stars"),
    Facet.PROVINCE: _("Province"),
    Facet.FORMER_PROVINCE: _("Former province (before July 2025)"),
    Facet.COMMUNE: _("Commune"),
    Facet.GROUP: _("Product group"),
    Facet.SET: _("Kind of product"),
    Facet.PRICE: _("Price"),
    Facet.SUBJECT_KIND: _("Kind of producer"),
    Facet.LEVEL: _("Recognised by"),
    Facet.ON_SALE: _("For sale"),
    Facet.FAIR: _("At a fair now"),
    Facet.SEASON: _("In season"),
}
#: Values in a fixed order; the others stand by number of products
_ORDER: dict[Facet, tuple[str, ...]] = {
    Facet.STARS: ("5", "4", "3"),
    Facet.LEVEL: ("national", "province", "district"),
    Facet.PRICE: tuple(PRICE_BANDS),
    Facet.ON_SALE: ("true", "false"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the places, groups and fairs a page speaks of, fetched at once."""

    places: Mapping[str, Place]
    groups: Mapping[str, ProductGroup]
    #: Fairs that are open, and those chosen
    fairs: Mapping[str, str]
    #: Month of the day, as the facet of seasons writes it
    month: str

    def has(self, facet: Facet, value: str) -> bool:
        if facet == Facet.FAIR:
            return value in self.fairs
        if facet in PLACE_FACETS:
            place = self.places.get(value)
            return place is not None and place.is_province == (facet != Facet.COMMUNE)
        group = self.groups.get(value)
        return group is not None and (group.parent_id is not None) == (facet == Facet.SET)

    def label(self, facet: Facet, value: str) -> str:
        if facet in PLACE_FACETS:
            place = self.places.get(value)
            if place is None:
                return value
            if facet == Facet.FORMER_PROVINCE:
                return gettext("%(name)s (before July 2025)") % {"name": place.name}
            return place.full_name if facet == Facet.COMMUNE else place.name
        if facet in (Facet.GROUP, Facet.SET):
            return self.groups[value].local_name if value in self.groups else value
        if facet == Facet.FAIR:
            return self.fairs.get(value, value)
        return fixed_label(facet, value)

    def with_places(self, *said: Mapping[Facet, Iterable[str]]) -> "Names":
        """Also of the places that counts or filters name."""
        keys = {key for each in said for facet in PLACE_FACETS for key in each.get(facet, ())}
        if missing := keys - set(self.places):
            return replace(self, places={**self.places, **places_by_key(missing)})
        return self


def names_for(filters: Mapping[Facet, Iterable[str]], *, moment: datetime.datetime) -> Names:
    keys = [key for facet in PLACE_FACETS for key in filters.get(facet, ())]
    fairs = contributor_of(Facet.FAIR)
    return Names(
        places=places_by_key(keys),
        groups=groups_by_slug(),
        month=str(timezone.localtime(moment).month),
        fairs=fairs.choices(moment, filters.get(Facet.FAIR, ())) if fairs else {},
    )


def facets_of(
    asked: Asked, page: SearchPage, names: Names, *, group: ProductGroup | None
) -> tuple[pages.Facet, ...]:
    """Facets with something to choose. Without counts (simple mode) only fixed choices stand."""
    found = []
    for facet, label in _LABELS.items():
        if facet == Facet.GROUP and group is not None:
            continue
        if options := _options(facet, asked.filters.get(facet, ()), page, names):
            found.append(
                pages.Facet(
                    param=PARAMS[facet],
                    label=str(label),
                    options=options,
                    is_promoted=facet in _PROMOTED,
                )
            )
    return tuple(found)


def group_options(group: ProductGroup, page: SearchPage, names: Names) -> tuple[pages.Option, ...]:
    """The sets of a group that have products, in the order of the decision."""
    counts = page.counts.get(Facet.SET, {})
    sets = [one for one in names.groups.values() if one.parent_id == group.pk]
    return tuple(
        pages.Option(one.slug, one.local_name, counts[one.slug])
        for one in sorted(sets, key=lambda one: one.position)
        if one.slug in counts
    )


def _options(
    facet: Facet, chosen: Sequence[str], page: SearchPage, names: Names
) -> tuple[pages.Option, ...]:
    # A facet that only the text chose is not counted.
    is_counted = facet in page.counts
    counts = page.counts.get(facet, {})
    if facet in _ORDER:
        values = [
            value for value in _ORDER[facet] if not is_counted or value in counts or value in chosen
        ]
        values += [value for value in chosen if value not in values]
    elif facet == Facet.SEASON:
        values = [v for v in (names.month,) if v in counts and v not in chosen]
        values = [*values, *chosen]
    elif facet == Facet.FAIR:
        values = [v for v in names.fairs if not is_counted or v in counts or v in chosen]
    else:
        ordered = sorted(counts, key=lambda value: (-counts[value], names.label(facet, value)))
        values = ordered[:MOST_OPTIONS]
        values += [value for value in chosen if value not in values]
    return tuple(
        pages.Option(
            value=written(facet, value),
            label=names.label(facet, value),
            count=counts.get(value, 0) if is_counted and _is_counted(facet, value) else None,
            is_selected=value in chosen,
        )
        for value in values
    )


def _is_counted(facet: Facet, value: str) -> bool:
    """A span of prices that somebody typed is no band: nothing counts it."""
    return facet != Facet.PRICE or value in PRICE_BANDS
