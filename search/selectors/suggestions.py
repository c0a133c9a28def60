"""Completions while somebody types: products, producers, groups, places, stars."""

import datetime
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from ocop.enums import COMMUNE_KINDS, Scheme
from ocop.models import PlaceSuccession
from ocop.spelling import fold_key
from search.engine import backend
from search.query import Clause, Group, IndexUnavailable, SearchQuery, Vocabulary
from search.selectors.names import PlaceName, names
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
_PLACES = 3
_EXPANSIONS = 40
_BEGINS = 100
_BESIDE = 60
_MOST_PLACES = 400
_AREAS = 2
_OF_FRUIT = words("trái quả")
_ALL_FRUIT = words("trái cây")
#: Order of kinds; an area is a place below a province
_KINDS = ("stars", "place", "group", "product", "area", "subject")


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: str
    text: str
    url: str
    #: A district or commune: it stands after products, a province before them
    is_area: bool = False


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
    places = _places(typed, vocabulary, scope)
    if not places and len(name := _named(typed)) < len(typed):
        places = _places(name, vocabulary, scope)
    return _stars(typed) + places + _groups(typed) + found


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
    return backend().search(replace(query, groups=asked, limit=limit)).ids


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


# --- stars, places and groups ------------------------------------------------------------------


def _stars(typed: Sequence[Word]) -> list[Suggestion]:
    """ "5", "5 s", "năm sao"; and all three for "sao". "Ba" alone is more likely a beginning."""
    found = []
    for stars, written in ((5, "năm"), (4, "bốn"), (3, "ba")):
        names = [f"{stars} sao", f"ocop {stars} sao", "sao"]
        names += [f"{written} sao"] if len(typed) > 1 else []
        if any(_begins(typed, name) for name in names) and typed[0].exact not in {"s", "o"}:
            url = f"{reverse('search:listing')}?{urlencode({'sao': stars})}"
            found.append(Suggestion("stars", f"OCOP {stars} sao", url))
    return found


def _places(typed: Sequence[Word], vocabulary: Vocabulary, scope: Scope) -> list[Suggestion]:
    """Places that begin so and that listings come from; provinces first, today's before former."""
    candidates = names().places(fold_key(" ".join(word.fold for word in typed)))
    if not scope.is_everything and candidates:
        inside = _provinces_then_and_now(scope)
        candidates = [place for place in candidates if place.province_id in inside]
    found: dict[str, Suggestion] = {}
    for place in sorted(candidates[:_MOST_PLACES], key=_place_rank):
        if place.name_key in found or not _begins(typed, place.name):
            continue
        if vocabulary.is_place([word.fold for word in words(place.name)]):
            found[place.name_key] = Suggestion(
                "place", _place_text(place), _place_url(place), is_area=not place.is_province
            )
            if len(found) == _PLACES:
                break
    areas = [place for place in found.values() if place.is_area]
    return [place for place in found.values() if place not in areas[_AREAS:]]


def _provinces_then_and_now(scope: Scope) -> set[int]:
    """The provinces of the scope and the former ones that lie in them."""
    former = PlaceSuccession.objects.filter(new__in=scope.province_ids)
    return {*scope.province_ids, *former.values_list("old_id", flat=True)}


def _place_rank(place: PlaceName) -> tuple[int, bool, str]:
    level = 0 if place.is_province else 2 if place.kind in COMMUNE_KINDS else 1
    return level, place.scheme != Scheme.SINCE_2025_07, place.name


def _place_text(place: PlaceName) -> str:
    if place.is_province:
        return place.name
    return f"{place.full_name}, {place.province_name}" if place.province_name else place.full_name


def _place_url(place: PlaceName) -> str:
    if place.is_province:
        param = "tinh" if place.scheme == Scheme.SINCE_2025_07 else "tinh-cu"
        return f"{reverse('search:listing')}?{urlencode({param: place.code})}"
    if place.scheme == Scheme.SINCE_2025_07 and place.province_code:
        query = {"tinh": place.province_code, "xa": place.code}
        return f"{reverse('search:listing')}?{urlencode(query)}"
    return f"{reverse('search:search')}?{urlencode({'q': place.name})}"


def _groups(typed: Sequence[Word]) -> list[Suggestion]:
    return [
        Suggestion("group", name, reverse("search:group", kwargs={"slug": slug}))
        for name, slug in names().groups
        if _begins(typed, name)
    ]


def _starts(typed: Sequence[Word], suggestion: Suggestion) -> bool:
    # Places and groups are chosen by how they begin; a unit word may stand before the name.
    return suggestion.kind in {"stars", "place", "group"} or _begins(typed, suggestion.text)


def _begins(typed: Sequence[Word], name: str) -> bool:
    """The name starts with what was typed, its last word perhaps unfinished."""
    said = words(name)
    if len(said) < len(typed):
        return False
    *before, last = typed
    return last.begins(said[len(before)]) and all(
        word.fits(other) for word, other in zip(before, said, strict=False)
    )
