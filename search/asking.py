"""Puts a typed text to a backend: the first reading that finds anything answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.query import Facet, SearchBackend, SearchPage, SearchQuery
from search.understanding.clauses import groups
from search.understanding.lexicon import lexicon
from search.understanding.parts import Reading
from search.understanding.reading import readings

#: Readings tried for one text, the last ones being the boldest
_MAX_READINGS = 12


@dataclass(frozen=True, slots=True)
class Answer:
    page: SearchPage
    #: The query as it was put, with the stars the text asked for among the filters
    query: SearchQuery
    #: How the text was understood; None without a text
    reading: Reading | None = None


def ask(backend: SearchBackend, text: str, query: SearchQuery) -> Answer:
    """``query`` says everything but the text: day, filters, sort, page.

    Which reading answers is decided without the filters, so that a filter never changes what the
    text means. Stars in the text are a filter, unless the caller filters by stars already.
    """
    if not text.strip():
        return Answer(backend.search(query), query)
    answers: list[Answer] = []
    for reading in _tried(backend, text):
        asked = _with(query, reading)
        answer = Answer(backend.search(asked), asked, reading)
        if answer.page.total or (asked.filters and backend.count(replace(asked, filters={}))):
            return answer
        answers.append(answer)
    return answers[0]


def _tried(backend: SearchBackend, text: str) -> Iterator[Reading]:
    found = readings(text, backend.vocabulary(), lexicon())
    for _, reading in zip(range(_MAX_READINGS), found, strict=False):
        yield reading


def _with(query: SearchQuery, reading: Reading) -> SearchQuery:
    filters = dict(query.filters)
    if reading.stars and Facet.STARS not in filters:
        filters[Facet.STARS] = reading.stars
    return replace(
        query, filters=filters, groups=groups(reading.parts) if reading.has_required else ()
    )
