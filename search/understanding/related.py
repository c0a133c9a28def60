"""What else to show where a name finds almost nothing: things of the same kind, after it.

"Rượu sen" finds one product; whoever looks for it also wants the other wines. Only names of
products are widened, never a producer or an origin, and only by what the products found are
called first: "dua luoi" finds a melon, so its kin are melons and never coconuts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from search.query import Clause, Group, Vocabulary
from search.tokens import HEAD, START, Word, pair, run, words
from search.understanding.clauses import groups, terms_without
from search.understanding.lexicon import Lexicon
from search.understanding.parts import BY_LETTERS, Demand, Grade, Part, Reading

#: A text that finds fewer is widened
FEW = 4
_MOST_HEADS = 8
#: From this many parts on, one of them may be missing
_LONG = 4
#: Words that begin names of things that are not akin: goat's meat is no beef, lotus seeds are no
#: cashews
_OF_MANY_THINGS = frozenset(
    word.exact
    for word in words(
        "thịt cá hạt quả trái củ rau hoa lá cây con nước dầu bột sữa đồ bộ cao viên ống giỏ"
    )
)
#: So that what holds all words stands before what holds some
_ALL_WORDS = 400


def related(
    reading: Reading,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    count: Callable[[tuple[Group, ...]], int],
) -> tuple[Group, ...] | None:
    """Groups that also find what is akin to what the reading finds; None: there is nothing to go
    by. ``count`` says how many documents match."""
    parts = [part for part in reading.parts if part.demand == Demand.REQUIRED]
    if len(parts) < 2:
        return None
    asked = groups(reading.parts)
    by_name = _only_names(asked)
    if by_name is None:
        return None
    found = count(by_name)
    if not found or found != count(asked):
        return None  # a producer or an origin is among what was asked
    # "Quả lê Si Ma Cai" is a pear, though its name begins with the word for any fruit.
    begins = START if reading.parts[0] is parts[0] else HEAD
    akin = [*_same_kind(parts, vocabulary, lexicon, by_name, begins, count), *_all_but_one(parts)]
    if not akin or count((*by_name, Group(tuple(akin)))) != found:
        return None
    everything = Clause("title_f", tuple(_folds(parts)), _ALL_WORDS)
    return (
        Group(tuple(akin)),
        *(replace(group, is_required=False) for group in asked),
        Group((everything,), is_required=False),
    )


def _only_names(asked: Sequence[Group]) -> tuple[Group, ...] | None:
    """The required groups, looked for in names of products alone."""
    found = []
    for group in asked:
        if not group.is_required:
            continue
        clauses = tuple(c for c in group.clauses if c.field.startswith("title"))
        if not clauses:
            return None
        found.append(Group(clauses))
    return tuple(found)


def _same_kind(
    parts: Sequence[Part],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    by_name: tuple[Group, ...],
    begins: str,
    count: Callable[[tuple[Group, ...]], int],
) -> Iterator[Clause]:
    """Names that begin with the same kind of thing, as the products found write it."""
    length = 1
    while length < len(parts) and _belong(parts[length - 1], parts[length], lexicon):
        length += 1
    if length == len(parts):
        return
    for spelling in islice(_spellings(parts[:length], vocabulary), _MOST_HEADS):
        exact = [word.exact for word in spelling]
        if len(exact) == 1 and exact[0] in _OF_MANY_THINGS:
            continue
        also = run(exact) if len(exact) > 1 else ()
        begun = Clause("title_x", (pair(begins, exact[0]), *also), 0)
        if count((*by_name, Group((begun,)))):
            apart = () if also else _inside(lexicon, spelling[0])
            yield Clause("title_x", (pair(HEAD, exact[0]), *also), 0, apart)
            yield from _by_other_names(parts[:length])


def _inside(lexicon: Lexicon, word: Word) -> tuple[str, ...]:
    """Longer words that are no kin: of bamboo shoots, "măng", mangosteens are none."""
    longer = lexicon.inside.get(word, ())
    return tuple(term for phrase in longer for term in run([one.exact for one in phrase]))


def _by_other_names(parts: Sequence[Part]) -> Iterator[Clause]:
    """The same kind of thing by its other names: what is akin to a "trà" is called "chè", too."""
    for alternative in parts[0].alternatives if len(parts) == 1 else ():
        if alternative.grade == Grade.SAME:
            exact = [word.exact for word in alternative.words]
            also = run(exact) if len(exact) > 1 else ()
            without = terms_without(alternative, "x")
            yield Clause("title_x", (pair(HEAD, exact[0]), *also), 0, without)


def _belong(left: Part, right: Part, lexicon: Lexicon) -> bool:
    """Two words are one thing: "mật ong" is no kind of "mật"."""
    return (_folds([left])[-1], _folds([right])[0]) in lexicon.pairs


def _spellings(parts: Sequence[Part], vocabulary: Vocabulary) -> Iterator[tuple[Word, ...]]:
    choices: list[list[Word]] = []
    for part in parts:
        first = part.alternatives[0] if part.alternatives else None
        if first is None:
            return
        for word in first.words:
            if first.grade in BY_LETTERS and not word.is_accented:
                forms = vocabulary.forms(word.fold)
                choices.append([Word(form, word.fold) for form in forms] or [word])
            else:
                choices.append([word])
    yield from product(*choices)


def _all_but_one(parts: Sequence[Part]) -> Iterator[Clause]:
    """Names that hold every part but one."""
    if len(parts) < _LONG:
        return
    for place in range(len(parts)):
        yield Clause("title_f", tuple(_folds([*parts[:place], *parts[place + 1 :]])), 0)


def _folds(parts: Sequence[Part]) -> list[str]:
    found: list[str] = []
    for part in parts:
        usual = next((a for a in part.alternatives if a.grade != Grade.KIND), None)
        found += [word.fold for word in (usual.words if usual else part.typed)]
    return found
