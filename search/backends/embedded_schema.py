"""How the embedded engine keeps a document."""

from functools import cache

import tantivy

from search.index_terms import (
    TEXT_FIELDS,
    contributed_values,
    dated_terms,
    facet_values,
    stamp,
    text_terms,
)
from search.query import Facet, ProductDoc

#: Facets kept as raw values; stars and level are terms of days instead
VALUE_FACETS = tuple(facet for facet in Facet if facet not in {Facet.STARS, Facet.LEVEL})

_RUNS = "_runs"
_ID_BITS = 31
_MAX_ID = (1 << _ID_BITS) - 1
_MAX_PRICE = (1 << 31) - 1


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Signed on purpose: deletes by an unsigned id are silently ignored.
    builder.add_integer_field("id", indexed=True, fast=True)
    for name in TEXT_FIELDS:
        for form in "xf":
            for field in (f"{name}_{form}", f"{name}_{form}{_RUNS}"):
                builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for facet in (Facet.STARS, Facet.LEVEL):
        builder.add_text_field(facet, tokenizer_name="whitespace", index_option="basic")
    for facet in VALUE_FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("newest", "price_up", "price_down", "stamp"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def field_of(field: str, term: str) -> str:
    """Where a term of a field is kept: runs of words apart, so that words are quickly listed."""
    return field + _RUNS if "_" in term else field


def document(doc: ProductDoc) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer("id", doc.id)
    for name, terms in text_terms(doc).items():
        made.add_text(name, " ".join(term for term in terms if "_" not in term))
        made.add_text(name + _RUNS, " ".join(term for term in terms if "_" in term))
    for facet, days in dated_terms(doc).items():
        made.add_text(facet, " ".join(days))
    for facet, value in facet_values(doc).items():
        if value:
            made.add_text(facet, value)
    for facet, values in contributed_values(doc).items():
        for value in values:
            made.add_text(facet, value)
    made.add_integer("stamp", stamp(doc))
    for name, key in sort_keys(doc).items():
        made.add_integer(name, key)
    return made


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
