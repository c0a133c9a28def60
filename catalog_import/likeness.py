"""How like a header nobody has listed is to those that are known, and what its words hint at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from catalog_import.grammars.stars import PROPOSED
from catalog_import.headers import field_of, synonyms
from ocop.spelling import clean, exact, fold

#: A header is a few words; a sentence is none
_LONGEST = 90
#: Per cent: below it two headers have nothing in common but letters
_ALIKE = 72
_CLUES = Path(__file__).parent / "data" / "column_clues.json"


@dataclass(frozen=True, slots=True)
class Clues:
    #: Word (exact form) → field
    words: Mapping[str, str]
    #: Those of two syllables and more, without accents
    phrases: Mapping[str, str]
    other: tuple[str, ...]
    hoped: tuple[str, ...]
    products: tuple[str, ...]
    #: Folded beginnings of producers' names
    subjects: tuple[str, ...]
    #: Exact forms of the names of provinces, of today and before
    provinces: frozenset[str]


@lru_cache(maxsize=1)
def clues() -> Clues:
    told = json.loads(_CLUES.read_text("utf-8"))
    words = {exact(word): field for field, listed in told["words"].items() for word in listed}
    return Clues(
        words=words,
        phrases={
            fold(word): field
            for field, listed in told["words"].items()
            for word in listed
            if " " in word
        },
        other=tuple(exact(word) for word in told["other"]),
        hoped=tuple(exact(word) for word in told["hoped"]),
        products=tuple(exact(word) for word in told["products"]),
        subjects=tuple(told["subjects"]),
        provinces=frozenset(exact(name) for name in told["provinces"]),
    )


def holds(text: str, word: str) -> bool:
    """Whether the words of ``word`` stand in ``text``; both in their exact form."""
    return f" {word} " in f" {text} "


@lru_cache(maxsize=2_000)
def likeness(header: str) -> Mapping[str, int]:
    """Field → 0 to 85 for a header; empty for one that says it is something else.

    A header is like a field by its letters (a slip, a missing accent) or by a word it holds; a
    word alone stays below what a column is mapped on, so its cells must agree.
    """
    said = exact(header)
    if not said or len(header) > _LONGEST or is_other(header):
        return {}
    found: dict[str, int] = {}
    folded = fold(header)
    for word, field in clues().words.items():
        if holds(said, word):
            found[field] = max(found.get(field, 0), _WORD_ALONE)
    for phrase, field in clues().phrases.items():
        if f"{folded} ".startswith(f"{phrase} "):
            found[field] = _PHRASE_FIRST
    known = _by_fold()
    for name, score, _ in process.extract(
        folded, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=8
    ):
        certainty = round((score - 50) * 1.7)
        for field in known[name]:
            found[field] = max(found.get(field, 0), certainty)
    return found


#: Certainty that comes of one word of a header, and of two or more that it begins with
_WORD_ALONE = 45
_PHRASE_FIRST = 55


def is_other(header: str) -> bool:
    """The header names something no register holds: pictures, turnover, a person."""
    said = exact(header)
    return any(holds(said, word) for word in clues().other)


def is_hoped_for(header: str) -> bool:
    """The header tells of stars somebody asks for, or had before: none that were given."""
    said = exact(header)
    return any(holds(said, word) for word in clues().hoped)


def asks_for_stars(header: str) -> bool:
    """ "Hạng sao dự kiến": stars somebody asks for, not those given before or to oneself."""
    said = clean(header).casefold()
    rest = PROPOSED.sub(" ", said)
    return rest != said and (field_of(rest) == "stars" or "stars" in likeness(rest))


@lru_cache(maxsize=1)
def _by_fold() -> dict[str, set[str]]:
    """Known header without accents → the fields it may mean; short ones are like anything."""
    found: dict[str, set[str]] = {}
    for field, headers in synonyms().items():
        for header in headers:
            if len(folded := fold(header)) > 4:
                found.setdefault(folded, set()).add(field)
    return found
