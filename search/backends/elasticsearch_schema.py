"""How the cluster keeps a document: terms that are made here, nothing to analyse there.

Every field is a keyword or a number, so the cluster needs no plugin and no dictionary, and the
same terms match in every version of it.
"""

import hashlib
import json
from functools import cache
from typing import Any

from elasticsearch.dsl import Document, Keyword, Long, MetaField

from search.backends.generations import SCHEMA
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

#: Longer "words" are no words, and Lucene refuses them
_LONGEST = 8000
_SETTINGS = {
    "number_of_shards": 1,
    # A page far down is asked for by crawlers, and must not be an error.
    "max_result_window": 1_000_000,
    # How long a deleted document's version is remembered: a build that began before the deletion
    # and writes after it must not bring the document back.
    "gc_deletes": "1h",
}


def _members() -> dict[str, Any]:
    words = [f"{name}_{form}" for name in TEXT_FIELDS for form in "xf"]
    members: dict[str, Any] = {name: Keyword(ignore_above=_LONGEST) for name in words}
    for name in [*(word + RUNS for word in words), *(facet.value for facet in DATED_FACETS)]:
        members[name] = Keyword(ignore_above=_LONGEST, doc_values=False)
    for facet in VALUE_FACETS:
        members[facet.value] = Keyword(eager_global_ordinals=True)
    members["price_up"] = Long()  # prices between two are looked for in it
    for name in ("newest", "price_down", "stamp"):
        members[name] = Long(index=False)
    members["Index"] = type("Index", (), {"settings": _SETTINGS})
    members["Meta"] = type("Meta", (), {"dynamic": MetaField("strict")})
    return members


ListingDocument: type[Document] = type("ListingDocument", (Document,), _members())


@cache
def body() -> dict[str, Any]:
    """Settings and mappings, as an index is created with."""
    made: dict[str, Any] = ListingDocument._index.to_dict()
    return made


@cache
def schema_key() -> str:
    """Changes with the mapping and with the terms: an index of another key is built anew."""
    mapping = json.dumps(body()["mappings"], sort_keys=True)
    return f"{SCHEMA}-{hashlib.sha256(mapping.encode()).hexdigest()[:8]}"


def source(doc: ProductDoc) -> dict[str, Any]:
    made: dict[str, Any] = {name: list(terms) for name, terms in text_terms(doc).items()}
    made |= {facet.value: terms for facet, terms in dated_terms(doc).items()}
    made |= {facet.value: value for facet, value in facet_values(doc).items() if value}
    made |= {facet.value: list(values) for facet, values in contributed_values(doc).items()}
    return made | sort_keys(doc) | {"stamp": stamp(doc)}
