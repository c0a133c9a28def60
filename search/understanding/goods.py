"""One word for goods: what it is by its letters, and where it is only part of a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.query import Vocabulary
from search.tokens import HEAD, START, Word, pair
from search.understanding.lexicon import Lexicon
from search.understanding.parts import BY_LETTERS, Alternative, Demand, Grade, Part, Reading


@dataclass(frozen=True, slots=True)
class Goods:
    vocabulary: Vocabulary
    lexicon: Lexicon

    def as_a_thing(self, reading: Reading, typed: Sequence[Word]) -> Reading | None:
        """One plain word is what the lexicon knows by these letters: "ong" is a bee and no "ống",
        "dua" is coconut, pineapple and melon."""
        if len(reading.parts) != 1 or len(typed) != 1:
            return None
        part, word = reading.parts[0], typed[0]
        forms = self.lexicon.first_words(word.fold) or self.lexicon.forms(word.fold)
        if word.is_accented or not forms or part.demand != Demand.REQUIRED:
            return None
        if word not in forms:
            forms = [*forms, *(form for form in self._called(word) if form not in forms)]
        meant = [Alternative((form,), Grade.FITS) for form in forms if form != word]
        if word in forms or self.vocabulary.exact_count(pair(HEAD, word.exact)):
            meant.append(Alternative((word,), Grade.EXACT))  # something is called so: "me"
        is_said = {(word,), *(a.words for a in meant)}
        others = [
            a for a in part.alternatives if a.grade not in BY_LETTERS and a.words not in is_said
        ]
        return replace(reading, parts=(replace(part, alternatives=(*meant, *others)),))

    def as_no_name(self, reading: Reading) -> Reading | None:
        """One word for goods is looked for as a word first, typed or another name of what was:
        "cua" is no Ông Cua, "cam" no Cam Lâm, "đậu phộng" no Lạc Thủy."""
        required = [part for part in reading.parts if part.demand == Demand.REQUIRED]
        if len(required) != 1 or required[0].is_elsewhere:
            return None
        single = [a.words[0] for a in required[0].alternatives if len(a.words) == 1]
        is_goods = required[0].is_thing or required[0].is_kind
        if not single or not (is_goods or any(word in self.lexicon.goods for word in single)):
            return None
        own = replace(
            required[0],
            is_no_name=True,
            alternatives=tuple(map(self._on_its_own, required[0].alternatives)),
        )
        return replace(
            reading, parts=tuple(own if part is required[0] else part for part in reading.parts)
        )

    def is_named_by(self, part: Part) -> bool:
        first = part.typed[0]
        return part.is_thing or part.is_kind or first in self.lexicon.first_words(first.fold)

    def _called(self, word: Word) -> Iterator[Word]:
        """What names of products begin with by these letters: "quat" is a kumquat and a fan."""
        for exact in self.vocabulary.forms(word.fold):
            form = Word(exact, word.fold)
            if self.lexicon.matches([form], 0)[0]:
                continue  # "ca" is no "cái", which says how many
            if self.vocabulary.exact_count(pair(START, exact)):
                yield form

    def _on_its_own(self, alternative: Alternative) -> Alternative:
        """Not inside a longer word that is another thing: a fillet, "phi lê", is no pear."""
        inside = self.lexicon.inside.get(alternative.words[0], ())
        if len(alternative.words) > 1 or not inside:
            return alternative
        return replace(alternative, without=(*alternative.without, *inside))
