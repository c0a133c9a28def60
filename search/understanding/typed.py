"""The words of a query as typed, and what each was taken for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.tokens import NO_WORD, Word, words
from search.understanding.parts import Grade

_EITHER_OR = re.compile(r"(?<=\w)/(?=\w)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A word of the query. ``grade`` is set when it was taken for another one."""

    word: Word
    original: Word
    grade: Grade | None = None
    #: "trà/chè": either this or the one before
    is_or: bool = False
    #: Asks for a filter, which is in force: as text it only adds to the score
    is_filter: bool = False


def typed_words(text: str) -> list[Typed]:
    typed: list[Typed] = []
    for chunk in text.split():
        choices = [chunk] if any(c.isdigit() for c in chunk) else _EITHER_OR.split(chunk)
        for number, choice in enumerate(choices):
            typed += [
                Typed(word, word, is_or=number > 0 and place == 0)
                for place, word in enumerate(words(choice))
            ]
    return typed


def neighbours(typed: Sequence[Typed], place: int) -> tuple[str, str]:
    """The folded words before and after; empty at the ends."""
    left, right = beside(typed, place)
    return left.fold, right.fold


def beside(typed: Sequence[Typed], place: int) -> tuple[Word, Word]:
    """The words before and after; ``NO_WORD`` at the ends."""
    left = typed[place - 1].word if place else NO_WORD
    right = typed[place + 1].word if place + 1 < len(typed) else NO_WORD
    return left, right
