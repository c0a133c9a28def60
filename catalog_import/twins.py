"""Names that are nearly those of records the register has: suggested to a person, never merged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ocop.spelling import fold, product_key, subject_key

#: Per cent of letters in common from which two names may be one
ALIKE = 86
_MOST = 3


@dataclass(frozen=True, slots=True)
class Twin:
    """A record of the register under a name like the one asked for."""

    pk: int
    name: str
    #: Per cent
    likeness: int


def subjects_like(name: str, known: Mapping[int, str]) -> list[Twin]:
    """Known subjects (key → name) whose own name, without its legal form's spelling, is alike."""
    return _like(subject_key(name), name, [(pk, subject_key(n), n) for pk, n in known.items()])


def products_like(name: str, known: Mapping[int, str]) -> list[Twin]:
    return _like(product_key(name), name, [(pk, product_key(n), n) for pk, n in known.items()])


def _like(key: str, name: str, known: Sequence[tuple[int, str, str]]) -> list[Twin]:
    if not key:
        return []
    folded = [fold(other) for _, other, _ in known]
    found: Iterable[tuple[str, float, int]] = process.extract(
        fold(key), folded, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=_MOST + 1
    )
    twins = [Twin(known[i][0], known[i][2], round(score)) for _, score, i in found]
    return [twin for twin in twins if twin.name != name][:_MOST]
