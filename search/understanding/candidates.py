"""A word that may have been meant by another one, and how near the two are."""

from dataclasses import dataclass

from search.slips import are_neighbours, is_one_slip
from search.syllables import is_syllable
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


def are_marked_alike(word: Word, other: Word) -> bool:
    """The same letters have a mark, perhaps another one."""
    return all(
        a == b or (a != plain(a) and b != plain(b))
        for a, b in zip(word.letters, other.letters, strict=False)
    )


def is_finger_slip(word: Word, other: Word) -> bool:
    """One slip also with the marks typed: "mòi" is no hồi, where two letters are others. And of
    what could be a word, only a key beside the right one or two keys in the wrong order, not the
    first letter lost: "goạ" is gạo, but "cất" no cốt, "răng" no tráng."""
    are_marked = word.is_accented and other.is_accented and word.letters != other.letters
    if are_marked and not is_one_slip(word.letters, other.letters):
        return False
    if not is_syllable(word.fold):
        return True
    if len(word.fold) != len(other.fold) or sorted(word.fold) == sorted(other.fold):
        return word.fold[0] == other.fold[0]
    return all(a == b or are_neighbours(a, b) for a, b in zip(word.fold, other.fold, strict=True))


def keeps_marks_by_sound(word: Word, other: Word) -> bool:
    """What sounds the same has the same vowels, marks too: "rùa" is no dừa. "Riệu" is rượu: where
    the vowels are others, so are their marks."""
    if not (word.is_accented and other.is_accented):
        return True
    return _vowels(word.fold) != _vowels(other.fold) or _marks(word) == _marks(other)


def _vowels(fold: str) -> str:
    return "".join(letter for letter in fold if letter in "aeiouy")


def _marks(word: Word) -> list[str]:
    return [letter for letter in marked(word) if letter != "đ"]
