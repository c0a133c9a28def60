"""The words of the cluster's index, counted there and kept here for a minute.

Only what these lists do not know is asked for while somebody waits: a word that is new is never
taken for a slip.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search

from search.backends import elasticsearch_client
from search.backends.elasticsearch_client import Cluster
from search.backends.word_lists import WordLists
from search.index_terms import NAMING_FIELDS, SUGGESTED_FIELDS, TEXT_FIELDS, field_of
from search.query import IndexUnavailable
from search.tokens import pair, whole

_FRESH_SECONDS = 60.0
#: How long an answer about a word that the lists do not know holds
_ASKED_SECONDS = 5.0
#: For a part of the lists, while nobody waits
_LOAD_SECONDS = 20.0
#: Of one field in one request
_A_TIME = 5000
#: Words that are tried for what may follow another one
_MOST_FOLLOWING = 300


class ElasticsearchVocabulary:
    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._loader: threading.Thread | None = None
        self._loaded_at = 0.0
        self._lists = WordLists()
        #: Documents by word, summed over the fields, in exact and folded form
        self._counts: dict[str, Counter[str]] = {}
        self._asked: dict[tuple[str, str], tuple[float, int]] = {}

    def up_to_date(self) -> "ElasticsearchVocabulary":
        """The lists there are; new ones are fetched meanwhile. ``IndexUnavailable`` while the first
        ones take longer than a visitor waits."""
        is_old = time.monotonic() - self._loaded_at > _FRESH_SECONDS
        if (is_old or not self._counts) and self._loading.acquire(blocking=False):
            self._loader = threading.Thread(target=self._load_and_release, daemon=True)
            self._loader.start()
        if not self._counts and self._loader:
            self._loader.join(elasticsearch_client.SEARCH_SECONDS)
        if not self._counts:
            raise IndexUnavailable("the words of the cluster are not read yet")
        return self

    def exact_count(self, word: str) -> int:
        return self._counts["x"].get(word) or self._documents(word, "x", TEXT_FIELDS)

    def fold_count(self, word: str) -> int:
        return self._counts["f"].get(word) or self._documents(word, "f", TEXT_FIELDS)

    def pair_count(self, left: str, right: str) -> int:
        return self._documents(pair(left, right), "f", NAMING_FIELDS)

    def is_place(self, folds: Sequence[str]) -> bool:
        return self._documents(whole(folds), "f", ("place",)) > 0

    def forms(self, fold: str) -> list[str]:
        return self._lists.forms(fold)

    def near(self, fold: str) -> list[str]:
        return self._lists.near(fold)

    def alike(self, fold: str) -> list[str]:
        return self._lists.alike(fold)

    def starting(self, prefix: str) -> list[str]:
        return self._lists.starting(prefix)

    def following(self, left: str, prefix: str) -> list[str]:
        """Of the most frequent words that begin so: runs have no list, they are only counted."""
        terms = {pair(left, word): word for word in self.starting(prefix)[:_MOST_FOLLOWING]}
        if not terms:
            return []
        fields = [field_of(f"{name}_f", pair(left, prefix)) for name in SUGGESTED_FIELDS]
        within = [Q("terms", **{field: list(terms)}) for field in fields]
        asked = Search(index=self._index).query("bool", should=within)[:0]
        for field in fields:
            held = {term: Q("term", **{field: term}) for term in terms}
            asked.aggs.bucket(field, A("filters", filters=held))
        answer = self._cluster.search(asked)["aggregations"]
        found: Counter[str] = Counter()
        for field in fields:
            for term, bucket in answer[field]["buckets"].items():
                found[terms[term]] += bucket["doc_count"]
        return sorted((w for w in found if found[w]), key=lambda word: (-found[word], word))

    # --- asking the cluster -----------------------------------------------------------------

    def _documents(self, term: str, form: str, names: Iterable[str]) -> int:
        """Documents with this term, summed over the fields."""
        key = (form, term)
        asked_at, number = self._asked.get(key, (0.0, 0))
        if asked_at and time.monotonic() - asked_at < _ASKED_SECONDS:
            return number
        fields = [field_of(f"{name}_{form}", term) for name in names]
        held = {field: Q("term", **{field: term}) for field in fields}
        asked = Search(index=self._index).query("bool", should=list(held.values()))[:0]
        asked.aggs.bucket("fields", A("filters", filters=held))
        buckets = self._cluster.search(asked)["aggregations"]["fields"]["buckets"]
        number = sum(bucket["doc_count"] for bucket in buckets.values())
        with self._lock:
            if len(self._asked) > 10_000:
                self._asked.clear()
            self._asked[key] = (time.monotonic(), number)
        return number

    def _load_and_release(self) -> None:
        try:
            self._load()
        except IndexUnavailable:
            pass  # said where it happened; the old lists serve until the next try
        finally:
            self._loading.release()

    def _load(self) -> None:
        naming = {form: Counter(self._words(NAMING_FIELDS, form)) for form in "xf"}
        counts = {
            form: counted + Counter(self._words(("body",), form))
            for form, counted in naming.items()
        }
        self._lists, self._counts = WordLists(exact=naming["x"], folded=naming["f"]), counts
        self._loaded_at = time.monotonic()

    def _words(self, names: Iterable[str], form: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for name in names:
            for word, number in self._words_of(f"{name}_{form}"):
                found[word] += number
        return found

    def _words_of(self, field: str) -> Iterator[tuple[str, int]]:
        after: dict[str, Any] = {}
        while True:
            asked = Search(index=self._index)[:0]
            sources = [{"word": A("terms", field=field)}]
            asked.aggs.bucket("words", A("composite", sources=sources, size=_A_TIME, **after))
            answer = self._cluster.search(asked, seconds=_LOAD_SECONDS)
            words = answer["aggregations"]["words"]
            for bucket in words["buckets"]:
                yield bucket["key"]["word"], bucket["doc_count"]
            if "after_key" not in words:
                return
            after = {"after": words["after_key"]}
