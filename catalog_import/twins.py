"""Names that are nearly those of records the register has: suggested to a person, never merged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ocop.spelling import fold

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


class KnownNames:
    """Names of the register, made ready once for many questions.

    ``key`` takes from a name what two spellings of it have in common.
    """

    def __init__(self, names: Mapping[int, str], key: Callable[[str], str]) -> None:
        self._key = key
        self._names = dict(names)
        self._keys = {pk: fold(key(name)) for pk, name in names.items()}
        self._printed = frozenset(names.values())

    def like(self, name: str) -> list[Twin]:
        """The likest first; none for a name the register has as it stands."""
        if not name or name in self._printed:
            return []
        found = process.extract(
            fold(self._key(name)),
            self._keys,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=ALIKE,
            limit=_MOST,
        )
        return [Twin(pk, self._names[pk], round(score)) for _, score, pk in found]
