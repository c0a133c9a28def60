"""Completions while somebody types: products, producers, groups, places, stars."""

import datetime
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from django.urls import reverse

from search.engine import backend
from search.query import Clause, Group, IndexUnavailable, SearchQuery, Vocabulary
from search.selectors import suggested_filters as filters
from search.selectors.suggested_filters import Suggestion, begins
from search.spelling_out import spelled
from search.tokens import START, Word, pair, words
from search.understanding.clauses import groups
from search.understanding.lexicon import Role
from search.understanding.lexicon_source import lexicon
from search.understanding.reading import beginning_of, readings
from search.understanding.splitting import known_pieces
from shop.catalogue.models import Product
from shop.scope.selectors import EVERYTHING, Scope

logger = logging.getLogger(__name__)

LIMIT = 8
_PRODUCTS = 5
_SUBJECTS = 2
_EXPANSIONS = 40
_BEGINS = 100
_BESIDE = 60
_OF_FRUIT = words("trái quả")
_ALL_FRUIT = words("trái cây")
#: Order of kinds; an area is a place below a province
_KINDS = ("stars", "place", "group", "product", "area", "subject")


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
    found.sort(key=lambda s: (not _starts(typed, s), _rank_of(s)))
    unique = {(s.kind, s.text.casefold()): s for s in reversed(found)}
    return [s for s in found if unique[(s.kind, s.text.casefold())] is s][:limit]


def _rank_of(suggestion: Suggestion) -> int:
    return _KINDS.index("area" if suggestion.is_area else suggestion.kind)


def _suggest(
    text: str, typed: Sequence[Word], day: datetime.date, scope: Scope
) -> list[Suggestion]:
    vocabulary = backend().vocabulary()
    if parted := _parted(typed[-1], vocabulary):
        typed = (*typed[:-1], *parted)
        text = " ".join(map(spelled, typed))
    everything = SearchQuery(day=day, scope=scope.province_keys, facets=())
    found: list[Suggestion] = []
    for asked in _asked(text, typed, vocabulary):
        query = replace(everything, groups=asked)
        found = _products(query) + _subjects(query)
        if found:
            break
    places = filters.places(typed, vocabulary, scope)
    if not places and len(name := _named(typed)) < len(typed):
        places = filters.places(name, vocabulary, scope)
    return filters.stars(typed) + places + filters.groups(typed) + found


# --- products and subjects ----------------------------------------------------------------------


def _asked(text: str, typed: Sequence[Word], vocabulary: Vocabulary) -> Iterable[tuple[Group, ...]]:
    """The words before the last as ever, the last as a beginning; else all of them as words."""
    left = typed[-2].fold if len(typed) > 1 else ""
    after = vocabulary.following(left, typed[-1].fold) if left else []
    fruit = _fruit(typed[-2]) if left else ()
    beginning = _beginnings(typed[-1], vocabulary, after, fruit)
    if beginning:
        before = " ".join(text.split()[:-1]) if len(typed) > 1 else ""
        first = beginning_of(before, vocabulary, lexicon()) if before else None
        parts = first.parts if first else ()
        together = [pair(left, fold) for fold in after[:_EXPANSIONS]]
        is_first = first is None or not first.has_required
        yield (*groups(parts), *_last(beginning, together, is_first=is_first))
    for reading in readings(text, vocabulary, lexicon()):
        if reading.has_required:
            yield groups(reading.parts)


def _parted(last: Word, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """A beginning of words typed without the space between them: "macc" of mắc ca; else ()."""
    if last.is_accented or vocabulary.starting(last.fold):
        return ()
    for end in range(len(last.fold) - 1, 1, -1):
        head, rest = last.fold[:end], last.fold[end:]
        pieces = known_pieces(head, vocabulary) or (head,) * bool(vocabulary.fold_count(head))
        if pieces and vocabulary.following(pieces[-1], rest):
            return tuple(Word(piece, piece) for piece in (*pieces, rest))
    return ()


def _fruit(before: Word) -> frozenset[str]:
    """What "trái" and "quả" are said of, folded; empty for any other word."""
    if before not in _OF_FRUIT:
        return frozenset()
    _, entries = lexicon().matches(_ALL_FRUIT, 0)
    return frozenset(phrase.words[0].fold for entry in entries for phrase in entry.kinds)


def _beginnings(
    last: Word, vocabulary: Vocabulary, after: Sequence[str], fruit: Collection[str]
) -> list[str]:
    """Exact words that begin like the last one, first those ``after`` the word before it; an
    accented word that is known is complete."""
    found: list[str] = []
    is_complete = last.is_accented and vocabulary.exact_count(last.exact)
    starting = vocabulary.starting(last.fold)
    starting = [fold for fold in starting if fold in fruit] or starting
    for fold in dict.fromkeys((*after, *starting)):
        for form in vocabulary.forms(fold):
            if len(form) < len(fold) or not last.begins(Word(form, fold)):
                continue
            if is_complete and len(fold) == len(last.fold) and form != last.exact:
                continue
            found.append(form)
        if len(found) >= _EXPANSIONS:
            break
    return found[:_EXPANSIONS]


def _last(beginnings: Sequence[str], together: Sequence[str], *, is_first: bool) -> Iterable[Group]:
    """``together``: the word before with what follows it; the first word that says anything begins
    a name."""
    yield Group(
        tuple(
            Clause(f"{name}_x", (form,), worth)
            for form in beginnings
            for name, worth in (("title", 80), ("subject", 30))
        )
    )
    ahead = []
    if is_first:
        ahead = [Clause("title_x", (pair(START, form),), _BEGINS) for form in beginnings]
    if together:
        ahead += [
            Clause(f"{name}_f", (term,), worth)
            for term in together
            for name, worth in (("title", _BESIDE), ("subject", _BESIDE // 2))
        ]
    if ahead:
        yield Group(tuple(ahead), is_required=False)


def _products(query: SearchQuery) -> list[Suggestion]:
    ids = _best(query, "title", _PRODUCTS * 2)
    shown = Product.objects.filter(pk__in=ids, is_public=True).order_by()
    listings = {pk: (title, slug) for pk, title, slug in shown.values_list("pk", "title", "slug")}
    found: dict[str, Suggestion] = {}
    for pk in ids:
        if pk in listings:
            title, slug = listings[pk]
            url = reverse("shop:product", kwargs={"slug": slug, "pk": pk})
            found.setdefault(title.casefold(), Suggestion("product", title, url))
    return list(found.values())[:_PRODUCTS]


def _subjects(query: SearchQuery) -> list[Suggestion]:
    ids = _best(query, "subject", _SUBJECTS * 6)
    path = "registered_product__subject__"
    rows = Product.objects.filter(pk__in=ids, registered_product__subject__isnull=False).order_by()
    subjects = {pk: said for pk, *said in rows.values_list("pk", f"{path}name", f"{path}slug")}
    found: dict[str, Suggestion] = {}
    for pk in ids:
        if pk in subjects:
            name, slug = subjects[pk]
            url = reverse("search:subject", kwargs={"slug": slug})
            found.setdefault(slug, Suggestion("subject", name, url))
    return list(found.values())[:_SUBJECTS]


def _best(query: SearchQuery, name: str, limit: int) -> list[int]:
    asked = _only(query.groups, name)
    needed = [group for group in query.groups if group.is_required]
    if not needed or len([group for group in asked if group.is_required]) < len(needed):
        return []
    return backend().first(replace(query, groups=asked, limit=limit))


def _only(asked: tuple[Group, ...], name: str) -> tuple[Group, ...]:
    """The same, looked for in one field, without the groups that never look there."""
    kept = (
        replace(group, clauses=tuple(c for c in group.clauses if c.field.startswith(name)))
        for group in asked
    )
    return tuple(group for group in kept if group.clauses)


def _named(typed: Sequence[Word]) -> Sequence[Word]:
    """Without the empty words before a name: "đặc sản hà g" """
    start = 0
    while start < len(typed) - 1:
        length, entries = lexicon().matches(typed[:-1], start)
        if not any(entry.role == Role.NOISE for entry in entries):
            break
        start += length
    return typed[start:]


def _starts(typed: Sequence[Word], suggestion: Suggestion) -> bool:
    # Places and groups are chosen by how they begin; a unit word may stand before the name.
    return suggestion.kind in {"stars", "place", "group"} or begins(typed, suggestion.text)
