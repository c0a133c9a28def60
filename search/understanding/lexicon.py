"""Synonyms and empty words, from the two files in ``search/data``."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from search.slips import is_one_slip, losses
from search.syllables import sound
from search.tokens import Word, words

_DATA = Path(__file__).resolve().parent.parent / "data"
_LINKED = re.compile(r"\s*(?P<phrase>[^()]+?)\s*(?:\(-\s*(?P<without>[^()]+)\))?\s*")
_COMMA = re.compile(r",\s*(?![^()]*\))")


class Role(Enum):
    SAME = "same"
    NOISE = "noise"
    SOFT = "soft"
    UNIT = "unit"


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


class Lexicon:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_fold: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self.pairs: set[tuple[str, str]] = set()
        self._words: dict[str, list[Word]] = defaultdict(list)
        for entry in entries:
            self._by_fold[_folds(entry.words)].append(entry)
            for phrase in (entry.words, *(p.words for p in (*entry.same, *entry.kinds))):
                self.pairs.update(zip(_folds(phrase), _folds(phrase)[1:], strict=False))
                for word in phrase:
                    if word not in self._words[word.fold]:
                        self._words[word.fold].append(word)
        self._alike: dict[str, list[str]] = defaultdict(list)
        self._by_loss: dict[str, list[str]] = defaultdict(list)
        for fold in self._words:
            self._alike[sound(fold)].append(fold)
            for loss in losses(fold):
                self._by_loss[loss].append(fold)
        self._longest = max(map(len, self._by_fold), default=0)

    def matches(self, typed: Sequence[Word], start: int) -> tuple[int, list[Entry]]:
        """The longest phrase that begins at ``start``: its length and the entries it may be."""
        for length in range(min(self._longest, len(typed) - start), 0, -1):
            stretch = typed[start : start + length]
            found = [
                entry
                for entry in self._by_fold.get(_folds(stretch), ())
                if all(word.fits(other) for word, other in zip(stretch, entry.words, strict=True))
            ]
            if found:
                return length, found
        return 0, []

    def forms(self, fold: str) -> list[Word]:
        """Words of the lexicon with these letters."""
        return self._words.get(fold, [])

    def alike(self, fold: str) -> list[str]:
        """Other folded words of the lexicon that sound the same."""
        return [other for other in self._alike.get(sound(fold), ()) if other != fold]

    def near(self, fold: str) -> list[str]:
        """Folded words of the lexicon one slip away."""
        candidates = {word for loss in losses(fold) for word in self._by_loss.get(loss, ())}
        return sorted(word for word in candidates if is_one_slip(word, fold))


@cache
def lexicon() -> Lexicon:
    return Lexicon([*_synonyms(), *_empty_words()])


def _synonyms() -> Iterator[Entry]:
    for line in _lines("synonyms.txt"):
        left, arrow, right = re.split("(>+)", line) if ">" in line else (line, "", "")
        names = [_phrase(part) for part in left.split("=")]
        found = tuple(_phrase(part) for part in _COMMA.split(right)) if arrow else ()
        for name in names:
            same = tuple(other for other in names if other is not name)
            if arrow == ">>":
                yield Entry(name.words, Role.SAME, same=same, kinds=found)
            else:
                yield Entry(name.words, Role.SAME, same=(*same, *found))


def _empty_words() -> Iterator[Entry]:
    role = Role.NOISE
    for line in _lines("noise.txt"):
        if line.startswith("["):
            role = Role(line.strip("[]"))
        else:
            yield Entry(words(line), role)


def _phrase(text: str) -> Phrase:
    found = _LINKED.fullmatch(text)
    if not found:
        raise ValueError(text)
    without = tuple(words(part) for part in (found["without"] or "").split(",") if part.strip())
    return Phrase(words(found["phrase"]), without)


def _lines(name: str) -> Iterator[str]:
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _folds(phrase: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.fold for word in phrase)
