"""Makes the page of a listing: products, facets, chips, and what to do when nothing is found."""

import datetime
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ocop.models import ProductGroup
from search.addresses import PAGE_SIZE, PARAMS, SORTS, Asked, address
from search.asked import note
from search.boundaries import boundaries_said
from search.listing_facets import Names, facets_of, group_options, names_for
from search.pages import Chip, GroupHead, ListingPage, Option, Pager
from search.query import COUNTED, Facet, SearchPage, SearchQuery
from search.selectors.finding import Found, count, find
from search.selectors.labels import PLACE_FACETS, place_called
from search.understanding.prices import price_in
from search.understanding.reading import without_stars
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards
from shop.scope.selectors import Scope

POPULAR = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listing stands: its address, and what holds there whatever the visitor chooses."""

    kind: str
    path: str
    title: str
    fixed: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    group: ProductGroup | None = None


def listing_page(
    asked: Asked, place: Place, *, moment: datetime.datetime, scope: Scope
) -> ListingPage:
    """The page at a moment: stars are those of its day, prices and open fairs those of itself."""
    names = names_for(asked.filters, moment=moment)
    asked = _known(asked, names, scope)
    day = timezone.localdate(moment)
    query = SearchQuery(
        day=day,
        filters={**asked.filters, **place.fixed},
        scope=scope.province_keys,
        facets=_counted(asked, place, names, scope),
        sort=SORTS[asked.sort],
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
    )
    started = time.perf_counter()
    found = find(asked.text, query, verbatim=asked.verbatim)
    if asked.text and not asked.filters and asked.page == 1 and found.page.counts:
        exact = found.page.total if found.exact_total is None else found.exact_total
        note(asked.text, results=exact, took_ms=(time.perf_counter() - started) * 1000)
    pages = max(1, -(-found.page.total // PAGE_SIZE))
    if asked.page > pages:
        asked = replace(asked, page=pages)
        found = find(
            asked.text,
            replace(query, offset=(pages - 1) * PAGE_SIZE),
            verbatim=asked.verbatim,
        )
    names = names.with_places(found.page.counts, found.query.filters)
    # What was read out of the text stands among the filters, so that it can be taken off there.
    shown = replace(asked, text=found.text_left, filters=_shown_filters(asked, found))
    is_empty = not found.page.total
    first = replace(asked, page=1)
    return ListingPage(
        kind=place.kind,
        title=place.title,
        query=shown.text,
        total=found.page.total,
        cards=tuple(cards(found.page.ids, moment=moment)),
        facets=facets_of(shown, found.page, names, group=place.group),
        chips=_chips(first, place.path, found, names),
        clear_url=address(place.path, Asked(text=shown.text)),
        sorts=_sorts(asked),
        pager=pager(place.path, asked, pages),
        action_url=place.path,
        canonical_url=address(place.path, replace(asked, sort="phu-hop")),
        is_indexable=_is_indexable(asked, place, is_empty=is_empty),
        notice=" · ".join(filter(None, [boundaries_said(asked.filters), found.notice])) or None,
        did_you_mean=_did_you_mean(found, replace(shown, page=1)),
        relax=_relaxed(first, place, query, names) if is_empty else (),
        popular=_popular(moment, scope) if is_empty else (),
        group=_group_head(place, found.page, names),
    )


def pager(path: str, asked: Asked, pages: int) -> Pager:
    return Pager(
        number=asked.page,
        pages=pages,
        previous_url=address(path, asked, page=asked.page - 1) if asked.page > 1 else None,
        next_url=address(path, asked, page=asked.page + 1) if asked.page < pages else None,
    )


def _known(asked: Asked, names: Names, scope: Scope) -> Asked:
    """Without places, groups and fairs that do not exist, nor the province a site is bound to."""
    for facet in (*PLACE_FACETS, Facet.GROUP, Facet.SET, Facet.FAIR):
        if facet in asked.filters:
            asked = asked.only(facet, [v for v in asked.filters[facet] if names.has(facet, v)])
    if asked.filters.get(Facet.PROVINCE) == scope.province_keys:
        asked = asked.only(Facet.PROVINCE, ())
    return asked


def _counted(asked: Asked, place: Place, names: Names, scope: Scope) -> tuple[Facet, ...]:
    """Former provinces and communes only inside a chosen province, sets only inside a group, fairs
    only while one is open or chosen.

    A site of one province is inside it already: there is nothing to choose between.
    """
    has_one_province = len(scope.province_keys) == 1
    inside_province = has_one_province or Facet.PROVINCE in asked.filters
    inside_group = Facet.GROUP in asked.filters or place.group is not None
    wanted = {
        Facet.PROVINCE: not has_one_province,
        Facet.FORMER_PROVINCE: inside_province or Facet.FORMER_PROVINCE in asked.filters,
        Facet.COMMUNE: inside_province
        or bool({Facet.FORMER_PROVINCE, Facet.COMMUNE} & set(asked.filters)),
        Facet.SET: inside_group or Facet.SET in asked.filters,
    }
    counted = [facet for facet in COUNTED if wanted.get(facet, True)]
    return (*counted, Facet.SEASON, *((Facet.FAIR,) if names.fairs else ()))


def _shown_filters(asked: Asked, found: Found) -> dict[Facet, tuple[str, ...]]:
    filters = dict(asked.filters)
    if found.stars_in_text and Facet.STARS not in filters:
        filters[Facet.STARS] = found.stars_in_text
    if found.price_in_text:
        filters[Facet.PRICE] = (found.price_in_text,)
    return filters | {i.facet: i.values for i in found.intents if i.facet}


def _chips(asked: Asked, path: str, found: Found, names: Names) -> tuple[Chip, ...]:
    chips = [
        Chip(names.label(facet, value), address(path, asked.without(facet, value)))
        for facet in PARAMS
        for value in asked.filters.get(facet, ())
    ]
    return (*chips, *_chips_of_text(asked, path, found, names))


def _chips_of_text(asked: Asked, path: str, found: Found, names: Names) -> Iterator[Chip]:
    """What the text asked to filter by. Taken off, words for a place, a group or a kind of producer
    are plain text again; words for stars or a price say nothing else and go."""
    if Facet.STARS not in asked.filters and found.stars_in_text:
        rest = address(path, replace(asked, text=without_stars(asked.text)))
        yield from (Chip(names.label(Facet.STARS, stars), rest) for stars in found.stars_in_text)
    if found.price_in_text:
        rest = address(path, replace(asked, text=price_in(asked.text)[1]))
        yield Chip(names.label(Facet.PRICE, found.price_in_text), rest)
    for intent in found.intents:
        plain = address(path, replace(asked, verbatim=(*asked.verbatim, intent.key)))
        if intent.facet is None:
            yield Chip(place_called(intent.name), plain)
        else:
            yield from (Chip(names.label(intent.facet, value), plain) for value in intent.values)


def _sorts(asked: Asked) -> tuple[Option, ...]:
    labels = {
        "phu-hop": gettext("Best match"),
        "sao": gettext("Most stars"),
        "moi": gettext("Newest recognition"),
        "gia": gettext("Price, low to high"),
        "gia-giam": gettext("Price, high to low"),
    }
    return tuple(
        Option(value, label, is_selected=value == asked.sort) for value, label in labels.items()
    )


def _is_indexable(asked: Asked, place: Place, *, is_empty: bool) -> bool:
    """One address for one list: no free text, at most one filter, the usual order."""
    chosen = sum(len(values) for values in asked.filters.values())
    return not asked.text and chosen <= 1 and asked.sort == "phu-hop" and not is_empty


def _did_you_mean(found: Found, asked: Asked) -> tuple[str, str] | None:
    if not found.corrected:
        return None
    corrected = replace(asked, text=found.corrected)
    return found.corrected, address(reverse("search:search"), corrected)


def _relaxed(
    asked: Asked, place: Place, query: SearchQuery, names: Names
) -> tuple[tuple[str, str, int], ...]:
    """What leaving out one filter would find, the most first; nothing where it finds nothing."""
    ways = []
    for facet, values in asked.filters.items():
        for value in values:
            left = asked.without(facet, value)
            filters = {**left.filters, **place.fixed}
            wider = replace(query, filters=filters)
            if total := count(asked.text, wider, verbatim=asked.verbatim):
                ways.append((names.label(facet, value), address(place.path, left), total))
    return tuple(sorted(ways, key=lambda way: -way[2]))


def _popular(moment: datetime.datetime, scope: Scope) -> tuple[Card, ...]:
    day = timezone.localdate(moment)
    query = SearchQuery(day=day, scope=scope.province_keys, facets=(), limit=POPULAR)
    return tuple(cards(find("", query).page.ids, moment=moment))


def _group_head(place: Place, page: SearchPage, names: Names) -> GroupHead | None:
    if place.group is None:
        return None
    return GroupHead(
        place.group.local_name, place.group.slug, group_options(place.group, page, names)
    )
