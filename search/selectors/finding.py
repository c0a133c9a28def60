"""Finds listings, whatever state the index is in."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from ocop.enums import Scheme
from ocop.models import Place, PlaceSuccession
from search import simple
from search.asking import Answer, ask
from search.engine import backend
from search.query import Facet, IndexUnavailable, SearchPage, SearchQuery
from search.spelling_out import spelled
from search.tokens import Word, words
from search.understanding.intents import Intent
from search.understanding.parts import Part

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """What a text and a query found, and what to say about it."""

    page: SearchPage
    #: As it was put, with the stars the text asked for among the filters
    query: SearchQuery
    #: Something the visitor should know; empty: nothing
    notice: str = ""
    #: The text in the spelling that found this; empty: the text itself did
    corrected: str = ""
    #: Stars that were read out of the text
    stars_in_text: tuple[str, ...] = ()
    #: Price that was read out of the text, as a value of the facet
    price_in_text: str = ""
    #: Other words of the text that were taken for filters
    intents: tuple[Intent, ...] = ()
    #: How the words of the text are read
    parts: tuple[Part, ...] = ()
    #: The text without the words of filters that have a facet
    text_left: str = ""
    #: How many fit entirely; the others are akin to them. None: all do
    exact_total: int | None = None


def find(text: str, query: SearchQuery, *, verbatim: Collection[str] = ()) -> Found:
    """The index answers; while it cannot, the database does, and says so. Never an error.

    ``verbatim``: keys of words of the text that are to be no filter."""
    try:
        return _find(text, query, verbatim)
    except IndexUnavailable as problem:
        logger.warning("searching the database: %s", problem)
    except Exception:
        # Whatever breaks in an engine, a visitor gets an answer.
        logger.exception("searching the database")
    page = simple.search(text, query)
    notice = gettext("Simple search mode, results may be incomplete")
    return Found(page, query, notice=notice, text_left=text)


def count(text: str, query: SearchQuery, *, verbatim: Collection[str] = ()) -> int:
    """How many a query would find, by the index alone: 0 while it cannot say."""
    try:
        bare = replace(query, facets=(), limit=0)
        return ask(backend(), text, bare, verbatim=verbatim).page.total
    except IndexUnavailable:
        return 0
    except Exception:
        logger.exception("nothing counted")  # a page without this number is still a page
        return 0


def _find(text: str, query: SearchQuery, verbatim: Collection[str]) -> Found:
    answer = ask(backend(), text, query, verbatim=verbatim)
    if not answer.page.total and (elsewhere := _in_todays_province(text, query)):
        return elsewhere
    return _found(answer, text)


def _found(answer: Answer, text: str) -> Found:
    reading = answer.reading
    return Found(
        page=answer.page,
        query=answer.query,
        notice=_said(answer),
        corrected=reading.corrected if reading else "",
        stars_in_text=reading.stars if reading else (),
        parts=reading.parts if reading else (),
        price_in_text=answer.price,
        intents=answer.intents,
        text_left=answer.text_left if reading else text,
        exact_total=answer.exact_total,
    )


def _said(answer: Answer) -> str:
    if answer.is_price_dropped:
        return gettext("Nothing is on sale at this price; shown whatever the price")
    if answer.exact_total and answer.page.total > answer.exact_total:
        return ngettext(
            "%(number)s product holds all these words; similar ones follow",
            "%(number)s products hold all these words; similar ones follow",
            answer.exact_total,
        ) % {"number": answer.exact_total}
    return ""


def _in_todays_province(text: str, query: SearchQuery) -> Found | None:
    """Nothing of a former province fits: the rest of the province it belongs to now answers."""
    if Facet.PROVINCE in query.filters:
        return None
    typed = words(text)
    for link in _former_names():
        name = words(link.old.name)
        place = _place_of(name, typed)
        if place is None:
            continue
        rest = " ".join(spelled(word) for word in (*typed[:place], *typed[place + len(name) :]))
        filters = {**query.filters, Facet.PROVINCE: (link.new.key,)}
        answer = ask(backend(), rest, replace(query, filters=filters))
        if answer.page.total:
            notice = gettext("%(old)s is part of %(new)s now") % {
                "old": link.old.name,
                "new": link.new.name,
            }
            found = _found(answer, rest)
            shown = text if not found.stars_in_text else found.text_left
            asked = replace(found.query, filters=query.filters)
            return replace(found, notice=notice, query=asked, text_left=shown)
    return None


def _former_names() -> list[PlaceSuccession]:
    """Former provinces whose name no province has any more, with the one they lie in."""
    today = set(Place.objects.provinces().values_list("name_key", flat=True))
    former = Place.objects.provinces(Scheme.BEFORE_2025_07).exclude(name_key__in=today)
    return list(
        PlaceSuccession.objects.filter(old__in=former)
        .select_related("old", "new")
        .order_by("old__code")
    )


def _place_of(name: Sequence[Word], typed: Sequence[Word]) -> int | None:
    """Where a name stands in what was typed, accents agreeing as far as they were typed."""
    for place in range(len(typed) - len(name) + 1):
        stretch = typed[place : place + len(name)]
        if all(word.fits(other) for word, other in zip(stretch, name, strict=True)):
            return place
    return None
