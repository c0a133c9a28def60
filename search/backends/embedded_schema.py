"""How the embedded engine keeps a document."""

from functools import cache

import tantivy

from search.index_terms import (
    DATED_FACETS,
    RUNS,
    TEXT_FIELDS,
    VALUE_FACETS,
    contributed_values,
    dated_terms,
    facet_values,
    sort_keys,
    stamp,
    text_terms,
)
from search.query import ProductDoc


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Signed on purpose: deletes by an unsigned id are silently ignored.
    builder.add_integer_field("id", indexed=True, fast=True)
    for name in TEXT_FIELDS:
        for form in "xf":
            for field in (f"{name}_{form}", f"{name}_{form}{RUNS}"):
                builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    for facet in DATED_FACETS:
        builder.add_text_field(facet, tokenizer_name="whitespace", index_option="basic")
    for facet in VALUE_FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("newest", "price_up", "price_down", "stamp"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def document(doc: ProductDoc) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer("id", doc.id)
    for name, terms in text_terms(doc).items():
        if terms:
            made.add_text(name, " ".join(terms))
    for facet, days in dated_terms(doc).items():
        if days:
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
