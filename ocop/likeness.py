"""How like two names of the register are: the one measure for all rooms. It suggests, and never
decides.

Names are compared by their cores: what is left of a key without accents, legal forms and marks;
letter by letter, as written and with the words in order. Digits tell names apart ("38 độ" is not
"40 độ").
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ocop.spelling import fold, loose_key, product_key, subject_key

#: Per cent of letters in order that two cores have in common from which they may be one's
ALIKE = 88
_MOST = 3
Write = Callable[[str], str]
#: Legal forms and trades as keys abbreviate them: they say what a subject is, not which
_FORMS = frozenset(
    {
        "htx", "tht", "cty", "cp", "ctcp", "tnhh", "mtv", "hkd", "cs", "dn", "dntn", "nn", "dv",
        "tm", "sx", "kd", "th", "xd", "xnk", "cn",
    }
)  # fmt: skip
#: Marks that a list may or may not print after a product's name
_MARKS = frozenset({"ocop", "vietgap"})


def subject_core(name: str) -> str:
    return subject_core_of_key(subject_key(name))


def product_core(name: str) -> str:
    return product_core_of_key(product_key(name))


def subject_core_of_key(match_key: str) -> str:
    return _core(match_key, _FORMS)


def product_core_of_key(match_key: str) -> str:
    return _core(match_key, _MARKS)


def likeness(one: str, other: str) -> float:
    """Per cent for two cores; 0 for two that are not alike."""
    if not one or not other or _digits(one) != _digits(other):
        return 0
    return max(
        fuzz.ratio(write(one), write(other), score_cutoff=ALIKE) for write in (run_on, _sorted)
    )


@dataclass(frozen=True, slots=True)
class Like:
    """A known core like the one asked for."""

    pk: int
    #: Per cent
    likeness: int


class KnownCores:
    """Cores of records, made ready once for many questions."""

    def __init__(self, cores: Mapping[int, str]) -> None:
        self._written: dict[tuple[Write, str], dict[int, str]] = defaultdict(dict)
        for pk, core in cores.items():
            for write in (run_on, _sorted) if core else ():
                self._written[write, _digits(core)][pk] = write(core)

    def like(self, core: str) -> list[Like]:
        """The likest first, a few."""
        best: dict[int, float] = {}
        for write in (run_on, _sorted) if core else ():
            known = self._written.get((write, _digits(core)), {})
            for _, score, pk in process.extract(
                write(core), known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_MOST
            ):
                best[pk] = max(score, best.get(pk, 0))
        likest = sorted(best, key=lambda pk: (-best[pk], pk))
        return [Like(pk, round(best[pk])) for pk in likest[:_MOST]]


def _core(key: str, left_out: frozenset[str]) -> str:
    """Words that tell names apart, i for y; of a name without any, all its words."""
    words = [_without_tone(word) for word in loose_key(key).split()]
    own = [word for word in words if word not in left_out]
    return " ".join(own or words)


def run_on(core: str) -> str:
    """Some lists print "Bio Tan", others "BioTan"."""
    return core.replace(" ", "")


def _sorted(core: str) -> str:
    return "".join(sorted(core.split()))


def _without_tone(word: str) -> str:
    plain = fold(word)
    return plain[:-1] if plain[-1:].isdigit() and not plain.isdigit() else plain


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
