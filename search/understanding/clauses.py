"""From parts to clauses: the whole-number score in one table.

A part is worth its best match: the worth of the grade in the field, times the words it covers.
Words that stand side by side, stand first, or are the whole name add to it. The sums are exact in
every engine, and equal sums are put in order by stars, newest recognition and id.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from search.index_terms import NAMED_FIELDS, TEXT_FIELDS
from search.query import Clause, Group
from search.tokens import HEAD, NAME, START, Word, pair, run, whole
from search.understanding.parts import BY_LETTERS, Alternative, Demand, Grade, Part

#: Worth of a word by grade, in the order of ``TEXT_FIELDS``: title, subject, place, about, body
WORTH = {
    Grade.EXACT: (80, 30, 30, 20, 4),
    Grade.FITS: (70, 26, 26, 17, 3),
    Grade.PLAIN: (60, 22, 22, 15, 3),
    Grade.SAME: (56, 20, 20, 14, 2),
    Grade.ACCENTS: (40, 15, 15, 10, 2),
    Grade.SLIP: (40, 15, 15, 10, 2),
    Grade.KIND: (24, 0, 0, 8, 0),
}
_PAIR = {"title": (30, 20), "subject": (15, 10), "place": (15, 10)}
_FIRST = (20, 14)
#: It is among the words that say what the thing is
_HEAD = (16, 10)
#: Words that lead the name of a producer, folded; with one, names of producers are worth more
_LEGAL_FORMS = (
    "hop tac xa", "htx", "htxnn", "to hop tac", "tht", "cong ty", "cty", "ctcp", "doanh nghiep",
    "dntn", "xi nghiep", "ho kinh doanh", "hkd", "ho sxkd", "co so",
)  # fmt: skip
_OF_A_MAKER = 3
#: For each word of a run in the name of a producer, exact and by letters
_MAKERS_RUN = (45, 33)
#: For each word of one thing that was asked for, by whatever name the product begins with
_THIS = 16
#: Exact, by letters, and by another name of the thing
_WHOLE = (200, 120, 40)


def groups(parts: Sequence[Part]) -> tuple[Group, ...]:
    """Required groups first, then what only adds to the score."""
    found = _groups(parts)
    if _is_maker(parts):
        found = [
            replace(group, clauses=tuple(_for_a_maker(clause) for clause in group.clauses))
            for group in found
        ]
    return tuple(sorted(found, key=lambda group: not group.is_required))


def _is_maker(parts: Sequence[Part]) -> bool:
    """A legal form is among the words, so the others are most likely the name of a producer."""
    said = " ".join(word.fold for part in parts for word in part.typed)
    return any(f" {form} " in f" {said} " for form in _LEGAL_FORMS)


def _for_a_maker(clause: Clause) -> Clause:
    is_name = clause.field.startswith("subject")
    return replace(clause, worth=clause.worth * _OF_A_MAKER) if is_name else clause


def _groups(parts: Sequence[Part]) -> list[Group]:
    found = []
    for place, part in enumerate(parts):
        left = parts[place - 1] if place else None
        right = parts[place + 1] if place + 1 < len(parts) else None
        in_names = () if part.is_elsewhere else _in_names(left, part, right)
        clauses = (*_clauses(part), *in_names)
        if part.demand == Demand.OPTIONAL and not part.is_filter:
            # "Sản phẩm từ ong": no group is asked for by the name "dược liệu và sản phẩm từ …"
            clauses = tuple(clause for clause in clauses if not clause.field.startswith("about"))
        found.append(Group(clauses, is_required=part.demand != Demand.OPTIONAL))
    said = [at for at, part in enumerate(parts) if part.demand != Demand.OPTIONAL]
    bonuses = [_beginning(parts[at]) for at in sorted({*range(len(parts[:1])), *said[:1]})]
    bonuses += [_what_it_is(part) for part in parts]
    bonuses += [_side_by_side(left, right) for left, right in pairwise(parts)]
    if all(part.alternatives for part in parts):
        bonuses.append(_whole_name(parts))
        if not any(_is_number(part) for part in parts if part.demand == Demand.OPTIONAL):
            bonuses.append(_run_of_a_maker([parts[at] for at in said]))
    if len(said) == 1:
        bonuses.append(_is_this(parts[said[0]]))
    found += [Group(tuple(clauses), is_required=False) for clauses in bonuses if clauses]
    return found


def _is_number(part: Part) -> bool:
    """What is called by a number is a product: "nước mắm 584" comes before all of a maker called
    Nước mắm."""
    return any(c.isdigit() for word in part.typed for c in word.fold)


def _clauses(part: Part) -> Iterator[Clause]:
    span = len(part.typed)
    if part.is_elsewhere:
        yield from _by_name(part)
        return
    for alternative in part.alternatives:
        form = "f" if alternative.grade in BY_LETTERS else "x"
        terms = run(_forms(alternative.words, form))
        without = terms_without(alternative, form)
        for name, full in zip(TEXT_FIELDS, WORTH[alternative.grade], strict=True):
            if not full or not _stands_alone(alternative, name):
                continue
            # Of "hải sản" a lobster is one, and no sauce of a maker of seafood
            worth = full // 2 if part.is_kind and name == "subject" else full
            apart = without
            if part.is_no_name and len(terms) == 1 and name in NAMED_FIELDS:
                apart = (*without, pair(NAME, terms[0]))
            if name != "title":
                yield Clause(f"{name}_{form}", terms, worth * span, apart)
                continue
            (first,) = _forms(alternative.words[:1], form)
            for place, share in _steps(part, alternative):
                also = (pair(place, first),) if place else ()
                yield Clause("title_" + form, (*terms, *also), worth * share // 8 * span, apart)


def _stands_alone(alternative: Alternative, name: str) -> bool:
    """A field is worth looking into for these words without their neighbours (``_in_names``): a
    body knows no runs, and one word of the name of a place or of a group says nothing."""
    if len(alternative.words) > 1:
        return name != "body"
    is_number = any(c.isdigit() for c in alternative.words[0].fold)
    return name != "place" and (name != "about" or is_number)


def _by_name(part: Part) -> Iterator[Clause]:
    """Goods that others sell: the run in a name, or of one word its beginning: "gương" is no
    sweet called so after a mirror."""
    for alternative in part.alternatives:
        form = "f" if alternative.grade in BY_LETTERS else "x"
        forms = _forms(alternative.words, form)
        terms = run(forms) if len(forms) > 1 else (pair(START, forms[0]),)
        yield Clause(f"title_{form}", terms, WORTH[alternative.grade][0] * len(part.typed))


def _steps(part: Part, alternative: Alternative) -> tuple[tuple[str, int], ...]:
    """Where in a name a word for many things, or one of them, is worth how many eighths: "Bánh đậu
    xanh hương vị trái cây" is no fruit, "Kem dừa" neither."""
    if alternative.grade == Grade.KIND:
        return ((START, 8), (HEAD, 6), ("", 3))
    if part.is_kind and len(alternative.words) > 1:
        return ((HEAD, 8), ("", 1))
    return (("", 8),)


def _in_names(left: Part | None, part: Part, right: Part | None) -> Iterator[Clause]:
    """One word names a place only together with its neighbour, or if it is the whole name: "trà"
    is not Trà Vinh. Of the name of a group it is the first word or beside its neighbour: "nghệ" is
    no thủ công mỹ nghệ."""
    span = len(part.typed)
    for alternative in part.alternatives:
        if len(alternative.words) > 1:
            continue
        word = alternative.words[0]
        form = "f" if alternative.grade in BY_LETTERS else "x"
        alone = _forms((word,), form)
        for name, term in (("place", whole(alone)), ("about", pair(START, *alone))):
            worth = WORTH[alternative.grade][TEXT_FIELDS.index(name)] * span
            if not worth:
                continue
            yield Clause(f"{name}_{form}", (term,), worth, terms_without(alternative, form))
            if alternative.grade == Grade.SAME:
                continue
            for neighbour, is_left in ((left, True), (right, False)):
                if neighbour is None or not neighbour.alternatives:
                    continue
                beside = neighbour.alternatives[0]
                together = (beside.words[-1], word) if is_left else (word, beside.words[0])
                by_letters = form == "f" or beside.grade in BY_LETTERS
                of_pair = "f" if by_letters else "x"
                yield Clause(f"{name}_{of_pair}", (pair(*_forms(together, of_pair)),), worth)


def terms_without(alternative: Alternative, form: str) -> tuple[str, ...]:
    """The terms of longer words that say another thing, in the ``form`` of a field's name."""
    return tuple(term for words in alternative.without for term in run(_forms(words, form)))


def _beginning(part: Part) -> list[Clause]:
    clauses = []
    for alternative in part.alternatives:
        if alternative.grade == Grade.KIND:
            continue
        first = alternative.words[0]
        if alternative.grade in BY_LETTERS:
            clauses.append(Clause("title_f", (pair(START, first.fold),), _FIRST[1]))
        else:
            clauses.append(Clause("title_x", (pair(START, first.exact),), _FIRST[0]))
    return clauses


def _what_it_is(part: Part) -> list[Clause]:
    clauses = []
    for alternative in part.alternatives:
        if alternative.grade == Grade.KIND:
            continue
        first = alternative.words[0]
        by_letters = alternative.grade in BY_LETTERS
        term = pair(HEAD, first.fold if by_letters else first.exact)
        clauses.append(Clause(f"title_{'f' if by_letters else 'x'}", (term,), _HEAD[by_letters]))
    return clauses


def _side_by_side(left: Part, right: Part) -> list[Clause]:
    """The last word of one part just before the first of the next; typed ones with each other's
    first choices, not every synonym with every other."""
    clauses = []
    for a, b in _leading_pairs(left.alternatives, right.alternatives):
        if Grade.KIND in (a.grade, b.grade):
            continue
        by_letters = a.grade in BY_LETTERS or b.grade in BY_LETTERS
        form = "f" if by_letters else "x"
        term = pair(*_forms((a.words[-1], b.words[0]), form))
        for name, worths in _PAIR.items():
            clauses.append(Clause(f"{name}_{form}", (term,), worths[by_letters]))
    return clauses


def _is_this(part: Part) -> list[Clause]:
    """One thing by any of its names comes before what is made of it: "lạc" before "kẹo đậu phộng"
    for "đậu phộng"."""
    if not part.is_thing or part.is_kind:
        return []
    clauses = []
    for alternative in part.alternatives:
        if alternative.grade == Grade.KIND:
            continue
        form = "f" if alternative.grade in BY_LETTERS else "x"
        forms = _forms(alternative.words, form)
        terms = _begins(forms)
        apart = terms_without(alternative, form)
        clauses.append(Clause(f"title_{form}", terms, _THIS * len(part.typed), apart))
    return clauses


def _begins(forms: Sequence[str]) -> tuple[str, ...]:
    """The terms of a name that begins with these words."""
    return (pair(START, forms[0]), *(run(forms) if len(forms) > 1 else ()))


def _leading_pairs(
    left: Sequence[Alternative], right: Sequence[Alternative]
) -> Iterator[tuple[Alternative, Alternative]]:
    if left and right:
        yield left[0], right[0]
        yield from ((left[0], other) for other in right[1:4])
        yield from ((other, right[0]) for other in left[1:4])


def _whole_name(parts: Sequence[Part]) -> list[Clause]:
    """The query is the name of the product, or another word for it."""
    typed = [word for part in parts for word in part.typed]
    name = [word for part in parts for word in part.alternatives[0].words]
    others = parts[0].alternatives[1:] if len(parts) == 1 else ()
    return [
        Clause("title_x", (whole(_forms(typed, "x")),), _WHOLE[0]),
        Clause("title_f", (whole(_forms(name, "f")),), _WHOLE[1]),
        *(
            Clause("title_f", (whole(_forms(other.words, "f")),), _WHOLE[2])
            for other in others
            if other.grade == Grade.SAME
        ),
    ]


def _run_of_a_maker(parts: Sequence[Part]) -> list[Clause]:
    """All the words in a row in the name of a producer are worth more than apart in the name of a
    product, and less than in a row there: "hoàng trà". A product whose name begins so gains as
    much: "nước mắm" is no mắm tôm of a maker of nước mắm."""
    if len(parts) < 2:
        return []  # goods, whoever makes them
    typed = [word for part in parts for word in part.typed]
    name = [word for part in parts for word in part.alternatives[0].words]
    clauses = []
    for form, words, per_word in zip("xf", (typed, name), _MAKERS_RUN, strict=True):
        if len(words) > 1:
            forms, worth = _forms(words, form), per_word * len(words) + per_word // 2
            clauses.append(Clause(f"subject_{form}", run(forms), worth))
            clauses.append(Clause(f"title_{form}", _begins(forms), worth))
    return clauses


def _forms(words: Iterable[Word], form: str) -> list[str]:
    return [word.exact if form == "x" else word.fold for word in words]
