"""What a typed query asks for, part by part, before it becomes clauses."""

from dataclasses import dataclass, replace
from enum import Enum

from search.tokens import Word


class Grade(Enum):
    """How well a match answers what was typed; ``clauses.WORTH`` gives the numbers."""

    EXACT = "exact"  # as typed, or typed plain and written plain
    PLAIN = "plain"  # typed without accents in a query without any
    FITS = "fits"  # every typed mark is there, and more
    ACCENTS = "accents"  # same letters, other marks than typed
    SAME = "same"  # another name of the thing
    KIND = "kind"  # a kind of it
    SLIP = "slip"  # what was probably meant


#: Looked for by letters alone; the other grades as written
BY_LETTERS = frozenset({Grade.PLAIN, Grade.ACCENTS, Grade.SLIP})


class Demand(Enum):
    REQUIRED = "required"
    SOFT = "soft"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A run of words that satisfies a part."""

    words: tuple[Word, ...]
    grade: Grade
    without: tuple[tuple[Word, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some typed words that stand or fall together, and all that may answer them."""

    typed: tuple[Word, ...]
    alternatives: tuple[Alternative, ...]
    demand: Demand = Demand.REQUIRED
    #: Not in the index, and nothing near it was found
    is_unknown: bool = False
    #: Goods that others sell: only a name of a product answers it, and one word only its beginning
    is_elsewhere: bool = False
    #: Not where a word is part of the name of a place
    is_no_name: bool = False
    #: It asks for a filter that is in force
    is_filter: bool = False

    @property
    def is_thing(self) -> bool:
        """It has other names."""
        return any(alternative.grade == Grade.SAME for alternative in self.alternatives)

    @property
    def is_kind(self) -> bool:
        """A word for many things: "trái cây"."""
        return any(alternative.grade == Grade.KIND for alternative in self.alternatives)

    def optional(self) -> "Part":
        return replace(self, demand=Demand.OPTIONAL)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a query."""

    parts: tuple[Part, ...]
    #: Stars asked for in words ("5 sao"); empty: none
    stars: tuple[str, ...] = ()
    #: What was taken for what was typed, with its accents; empty when nothing was changed
    corrected: str = ""

    @property
    def has_required(self) -> bool:
        return any(part.demand != Demand.OPTIONAL for part in self.parts)

    @property
    def has_soft(self) -> bool:
        return any(part.demand == Demand.SOFT for part in self.parts)

    @property
    def is_only_soft(self) -> bool:
        """Nothing is left of it without numbers and praise."""
        return not self.stars and all(part.demand == Demand.SOFT for part in self.parts)

    def softened(self) -> "Reading":
        """The same without insisting on numbers and praise; but "hương" alone is incense."""
        is_asked = any(part.demand == Demand.REQUIRED for part in self.parts)
        return replace(
            self,
            parts=tuple(
                part.optional()
                if part.demand == Demand.SOFT and (is_asked or not part.is_thing)
                else part
                for part in self.parts
            ),
        )
