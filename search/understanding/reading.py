"""Reads a query: words for stars out, synonyms in, slips mended. A correct word is never changed.

Readings come in order of trust; the caller takes the first that finds anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from search.query import Vocabulary
from search.spelling_out import spelled
from search.tokens import Word
from search.understanding.corrections import Candidate, Corrector
from search.understanding.lexicon import Lexicon
from search.understanding.making_parts import PartMaker, Typed, neighbours, typed_words
from search.understanding.parts import Alternative, Demand, Grade, Part, Reading
from search.understanding.stars import spelled_out, stars_in

_MAX_WORDS = 16
#: From this many words on, words that nobody knows may be left out
_LONG = 4
#: Up to this many words, another word is tried for one that is known
_MOST_CHANGED = 8
_MAX_CHANGES = 8


def readings(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Reading]:
    """Ways to understand ``text``, the most literal first."""
    reader = _Reader(text, vocabulary, lexicon)
    first = reader.read(reader.typed)
    yield first
    if first.has_soft:
        yield first.softened()
    if by_letters := reader.read_by_letters(first):
        yield by_letters
    for typed in reader.other_words():
        other = reader.read(typed)
        yield other
        if other.has_soft:
            yield other.softened()
    if shorter := reader.without_unknown(first):
        yield shorter


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._corrector = Corrector(vocabulary, lexicon)
        typed = typed_words(spelled_out(text))
        self._stars, used = stars_in([t.word for t in typed])
        kept = [t for place, t in enumerate(typed) if place not in used][:_MAX_WORDS]
        self._text_without_stars = " ".join(spelled(t.word) for t in kept) if used else text
        self._parts = PartMaker(
            vocabulary,
            lexicon,
            self._corrector,
            has_accents=any(t.word.is_accented for t in kept),
        )
        self.typed = self._mended(kept)

    def read(self, typed: Sequence[Typed]) -> Reading:
        parts: list[Part] = []
        place = 0
        while place < len(typed):
            length, part = self._parts.part(typed, place)
            if typed[place].is_or and parts:
                before = parts.pop()
                part = replace(before, alternatives=(*before.alternatives, *part.alternatives))
            parts.append(part)
            place += length
        changed = any(t.grade == Grade.SLIP for t in typed)
        return Reading(
            parts=tuple(parts),
            stars=self._stars,
            text_without_stars=self._text_without_stars,
            corrected=" ".join(spelled(self._shown(t)) for t in typed) if changed else "",
        )

    def read_by_letters(self, reading: Reading) -> Reading | None:
        """Accented words may have other accents, where the letters are known to stand together."""
        folds = [part.typed[-1].fold for part in reading.parts]
        heads = [part.typed[0].fold for part in reading.parts]
        parts = [
            self._loosened(part, left, right)
            for part, left, right in zip(
                reading.parts, ["", *folds[:-1]], [*heads[1:], ""], strict=True
            )
        ]
        found = replace(reading, parts=tuple(parts))
        return found if found != reading else None

    def _loosened(self, part: Part, left: str, right: str) -> Part:
        word = part.typed[0]
        if len(part.typed) > 1 or not word.is_accented or part.demand != Demand.REQUIRED:
            return part
        if not self._corrector.company(left, word.fold, right):
            return part
        loose = Alternative((Word(word.fold, word.fold),), Grade.ACCENTS)
        return replace(part, alternatives=(*part.alternatives, loose))

    def other_words(self) -> Iterator[list[Typed]]:
        """The query with one known word taken for one that fits its neighbours, best fit first."""
        if len(self.typed) > _MOST_CHANGED:
            return
        changes: list[tuple[Candidate, int]] = []
        settled = self._in_phrases()
        for place, typed in enumerate(self.typed):
            if typed.grade or typed.word.fold.isdigit() or place in settled:
                continue
            left, right = neighbours(self.typed, place)
            if self._corrector.company(left, typed.word.fold, right) and not typed.word.is_accented:
                continue
            found = self._corrector.in_company(typed.word, left, right)
            changes += [(candidate, place) for candidate in found]
        changes.sort(key=lambda change: change[0].rank, reverse=True)
        for candidate, place in changes[:_MAX_CHANGES]:
            changed = list(self.typed)
            changed[place] = replace(changed[place], word=candidate.word, grade=Grade.SLIP)
            yield changed

    def without_unknown(self, reading: Reading) -> Reading | None:
        """A long query without the words nobody knows, if what is left belongs together."""
        known = [part for part in reading.parts if not part.is_unknown]
        required = [part for part in known if part.demand == Demand.REQUIRED]
        if len(known) == len(reading.parts) or len(self.typed) < _LONG:
            return None
        belong = any(
            self._corrector.company(left.typed[-1].fold, right.typed[0].fold, "")
            for left, right in pairwise(required)
        )
        return replace(reading, parts=tuple(known)) if belong else None

    # --- slips ----------------------------------------------------------------------------

    def _mended(self, typed: list[Typed]) -> list[Typed]:
        """Words the index does not know, taken for what was probably meant."""
        mended = list(typed)
        for place, one in enumerate(typed):
            word = one.word
            if self._corrector.is_known(word) or word.fold.isdigit():
                continue
            if self._parts.split(word.fold) or self._joins(typed, place):
                continue
            left, right = neighbours(mended, place)
            if candidate := self._corrector.best(word, left, right):
                mended[place] = replace(one, word=candidate.word, grade=candidate.grade)
        return mended

    def _joins(self, typed: Sequence[Typed], place: int) -> bool:
        return any(
            start >= 0 and self._parts.joined(typed, start) is not None
            for start in (place - 1, place)
        )

    def _in_phrases(self) -> set[int]:
        """Places of words inside longer phrases of the lexicon: these are right as they are."""
        typed = [t.word for t in self.typed]
        inside: set[int] = set()
        for place in range(len(typed)):
            length, _ = self._lexicon.matches(typed, place)
            if length > 1:
                inside.update(range(place, place + length))
        return inside

    def _shown(self, typed: Typed) -> Word:
        """The word as it is shown: as typed, or what it was taken for with its usual accents."""
        if typed.grade != Grade.SLIP:
            return typed.original
        word = typed.word
        forms = [] if word.is_accented else self._vocabulary.forms(word.fold)
        return Word(forms[0], word.fold) if forms else word
