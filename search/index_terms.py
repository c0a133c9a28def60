"""Turns a document into the terms every engine indexes; the whole schema in one place."""

import hashlib

from search import intervals
from search.proper_names import maker_name_terms, title_name_terms
from search.query import Facet, ProductDoc, price_band
from search.tokens import (
    head_terms,
    phrase_terms,
    repeated_phrase_terms,
    text_words,
)

#: Fields a clause may name, in exact (x) and folded (f) form
TEXT_FIELDS = ("title", "subject", "place", "about", "body")
#: Fields whose words may correct a typed one; descriptions only prove that a word exists
NAMING_FIELDS = TEXT_FIELDS[:-1]
#: Fields that may hold the name of the place, and say which words are only part of it
NAMED_FIELDS = ("title", "subject")
#: Fields whose words are completed
SUGGESTED_FIELDS = TEXT_FIELDS[:2]
#: Ends the name of the field that holds the runs of another's words, so that words alone are
#: quickly listed
RUNS = "_runs"
#: Facets that depend on the day, with all their values; the other ones are kept as values
DATED_FACETS = {
    Facet.STARS: ("5", "4", "3"),
    Facet.LEVEL: ("national", "province", "district"),
}
VALUE_FACETS = tuple(facet for facet in Facet if facet not in DATED_FACETS)
#: Room below one point of the score for the stars of the day: none, 3, 4, 5
STAR_STEPS = {"5": 3, "4": 2, "3": 1}
STARS_SCALE = 4

_ID_BITS = 31
_MAX_ID = (1 << _ID_BITS) - 1
_MAX_PRICE = (1 << 31) - 1


def stamp(doc: ProductDoc) -> int:
    """A number for all that a document says: equal where nothing differs. Below 2**62."""
    digest = hashlib.blake2b(repr(doc).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2


def field_of(field: str, term: str) -> str:
    """Where a term of a text field is kept: runs of words apart from words."""
    return field + RUNS if "_" in term else field


def text_terms(doc: ProductDoc) -> dict[str, frozenset[str]]:
    """Terms by field as they are kept: ``title_x``, ``title_x_runs``, ``title_f``, … The body has
    words only, no runs."""
    phrases = {
        "title": phrase_terms((doc.title,)),
        "subject": repeated_phrase_terms((doc.subject_name,)),
        "place": repeated_phrase_terms(doc.places),
        "about": repeated_phrase_terms(doc.about),
    }
    terms: dict[str, frozenset[str]] = {}
    for name, forms in phrases.items():
        for form, found in zip("xf", forms, strict=True):
            terms[f"{name}_{form}"], terms[f"{name}_{form}{RUNS}"] = found.words, found.runs
    for name, said in (
        ("title", head_terms(doc.title)),
        ("title", title_name_terms(doc.title, doc.places, doc.subject_name)),
        ("subject", maker_name_terms(doc.subject_name, doc.places)),
    ):
        for form, more in zip("xf", said, strict=True):
            terms[f"{name}_{form}{RUNS}"] |= more
    terms["body_x"], terms["body_f"] = text_words(doc.body)
    return terms


def facet_values(doc: ProductDoc) -> dict[Facet, str]:
    """The one value a document has for each facet that does not depend on the day."""
    return {
        Facet.PROVINCE: doc.province,
        Facet.FORMER_PROVINCE: doc.former_province,
        Facet.COMMUNE: doc.commune,
        Facet.GROUP: doc.group,
        Facet.SET: doc.set,
        Facet.SUBJECT_KIND: doc.subject_kind,
        Facet.PRICE: price_band(doc.price),
        Facet.ON_SALE: "false" if doc.price is None else "true",
        Facet.SUBJECT: doc.subject,
    }


def contributed_values(doc: ProductDoc) -> dict[Facet, tuple[str, ...]]:
    """The values of the facets of which a document has any number."""
    return {Facet.FAIR: doc.fairs, Facet.SEASON: doc.season}


def dated_terms(doc: ProductDoc) -> dict[Facet, list[str]]:
    """Terms of the facets that depend on the day."""
    stars: list[str] = []
    levels: list[str] = []
    for span in doc.spans:
        stars += intervals.labelled(str(span.stars), span.start, span.end)
        levels += intervals.labelled(span.level, span.start, span.end)
    return {Facet.STARS: stars, Facet.LEVEL: levels}


def sort_keys(doc: ProductDoc) -> dict[str, int]:
    """Total orders in one number each: the value in the high bits, the id in the low ones.

    ``newest`` and ``price_down`` are read downwards, ``price_up`` upwards; ties go to the lower id,
    and no price comes last either way.
    """
    day = doc.newest.toordinal() if doc.newest else 0
    up = _MAX_PRICE if doc.price is None else min(doc.price, _MAX_PRICE - 1)
    down = 0 if doc.price is None else min(doc.price, _MAX_PRICE - 1) + 1
    late = _MAX_ID - doc.id
    return {
        "newest": (day << _ID_BITS) | late,
        "price_up": (up << _ID_BITS) | doc.id,
        "price_down": (down << _ID_BITS) | late,
    }


def price_keys(low: int, high: int | None) -> tuple[int, int]:
    """First and last ``price_up`` of the prices from ``low`` to ``high``, both inside."""
    top = _MAX_PRICE - 1 if high is None else min(high, _MAX_PRICE - 1)
    return min(low, _MAX_PRICE) << _ID_BITS, (top << _ID_BITS) | _MAX_ID
