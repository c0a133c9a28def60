"""The first hits of a query that nobody wants counted: completions, with every letter typed."""

from collections.abc import Sequence
from dataclasses import replace

import tantivy
from tantivy import Occur

from search.backends.embedded_queries import Asked, answer
from search.query import Clause, Group, SearchQuery, Sort

#: Fewer than these are scored sooner than looked through for what is held
_MANY = 20_000


def first(searcher: tantivy.Searcher, query: SearchQuery) -> list[int]:
    """The ids of ``answer``. Whatever holds the best of every group comes before all else, and in
    the order of its stars and recognitions: where that fills the page, nothing is scored."""
    if query.sort == Sort.RELEVANCE and query.groups and query.limit:
        asked = _First(searcher, query)
        found = asked.best(query.offset + query.limit)
        return asked.by_score()[0] if found is None else found[query.offset :]
    return answer(searcher, replace(query, facets=()), backend="").ids


class _First(Asked):
    def best(self, number: int) -> list[int] | None:
        """The first so many ids of those with the highest score of all; None: they are fewer, or
        it takes no longer to score everything."""
        levels = [_levels(group) for group in self._query.groups if group.clauses]
        best = [clauses[0] for clauses in levels]
        found = self._filled(best, number)
        if found is None and self.count(self.matching()) > _MANY:
            held = [next(filter(self._are_held, clauses), None) for clauses in levels]
            if held != best:
                found = self._filled([clauses for clauses in held if clauses], number)
        return found

    def _filled(self, best: Sequence[Sequence[Clause]], number: int) -> list[int] | None:
        """The first so many ids of what holds one of each, by stars and recognition."""
        held = [(Occur.Must, self._any(map(self._holds_terms, clauses))) for clauses in best]
        addresses: list[tantivy.DocAddress] = []
        for one in self.classes():
            found = self._searcher.search(
                self.matching(also=(one, *held)),
                limit=number - len(addresses),
                order_by_field="newest",
                count=False,
            )
            addresses += [address for _, address in found.hits]
            if len(addresses) == number:
                return self._ids(addresses)
        return None

    def _are_held(self, clauses: Sequence[Clause]) -> bool:
        """Something that matches holds one of these; looked for where the fewest are first."""
        held = (Occur.Must, self._any(map(self._holds_terms, clauses)))
        return any(self.count(self.matching(also=(one, held))) for one in self.classes())


def _levels(group: Group) -> list[list[Clause]]:
    """Its clauses by what they are worth, the most first."""
    worths = sorted({clause.worth for clause in group.clauses}, reverse=True)
    return [[clause for clause in group.clauses if clause.worth == worth] for worth in worths]
