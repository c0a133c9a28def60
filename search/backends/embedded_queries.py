"""Puts a SearchQuery to a tantivy searcher, exactly and in few passes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import tantivy
from tantivy import Occur, Query

from search import intervals
from search.backends.embedded_schema import schema
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

_ALL_VALUES = 20_000
_ORDER = {
    Sort.NEWEST: ("newest", tantivy.Order.Desc),
    Sort.PRICE: ("price_up", tantivy.Order.Asc),
    Sort.PRICE_DOWN: ("price_down", tantivy.Order.Desc),
}


def answer(searcher: tantivy.Searcher, query: SearchQuery, *, backend: str) -> SearchPage:
    asked = Asked(searcher, query)
    ids: list[int] = []
    if not query.limit:
        total = asked.count(asked.matching())
    elif query.sort in _ORDER:
        ids, total = asked.by_key()
    elif query.sort == Sort.RELEVANCE and query.groups:
        ids, total = asked.by_score()
    else:
        ids, total = asked.by_stars()
    return SearchPage(ids=ids, total=total, counts=asked.counts(), backend=backend)


def count(searcher: tantivy.Searcher, query: SearchQuery) -> int:
    asked = Asked(searcher, query)
    return asked.count(asked.matching())


Part = tuple[Occur, Query]


class Asked:
    """One query on one searcher."""

    def __init__(self, searcher: tantivy.Searcher, query: SearchQuery) -> None:
        self._searcher = searcher
        self._schema = schema()
        self._query = query
        self._needed = [
            (Occur.Must, self._any(self._holds_terms(clause) for clause in group.clauses))
            for group in query.groups
            if group.is_required
        ]
        self._scope: list[Part] = []
        if query.scope:
            provinces = self._any(self._term(Facet.PROVINCE, key) for key in query.scope)
            self._scope.append((Occur.Must, provinces))
        self._filters = {
            facet: (Occur.Must, self._filter(facet, values))
            for facet, values in query.filters.items()
        }

    # --- queries --------------------------------------------------------------------------

    def matching(self, *, but: Facet | None = None, also: tuple[Part, ...] = ()) -> Query:
        """What matches, without a score: for counting, and for orders that need none."""
        filters = [part for facet, part in self._filters.items() if facet != but]
        parts = [*self._needed, *self._scope, *filters, *also]
        if not any(occur == Occur.Must for occur, _ in parts):
            parts.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(parts)

    def _scored(self) -> Query:
        """What matches, with the score: the groups' sums, and the stars of the day below them."""
        parts = [
            (Occur.Must if group.is_required else Occur.Should, self._group(group))
            for group in self._query.groups
        ]
        parts += [
            (occur, Query.const_score_query(part, 0.0))
            for occur, part in (*self._scope, *self._filters.values())
        ]
        steps = [
            Query.const_score_query(self._holds(Facet.STARS, stars), float(step))
            for stars, step in STAR_STEPS.items()
        ]
        return Query.boolean_query(
            [*parts, (Occur.Should, Query.disjunction_max_query(steps, 0.0))]
        )

    def _group(self, group: Group) -> Query:
        return Query.disjunction_max_query(
            [
                Query.const_score_query(
                    self._holds_terms(clause), float(clause.worth * STARS_SCALE)
                )
                for clause in group.clauses
            ],
            0.0,
        )

    def _holds_terms(self, clause: Clause) -> Query:
        parts = [
            (Occur.Must, self._term(field_of(clause.field, term), term)) for term in clause.terms
        ]
        parts += [
            (Occur.MustNot, self._term(field_of(clause.field, term), term))
            for term in clause.without
        ]
        return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)

    def _filter(self, facet: Facet, values: Sequence[str]) -> Query:
        if facet == Facet.PRICE:
            return self._any(self._priced(value) for value in values)
        if facet in VALUE_FACETS:
            return self._any(self._term(facet, value) for value in values)
        return self._holds(facet, *values)

    def _priced(self, value: str) -> Query:
        """A band is a term; any other span is looked for in the order by price."""
        bounds = price_bounds(value)
        if value in PRICE_BANDS or bounds is None:
            return self._term(Facet.PRICE, value)
        low, high = price_keys(*bounds)
        return Query.range_query(
            self._schema, "price_up", tantivy.FieldType.Integer, lower_bound=low, upper_bound=high
        )

    def _holds(self, facet: Facet, *labels: str) -> Query:
        return self._any(
            self._term(facet, term)
            for label in labels
            for term in intervals.asked(label, self._query.day)
        )

    def _any(self, queries: Iterable[Query]) -> Query:
        # A boolean of a few terms is several times faster than a term set.
        return Query.boolean_query([(Occur.Should, query) for query in queries])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term)

    # --- hits -----------------------------------------------------------------------------

    def by_key(self) -> tuple[list[int], int]:
        field, order = _ORDER[self._query.sort]
        found = self._searcher.search(
            self.matching(),
            limit=self._query.limit,
            offset=self._query.offset,
            order_by_field=field,
            order=order,
        )
        return self._ids([address for _, address in found.hits]), found.count

    def by_stars(self) -> tuple[list[int], int]:
        """The four classes of stars one after the other, each by its newest recognition."""
        addresses: list[tantivy.DocAddress] = []
        total, skip, want = 0, self._query.offset, self._query.limit
        for one in self.classes():
            left = want - len(addresses)
            found = self._searcher.search(
                self.matching(also=(one,)),
                limit=max(left, 1),
                offset=skip,
                order_by_field="newest",
            )
            addresses += [address for _, address in found.hits[:left]]
            skip = max(skip - found.count, 0)
            total += found.count
        return self._ids(addresses), total

    def classes(self) -> Iterator[Part]:
        """Those of each number of stars on the day, the most first, and those of none."""
        for stars in STAR_STEPS:
            yield Occur.Must, self._holds(Facet.STARS, stars)
        yield Occur.MustNot, self._holds(Facet.STARS, *STAR_STEPS)

    def by_score(self) -> tuple[list[int], int]:
        """The engine orders by score and stars; equal ones are put in order here.

        Every hit that ties with the last one of the page is fetched, so pages never overlap.
        """
        first, last = self._query.offset, self._query.offset + self._query.limit
        scored = self._scored()
        limit = last + 128
        while True:
            found = self._searcher.search(scored, limit=limit)
            hits = found.hits
            if len(hits) == found.count or hits[-1][0] < hits[last - 1][0]:
                break
            limit *= 8
        page = hits[first:last]
        if not page:
            return [], found.count
        start = first - sum(
            1 for _ in takewhile(lambda hit: hit[0] == page[0][0], reversed(hits[:first]))
        )
        tied = [hit for hit in hits[start:] if hit[0] >= page[-1][0]]
        keys = self._searcher.fast_field_values("newest", [address for _, address in tied])
        ordered = sorted(zip(tied, keys, strict=True), key=lambda pair: (-pair[0][0], -pair[1]))
        chosen = [hit[1] for hit, _ in ordered[first - start : last - start]]
        return self._ids(chosen), found.count

    def count(self, asked: Query) -> int:
        # A constant score: the engine would work out another one for each hit, for nobody.
        found: int = self._searcher.search(Query.const_score_query(asked, 1.0), limit=1).count
        return found

    def _ids(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return list(self._searcher.fast_field_values("id", addresses)) if addresses else []

    # --- facets ---------------------------------------------------------------------------

    def counts(self) -> dict[Facet, dict[str, int]]:
        wanted = self._query.facets
        free = [f for f in wanted if f in VALUE_FACETS and f not in self._filters]
        counts = self._values(free, self.matching()) if free else {}
        for facet in wanted:
            if facet in DATED_FACETS:
                counts[facet] = self._dated(facet)
            elif facet in self._filters:
                counts |= self._values([facet], self.matching(but=facet))
        return counts

    def _values(self, facets: list[Facet], within: Query) -> dict[Facet, dict[str, int]]:
        terms = {facet: {"terms": {"field": facet, "size": _ALL_VALUES}} for facet in facets}
        found = self._searcher.aggregate(within, {facet.value: terms[facet] for facet in facets})
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in found[facet.value]["buckets"]}
            for facet in facets
        }

    def _dated(self, facet: Facet) -> dict[str, int]:
        found = {}
        for label in DATED_FACETS[facet]:
            holds = (Occur.Must, self._holds(facet, label))
            if number := self.count(self.matching(but=facet, also=(holds,))):
                found[label] = number
        return found
