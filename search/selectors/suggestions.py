"""Completions while somebody types: products, producers, groups, places."""

import datetime
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from ocop.enums import COMMUNE_KINDS, PROVINCE_KINDS, GroupScheme, Scheme
from ocop.models import Place, PlaceSuccession, ProductGroup
from ocop.spelling import fold_key
from search.engine import backend
from search.query import Clause, Group, IndexUnavailable, SearchQuery, Vocabulary
from search.tokens import START, Word, pair, words
from search.understanding.clauses import groups
from search.understanding.lexicon_source import lexicon
from search.understanding.reading import readings
from shop.catalogue.models import Product
from shop.scope.selectors import EVERYTHING, Scope

logger = logging.getLogger(__name__)

LIMIT = 8
_PRODUCTS = 5
_SUBJECTS = 2
_PLACES = 3
_EXPANSIONS = 40
_BEGINS = 100
_KINDS = ("place", "group", "product", "subject")


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    text: str
    url: str


def suggest(
    text: str, *, day: datetime.date, scope: Scope = EVERYTHING, limit: int = LIMIT
) -> list[Suggestion]:
    """Best first. The last word may be unfinished; one letter is enough."""
    typed = words(text)
    if not typed:
        return []
    try:
        found = _suggest(text, typed, day, scope)
    except IndexUnavailable:
        return []
    except Exception:
        logger.exception("no suggestions")  # the search box works without them
        return []
    # What begins as typed comes first, then by kind; the sort keeps the order inside a kind.
    found.sort(key=lambda s: (not _starts(typed, s), _KINDS.index(s.kind)))
    unique = {(s.kind, s.text.casefold()): s for s in reversed(found)}
    return [s for s in found if unique[(s.kind, s.text.casefold())] is s][:limit]


def _suggest(
    text: str, typed: Sequence[Word], day: datetime.date, scope: Scope
) -> list[Suggestion]:
    vocabulary = backend().vocabulary()
    everything = SearchQuery(day=day, scope=scope.province_keys, facets=())
    found: list[Suggestion] = []
    for asked in _asked(text, typed, vocabulary):
        query = replace(everything, groups=asked)
        found = _products(query) + _subjects(query)
        if found:
            break
    return _places(typed, vocabulary, scope) + _groups(typed) + found


# --- products and subjects ----------------------------------------------------------------------


def _asked(text: str, typed: Sequence[Word], vocabulary: Vocabulary) -> Iterable[tuple[Group, ...]]:
    """The words before the last as ever, the last as a beginning; else all of them as words."""
    beginning = _beginnings(typed[-1], vocabulary)
    if beginning:
        before = " ".join(text.split()[:-1]) if len(typed) > 1 else ""
        first = next(iter(readings(before, vocabulary, lexicon()))) if before else None
        parts = first.parts if first else ()
        yield (*groups(parts), *_last(beginning, is_first=len(typed) == 1))
    for reading in readings(text, vocabulary, lexicon()):
        if reading.has_required:
            yield groups(reading.parts)


def _beginnings(last: Word, vocabulary: Vocabulary) -> list[str]:
    """Exact words that begin like the last one; an accented word that is known is complete."""
    found: list[str] = []
    is_complete = last.is_accented and vocabulary.exact_count(last.exact)
    for fold in vocabulary.starting(last.fold):
        for form in vocabulary.forms(fold):
            if len(form) < len(fold) or not last.begins(Word(form, fold)):
                continue
            if is_complete and len(fold) == len(last.fold) and form != last.exact:
                continue
            found.append(form)
        if len(found) >= _EXPANSIONS:
            break
    return found[:_EXPANSIONS]


def _last(beginnings: Sequence[str], *, is_first: bool) -> Iterable[Group]:
    yield Group(
        tuple(
            Clause(f"{name}_x", (form,), worth)
            for form in beginnings
            for name, worth in (("title", 80), ("subject", 30))
        )
    )
    if is_first:
        yield Group(
            tuple(Clause("title_x", (pair(START, form),), _BEGINS) for form in beginnings),
            is_required=False,
        )


def _products(query: SearchQuery) -> list[Suggestion]:
    ids = _best(query, "title", _PRODUCTS * 2)
    listings = Product.objects.filter(pk__in=ids, is_public=True).in_bulk()
    names: dict[str, Suggestion] = {}
    for pk in ids:
        if listing := listings.get(pk):
            suggestion = Suggestion("product", listing.title, listing.get_absolute_url())
            names.setdefault(listing.title.casefold(), suggestion)
    return list(names.values())[:_PRODUCTS]


def _subjects(query: SearchQuery) -> list[Suggestion]:
    ids = _best(query, "subject", _SUBJECTS * 6)
    listings = Product.objects.filter(pk__in=ids).select_related("registered_product__subject")
    by_id = listings.in_bulk()
    names: dict[int, Suggestion] = {}
    for pk in ids:
        subject = by_id[pk].registered_product.subject if pk in by_id else None
        if subject:
            url = reverse("search:subject", kwargs={"slug": subject.slug})
            names.setdefault(subject.pk, Suggestion("subject", subject.name, url))
    return list(names.values())[:_SUBJECTS]


def _best(query: SearchQuery, name: str, limit: int) -> list[int]:
    asked = _only(query.groups, name)
    if not any(group.is_required for group in asked):
        return []
    return backend().search(replace(query, groups=asked, limit=limit)).ids


def _only(asked: tuple[Group, ...], name: str) -> tuple[Group, ...]:
    """The same, looked for in one field. A group that never looks there is dropped if it may be."""
    kept = (
        replace(group, clauses=tuple(c for c in group.clauses if c.field.startswith(name)))
        for group in asked
    )
    return tuple(group for group in kept if group.clauses)


# --- places and groups --------------------------------------------------------------------------


def _places(typed: Sequence[Word], vocabulary: Vocabulary, scope: Scope) -> list[Suggestion]:
    """Places that begin so and that listings come from; provinces first, today's before former."""
    key = fold_key(" ".join(word.fold for word in typed))
    if len(key) < 2:
        candidates = Place.objects.filter(kind__in=PROVINCE_KINDS, fold_key__startswith=key)
    else:
        candidates = Place.objects.filter(fold_key__startswith=key)
    if not scope.is_everything:
        candidates = candidates.filter(province__in=_provinces_then_and_now(scope))
    places = [
        place
        for place in candidates.select_related("province").order_by("fold_key")[:400]
        if _begins(typed, place.name) and vocabulary.is_place([w.fold for w in words(place.name)])
    ]
    places.sort(key=_place_rank)
    found: dict[str, Suggestion] = {}
    for place in places:
        found.setdefault(place.name_key, Suggestion("place", _place_text(place), _place_url(place)))
    return list(found.values())[:_PLACES]


def _provinces_then_and_now(scope: Scope) -> set[int]:
    """The provinces of the scope and the former ones that lie in them."""
    former = PlaceSuccession.objects.filter(new__in=scope.province_ids)
    return {*scope.province_ids, *former.values_list("old_id", flat=True)}


def _place_rank(place: Place) -> tuple[int, bool, str]:
    level = 0 if place.is_province else 2 if place.kind in COMMUNE_KINDS else 1
    return level, place.scheme != Scheme.SINCE_2025_07, place.name


def _place_text(place: Place) -> str:
    if place.is_province:
        return place.name
    return f"{place.full_name}, {place.province.name}" if place.province else place.full_name


def _place_url(place: Place) -> str:
    if place.is_province:
        param = "tinh" if place.scheme == Scheme.SINCE_2025_07 else "tinh-cu"
        return f"{reverse('search:listing')}?{urlencode({param: place.code})}"
    if place.scheme == Scheme.SINCE_2025_07 and place.province:
        query = {"tinh": place.province.code, "xa": place.code}
        return f"{reverse('search:listing')}?{urlencode(query)}"
    return f"{reverse('search:search')}?{urlencode({'q': place.name})}"


def _groups(typed: Sequence[Word]) -> list[Suggestion]:
    return [
        Suggestion("group", group.name, reverse("search:group", kwargs={"slug": group.slug}))
        for group in ProductGroup.objects.filter(scheme=GroupScheme.D148, parent=None)
        if _begins(typed, group.name)
    ]


def _starts(typed: Sequence[Word], suggestion: Suggestion) -> bool:
    # Places and groups are chosen by how they begin; a unit word may stand before the name.
    return suggestion.kind in {"place", "group"} or _begins(typed, suggestion.text)


def _begins(typed: Sequence[Word], name: str) -> bool:
    """The name starts with what was typed, its last word perhaps unfinished."""
    said = words(name)
    if len(said) < len(typed):
        return False
    *before, last = typed
    return last.begins(said[len(before)]) and all(
        word.fits(other) for word, other in zip(before, said, strict=False)
    )
