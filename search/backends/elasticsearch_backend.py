"""The cluster as an engine: the same answers as the embedded index, for many machines at once."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from search.backends import elasticsearch_queries as queries
from search.backends.breaker import Breaker
from search.backends.elasticsearch_client import Address, Cluster, IndexMissing
from search.backends.elasticsearch_indexes import Indexes
from search.backends.elasticsearch_vocabulary import ElasticsearchVocabulary
from search.query import (
    BackendStatus,
    IndexUnavailable,
    ProductDoc,
    SearchPage,
    SearchQuery,
    Sort,
    Vocabulary,
)

#: Beats of /healthz and of the worker must not wait long for a cluster in trouble
_STATUS_SECONDS = 2.0
#: A new index answers slowly at first
_FIRST_SECONDS = 20.0
_SOME_DAY = datetime.date(2026, 1, 1)


class ElasticsearchBackend:
    name = "elasticsearch"

    def __init__(self, address: Address, prefix: str, breaker: Breaker | None = None) -> None:
        self.breaker = breaker or Breaker()
        self.cluster = Cluster(address, self.breaker)
        self.indexes = Indexes(self.cluster, prefix)
        self._vocabulary = ElasticsearchVocabulary(self.cluster, self.indexes.alias)

    def search(self, query: SearchQuery) -> SearchPage:
        answer = self.cluster.search(queries.request(query).index(self.indexes.alias))
        return queries.page(answer, query, backend=self.name)

    def count(self, query: SearchQuery) -> int:
        asked = queries.counting(query).index(self.indexes.alias)
        return queries.total(self.cluster.search(asked))

    def first(self, query: SearchQuery) -> list[int]:
        return self.search(query).ids

    def vocabulary(self) -> Vocabulary:
        return self._vocabulary.up_to_date()

    def apply(self, upserts: Iterable[ProductDoc], deletes: Iterable[int], *, version: int) -> None:
        self.indexes.write(list(upserts), deletes, version)

    def stamps(self) -> dict[int, int]:
        found: dict[int, int] = {}
        after = None
        while True:
            asked = queries.stamps(after).index(self.indexes.alias)
            hits = self.cluster.search(asked, seconds=_FIRST_SECONDS)["hits"]["hits"]
            if not hits:
                return found
            found |= {int(hit["_id"]): int(hit["fields"]["stamp"][0]) for hit in hits}
            after = hits[-1]["sort"][0]

    def writing(self, *, wait: bool = False) -> AbstractContextManager[None]:
        """Any number of processes on any machines: versions say which document stays."""
        return nullcontext()

    @contextmanager
    def staging(self, *, version: int, wait: bool = True) -> Iterator["Staging"]:
        """A new index beside the one in use. Two builds at once do no harm: both are kept up to
        date, and the later one stays."""
        staging = Staging(self, version)
        try:
            yield staging
        finally:
            if not staging.is_published:
                self.indexes.discard(staging.name)

    def status(self) -> BackendStatus:
        try:
            name = self.indexes.live(seconds=_STATUS_SECONDS)
            documents = self.indexes.count(name, seconds=_STATUS_SECONDS)
        except IndexMissing as error:
            return BackendStatus(False, problem=str(error), needs_rebuild=True)
        except IndexUnavailable as error:
            return BackendStatus(False, problem=str(error))
        return BackendStatus(True, documents=documents, generation=name)


class Staging:
    """An index being built; the writer writes to it too, so nothing is to be caught up with."""

    def __init__(self, backend: ElasticsearchBackend, version: int) -> None:
        self._backend = backend
        self._version = version
        self.name = backend.indexes.create()
        self.is_published = False

    def add(self, docs: Sequence[ProductDoc]) -> None:
        self._backend.indexes.fill(self.name, docs, self._version)

    def finish(self) -> None:
        """Refuses an index that does not answer in every order with every count; every document
        was acknowledged by itself. What is slow the first time is done here, not for a visitor."""
        self._backend.indexes.make_ready(self.name)
        for sort in Sort:
            asked = SearchQuery(day=_SOME_DAY, sort=sort)
            self._backend.cluster.search(
                queries.request(asked).index(self.name), seconds=_FIRST_SECONDS
            )

    def changed(self) -> list[int]:
        return []

    def replace(self, upserts: Sequence[ProductDoc], deletes: Iterable[int]) -> None:
        """Nothing is ever left to replace."""

    def publish(self) -> int:
        documents = self._backend.indexes.count(self.name)
        self._backend.indexes.publish(self.name)
        self.is_published = True
        self._backend.indexes.sweep()
        return documents
