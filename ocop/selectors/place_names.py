"""Which of several places a written name means."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ocop.models import Place
from ocop.spelling import exact, fold, fold_key, loose_key, name_key, split_unit_word

_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")
Key = Callable[[str], str]


@dataclass
class Candidates:
    """Places a name may mean, found by key; each table is made when it is first asked for."""

    places: Sequence[Place]
    #: (keys wanted) → (key, primary key of the place) of the aliases; None: not to be asked
    aliases: Callable[[Sequence[str]], Iterable[tuple[str, int]]] | None = None
    _tables: dict[Key, dict[str, list[Place]]] = field(default_factory=dict)

    def with_key(self, key: Key, bare: str) -> list[Place]:
        if key not in self._tables:
            table: dict[str, list[Place]] = defaultdict(list)
            for place in self.places:
                table[key(place.name)].append(place)
            self._tables[key] = table
        return self._tables[key].get(key(bare), [])


@dataclass(frozen=True, slots=True)
class Match:
    place: Place | None = None
    #: Name with its unit word, for people
    name: str = ""
    is_guess: bool = False

    def problems(self, level: str) -> list[str]:
        if self.place is None:
            return [f"{level}_unknown"]
        return ["accent_guess"] if self.is_guess else []


def _loose_name_key(name: str) -> str:
    return loose_key(exact(name)).replace(" ", "")


def _loose_fold_key(name: str) -> str:
    return loose_key(fold(name)).replace(" ", "")


#: (key, found without accents)
_PASSES: tuple[tuple[Key, bool], ...] = (
    (name_key, False),
    (_loose_name_key, False),
    (_loose_fold_key, True),
)


def written_out(name: str) -> str:
    """The name with its unit word in full."""
    word, bare = split_unit_word(name)
    return f"{word} {bare}".strip()


def match_name(text: str, candidates: Candidates, *, knows_aliases: bool = False) -> Match:
    """The one candidate a name means; none when several could be meant."""
    found = matches(text, candidates)
    if found:
        return found[0] if len(found) == 1 else Match()
    if knows_aliases and (place := _by_alias(*_read(text), candidates)):
        return Match(place, written_out(text))
    return Match()


def matches(text: str, candidates: Candidates) -> list[Match]:
    """All a name could mean: "Kỳ Anh" is a town and the district around it."""
    word, bare = _read(text)
    # "Xa Dung" is a whole name though it starts like a unit word.
    readings = [(word, bare), ("", text)] if word else [("", bare)]
    for key, is_guess in _PASSES:
        for reading in readings:
            if found := _with_key(key, *reading, candidates):
                return [Match(p, _name_for_people(p, word, text), is_guess) for p in found]
    return []


def _read(text: str) -> tuple[str, str]:
    """Unit word and name."""
    return split_unit_word(_LEADING_ZEROS.sub("", text))


def _with_key(key: Key, word: str, bare: str, candidates: Candidates) -> list[Place]:
    found = candidates.with_key(key, bare)
    of_kind = [place for place in found if word and place.full_name.startswith(f"{word} ")]
    return of_kind or found


def _name_for_people(place: Place, word: str, text: str) -> str:
    """The register's spelling, but "Huyện Phú Quốc" stays what the source called it."""
    if not word or place.full_name.startswith(f"{word} ") or fold(place.name) == fold(text):
        return place.full_name
    return f"{word} {place.name}"


def _by_alias(word: str, bare: str, candidates: Candidates) -> Place | None:
    if candidates.aliases is None:
        return None
    keys = [fold_key(f"{word} {bare}"), fold_key(bare)]
    named = list(candidates.aliases(keys))
    if not named:
        return None
    by_pk = {place.pk: place for place in candidates.places}
    aliases = [(key, pk) for key, pk in named if pk in by_pk]
    for key in keys:
        found = {pk for alias, pk in aliases if alias == key}
        if found:
            return by_pk[found.pop()] if len(found) == 1 else None
    return None
