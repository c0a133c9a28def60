"""Puts a SearchQuery to the cluster in one request, and reads the answer.

The score is the same whole number as everywhere: constant scores, the best clause of a group, the
sum of the groups. A float holds whole numbers exactly up to 16 million; a score stays far below.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search import intervals
from search.index_terms import (
    DATED_FACETS,
    STAR_STEPS,
    STARS_SCALE,
    VALUE_FACETS,
    field_of,
    price_keys,
)
from search.query import (
    PRICE_BANDS,
    Clause,
    Facet,
    Group,
    SearchPage,
    SearchQuery,
    Sort,
    price_bounds,
)

#: More than any facet has: a cut list of values would also be a wrong one, with several shards
_ALL_VALUES = 20_000
#: Documents whose stamps are read at once
_STAMPS = 5_000
_Order = tuple[dict[str, dict[str, str]], ...]
_ORDER: dict[Sort, _Order] = {
    Sort.NEWEST: ({"newest": {"order": "desc"}},),
    Sort.PRICE: ({"price_up": {"order": "asc"}},),
    Sort.PRICE_DOWN: ({"price_down": {"order": "desc"}},),
}
_BY_SCORE: _Order = ({"_score": {"order": "desc"}}, {"newest": {"order": "desc"}})


def request(query: SearchQuery) -> Search:
    """Hits and counts: filters stand in the post filter, each facet counts under the others'."""
    filters = {facet: _filter(facet, values, query) for facet, values in query.filters.items()}
    asked = _with_total(Search().query(_matching(query)))
    if filters:
        asked = asked.post_filter("bool", filter=list(filters.values()))
    for facet in query.facets:
        others = [part for other, part in filters.items() if other != facet]
        within = Q("bool", filter=others) if others else Q("match_all")
        asked.aggs.bucket(facet.value, A("filter", within)).bucket("values", _values(facet, query))
    order = _ORDER.get(query.sort, _BY_SCORE)
    return asked.sort(*order)[query.offset : query.offset + query.limit]


def counting(query: SearchQuery) -> Search:
    """The number of hits alone."""
    needed = [_any(group) for group in query.groups if group.is_required]
    filters = [_filter(facet, values, query) for facet, values in query.filters.items()]
    parts = [*needed, *_scope(query), *filters]
    return _with_total(Search().query("bool", filter=parts) if parts else Search())[:0]


def stamps(after: int | None) -> Search:
    """The next documents with their stamps, in the order by price, which is a total one."""
    asked = Search().source(False).extra(docvalue_fields=["stamp"]).sort(*_ORDER[Sort.PRICE])
    if after is not None:
        asked = asked.extra(search_after=[after])
    return asked.params(allow_partial_search_results=False)[:_STAMPS]


def page(answer: Mapping[str, Any], query: SearchQuery, *, backend: str) -> SearchPage:
    counted = answer.get("aggregations", {})
    return SearchPage(
        ids=[int(hit["_id"]) for hit in answer["hits"]["hits"]],
        total=total(answer),
        counts={facet: _counts(counted[facet.value]["values"]) for facet in query.facets},
        backend=backend,
    )


def total(answer: Mapping[str, Any]) -> int:
    found: int = answer["hits"]["total"]["value"]
    return found


def _counts(values: Mapping[str, Any]) -> dict[str, int]:
    buckets = values["buckets"]
    if isinstance(buckets, Mapping):
        counted = {label: bucket["doc_count"] for label, bucket in buckets.items()}
        return {label: number for label, number in counted.items() if number}
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}


def _with_total(asked: Search) -> Search:
    return (
        asked.source(False).extra(track_total_hits=True).params(allow_partial_search_results=False)
    )


def _matching(query: SearchQuery) -> Query:
    """What matches, worth its groups and below them the stars of the day, unless the order is by
    something else."""
    is_by_relevance = query.sort == Sort.RELEVANCE
    needed = [group for group in query.groups if group.is_required]
    parts: dict[str, list[Query]] = {"filter": _scope(query), "must": [], "should": []}
    if query.sort not in _ORDER:
        parts["should"].append(_stars(query))
    if is_by_relevance:
        parts["must"] += [_best(group) for group in needed]
        parts["should"] += [_best(group) for group in query.groups if not group.is_required]
    else:
        parts["filter"] += [_any(group) for group in needed]
    if not parts["must"] and not parts["filter"]:
        # What is only worth more would be required, if nothing else was.
        parts["filter"].append(Q("match_all"))
    return Q("bool", **{name: some for name, some in parts.items() if some})


def _stars(query: SearchQuery) -> Query:
    steps = [
        Q("constant_score", filter=_holds(Facet.STARS, [stars], query), boost=step)
        for stars, step in STAR_STEPS.items()
    ]
    return Q("dis_max", queries=steps, tie_breaker=0)


def _best(group: Group) -> Query:
    clauses = [
        Q("constant_score", filter=_clause(clause), boost=clause.worth * STARS_SCALE)
        for clause in group.clauses
    ]
    return Q("dis_max", queries=clauses, tie_breaker=0)


def _any(group: Group) -> Query:
    return Q("bool", should=[_clause(clause) for clause in group.clauses])


def _clause(clause: Clause) -> Query:
    terms = [_term(clause.field, term) for term in clause.terms]
    if len(terms) == 1 and not clause.without:
        return terms[0]
    without = [_term(clause.field, term) for term in clause.without]
    return Q("bool", filter=terms, must_not=without)


def _term(field: str, term: str) -> Query:
    return Q("term", **{field_of(field, term): term})


def _scope(query: SearchQuery) -> list[Query]:
    return [_terms(Facet.PROVINCE, query.scope)] if query.scope else []


def _filter(facet: Facet, values: Sequence[str], query: SearchQuery) -> Query:
    if facet == Facet.PRICE:
        return Q("bool", should=[_priced(value) for value in values])
    return _terms(facet, values) if facet in VALUE_FACETS else _holds(facet, values, query)


def _priced(value: str) -> Query:
    """A band is a term; any other span is looked for in the order by price."""
    bounds = price_bounds(value)
    if value in PRICE_BANDS or bounds is None:
        return _terms(Facet.PRICE, [value])
    low, high = price_keys(*bounds)
    return Q("range", price_up={"gte": low, "lte": high})


def _holds(facet: Facet, labels: Iterable[str], query: SearchQuery) -> Query:
    return _terms(facet, [term for label in labels for term in intervals.asked(label, query.day)])


def _terms(facet: Facet, values: Sequence[str]) -> Query:
    return Q("terms", **{facet.value: list(values)})


def _values(facet: Facet, query: SearchQuery) -> Any:
    if facet in VALUE_FACETS:
        return A("terms", field=facet.value, size=_ALL_VALUES)
    labels = DATED_FACETS[facet]
    return A("filters", filters={label: _holds(facet, [label], query) for label in labels})
