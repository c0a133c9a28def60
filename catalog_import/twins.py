"""Names that are nearly those of records the register has: suggested to a person, never merged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ocop.likeness import KnownCores


@dataclass(frozen=True, slots=True)
class Twin:
    """A record of the register under a name like the one asked for."""

    pk: int
    name: str
    #: Per cent
    likeness: int


class KnownNames:
    """Names of the register, made ready once for many questions.

    ``core`` takes from a name what two spellings of it have in common.
    """

    def __init__(self, names: Mapping[int, str], core: Callable[[str], str]) -> None:
        self._core = core
        self._names = dict(names)
        self._known = KnownCores({pk: core(name) for pk, name in names.items()})
        self._printed = frozenset(names.values())

    def like(self, name: str) -> list[Twin]:
        """The likest first; none for a name the register has as it stands."""
        if not name or name in self._printed:
            return []
        found = self._known.like(self._core(name))
        return [Twin(one.pk, self._names[one.pk], one.likeness) for one in found]
