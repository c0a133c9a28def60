"""The words of the embedded index: counts from the live searcher, lists from a recent one."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

import tantivy

from search.backends.embedded_schema import field_of
from search.slips import is_one_slip, losses
from search.syllables import sound
from search.tokens import pair, plain, whole

#: Fields whose words may correct a typed one; descriptions only prove that a word exists
_NAMING = ("title", "subject", "place", "about")
_FRESH_SECONDS = 5.0
#: Which commit of which generation
Version = Hashable


class WordLists:
    """Words by letters, sound and near misses. Made at the first slip, then at most every five
    seconds: a word too new for them is still found, it only corrects nothing yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made_from: Version | None = None
        self._made_at = 0.0
        self.forms: dict[str, list[str]] = {}
        self.by_sound: dict[str, list[str]] = {}
        self.counts: Counter[str] = Counter()
        self._by_loss: dict[str, list[str]] = {}

    def refresh(self, searcher: tantivy.Searcher, version: Version) -> "WordLists":
        """Bring the lists after the index. ``version`` changes with each commit, the searcher
        object with each call."""
        with self._lock:
            is_old = time.monotonic() - self._made_at > _FRESH_SECONDS
            if self._made_from is None or (is_old and self._made_from != version):
                self._make(searcher)
                self._made_from, self._made_at = version, time.monotonic()
        return self

    def near(self, fold: str) -> list[str]:
        candidates = {word for loss in losses(fold) for word in self._by_loss.get(loss, ())}
        return sorted(
            (word for word in candidates if word != fold and is_one_slip(fold, word)),
            key=lambda word: (-self.counts[word], word),
        )

    def _make(self, searcher: tantivy.Searcher) -> None:
        exact = _terms(searcher, (f"{name}_x" for name in _NAMING))
        self.counts = _terms(searcher, (f"{name}_f" for name in _NAMING))
        ordered = sorted(self.counts, key=lambda word: (-self.counts[word], word))
        forms: dict[str, list[str]] = defaultdict(list)
        for form in sorted(exact, key=lambda word: (-exact[word], word)):
            forms[plain(form)].append(form)
            if form[-1] in "12345":  # a tone; or "st25", which does no harm here
                forms[plain(form[:-1])].append(form)
        by_sound: dict[str, list[str]] = defaultdict(list)
        by_loss: dict[str, list[str]] = defaultdict(list)
        for word in ordered:
            by_sound[sound(word)].append(word)
            for loss in losses(word):
                by_loss[loss].append(word)
        self.forms, self.by_sound, self._by_loss = forms, by_sound, by_loss


class EmbeddedVocabulary:
    def __init__(self, searcher: tantivy.Searcher, version: Version, lists: WordLists) -> None:
        self._searcher = searcher
        self._version = version
        self._lists = lists

    def exact_count(self, word: str) -> int:
        return self._count(word, "x", (*_NAMING, "body"))

    def fold_count(self, word: str) -> int:
        return self._count(word, "f", (*_NAMING, "body"))

    def pair_count(self, left: str, right: str) -> int:
        return self._count(pair(left, right), "f", _NAMING)

    def is_place(self, folds: Sequence[str]) -> bool:
        return self._count(whole(folds), "f", ("place",)) > 0

    def forms(self, fold: str) -> list[str]:
        return self._lists.refresh(self._searcher, self._version).forms.get(fold, [])

    def near(self, fold: str) -> list[str]:
        return self._lists.refresh(self._searcher, self._version).near(fold)

    def alike(self, fold: str) -> list[str]:
        heard = self._lists.refresh(self._searcher, self._version).by_sound.get(sound(fold), ())
        return [word for word in heard if word != fold]

    def starting(self, prefix: str) -> list[str]:
        counts = self._lists.refresh(self._searcher, self._version).counts
        found = (word for word in counts if word.startswith(prefix))
        return sorted(found, key=lambda word: (-counts[word], word))

    def _count(self, term: str, form: str, names: Iterable[str]) -> int:
        return sum(
            self._searcher.doc_freq(field_of(f"{name}_{form}", term), term) for name in names
        )


def _terms(searcher: tantivy.Searcher, fields: Iterable[str]) -> Counter[str]:
    """Words of these fields, runs left out, with the number of documents in each."""
    found: Counter[str] = Counter()
    for field in fields:
        for term, documents in searcher.terms_with_prefix(field, ""):
            found[term] += documents
    return found
