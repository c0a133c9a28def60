"""Takes words the index does not know for what was probably meant, and says which are right."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from search.tokens import NO_WORD, Word
from search.understanding.corrections import Corrector
from search.understanding.lexicon import Lexicon, Role
from search.understanding.making_parts import PartMaker
from search.understanding.parts import Grade
from search.understanding.typed import Typed, beside, neighbours


@dataclass(frozen=True, slots=True)
class Mender:
    lexicon: Lexicon
    corrector: Corrector
    parts: PartMaker

    def mended(self, typed: Sequence[Typed]) -> list[Typed]:
        """Words the index does not know, taken for what was probably meant."""
        mended = list(typed)
        empty = self.empty_places(typed)
        settled = self.in_phrases(typed, only_elsewhere=True)
        as_written = self._in_phrases_as_written(typed)
        for place, one in enumerate(typed):
            word = one.word
            if one.is_filter or place in settled or word.fold.isdigit():
                continue
            if self.corrector.is_known(word):
                if place in as_written:
                    continue  # "rau xanh" sounds like "đậu xanh", but is said
                if said := self.corrector.said_as(word, *neighbours(mended, place)):
                    mended[place] = replace(one, word=said, grade=Grade.SLIP)
                continue
            if self.parts.split(word.fold) or self._joins(typed, place):
                continue
            is_alone = len(empty | {place}) == len(typed)
            left, right = said_beside(mended, place, empty)
            candidate = self.corrector.best(word, left, right, is_alone=is_alone)
            if candidate is None and (beside_it := beside(mended, place)) != (left, right):
                # "Chanh không hạtt": in a name an empty word stands beside others, too.
                candidate = self.corrector.best(word, *beside_it, is_alone=is_alone)
                candidate = candidate if candidate and candidate.is_indexed else None
            if candidate:
                mended[place] = replace(one, word=candidate.word, grade=candidate.grade)
        return mended

    def empty_places(self, typed: Sequence[Typed]) -> set[int]:
        """Places of words that are surely empty: in "trái nhản" one word stands alone."""
        words = [t.word for t in typed]
        empty: set[int] = set()
        for place, word in enumerate(words):
            length, entries = self.lexicon.matches(words, place)
            is_sure = length > 1 or (word.is_accented and entries and entries[0].words[0] == word)
            if is_sure and any(entry.role == Role.NOISE for entry in entries):
                empty.update(range(place, place + length))
        return empty

    def in_phrases(self, typed: Sequence[Typed], *, only_elsewhere: bool = False) -> set[int]:
        """Places of words inside longer phrases of the lexicon, and of goods that others sell:
        these are right as they are."""
        said = [t.word for t in typed]
        inside: set[int] = set()
        for place in range(len(typed)):
            length, entries = self.lexicon.matches(said, place)
            is_settled = self.parts.is_elsewhere(typed, place, length, entries)
            if is_settled or (length > 1 and not only_elsewhere):
                inside.update(range(place, place + length))
        return inside

    def _in_phrases_as_written(self, typed: Sequence[Typed]) -> set[int]:
        words = tuple(t.word for t in typed)
        inside: set[int] = set()
        for place in range(len(words)):
            length, entries = self.lexicon.matches(words, place)
            if length > 1 and any(e.words == words[place : place + length] for e in entries):
                inside.update(range(place, place + length))
        return inside

    def _joins(self, typed: Sequence[Typed], place: int) -> bool:
        for start in range(max(place - 2, 0), place + 1):
            joined = self.parts.joined(typed, start)
            if joined and start + len(joined.typed) > place:
                return True
        return False


def said_beside(typed: Sequence[Typed], place: int, empty: Collection[int]) -> tuple[Word, Word]:
    """The words before and after, if they say anything."""
    left, right = beside(typed, place)
    return NO_WORD if place - 1 in empty else left, NO_WORD if place + 1 in empty else right
