"""What may have been meant by a word the index does not know, or that leads nowhere.

A candidate is trusted by the company it keeps: it must stand beside its neighbour somewhere in
the index or the lexicon ("gốm xứ" → sứ, because "gốm sứ" is said). Alone it must be long enough
not to be chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from search.keyboards import typed_in_telex, typed_in_vni
from search.query import Vocabulary
from search.syllables import is_syllable
from search.tokens import Word, pair
from search.understanding.lexicon import Lexicon
from search.understanding.parts import Grade

#: Likelihood of a word that sounds the same; left-over keystrokes are likelier
_BY_SOUND = 3
_ALONE_SLIP = 4
#: A shorter word that is indexed is a slip of the finger only for a phrase of the lexicon, and so is
#: a word for goods: "tin dầu" is tinh dầu, but "thịt bò" no "thịt ba", "hoa hồng" no "hoa hưng"
_KNOWN_SLIP = 4
_ALONE_SOUND = 3
_SURELY_A_NAME = 6


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

    @property
    def rank(self) -> tuple[bool, int, int, bool, int, int]:
        return (
            self.is_indexed,
            self.sides,
            self.likelihood,
            self.is_said,
            self.support,
            self.count,
        )


@dataclass(frozen=True, slots=True)
class Corrector:
    vocabulary: Vocabulary
    lexicon: Lexicon

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
        return self.vocabulary.pair_count(
            left.fold, right.fold
        ) > 0 and not self.vocabulary.exact_count(pair(left.exact, right.exact))

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

    def best(self, word: Word, left: str, right: str, *, is_alone: bool) -> Candidate | None:
        """For a word that is not known; alone: the others in the query are empty."""
        found = [
            c
            for c in self._candidates(word, left, right)
            if self._is_safe(c, word, left, right)
            or (is_alone and c.grade == Grade.ACCENTS)  # "máy tính" is not "mây" and "tỉnh"
        ]
        return max(found, key=lambda candidate: candidate.rank, default=None)

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

    def in_company(self, word: Word, left: str, right: str) -> list[Candidate]:
        """For a known word that leads nowhere: only what fits its neighbours better than it."""
        is_settled = self._is_thing(word) or (
            len(word.fold) < _KNOWN_SLIP and self._is_indexed(word)
        )
        found = [
            c
            for c in self._candidates(word, left, right)
            if c.support
            and c.word.fold != word.fold
            and (
                c.likelihood >= _BY_SOUND
                or not is_settled
                or {(left, c.word.fold), (c.word.fold, right)} & self.lexicon.pairs
            )
        ]
        return sorted(found, key=lambda candidate: candidate.rank, reverse=True)[:3]

    def _candidates(self, word: Word, left: str, right: str) -> Iterator[Candidate]:
        for meant, grade, likelihood in self._meant(word):
            company = self._company(left, meant.fold, right)
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
            )

    def _meant(self, word: Word) -> Iterator[tuple[Word, Grade, int]]:
        """Words that may have been meant, and how likely a mistake each takes."""
        for form in self._same_letters(word):
            if word.fits(form):
                yield form, Grade.FITS, 5
            else:
                yield form, Grade.ACCENTS, 4
        # A letter with a mark was typed with a keyboard that works.
        keys = "" if word.is_accented else word.exact
        for decoded in (typed_in_telex(keys), typed_in_vni(keys)):
            if decoded and self.is_known(decoded):
                yield decoded, Grade.SLIP, 5
            elif decoded and self.is_known(Word(decoded.fold, decoded.fold)):
                yield Word(decoded.fold, decoded.fold), Grade.SLIP, 3
        for fold in self.vocabulary.alike(word.fold):
            yield Word(fold, fold), Grade.SLIP, 3
        for fold in self.vocabulary.near(word.fold):
            yield Word(fold, fold), Grade.SLIP, 2
        for likelihood, folds in (
            (3, self.lexicon.alike(word.fold)),
            (2, self.lexicon.near(word.fold)),
        ):
            for fold in folds:
                for form in self.lexicon.forms(fold):
                    yield form, Grade.SLIP, likelihood

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
        return letters >= (_ALONE_SOUND if candidate.likelihood == _BY_SOUND else _ALONE_SLIP)
