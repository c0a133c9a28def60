"""A word that may have been meant by another one, and how near the two are."""

from dataclasses import dataclass

from search.tokens import Word, plain
from search.understanding.parts import Grade

#: Tones that half the country does not tell apart
_TONES = {"4": "3"}


@dataclass(frozen=True, slots=True)
class Candidate:
    word: Word
    grade: Grade
    #: Beside how many neighbours of the typed word it stands somewhere, and how often
    sides: int
    support: int
    count: int
    #: Likelier kinds of mistakes first
    likelihood: int
    #: The lexicon says it so beside a neighbour: "yến" beside "sào", not "yên"
    is_said: bool
    #: It stands beside a neighbour in the index, not only in the lexicon
    is_indexed: bool
    #: How many of tone and quality marks are as typed
    closeness: int

    @property
    def rank(self) -> tuple[bool, int, int, bool, int, int, int]:
        return (
            self.is_indexed,
            self.sides,
            self.likelihood,
            self.is_said,
            self.support,
            self.count,
            self.closeness,
        )


def marked(word: Word) -> list[str]:
    """Its letters with quality marks."""
    return [letter for letter in word.letters if letter != plain(letter)]


def spoken_tone(word: Word) -> str:
    return _TONES.get(word.tone, word.tone)
