"""What a query is understood as, in words: for the box in the back office where people try one."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocop.models import Place
from search.engine import backend
from search.query import Facet, IndexUnavailable, SearchQuery, Vocabulary
from search.selectors.finding import find
from search.selectors.labels import (
    PLACE_FACETS,
    fixed_label,
    groups_by_slug,
    place_called,
    places_by_key,
)
from search.spelling_out import spelled
from search.tokens import Word, words
from search.understanding.corrections import Corrector
from search.understanding.lexicon import Role
from search.understanding.lexicon_source import lexicon
from search.understanding.parts import Demand, Grade, Part
from shop.catalogue.models import Product

_SHOWN = 5
_MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class PartSaid:
    typed: str
    #: Other words that answer it
    also: tuple[str, ...]
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Explained:
    parts: tuple[PartSaid, ...]
    #: Filters the text asks for, in words
    filters: tuple[str, ...]
    corrected: str
    total: int
    exact_total: int | None
    titles: tuple[str, ...]
    notice: str


def explain(text: str, *, day: datetime.date) -> Explained:
    """How the text is read today, and what it finds; never an error."""
    found = find(text, SearchQuery(day=day, facets=(), limit=_SHOWN))
    titles = Product.objects.in_bulk(found.page.ids)
    asked = {i.facet: i.values for i in found.intents if i.facet}
    if found.stars_in_text:
        asked[Facet.STARS] = found.stars_in_text
    if found.price_in_text:
        asked[Facet.PRICE] = (found.price_in_text,)
    areas = [place_called(i.name) for i in found.intents if not i.facet]
    return Explained(
        parts=tuple(map(_said, found.parts)),
        filters=(*_labels(asked), *areas),
        corrected=found.corrected,
        total=found.page.total,
        exact_total=found.exact_total,
        titles=tuple(titles[pk].title for pk in found.page.ids if pk in titles),
        notice=found.notice,
    )


def _said(part: Part) -> PartSaid:
    typed = " ".join(map(spelled, part.typed))
    others = (" ".join(map(spelled, a.words)) for a in part.alternatives if a.grade != Grade.PLAIN)
    also = tuple(dict.fromkeys(other for other in others if other != typed))
    return PartSaid(typed, also, is_needed=part.demand == Demand.REQUIRED)


def _labels(asked: Mapping[Facet, Sequence[str]]) -> list[str]:
    places: dict[str, Place] = places_by_key(
        key for facet in PLACE_FACETS for key in asked.get(facet, ())
    )
    groups = groups_by_slug() if Facet.GROUP in asked else {}
    found = []
    for facet, values in asked.items():
        for value in values:
            if facet in PLACE_FACETS:
                found.append(places[value].full_name if value in places else value)
            elif facet == Facet.GROUP:
                found.append(groups[value].local_name if value in groups else value)
            else:
                found.append(fixed_label(facet, value))
    return found


def hints(texts: Sequence[str]) -> dict[str, list[str]]:
    """By text, words near those of it that nobody knows: what a synonym could lead to."""
    try:
        vocabulary = backend().vocabulary()
        corrector = Corrector(vocabulary, lexicon(), has_accents=False)
        return {text: _near(text, corrector, vocabulary) for text in texts}
    except IndexUnavailable:
        return {}


def _near(text: str, corrector: Corrector, vocabulary: Vocabulary) -> list[str]:
    found: dict[str, None] = {}
    for word in words(text):
        if corrector.is_known(word) or _is_empty(word, corrector):
            continue
        folds = [
            *vocabulary.alike(word.fold),
            *vocabulary.near(word.fold),
            *corrector.lexicon.alike(word.fold),
            *corrector.lexicon.near(word.fold),
        ]
        for fold in folds[:_MOST_HINTS]:
            forms = vocabulary.forms(fold)
            found[spelled(Word(forms[0], fold)) if forms else fold] = None
    return list(found)


def _is_empty(word: Word, corrector: Corrector) -> bool:
    _, entries = corrector.lexicon.matches([word], 0)
    return any(entry.role != Role.SAME for entry in entries)
