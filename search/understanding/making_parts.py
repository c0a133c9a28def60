"""Groups typed words into parts: phrases of the lexicon, words apart or together, amounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.query import Vocabulary
from search.syllables import is_syllable, twin
from search.tokens import NO_WORD, Word
from search.understanding.corrections import Corrector
from search.understanding.lexicon import Entry, Lexicon, Role
from search.understanding.parts import BY_LETTERS, Alternative, Demand, Grade, Part
from search.understanding.splitting import known_pieces
from search.understanding.typed import Typed, beside, neighbours

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?(?:g|gr|gram|kg|ml|l|lit)")
#: From so many words on, small words typed without accents are small words
_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class PartMaker:
    vocabulary: Vocabulary
    lexicon: Lexicon
    corrector: Corrector
    #: Some word of the query is typed with accents: then plain words are meant plain, rather
    has_accents: bool
    #: Nothing follows the words
    is_whole: bool = True

    def part(self, typed: Sequence[Typed], place: int) -> tuple[int, Part]:
        """The part that begins here, and how many words it takes."""
        first = typed[place]
        end = _end(typed, place)
        length, entries = self.lexicon.matches([t.word for t in typed[:end]], place)
        if first.is_filter:
            return self._filter(typed, place, length, entries)
        if length == 1 and (joined := self.joined(typed, place)):
            return len(joined.typed), joined  # "na foods": a name, and no custard apple
        roles = {entry.role for entry in entries} if length else set()
        if first.word.fold.isdigit() or _AMOUNT.fullmatch(first.word.fold):
            return self._amount(typed, place)
        same = [entry for entry in entries if entry.role == Role.SAME]
        if not same and self.is_elsewhere(typed, place, length, entries):
            return length, self._elsewhere(typed[place : place + length], entries)
        empty = [entry for entry in entries if entry.role in {Role.NOISE, Role.SOFT}]
        if empty and self._is_empty(
            typed, place, length, is_as_written=any(e.words == (first.word,) for e in empty)
        ):
            demand = Demand.OPTIONAL if Role.NOISE in roles else Demand.SOFT
            return length, self._run(typed[place : place + length], same, demand)
        if Role.UNIT in roles and self._is_before_amount(typed, place):
            return length, self._run(typed[place : place + length], [], Demand.SOFT)
        if same:
            part = self._run(typed[place : place + length], same)
            return length, self._on_its_own(part, *beside(typed, place))
        if Role.MEASURE in roles and self._is_before_goods(typed, place):
            return length, self._run(typed[place : place + length], [], Demand.SOFT)
        if joined := self.joined(typed, place):
            return len(joined.typed), joined
        return 1, self._on_its_own(self._word(first, beside(typed, place)), *beside(typed, place))

    def is_elsewhere(
        self, typed: Sequence[Typed], place: int, length: int, entries: Sequence[Entry]
    ) -> bool:
        """The words name goods that others sell: two or more of them; or one with all its accents
        that nothing is said beside but empty words."""
        found = [entry for entry in entries if entry.role == Role.ELSEWHERE]
        if length > 1 and place:
            # "Tinh dầu xả" is a slip of an oil, and no conditioner ("dầu xả").
            before = (typed[place - 1].word.fold, typed[place].word.fold)
            return bool(found) and before not in self.lexicon.pairs
        if length > 1 or not found:
            return bool(found)
        if not self.is_whole:
            return False
        others = (one.word for at, one in enumerate(typed) if at != place)
        return found[0].words[0] == typed[place].word and all(map(self._may_be_empty, others))

    def _may_be_empty(self, word: Word) -> bool:
        length, entries = self.lexicon.matches([word], 0)
        roles = {entry.role for entry in entries} if length else set()
        return word.fold.isdigit() or bool(roles - {Role.SAME, Role.ELSEWHERE})

    def _elsewhere(self, typed: Sequence[Typed], entries: Sequence[Entry]) -> Part:
        phrase = tuple(t.word for t in typed)
        if len(phrase) > 1 and not any(word.is_accented for word in phrase):
            return Part(phrase, tuple(self._as_typed(phrase, None)), is_elsewhere=True)
        said = dict.fromkeys((phrase, *(e.words for e in entries if e.role == Role.ELSEWHERE)))
        return Part(phrase, tuple(Alternative(w, Grade.EXACT) for w in said), is_elsewhere=True)

    def _is_before_amount(self, typed: Sequence[Typed], place: int) -> bool:
        """ "Chai 500ml" as well as "500ml"."""
        after = typed[place + 1].word.fold if place + 1 < len(typed) else ""
        return after.isdigit() or _AMOUNT.fullmatch(after) is not None

    def _is_before_goods(self, typed: Sequence[Typed], place: int) -> bool:
        """ "Con mực", "chai nước mắm"."""
        after = typed[place + 1].word if place + 1 < len(typed) else NO_WORD
        return after in self.lexicon.first_words(after.fold)

    def _filter(
        self, typed: Sequence[Typed], place: int, length: int, entries: Sequence[Entry]
    ) -> tuple[int, Part]:
        same = [entry for entry in entries if entry.role == Role.SAME] if length else []
        length = length if same else 1
        part = self._run(typed[place : place + length], same, Demand.OPTIONAL)
        return length, replace(part, is_filter=True)

    def _amount(self, typed: Sequence[Typed], place: int) -> tuple[int, Part]:
        """A number, with the unit after it: asked for, but not insisted on."""
        length, entries = self.lexicon.matches([t.word for t in typed], place)
        if length > 1 and entries[0].role == Role.SAME:
            return length, self._run(typed[place : place + length], entries)
        if joined := self.joined(typed, place):
            return len(joined.typed), joined
        length = 1
        if place + 1 < len(typed):
            after, units = self.lexicon.matches([t.word for t in typed], place + 1)
            if any(entry.role == Role.UNIT for entry in units):
                length += after
        return length, self._run(typed[place : place + length], [], Demand.SOFT)

    def _is_empty(
        self, typed: Sequence[Typed], place: int, length: int, *, is_as_written: bool
    ) -> bool:
        """Whether an empty word is one here: typed without accents it may be half of a name, and
        with some of them it is another one: "đen" is no đến."""
        phrase = typed[place : place + length]
        if length > 1 or phrase[0].word.is_accented:
            return length > 1 or is_as_written
        if not is_as_written and (self.has_accents or len(typed) < _SENTENCE):
            return False  # "me" may be tamarind, not "mẹ"
        if self.has_accents:
            return True
        left, right = neighbours(typed, place)
        return not self.corrector.company(left, phrase[0].word.fold, right)

    def _run(
        self,
        typed: Sequence[Typed],
        entries: Sequence[Entry],
        demand: Demand = Demand.REQUIRED,
    ) -> Part:
        phrase = tuple(t.word for t in typed)
        grade = next((t.grade for t in typed if t.grade), None)
        alternatives = self._as_typed(phrase, grade)
        for entry in entries:
            if entry.words != phrase:
                if not all(w.is_accented for w in phrase):
                    alternatives.append(Alternative(entry.words, Grade.EXACT))
                elif len(phrase) > 1:  # "yên sào" lacks a tone; "dưa" alone lacks none
                    alternatives.append(Alternative(entry.words, Grade.FITS))
            alternatives += [Alternative(p.words, Grade.SAME, p.without) for p in entry.same]
            alternatives += [Alternative(p.words, Grade.KIND, p.without) for p in entry.kinds]
        unique: dict[tuple[tuple[Word, ...], bool], Alternative] = {}
        for alternative in alternatives:
            by_letters = alternative.grade in BY_LETTERS
            unique.setdefault((alternative.words, by_letters), alternative)
        return Part(tuple(t.original for t in typed), tuple(unique.values()), demand)

    def _word(self, typed: Typed, others: tuple[Word, Word]) -> Part:
        word = typed.word
        if typed.grade in {Grade.FITS, Grade.ACCENTS}:
            loose = [Alternative((Word(word.fold, word.fold),), Grade.ACCENTS)]
            fitting = [
                Alternative((Word(form, word.fold),), Grade.FITS)
                for form in self.vocabulary.forms(word.fold)
                if typed.original.fits(Word(form, word.fold))
            ]
            if typed.grade == Grade.FITS:
                loose = loose if not fitting else []
            return Part((typed.original,), (*fitting, *loose))
        alternatives = [*self._as_typed((word,), typed.grade), *self._twin(word)]
        if self.has_accents and not word.is_accented and self._is_stranger(word, *others):
            alternatives = [a for a in alternatives if a.grade != Grade.ACCENTS]
        if split := self.split(word.fold):
            length, entries = self.lexicon.matches(split, 0)
            same = [entry for entry in entries if entry.role == Role.SAME]
            if same and length == len(split):
                run = self._run([Typed(piece, piece) for piece in split], same)
                return replace(run, typed=(typed.original,))
            alternatives.append(Alternative(split, Grade.ACCENTS))
            if not self.corrector.is_known(word):
                alternatives = alternatives[-1:]
        is_unknown = not split and not typed.grade and not self.corrector.is_known(word)
        return Part((typed.original,), tuple(alternatives), is_unknown=is_unknown)

    def _on_its_own(self, part: Part, left: Word, right: Word) -> Part:
        """Goods that are written without any accent are meant by a word that stands beside its
        neighbours in no other: "cam vinh" is an orange, and nothing by Vinh with "cầm"."""
        word = part.typed[0]
        is_plain = not self.has_accents and len(part.typed) == 1 and word in self.lexicon.goods
        if not is_plain or not self._is_stranger(word, left, right):
            return part
        kept = (a for a in part.alternatives if a.grade != Grade.PLAIN)
        return replace(part, alternatives=(Alternative((word,), Grade.EXACT), *kept))

    def _is_stranger(self, word: Word, left: Word, right: Word) -> bool:
        """Beside words with accents it lacks none of its own, where it stands beside none of them
        in any: "cầu thang" is no Cầu and Thắng."""
        if not is_syllable(word.fold) or not (left.fold or right.fold):
            return False
        return not self.corrector.company(left.fold, word.fold, right.fold)

    def _twin(self, word: Word) -> list[Alternative]:
        """ "Tân Qui" is Tân Quy: both spellings are right."""
        other = twin(word.fold)
        if not other:
            return []
        exact = word.letters[:-1] + other[-1] + word.tone
        grade = Grade.EXACT if word.is_accented else Grade.FITS
        found = [Alternative((Word(exact, other),), grade)]
        return found if self.vocabulary.fold_count(other) else []

    def _as_typed(self, phrase: tuple[Word, ...], grade: Grade | None) -> list[Alternative]:
        if grade == Grade.SLIP:
            if self.has_accents or any(word.is_accented for word in phrase):
                return [Alternative(phrase, Grade.FITS)]
            return [Alternative(phrase, Grade.SLIP)]
        if any(word.is_accented for word in phrase):
            return [Alternative(phrase, Grade.EXACT)]
        if self.has_accents:
            exact = Alternative(phrase, Grade.EXACT)
            return (
                [exact]
                if self._is_meant_plain(phrase)
                else [exact, Alternative(phrase, Grade.ACCENTS)]
            )
        return [Alternative(phrase, Grade.PLAIN), Alternative(phrase, Grade.FITS)]

    def _is_meant_plain(self, phrase: Sequence[Word]) -> bool:
        """Beside words with accents, a word that is goods without any: "hoa", "ong", "sen"."""
        return len(phrase) == 1 and phrase[0] in self.lexicon.goods

    def joined(self, typed: Sequence[Typed], place: int) -> Part | None:
        """Two or three typed words that are one in the index: "vico sap", "ST 25"."""
        end = _end(typed, place)
        for length in (2, 3):
            pieces = typed[place : place + length]
            if len(pieces) < length or place + length > end:
                return None
            one = "".join(piece.word.fold for piece in pieces)
            if is_syllable(one) or one.isdigit() or not self.vocabulary.fold_count(one):
                continue
            grade = next((piece.grade for piece in pieces if piece.grade), None)
            alternatives = [
                *(
                    Alternative((Word(form, one),), Grade.FITS)
                    for form in self.vocabulary.forms(one)
                ),
                *self._as_typed(tuple(piece.word for piece in pieces), grade),
            ]
            return Part(tuple(piece.original for piece in pieces), tuple(alternatives))
        return None

    def split(self, fold: str) -> tuple[Word, ...]:
        """A typed word that is several in the index: "matong", "nuocmam"."""
        return tuple(Word(piece, piece) for piece in known_pieces(fold, self.vocabulary))


def _end(typed: Sequence[Typed], place: int) -> int:
    """How far a phrase may reach: not across "or", nor into words for a filter or out of them."""
    is_filter = typed[place].is_filter
    ends = (
        after
        for after in range(place + 1, len(typed))
        if typed[after].is_or or typed[after].is_filter != is_filter
    )
    return next(ends, len(typed))
