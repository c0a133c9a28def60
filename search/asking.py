"""Puts a typed text to a backend: the first reading that finds anything answers."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from search.query import Facet, Group, SearchBackend, SearchPage, SearchQuery, Sort
from search.spelling_out import spelled
from search.tokens import Word
from search.understanding.clauses import groups
from search.understanding.intents import ORIGINS, Intent, intents_in
from search.understanding.lexicon_source import lexicon
from search.understanding.parts import Reading
from search.understanding.prices import price_in
from search.understanding.provinces import provinces_called
from search.understanding.reading import readings, words_of
from search.understanding.related import FEW, related

#: Readings tried for one text, the last ones being the boldest
_MAX_READINGS = 12
#: Readings tried to see whether a filter finds anything
_MAX_PROBES = 3
#: A filter may lose one in five of what its words find as plain text
_KEPT = (4, 5)


@dataclass(frozen=True, slots=True)
class Answer:
    page: SearchPage
    #: The query as it was put, with the filters the text asked for
    query: SearchQuery
    #: How the text was understood; None without a text
    reading: Reading | None = None
    #: How many hold all that was asked; the others on the page are akin to them. None: all do
    exact_total: int | None = None
    #: What words of the text were taken for
    intents: tuple[Intent, ...] = ()
    #: Price asked for in words, as a value of the facet
    price: str = ""
    #: A price was asked for at which nothing is sold; the answer is for any price
    is_price_dropped: bool = False
    #: The text without the words of filters that have a facet
    text_left: str = ""


def ask(
    backend: SearchBackend, text: str, query: SearchQuery, *, verbatim: Collection[str] = ()
) -> Answer:
    """``query`` says everything but the text: day, filters, sort, page.

    Which reading answers is decided without the filters, so that a filter never changes what the
    text means. What the text itself asks to filter by gives way to what the caller filters by.
    ``verbatim``: keys of words to be taken as plain text (``Intent.key``).
    """
    if not text.strip():
        return Answer(backend.search(query), query)
    asker = _Asker(backend, query)
    price, left = ("", text) if Facet.PRICE in query.filters else price_in(text)
    found = asker.answer(left if price else text, verbatim)
    if not price:
        return found
    priced = replace(query, filters={**query.filters, Facet.PRICE: (price,)})
    with_price = _Asker(backend, priced).answer(left, verbatim)
    if with_price.page.total:
        return replace(with_price, price=price)
    return replace(found, is_price_dropped=bool(found.page.total))


class _Asker:
    def __init__(self, backend: SearchBackend, query: SearchQuery) -> None:
        self._backend = backend
        self._query = query
        self._vocabulary = backend.vocabulary()
        self._lexicon = lexicon()

    def answer(self, text: str, verbatim: Collection[str]) -> Answer:
        typed = words_of(text)
        intents = self._intents(text, typed, verbatim)
        query = self._narrowed(intents)
        used = _places(intents)
        left = [word for place, word in enumerate(typed) if place not in _places_of_facets(intents)]
        answers: list[Answer] = []
        for reading in islice(self._readings(text, used), _MAX_READINGS):
            asked = self._with(query, reading, intents)
            answer = Answer(
                self._backend.search(asked),
                asked,
                reading,
                intents=intents,
                text_left=" ".join(map(spelled, left)) if reading.stars or intents else text,
            )
            anywhere = answer.page.total
            if asked.filters and anywhere < FEW:
                anywhere = self._backend.count(replace(asked, filters=_meant(query, intents)))
            if anywhere:
                return self._widened(answer, text, anywhere) if anywhere < FEW else answer
            answers.append(answer)
        return answers[0]

    def _readings(self, text: str, filters: Collection[int] = ()) -> Iterator[Reading]:
        return readings(text, self._vocabulary, self._lexicon, filters=filters)

    def _with(self, query: SearchQuery, reading: Reading, intents: Sequence[Intent]) -> SearchQuery:
        filters = dict(query.filters)
        if reading.stars and Facet.STARS not in filters:
            filters[Facet.STARS] = reading.stars
        parts = reading.parts
        if not reading.has_required:
            # All of "du lịch cộng đồng" is a filter; what is called so comes first.
            is_goods = any(intent.facet == Facet.GROUP for intent in intents)
            parts = tuple(part for part in parts if part.is_filter and is_goods)
        asked = groups(parts) if parts else ()
        areas = tuple(group for intent in intents for group in intent.groups)
        return replace(query, filters=filters, groups=(*areas, *asked))

    # --- intents --------------------------------------------------------------------------

    def _intents(
        self, text: str, typed: Sequence[Word], verbatim: Collection[str]
    ) -> tuple[Intent, ...]:
        """What may be filtered by, taken one after the other where it finds enough."""
        chosen = set(self._query.filters)
        taken: list[Intent] = []
        plain: int | None = None
        for intent in intents_in(typed, self._vocabulary, provinces_called, verbatim=verbatim):
            is_origin = intent.facet is None or intent.facet in ORIGINS
            if intent.facet in chosen or (is_origin and chosen & set(ORIGINS)):
                continue
            if any(intent.start < other.end and other.start < intent.end for other in taken):
                continue
            if any((other.facet in (None, *ORIGINS)) == is_origin for other in taken):
                continue  # one origin, one group or kind: two of them are more likely a name
            found = self._count(text, (*taken, intent))
            if not found:
                continue
            if intent.facet not in ORIGINS:
                plain = self._count(text, tuple(taken)) if plain is None else plain
                if found * _KEPT[1] < plain * _KEPT[0]:
                    continue
            taken.append(intent)
            plain = None
        return tuple(taken)

    def _count(self, text: str, intents: tuple[Intent, ...]) -> int:
        """What the first reading that finds anything finds, whatever else is filtered by."""
        bare = replace(self._query, filters={})
        query = self._narrowed(intents, bare)
        for reading in islice(self._readings(text, _places(intents)), _MAX_PROBES):
            asked = replace(self._with(query, reading, intents), filters=query.filters)
            if found := self._backend.count(asked):
                return found
        return 0

    def _narrowed(self, intents: Sequence[Intent], query: SearchQuery | None = None) -> SearchQuery:
        query = query or self._query
        asked = {intent.facet: intent.values for intent in intents if intent.facet}
        return replace(query, filters={**query.filters, **asked})

    # --- akin -----------------------------------------------------------------------------

    def _widened(self, answer: Answer, text: str, found: int) -> Answer:
        """With what is akin after what was found. By relevance only: in any other order the one
        product asked for would be lost among them. ``found``: how many there are, whatever the
        visitor filters by."""
        query, reading = answer.query, answer.reading
        if query.sort != Sort.RELEVANCE or reading is None or not reading.has_required:
            return answer
        meant = _meant(query, answer.intents)

        def count(asked: tuple[Group, ...]) -> int:
            return self._backend.count(replace(query, groups=(*areas, *asked), filters=meant))

        areas = tuple(group for intent in answer.intents for group in intent.groups)
        asked = self._akin_to_a_name(answer, text, found) if areas and not meant else None
        if asked:
            areas = ()
        else:
            asked = related(reading, self._vocabulary, self._lexicon, count)
        if asked is None and reading.has_soft and not reading.is_only_soft:
            asked = groups(reading.softened().parts)  # "43 độ" first, then without the number
            if not any(group.is_required for group in asked) or count(asked) <= answer.page.total:
                return answer
        if asked is None:
            return answer
        wider = replace(query, groups=(*areas, *asked))
        page = self._backend.search(wider)
        return replace(answer, page=page, query=wider, exact_total=answer.page.total)

    def _akin_to_a_name(self, answer: Answer, text: str, found: int) -> tuple[Group, ...] | None:
        """The place belongs to the name that was asked for, "Nem Bùi Ninh Xá": what is akin to it
        comes from anywhere."""

        def count(asked: tuple[Group, ...]) -> int:
            return self._backend.count(replace(answer.query, groups=asked, filters={}))

        reading = next(self._readings(text), None)
        if reading is None or count(groups(reading.parts)) != found:
            return None
        return related(reading, self._vocabulary, self._lexicon, count)


def _meant(query: SearchQuery, intents: Sequence[Intent]) -> dict[Facet, Sequence[str]]:
    """The filters that belong to the meaning of the text."""
    facets = {intent.facet for intent in intents}
    return {facet: values for facet, values in query.filters.items() if facet in facets}


def _places(intents: Sequence[Intent]) -> frozenset[int]:
    return frozenset(place for intent in intents for place in range(intent.start, intent.end))


def _places_of_facets(intents: Sequence[Intent]) -> frozenset[int]:
    return _places([intent for intent in intents if intent.facet])
