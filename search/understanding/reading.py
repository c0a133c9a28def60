"""Reads a query: words for stars out, synonyms in, slips mended. A correct word is never changed.

Readings come in order of trust; the caller takes the first that finds anything.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from search.query import Vocabulary
from search.spelling_out import spelled
from search.syllables import is_syllable
from search.tokens import NO_WORD, START, Word, pair
from search.understanding.candidates import Candidate
from search.understanding.corrections import Corrector
from search.understanding.goods import Goods
from search.understanding.lexicon import Lexicon
from search.understanding.making_parts import PartMaker
from search.understanding.mending import Mender, said_beside
from search.understanding.parts import Alternative, Demand, Grade, Part, Reading
from search.understanding.stars import spelled_out, stars_in
from search.understanding.typed import Typed, typed_words

_MAX_WORDS = 16
#: From this many words on, words that nobody knows may be left out
_LONG = 4
#: Up to this many words, another word is tried for one that is known
_MOST_CHANGED = 8
_MAX_CHANGES = 8


def words_of(text: str) -> list[Word]:
    """The words a text is read by: all but those for stars."""
    return [typed.word for typed in _kept(text)[0]]


def without_stars(text: str) -> str:
    """The text without its words for stars; as it is where it has none."""
    kept, stars = _kept(text)
    return " ".join(spelled(typed.word) for typed in kept) if stars else text


def _kept(text: str) -> tuple[list[Typed], tuple[str, ...]]:
    """The typed words without those for stars, and the stars."""
    typed = typed_words(spelled_out(text))
    stars, used = stars_in([t.word for t in typed])
    return [t for place, t in enumerate(typed) if place not in used][:_MAX_WORDS], stars


def readings(
    text: str, vocabulary: Vocabulary, lexicon: Lexicon, *, filters: Collection[int] = ()
) -> Iterator[Reading]:
    """Ways to understand ``text``, the most literal first. ``filters``: places in ``words_of`` of
    the words that ask for a filter already in force."""
    reader = _Reader(text, vocabulary, lexicon, filters)
    first = reader.read(reader.typed)
    named = reader.goods.as_a_thing(first, [typed.word for typed in reader.typed])
    own = reader.goods.as_no_name(named or first)
    if own:
        yield own
    if named and reader.is_thing_as_typed():
        if not own:
            yield named
        return  # "cua" is crab: no door, and no Cửa Lò
    if named:
        yield named
    yield from _with_all_words(reader, own if own and reader.is_goods_as_typed() else first)


def beginning_of(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Reading:
    """The most literal way to understand words that others are still to follow: one that stands
    alone so far may yet be half of a name, "mèo" of Mèo Vạc."""
    reader = _Reader(text, vocabulary, lexicon, (), is_whole=False)
    return reader.read(reader.typed)


def _with_all_words(reader: "_Reader", first: Reading) -> Iterator[Reading]:
    is_by_letters = reader.has_pair_of_letters()
    if is_by_letters and (by_letters := reader.read_by_letters(first)):
        yield by_letters
    yield first
    if first.has_soft and not first.is_only_soft:
        yield first.softened()
    if apart := reader.read_word_by_word(first):
        yield apart
    if not is_by_letters and (by_letters := reader.read_by_letters(first)):
        yield by_letters
    if aside := reader.without_asides(first):
        yield aside
    for typed in reader.other_words():
        other = reader.read(typed)
        yield other
        if other.has_soft:
            yield other.softened()
    if shorter := reader.without_unknown(first):
        yield shorter
    if alone := reader.thing_alone(first):
        yield alone


class _Reader:
    def __init__(
        self,
        text: str,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        filters: Collection[int],
        *,
        is_whole: bool = True,
    ) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        kept, self._stars = _kept(text)
        kept = [replace(t, is_filter=place in filters) for place, t in enumerate(kept)]
        has_accents = any(t.word.is_accented for t in kept)
        self._corrector = Corrector(vocabulary, lexicon, has_accents=has_accents)
        self._parts = PartMaker(
            vocabulary, lexicon, self._corrector, has_accents=has_accents, is_whole=is_whole
        )
        self.goods = Goods(vocabulary, lexicon)
        self._mender = Mender(lexicon, self._corrector, self._parts)
        self.typed = self._mender.mended(kept)

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
            corrected=" ".join(spelled(self._shown(t)) for t in typed) if changed else "",
        )

    def read_word_by_word(self, reading: Reading) -> Reading | None:
        """A foreign name of several words by what each of them leads to: "dried banana" also where
        a name has a word between the two."""
        parts: list[Part] = []
        for part in reading.parts:
            if part.is_thing and not all(is_syllable(word.fold) for word in part.typed):
                parts += [self._parts.part([Typed(word, word)], 0)[1] for word in part.typed]
            else:
                parts.append(part)
        is_apart = len(parts) > len(reading.parts)
        return replace(reading, parts=tuple(parts)) if is_apart else None

    def is_goods_as_typed(self) -> bool:
        return any(
            typed.word in self._lexicon.goods and typed.word.is_accented for typed in self.typed
        )

    def is_thing_as_typed(self) -> bool:
        word = self.typed[0].word
        return word in self._lexicon.first_words(word.fold)

    def has_pair_of_letters(self) -> bool:
        """Two words that are known apart, but together only with other accents: "miền dong"."""
        settled = self._mender.in_phrases(self.typed, only_elsewhere=True)
        return any(
            (a.word.is_accented or b.word.is_accented)
            and not (a.grade or b.grade or a.is_filter or b.is_filter)
            and not {place, place + 1} & settled
            and self._corrector.only_by_letters(a.word, b.word)
            for place, (a, b) in enumerate(pairwise(self.typed))
        )

    def read_by_letters(self, reading: Reading) -> Reading | None:
        """Accented words may have other accents, where the letters are known to stand together."""
        if not reading.parts:
            return None
        said = [p.alternatives[0].words if p.alternatives else p.typed for p in reading.parts]
        lefts = [NO_WORD, *(words[-1] for words in said[:-1])]
        rights = [*(words[0] for words in said[1:]), NO_WORD]
        parts = [
            self._loosened(part, left, right)
            for part, left, right in zip(reading.parts, lefts, rights, strict=True)
        ]
        found = replace(reading, parts=tuple(parts))
        return found if found != reading else None

    def _is_plain_thing(self, part: Part) -> bool:
        """It was asked for as written, and only so."""
        grades = [alternative.grade for alternative in part.alternatives]
        return Grade.EXACT in grades and Grade.ACCENTS not in grades

    def _loosened(self, part: Part, left: Word, right: Word) -> Part:
        word = part.typed[0]
        if len(part.typed) > 1 or part.is_elsewhere or part.demand != Demand.REQUIRED:
            return part
        if not (word.is_accented or self._is_plain_thing(part)):
            return part
        if not self._corrector.is_beside(word, left, right):
            return part
        loose = Alternative((Word(word.fold, word.fold),), Grade.ACCENTS)
        return replace(part, alternatives=(*part.alternatives, loose))

    def other_words(self) -> Iterator[list[Typed]]:
        """The query with one known word taken for one that fits its neighbours, best fit first."""
        if len(self.typed) > _MOST_CHANGED:
            return
        changes: list[tuple[Candidate, int]] = []
        empty = self._mender.empty_places(self.typed)
        settled = self._mender.in_phrases(self.typed) | empty
        for place, typed in enumerate(self.typed):
            if typed.grade or typed.is_filter or typed.word.fold.isdigit() or place in settled:
                continue
            left, right = said_beside(self.typed, place, empty)
            has_company = self._corrector.company(left.fold, typed.word.fold, right.fold)
            if has_company and not typed.word.is_accented:
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

    def without_asides(self, reading: Reading) -> Reading | None:
        """A sentence without the words that belong to nothing in it: "rượu nào ngâm với ba kích".
        Beside a thing a word says which: "thịt kangaroo" stays as it is."""
        parts = reading.parts
        if len(self.typed) < _LONG:
            return None
        kept = tuple(
            part
            for place, part in enumerate(parts)
            if self.goods.is_named_by(part) or not _is_aside(parts, place)
        )
        is_asked = any(
            part.demand == Demand.REQUIRED and self.goods.is_named_by(part) for part in kept
        )
        return replace(reading, parts=kept) if is_asked and len(kept) < len(parts) else None

    def thing_alone(self, reading: Reading) -> Reading | None:
        """A sentence without what no such thing is made of: "tôi muốn đặt bánh pía sầu riêng" where
        no bánh pía is of durian. The thing takes two words, which names begin with."""
        parts = reading.parts
        places = [at for at, part in enumerate(parts) if part.demand == Demand.REQUIRED]
        is_sentence = any(p.demand == Demand.OPTIONAL and not p.is_filter for p in parts)
        if not is_sentence or len(self.typed) < _LONG or not places:
            return None
        thing = places[:1] if len(parts[places[0]].typed) > 1 else places[:2]
        left, right, *_ = (*(word for at in thing for word in parts[at].typed), NO_WORD, NO_WORD)
        others = [parts[at] for at in places[len(thing) :]]
        is_thing = thing[-1] - thing[0] < len(thing) and all(
            self._vocabulary.exact_count(term)
            for term in (pair(START, left.exact), pair(left.exact, right.exact))
        )
        if not is_thing or not others or any(p.is_unknown or p.is_elsewhere for p in others):
            return None
        dropped = set(places[len(thing) :])
        return replace(reading, parts=tuple(p for at, p in enumerate(parts) if at not in dropped))

    def _shown(self, typed: Typed) -> Word:
        """The word as it is shown: as typed, or what it was taken for with its usual accents."""
        if typed.grade != Grade.SLIP:
            return typed.original
        word = typed.word
        forms = [] if word.is_accented else self._vocabulary.forms(word.fold)
        return Word(forms[0], word.fold) if forms else word


def _is_aside(parts: Sequence[Part], place: int) -> bool:
    """A lone word between words that are empty."""
    part = parts[place]
    beside_it = (*parts[max(place - 1, 0) : place], *parts[place + 1 : place + 2])
    if part.demand != Demand.REQUIRED or part.is_elsewhere or len(part.typed) > 1:
        return False
    return all(other.demand != Demand.REQUIRED for other in beside_it)
