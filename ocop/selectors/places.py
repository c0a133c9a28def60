"""From an address as written to places as they were and as they are today.

Names are compared with accents first, without them second, by earlier names inside a known
district third; a province is never guessed (domain.md §8.2).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ocop.enums import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    PROVINCE_KINDS,
    PlaceConfidence,
    PlaceKind,
    Scheme,
)
from ocop.models import Place, PlaceAlias, PlaceSuccession
from ocop.spelling import clean, exact, fold, fold_key, loose_key, name_key, split_unit_word

#: Other names of provinces, folded and joined, and the name they stand for
_OTHER_NAMES = {
    "hcm": "hochiminh",
    "tphcm": "hochiminh",
    "saigon": "hochiminh",
    "thuathienhue": "hue",
    "tthue": "hue",
    "brvt": "bariavungtau",
    "bariavt": "bariavungtau",
    "vungtau": "bariavungtau",
    "daclac": "daklak",
    "daclak": "daklak",
    "daklac": "daklak",
    "dacnong": "daknong",
    "baccan": "backan",
    "congtum": "kontum",
}
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Location:
    """An address tied to places. ``problems`` says what a person should look at:

    province_unknown, district_unknown, commune_unknown, commune_split (the old commune went to
    several of today's), accent_guess (found only by leaving the accents out).
    """

    place_as_issued: Place | None = None
    province_as_issued: Place | None = None
    province_now: Place | None = None
    commune_now: Place | None = None
    former_province: Place | None = None
    confidence: str = PlaceConfidence.NONE
    district_as_issued: Place | None = None
    #: With the unit word written out: by the register where it knows the name, else as printed
    commune_name: str = ""
    district_name: str = ""
    problems: tuple[str, ...] = ()


def find_province(name: str, *, scheme: str | None = None) -> list[Place]:
    """Provinces of that name, with or without unit word; without a scheme today's come first.

    A name of both times ("Tuyên Quang") gives both. "Thành phố" names a municipality only:
    "TP Hải Dương" was a city inside a province.
    """
    word, bare = split_unit_word(name)
    if word not in {"", "Tỉnh", "Thành phố"}:
        return []
    folded = {fold_key(bare), fold_key(clean(name))}
    folded |= {_OTHER_NAMES[key] for key in folded if key in _OTHER_NAMES}
    found = Place.objects.filter(kind__in=PROVINCE_KINDS, fold_key__in=folded)
    if scheme:
        found = found.filter(scheme=scheme)
    places = sorted(found, key=lambda place: place.scheme != Scheme.SINCE_2025_07)
    if word == "Thành phố":
        places = [place for place in places if place.kind == PlaceKind.MUNICIPALITY]
    as_written = [place for place in places if place.name_key == name_key(bare)]
    return as_written or places


def locate(
    *, province: str, district: str = "", commune: str = "", scheme: str | None = None
) -> Location:
    """The places of an address. Without a scheme: a district means the time before July 2025.

    With neither, today's units come first; the former ones answer if today's lack the commune.
    Each call reads the database: remember the answers when reading many rows.
    """
    district, commune = clean(district), clean(commune)
    if scheme is None and district:
        scheme = Scheme.BEFORE_2025_07
    attempts = []
    for each in [scheme] if scheme else [Scheme.SINCE_2025_07, Scheme.BEFORE_2025_07]:
        provinces = find_province(province, scheme=each)
        if len(provinces) == 1:
            attempts.append(_locate_in(provinces[0], district, commune))
    if not attempts:
        return Location(
            commune_name=_written_out(commune),
            district_name=_written_out(district),
            problems=("province_unknown",),
        )
    return min(attempts, key=_doubt)


def _doubt(location: Location) -> int:
    if any(problem.endswith("_unknown") for problem in location.problems):
        return 2
    return int("accent_guess" in location.problems)


def _locate_in(province: Place, district: str, commune: str) -> Location:
    if province.scheme == Scheme.SINCE_2025_07:
        return _locate_today(province, district, commune)
    return _locate_before(province, district, commune)


def _locate_today(province: Place, district: str, commune: str) -> Location:
    found = _Match()
    problems = ["district_unknown"] if district else []
    if commune:
        found = _find(commune, Place.objects.filter(province=province, kind__in=COMMUNE_KINDS))
        problems += found.problems("commune")
    return Location(
        place_as_issued=found.place or province,
        province_as_issued=province,
        province_now=province,
        commune_now=found.place,
        former_province=(
            found.place.former_province if found.place else _only_former_province(province)
        ),
        confidence=PlaceConfidence.EXACT if found.place else PlaceConfidence.PARTIAL,
        commune_name=found.name or _written_out(commune),
        district_name=_written_out(district),
        problems=tuple(problems),
    )


def _locate_before(province: Place, district: str, commune: str) -> Location:
    in_district, found = _Match(), _Match()
    problems: list[str] = []
    if district:
        districts = Place.objects.filter(province=province, kind__in=DISTRICT_KINDS)
        in_district = _find(district, districts, knows_aliases=True)
        problems += in_district.problems("district")
    if commune and (in_district.place or not district):
        if in_district.place:
            communes = Place.objects.filter(parent=in_district.place)
        else:
            communes = Place.objects.filter(province=province, kind__in=COMMUNE_KINDS)
        found = _find(commune, communes, knows_aliases=bool(in_district.place))
        problems += found.problems("commune")
    place = found.place or in_district.place
    location = Location(
        place_as_issued=place or province,
        province_as_issued=province,
        province_now=_successors(province)[0],
        former_province=province,
        confidence=PlaceConfidence.PARTIAL,
        district_as_issued=in_district.place,
        commune_name=found.name or _written_out(commune),
        district_name=in_district.name or _written_out(district),
        problems=tuple(dict.fromkeys(problems)),
    )
    communes_now = _successors(place) if place else []
    if len(communes_now) == 1:
        return replace(location, commune_now=communes_now[0], confidence=PlaceConfidence.EXACT)
    if communes_now:
        return replace(
            location,
            confidence=PlaceConfidence.SPLIT,
            problems=(*location.problems, "commune_split"),
        )
    return location


def _successors(place: Place) -> list[Place]:
    links = PlaceSuccession.objects.filter(old=place).select_related("new").order_by("new__code")
    return [link.new for link in links]


def _only_former_province(province: Place) -> Place | None:
    links = list(PlaceSuccession.objects.filter(new=province).select_related("old")[:2])
    return links[0].old if len(links) == 1 else None


def communes_of_today(place: Place) -> set[int] | None:
    """Primary keys of today's communes on the ground of ``place``; None for a whole province."""
    if place.is_province:
        return None
    if place.scheme == Scheme.SINCE_2025_07:
        return {place.pk}
    old = [place.pk, *Place.objects.filter(parent=place).values_list("pk", flat=True)]
    return set(PlaceSuccession.objects.filter(old__in=old).values_list("new_id", flat=True))


# --- Matching a name -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Match:
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
_PASSES: tuple[tuple[Callable[[str], str], bool], ...] = (
    (name_key, False),
    (_loose_name_key, False),
    (_loose_fold_key, True),
)


def _written_out(name: str) -> str:
    word, bare = split_unit_word(name)
    return f"{word} {bare}".strip()


def _find(text: str, candidates: Iterable[Place], *, knows_aliases: bool = False) -> _Match:
    """The one candidate a name means; none when several could be meant."""
    candidates = list(candidates)
    word, bare = split_unit_word(_LEADING_ZEROS.sub("", text))
    # "Xa Dung" is a whole name though it starts like a unit word.
    readings = [(word, bare), ("", text)] if word else [("", bare)]
    for key, is_guess in _PASSES:
        for reading in readings:
            found = _with_key(key, *reading, candidates)
            if len(found) == 1:
                return _Match(found[0], _name_for_people(found[0], word, text), is_guess)
            if found:
                return _Match()
    if knows_aliases and (place := _by_alias(word, bare, candidates)):
        return _Match(place, _written_out(text))
    return _Match()


def _with_key(
    key: Callable[[str], str], word: str, bare: str, candidates: Sequence[Place]
) -> list[Place]:
    wanted = key(bare)
    found = [place for place in candidates if key(place.name) == wanted]
    of_kind = [place for place in found if word and place.full_name.startswith(f"{word} ")]
    return of_kind or found


def _name_for_people(place: Place, word: str, text: str) -> str:
    """The register's spelling, but "Huyện Phú Quốc" stays what the source called it."""
    if not word or place.full_name.startswith(f"{word} ") or fold(place.name) == fold(text):
        return place.full_name
    return f"{word} {place.name}"


def _by_alias(word: str, bare: str, candidates: Sequence[Place]) -> Place | None:
    by_pk = {place.pk: place for place in candidates}
    keys = [fold_key(f"{word} {bare}"), fold_key(bare)]
    aliases = PlaceAlias.objects.filter(place__in=by_pk, key__in=keys).values_list("key", "place")
    for key in keys:
        found = {pk for alias, pk in aliases if alias == key}
        if found:
            return by_pk[found.pop()] if len(found) == 1 else None
    return None
