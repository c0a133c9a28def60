"""Words as the index and every query know them, on top of the one normaliser of the house."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ocop import spelling

#: Stands before the first word of a text, so that "begins with" is an ordinary pair of words
START = "zz"
#: Leads the one term that is a whole text
WHOLE = "zzw"
#: Stands before each of the first words of a name: they say what the thing is
HEAD = "zzh"
#: Stands before each word that is in a name only as part of the name of a place
NAME = "zzn"
_HEAD_WORDS = 2
_NAMES_IN_A_NAME = re.compile(r"\s[-–—]\s|[(:;,+]")


def plain(letters: str) -> str:
    """Letters without their quality marks."""
    return "".join(
        "d" if c == "đ" else c
        for c in unicodedata.normalize("NFD", letters)
        if not unicodedata.combining(c)
    )


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``exact`` keeps quality marks and ends in the tone digit, ``fold`` is plain."""

    exact: str
    fold: str

    @property
    def is_accented(self) -> bool:
        return self.exact != self.fold

    @property
    def letters(self) -> str:
        """``exact`` without its tone digit."""
        return self.exact[: len(self.fold)]

    @property
    def tone(self) -> str:
        return self.exact[len(self.fold) :]

    def fits(self, other: "Word") -> bool:
        """Every mark of this word is in ``other`` too: "bưoi" and "buởi" fit "bưởi"."""
        return (
            self.fold == other.fold
            and self.tone in {"", other.tone}
            and all(a in {b, plain(b)} for a, b in zip(self.letters, other.letters, strict=False))
        )

    def begins(self, other: "Word") -> bool:
        """``other`` starts with this word, as far as it is typed and with the marks typed."""
        length = len(self.fold)
        head = other.letters[:length] + (other.tone if self.tone else "")
        return self.fits(Word(head, other.fold[:length]))


#: Beside the first and the last one
NO_WORD = Word("", "")


def words(text: str) -> tuple[Word, ...]:
    """The words of a text. An underscore joins pairs in the index, so no word has one."""
    return tuple(Word(exact, fold) for exact, fold in spelling.tokens(text.replace("_", " ")))


def pair(left: str, right: str) -> str:
    """The term that says two words stand side by side."""
    return f"{left}_{right}"


def run(terms: Iterable[str]) -> tuple[str, ...]:
    """The terms a field must hold for these words to stand in it as a run."""
    terms = tuple(terms)
    if len(terms) == 1:
        return terms
    return tuple(pair(a, b) for a, b in pairwise(terms))


def whole(terms: Iterable[str]) -> str:
    return "_".join((WHOLE, *terms))


def head_terms(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """(exact, folded) terms of the words that say what a thing is: "bánh đậu" of "Bánh đậu xanh
    trà xanh". What stands after a dash or in brackets is a name of its own."""
    pieces = _NAMES_IN_A_NAME.split(name.replace("_", " "))
    found = [forms for piece in pieces for forms in spelling.tokens(piece)[:_HEAD_WORDS]]
    return (
        frozenset([pair(HEAD, exact) for exact, _ in found]),
        frozenset([pair(HEAD, fold) for _, fold in found]),
    )


@dataclass(frozen=True, slots=True)
class Terms:
    """Of one form, exact or folded: words, and what says how they stand (pairs, beginning, all)."""

    words: frozenset[str]
    runs: frozenset[str]


def phrase_terms(phrases: tuple[str, ...]) -> tuple[Terms, Terms]:
    """Exact and folded terms of phrases. Pairs never cross from one phrase into the next."""
    exact: list[tuple[str, ...]] = []
    folded: list[tuple[str, ...]] = []
    for phrase in phrases:
        if found := spelling.tokens(phrase.replace("_", " ")):
            forms, folds = zip(*found, strict=True)
            exact.append(forms)
            folded.append(folds)
    return _terms(exact), _terms(folded)


#: Names of places and producers come again in thousands of documents
repeated_phrase_terms = lru_cache(maxsize=100_000)(phrase_terms)


def _terms(phrases: Iterable[tuple[str, ...]]) -> Terms:
    words: set[str] = set()
    runs: set[str] = set()
    for forms in phrases:
        words.update(forms)
        runs.update(f"{a}_{b}" for a, b in zip((START, *forms), forms, strict=False))
        runs.add(whole(forms))
    return Terms(frozenset(words), frozenset(runs))


def text_words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Exact and folded words of a text."""
    found = set(spelling.tokens(text.replace("_", " ")))
    return frozenset([exact for exact, _ in found]), frozenset([fold for _, fold in found])
