"""What may have been meant by a word the index does not know, or that leads nowhere.

A candidate is trusted by the company it keeps: it must stand beside its neighbour somewhere in
the index or the lexicon ("gốm xứ" → sứ, because "gốm sứ" is said). Alone it must be long enough
not to be chance.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from search.keyboards import typed_in_telex, typed_in_vni
from search.query import Vocabulary
from search.syllables import is_syllable
from search.tokens import NO_WORD, START, Word, pair
from search.understanding.candidates import (
    Candidate,
    are_marked_alike,
    is_finger_slip,
    keeps_marks_by_sound,
    marked,
    spoken_tone,
)
from search.understanding.lexicon import Lexicon
from search.understanding.parts import Grade

#: Likelihood of a word that sounds the same, and of a slip of the finger; left-over keystrokes are
#: likelier
_BY_SOUND = 3
_BY_FINGER = 2
_SHORTEST_SLIP = 3
_ALONE_SLIP = 5
#: A shorter word that is indexed is a slip of the finger only for a phrase of the lexicon, and a
#: word for goods never: "tin dầu" is tinh dầu, but "thịt bò" no "thịt ba"
_KNOWN_SLIP = 4
_ALONE_SOUND = 3
_SURELY_A_NAME = 6

#: Folded words that are confused with one
_Others = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Corrector:
    vocabulary: Vocabulary
    lexicon: Lexicon
    #: Some word of the query is typed with accents
    has_accents: bool

    def is_known(self, word: Word) -> bool:
        """Written like this somewhere; a plain word also if it is written with accents."""
        said = self.lexicon.forms(word.fold)
        if word.fold in self.lexicon.plurals:
            return True
        if word.is_accented:
            return word in said or self.vocabulary.exact_count(word.exact) > 0
        return bool(said) or self.vocabulary.fold_count(word.fold) > 0

    def company(self, left: str, fold: str, right: str) -> int:
        """How often a word stands just after ``left`` or just before ``right``."""
        return sum(self._company(left, fold, right))

    def only_by_letters(self, left: Word, right: Word) -> bool:
        """Written so, the two stand side by side nowhere; in other accents they do. Two words for
        goods are meant as written: "hương quế" is no "hương quê"."""
        if self._is_thing(left) and self._is_thing(right):
            return False
        if (left.fold, right.fold) in self.lexicon.pairs:
            is_said = left in self.lexicon.forms(left.fold)
            if is_said and right in self.lexicon.forms(right.fold):
                return False
        return (
            self.vocabulary.pair_count(left.fold, right.fold) > 0
            and not self.vocabulary.exact_count(pair(left.exact, right.exact))
            and (self.is_beside(left, NO_WORD, right) or self.is_beside(right, left, NO_WORD))
        )

    def is_beside(self, word: Word, left: Word, right: Word) -> bool:
        """In some accents it stands beside a neighbour that is written as typed: "cải bẹ" is no
        Cái Bè, where both have others."""
        return self._is_run(left, word, is_left=True) or self._is_run(right, word, is_left=False)

    def _is_run(self, neighbour: Word, word: Word, *, is_left: bool) -> bool:
        typed = (neighbour, word) if is_left else (word, neighbour)
        folds = (typed[0].fold, typed[1].fold)
        if not neighbour.fold:
            return False
        if not self.vocabulary.pair_count(*folds):
            return False
        if folds in self.lexicon.pairs:
            return typed not in self.lexicon.written_pairs
        return not neighbour.is_accented or any(
            self.vocabulary.exact_count(
                pair(neighbour.exact, form) if is_left else pair(form, neighbour.exact)
            )
            for form in self.vocabulary.forms(word.fold)
        )

    def _is_indexed(self, word: Word) -> bool:
        count = self.vocabulary.exact_count if word.is_accented else self.vocabulary.fold_count
        return count(word.exact) > 0

    def _is_thing(self, word: Word) -> bool:
        """It begins the name of something in the lexicon."""
        return word in self.lexicon.first_words(word.fold)

    def _company(self, left: str, fold: str, right: str) -> list[int]:
        return [
            self.vocabulary.pair_count(a, b) + ((a, b) in self.lexicon.pairs)
            for a, b in ((left, fold), (fold, right))
            if a and b
        ]

    def best(self, word: Word, left: Word, right: Word, *, is_alone: bool) -> Candidate | None:
        """For a word that is not known; alone: the others in the query are empty."""
        found = [
            c
            for c in self._candidates(word, left.fold, right.fold)
            if (
                self._is_safe(c, word, left.fold, right.fold)
                and not (is_alone and word.is_accented and not self._is_likely_alone(c))
            )
            or (is_alone and c.grade == Grade.ACCENTS and self._is_one_mark(word, c.word))
        ]
        if is_alone:
            found = [replace(c, grade=Grade.SLIP) if c.grade == Grade.ACCENTS else c for c in found]
        found.sort(key=lambda candidate: candidate.rank, reverse=True)
        return next((c for c in found if self._is_written(c, left, right)), None)

    def said_as(self, word: Word, left: str, right: str) -> Word | None:
        """For a plain word that stands beside its neighbours nowhere: one that sounds the same and
        makes a name of goods with them ("banh trung" → bánh chưng)."""
        if word.is_accented or any(
            self.vocabulary.pair_count(a, b)
            for a, b in ((left, word.fold), (word.fold, right))
            if a and b
        ):
            return None
        for fold in self.lexicon.alike(word.fold):
            pairs = [(a, b) for a, b in ((left, fold), (fold, right)) if a and b]
            if any(p in self.lexicon.pairs and self.vocabulary.pair_count(*p) for p in pairs):
                return Word(fold, fold)
        return None

    def in_company(self, word: Word, left: Word, right: Word) -> list[Candidate]:
        """For a known word that leads nowhere: only what fits its neighbours better than it."""
        is_thing = self._is_thing(word)
        is_short = len(word.fold) < _KNOWN_SLIP and self._is_indexed(word)
        found = [
            c
            for c in self._candidates(word, left.fold, right.fold)
            if c.support
            and c.word.fold != word.fold
            and (
                c.likelihood > _BY_FINGER
                or not (is_thing or (is_short and not self._is_phrase(c, left, right)))
            )
        ]
        found.sort(key=lambda candidate: candidate.rank, reverse=True)
        return list(islice((c for c in found if self._is_written(c, left, right)), 3))

    def _is_phrase(self, candidate: Candidate, left: Word, right: Word) -> bool:
        fold = candidate.word.fold
        return bool({(left.fold, fold), (fold, right.fold)} & self.lexicon.pairs)

    def _is_written(self, candidate: Candidate, left: Word, right: Word) -> bool:
        """Its company in the index has the accents typed: "cá mập" is no "Cà Mau"."""
        accented = [(w, w is left) for w in (left, right) if w.is_accented]
        is_said = self._is_phrase(candidate, left, right)
        if candidate.word.is_accented:
            is_said &= candidate.word in self.lexicon.forms(candidate.word.fold)
        if (
            is_said
            or not candidate.is_indexed
            or len(accented) < bool(left.fold) + bool(right.fold)
        ):
            return True
        meant = candidate.word
        forms = [meant.exact] if meant.is_accented else self.vocabulary.forms(meant.fold)
        return any(
            self.vocabulary.exact_count(pair(w.exact, form) if is_left else pair(form, w.exact))
            for form in forms
            for w, is_left in accented
        )

    def _is_likely_alone(self, candidate: Candidate) -> bool:
        """A word that stands alone lacks marks of goods, or of what a name begins with: "cóc" is no
        half of ngũ cốc."""
        if candidate.grade != Grade.FITS or not is_syllable(candidate.word.fold):
            return True
        word = candidate.word
        return word in self.lexicon.goods or (
            word not in self.lexicon.forms(word.fold)
            and self.vocabulary.exact_count(pair(START, word.exact)) > 0
        )

    def _is_one_mark(self, word: Word, other: Word) -> bool:
        """Of a word that stands alone, one mark may be another one, if it is goods then: "nhản" is
        nhãn, but "đũa" no dừa and "quạt" no quất. Only hỏi and ngã, and marks of a letter, are
        taken for each other: "muỗi" is no muối, "cưa" no cua."""
        is_same_letters, is_same_tone = word.letters == other.letters, word.tone == other.tone
        if is_same_letters == is_same_tone or "đ" in word.exact:
            return False
        is_one = spoken_tone(word) == spoken_tone(other) and are_marked_alike(word, other)
        return is_one and other in self.lexicon.goods

    def _candidates(self, word: Word, left: str, right: str) -> Iterator[Candidate]:
        for meant, grade, likelihood in self._meant(word):
            company = self._company(left, meant.fold, right)
            if meant in self.lexicon.empty and not any(company):
                continue  # but "rượu cần" is one
            yield Candidate(
                meant,
                grade,
                sides=sum(number > 0 for number in company),
                support=sum(company),
                count=self.vocabulary.fold_count(meant.fold),
                likelihood=likelihood,
                is_indexed=any(
                    self.vocabulary.pair_count(a, b)
                    for a, b in ((left, meant.fold), (meant.fold, right))
                    if a and b
                ),
                is_said=grade != Grade.SLIP
                and meant in self.lexicon.forms(meant.fold)
                and bool({(left, meant.fold), (meant.fold, right)} & self.lexicon.pairs),
                closeness=(word.tone == meant.tone) + (marked(word) == marked(meant)),
            )

    def _meant(self, word: Word) -> Iterator[tuple[Word, Grade, int]]:
        """Words that may have been meant, and how likely a mistake each takes."""
        for form in self._same_letters(word):
            if word.fits(form):
                yield form, Grade.FITS, 5
            else:
                yield form, Grade.ACCENTS, 4
        yield from self._by_keyboard(word)
        by_sound = self._slips(word, _BY_SOUND, self.vocabulary.alike, self.lexicon.alike)
        yield from (slip for slip in by_sound if keeps_marks_by_sound(word, slip[0]))
        if self.has_accents or len(word.fold) >= _SHORTEST_SLIP:
            by_finger = self._slips(word, _BY_FINGER, self.vocabulary.near, self.lexicon.near)
            yield from (slip for slip in by_finger if is_finger_slip(word, slip[0]))

    def _by_keyboard(self, word: Word) -> Iterator[tuple[Word, Grade, int]]:
        # A letter with a mark was typed with a keyboard that works.
        keys = "" if word.is_accented else word.exact
        for decoded in filter(None, (typed_in_telex(keys), typed_in_vni(keys))):
            plain = Word(decoded.fold, decoded.fold)
            if self.is_known(decoded):
                yield decoded, Grade.SLIP, 5
            elif self.is_known(plain):
                yield plain, Grade.SLIP, _BY_SOUND

    def _slips(
        self, word: Word, likelihood: int, indexed: _Others, said: _Others
    ) -> Iterator[tuple[Word, Grade, int]]:
        for fold in indexed(word.fold):
            for form in self._forms(word, fold, self.vocabulary.forms(fold)):
                yield form, Grade.SLIP, likelihood
        for fold in said(word.fold):
            forms = [form.exact for form in self.lexicon.forms(fold)]
            for form in self._forms(word, fold, forms):
                yield form, Grade.SLIP, likelihood

    def _forms(self, word: Word, fold: str, forms: Sequence[str]) -> list[Word]:
        """How the other word may be written. Whoever types accents keeps them in a slip, but for
        hỏi and ngã: "bánh xèo" is no "bánh kẹo"."""
        found = [Word(form, fold) for form in forms]
        if word.fold[0] in "rg" and fold[0] == "d":
            found = [form for form in found if form.exact[0] == "d"]  # no đ sounds like r or gi
        if not self.has_accents:
            return found if len(found) < len(forms) else [Word(fold, fold)]
        if not is_syllable(word.fold):
            return found
        return [form for form in found if spoken_tone(form) == spoken_tone(word)]

    def _same_letters(self, word: Word) -> Iterator[Word]:
        forms = [Word(form, word.fold) for form in self.vocabulary.forms(word.fold)]
        for form in (*forms, *self.lexicon.forms(word.fold)):
            if form != word:
                yield form

    def _is_safe(self, candidate: Candidate, word: Word, left: str, right: str) -> bool:
        if candidate.support or candidate.grade == Grade.FITS:
            return True
        if candidate.likelihood > _BY_SOUND:
            return candidate.grade != Grade.ACCENTS
        letters = len(word.fold)
        if not is_syllable(word.fold) and letters >= _SURELY_A_NAME:
            return True
        if left or right:
            return False
        if candidate.likelihood == _BY_SOUND:
            return letters >= _ALONE_SOUND and self._is_goods(candidate.word)
        return letters >= _ALONE_SLIP and not is_syllable(word.fold)

    def _is_goods(self, word: Word) -> bool:
        forms = [word] if word.is_accented else self.lexicon.forms(word.fold)
        return any(form in self.lexicon.goods for form in forms)
