"""Synonyms and empty words, ready to be looked up (``lexicon_source`` fills it)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from search.slips import is_one_slip, losses
from search.syllables import is_syllable, sound
from search.tokens import Word


class Role(Enum):
    SAME = "same"
    NOISE = "noise"
    SOFT = "soft"
    UNIT = "unit"
    #: Counts goods that are named after it
    MEASURE = "measure"
    #: Goods that others sell: meant as written, and never an ingredient or a name
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand in a row, but not where the text also says one of ``without``."""

    words: tuple[Word, ...]
    without: tuple[tuple[Word, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of the lexicon, and what it leads to."""

    words: tuple[Word, ...]
    role: Role
    #: Other names of the same thing, and what it finds besides
    same: tuple[Phrase, ...] = ()
    #: Kinds of it; looked for in names of products and groups only
    kinds: tuple[Phrase, ...] = ()
    #: Only what is typed with all its marks means it
    needs_accents: bool = False
    #: Longer words in which it is another thing
    without: tuple[tuple[Word, ...], ...] = ()


class Lexicon:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_fold: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        #: Words that stand side by side in names of goods, folded and as written
        self.pairs: set[tuple[str, str]] = set()
        self.written_pairs: set[tuple[Word, Word]] = set()
        #: Last words of English plurals, which no other word is taken for
        self.plurals: set[str] = set()
        #: Words that alone are a name of goods
        self.goods: set[Word] = set()
        #: Words that alone are empty, and name no goods
        self.empty: set[Word] = set()
        #: Words of goods, and the longer ones in which each is another thing
        self.inside: dict[Word, tuple[tuple[Word, ...], ...]] = {}
        self._words: dict[str, list[Word]] = defaultdict(list)
        self._first_words: dict[str, list[Word]] = defaultdict(list)
        for entry in entries:
            self._add(entry)
        self.empty -= self.goods
        goods = [entry for entry in entries if entry.role == Role.SAME]
        self._alike: dict[str, list[str]] = defaultdict(list)
        self._by_loss: dict[str, list[str]] = defaultdict(list)
        for fold in {w.fold for entry in goods for phrase in _phrases(entry) for w in phrase}:
            self._alike[sound(fold)].append(fold)
            for loss in losses(fold):
                self._by_loss[loss].append(fold)
        self._longest = max(map(len, self._by_fold), default=0)

    def _add(self, entry: Entry) -> None:
        self._by_fold[_folds(entry.words)].append(entry)
        if entry.role == Role.ELSEWHERE:
            return  # nothing is taken for it
        for plural in _plurals(entry):
            self._by_fold[_folds(plural.words)].append(plural)
            self.plurals.add(plural.words[-1].fold)
        for phrase in _phrases(entry):
            for word in phrase:
                if word not in self._words[word.fold]:
                    self._words[word.fold].append(word)
            if entry.role == Role.SAME:
                self._add_name(phrase)
        if len(entry.words) == 1:
            if entry.role == Role.NOISE:
                self.empty.add(entry.words[0])
            if entry.without:
                self.inside[entry.words[0]] = entry.without

    def _add_name(self, phrase: Sequence[Word]) -> None:
        self.pairs.update(pairwise(_folds(phrase)))
        self.written_pairs.update(pairwise(phrase))
        if len(phrase) == 1:
            self.goods.add(phrase[0])
        if phrase[0] not in self._first_words[phrase[0].fold]:
            self._first_words[phrase[0].fold].append(phrase[0])

    def matches(self, typed: Sequence[Word], start: int) -> tuple[int, list[Entry]]:
        """The longest phrase that begins at ``start``: its length and the entries it may be."""
        for length in range(min(self._longest, len(typed) - start), 0, -1):
            stretch = typed[start : start + length]
            found = [
                entry
                for entry in self._by_fold.get(_folds(stretch), ())
                if all(
                    word == other
                    or (word.fits(other) and not (entry.needs_accents or self._is_another(stretch)))
                    for word, other in zip(stretch, entry.words, strict=True)
                )
            ]
            if found:
                return length, found
        return 0, []

    def _is_another(self, stretch: Sequence[Word]) -> bool:
        """A word of its own, which lacks no marks of another: "dưa" is no dứa."""
        word = stretch[0]
        return len(stretch) == 1 and word.is_accented and word in self.forms(word.fold)

    def forms(self, fold: str) -> list[Word]:
        """Words of the lexicon with these letters."""
        return self._words.get(fold, [])

    def first_words(self, fold: str) -> list[Word]:
        """Words with these letters that begin a phrase: "cam", but not the "cẩm" of thổ cẩm."""
        return self._first_words.get(fold, [])

    def alike(self, fold: str) -> list[str]:
        """Other folded words of the lexicon that sound the same."""
        return [other for other in self._alike.get(sound(fold), ()) if other != fold]

    def near(self, fold: str) -> list[str]:
        """Folded words of the lexicon one slip away."""
        candidates = {word for loss in losses(fold) for word in self._by_loss.get(loss, ())}
        return sorted(word for word in candidates if is_one_slip(word, fold))


def _phrases(entry: Entry) -> Iterator[tuple[Word, ...]]:
    yield from (entry.words, *(phrase.words for phrase in (*entry.same, *entry.kinds)))


def _plurals(entry: Entry) -> Iterator[Entry]:
    """Of an English name: one whose last word could be no Vietnamese syllable."""
    *before, last = (word.exact for word in entry.words)
    is_plain = not any(word.is_accented for word in entry.words) and last.isalpha()
    if entry.role != Role.SAME or not is_plain or is_syllable(last) or last.endswith("s"):
        return
    endings = {f"{last}s", f"{last}es"}
    if last.endswith("y"):
        endings.add(f"{last[:-1]}ies")
    for plural in sorted(endings):
        yield replace(entry, words=tuple(Word(word, word) for word in (*before, plural)))


def _folds(phrase: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.fold for word in phrase)
