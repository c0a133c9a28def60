"""Turns a document into the terms every engine indexes; the whole schema in one place."""

import hashlib

from search import intervals
from search.query import Facet, ProductDoc, price_band
from search.tokens import field_terms, head_terms, words

#: Fields a clause may name, in exact (x) and folded (f) form
TEXT_FIELDS = ("title", "subject", "place", "about", "body")


def stamp(doc: ProductDoc) -> int:
    """A number for all that a document says: equal where nothing differs. Below 2**62."""
    digest = hashlib.blake2b(repr(doc).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2


def text_terms(doc: ProductDoc) -> dict[str, set[str]]:
    """Terms by field: ``title_x``, ``title_f``, … The body has words only, no pairs."""
    phrases = {
        "title": (doc.title,),
        "subject": (doc.subject_name,),
        "place": doc.places,
        "about": doc.about,
    }
    terms: dict[str, set[str]] = {}
    for name, texts in phrases.items():
        terms[f"{name}_x"], terms[f"{name}_f"] = field_terms(texts)
    exact, folded = head_terms(doc.title)
    terms["title_x"] |= exact
    terms["title_f"] |= folded
    body = words(doc.body)
    terms["body_x"] = {word.exact for word in body}
    terms["body_f"] = {word.fold for word in body}
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
