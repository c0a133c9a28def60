"""Words by letters, sound and near misses, made of the counts of an index's words."""

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import islice, takewhile

from search.slips import is_one_slip, losses
from search.syllables import sound
from search.tokens import plain

#: So many letters begin so many words that the lists of them are kept, once asked for
_MANY = 2


class WordLists:
    """``exact`` and ``folded``: documents by word, in the fields whose words may correct one."""

    def __init__(
        self, exact: Counter[str] | None = None, folded: Counter[str] | None = None
    ) -> None:
        self._counts = folded or Counter()
        self._in_order = sorted(self._counts)
        exact = exact or Counter()
        forms: dict[str, list[str]] = defaultdict(list)
        for form in sorted(exact, key=lambda word: (-exact[word], word)):
            forms[plain(form)].append(form)
            if form[-1] in "12345":  # a tone; or "st25", which does no harm here
                forms[plain(form[:-1])].append(form)
        by_sound: dict[str, list[str]] = defaultdict(list)
        by_loss: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._counts, key=self._rank):
            by_sound[sound(word)].append(word)
            for loss in losses(word):
                by_loss[loss].append(word)
        self._by_prefix: dict[str, list[str]] = {}
        self._forms, self._by_sound, self._by_loss = dict(forms), dict(by_sound), dict(by_loss)

    def forms(self, fold: str) -> list[str]:
        return self._forms.get(fold, [])

    def near(self, fold: str) -> list[str]:
        candidates = {word for loss in losses(fold) for word in self._by_loss.get(loss, ())}
        return sorted(
            (word for word in candidates if word != fold and is_one_slip(fold, word)),
            key=self._rank,
        )

    def alike(self, fold: str) -> list[str]:
        return [word for word in self._by_sound.get(sound(fold), ()) if word != fold]

    def starting(self, prefix: str) -> list[str]:
        if len(prefix) > _MANY:
            return self._starting(prefix)
        if prefix not in self._by_prefix:
            self._by_prefix[prefix] = self._starting(prefix)
        return self._by_prefix[prefix]

    def _starting(self, prefix: str) -> list[str]:
        first = bisect_left(self._in_order, prefix)
        words = takewhile(lambda w: w.startswith(prefix), islice(self._in_order, first, None))
        return sorted(words, key=self._rank)

    def _rank(self, word: str) -> tuple[int, str]:
        return -self._counts[word], word
