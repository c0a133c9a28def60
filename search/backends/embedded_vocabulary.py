"""The words of the embedded index: counts from the live searcher, lists from a recent one."""

import threading
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import tantivy

from search.backends.word_lists import WordLists
from search.index_terms import NAMING_FIELDS, SUGGESTED_FIELDS, TEXT_FIELDS, field_of
from search.tokens import pair, whole

_FRESH_SECONDS = 5.0
#: Which commit of which generation
Version = Hashable


class RecentLists:
    """Made at the first slip, then at most every five seconds: a word too new for them is still
    found, it only corrects nothing yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made_from: Version | None = None
        self._made_at = 0.0
        self._lists = WordLists()

    def of(self, searcher: tantivy.Searcher, version: Version) -> WordLists:
        """``version`` changes with each commit, the searcher object with each call."""
        with self._lock:
            is_old = time.monotonic() - self._made_at > _FRESH_SECONDS
            if self._made_from is None or (is_old and self._made_from != version):
                self._lists = WordLists(
                    exact=_terms(searcher, (f"{name}_x" for name in NAMING_FIELDS)),
                    folded=_terms(searcher, (f"{name}_f" for name in NAMING_FIELDS)),
                )
                self._made_from, self._made_at = version, time.monotonic()
            return self._lists


class EmbeddedVocabulary:
    def __init__(self, searcher: tantivy.Searcher, version: Version, lists: RecentLists) -> None:
        self._searcher = searcher
        self._version = version
        self._recent = lists

    def exact_count(self, word: str) -> int:
        return self._count(word, "x", TEXT_FIELDS)

    def fold_count(self, word: str) -> int:
        return self._count(word, "f", TEXT_FIELDS)

    def pair_count(self, left: str, right: str) -> int:
        return self._count(pair(left, right), "f", NAMING_FIELDS)

    def is_place(self, folds: Sequence[str]) -> bool:
        return self._count(whole(folds), "f", ("place",)) > 0

    def forms(self, fold: str) -> list[str]:
        return self._lists.forms(fold)

    def near(self, fold: str) -> list[str]:
        return self._lists.near(fold)

    def alike(self, fold: str) -> list[str]:
        return self._lists.alike(fold)

    def starting(self, prefix: str) -> list[str]:
        return self._lists.starting(prefix)

    def following(self, left: str, prefix: str) -> list[str]:
        found: Counter[str] = Counter()
        beginning = pair(left, prefix)
        for name in SUGGESTED_FIELDS:
            field = field_of(f"{name}_f", beginning)
            for term, documents in self._searcher.terms_with_prefix(field, beginning):
                found[term.removeprefix(pair(left, ""))] += documents
        return sorted(found, key=lambda word: (-found[word], word))

    @property
    def _lists(self) -> WordLists:
        return self._recent.of(self._searcher, self._version)

    def _count(self, term: str, form: str, names: Iterable[str]) -> int:
        return sum(
            self._searcher.doc_freq(field_of(f"{name}_{form}", term), term) for name in names
        )


def _terms(searcher: tantivy.Searcher, fields: Iterable[str]) -> Counter[str]:
    """Words of these fields, with the number of documents in each."""
    found: Counter[str] = Counter()
    for field in fields:
        for term, documents in searcher.terms_with_prefix(field, ""):
            found[term] += documents
    return found
