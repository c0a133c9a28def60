"""From an address as written to places as they were and as they are today.

Names are compared with accents first, without them second, by earlier names inside a known
district third; a province is never guessed (domain.md §8.2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ocop.enums import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    PROVINCE_KINDS,
    PlaceConfidence,
    PlaceKind,
    Scheme,
)
from ocop.models import Place, PlaceAlias, PlaceSuccession
from ocop.selectors.place_names import Candidates, Match, match_name, matches, written_out
from ocop.spelling import clean, fold_key, name_key, split_unit_word

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


@dataclass(frozen=True, slots=True)
class Location:
    """An address tied to places. ``problems`` says what a person should look at:

    province_unknown, district_unknown, commune_unknown, commune_split (the old commune went to
    several of today's), accent_guess (found only by leaving the accents out), province_of_today
    (the province named is today's, and the district lay in another it was made of).
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


class PlaceSource(Protocol):
    """Where ``locate`` looks: the database, or a ``Gazetteer`` that holds all of it."""

    def provinces(self, fold_keys: set[str], scheme: str | None) -> Iterable[Place]: ...

    def districts(self, province: Place) -> Candidates: ...

    def communes(self, province: Place) -> Candidates: ...

    def communes_inside(self, district: Place) -> Candidates: ...

    def successors(self, place: Place) -> list[Place]:
        """The units of today its ground went to, by code."""
        ...

    def predecessors(self, province: Place) -> list[Place]: ...


class _Database:
    """Asks for each address anew."""

    def provinces(self, fold_keys: set[str], scheme: str | None) -> Iterable[Place]:
        found = Place.objects.filter(kind__in=PROVINCE_KINDS, fold_key__in=fold_keys)
        return found.filter(scheme=scheme) if scheme else found

    def districts(self, province: Place) -> Candidates:
        return _candidates(Place.objects.filter(province=province, kind__in=DISTRICT_KINDS))

    def communes(self, province: Place) -> Candidates:
        return _candidates(Place.objects.filter(province=province, kind__in=COMMUNE_KINDS))

    def communes_inside(self, district: Place) -> Candidates:
        return _candidates(Place.objects.filter(parent=district))

    def successors(self, place: Place) -> list[Place]:
        links = PlaceSuccession.objects.filter(old=place)
        return [link.new for link in links.select_related("new").order_by("new__code")]

    def predecessors(self, province: Place) -> list[Place]:
        links = PlaceSuccession.objects.filter(new=province).select_related("old")
        return [link.old for link in links.order_by("old__code")]


def _candidates(places: Iterable[Place]) -> Candidates:
    found = list(places)

    def aliases(keys: Sequence[str]) -> Iterable[tuple[str, int]]:
        pks = [place.pk for place in found]
        named = PlaceAlias.objects.filter(place__in=pks, key__in=keys)
        return named.values_list("key", "place")

    return Candidates(found, aliases)


_DATABASE = _Database()


def find_province(
    name: str, *, scheme: str | None = None, source: PlaceSource = _DATABASE
) -> list[Place]:
    """Provinces of that name, with or without unit word; without a scheme today's come first.

    A name of both times ("Tuyên Quang") gives both. "Thành phố" names a municipality only:
    "TP Hải Dương" was a city inside a province.
    """
    word, bare = split_unit_word(name)
    if word not in {"", "Tỉnh", "Thành phố"}:
        return []
    folded = {fold_key(bare), fold_key(clean(name))}
    folded |= {_OTHER_NAMES[key] for key in folded if key in _OTHER_NAMES}
    found = source.provinces(folded, scheme)
    places = sorted(found, key=lambda place: place.scheme != Scheme.SINCE_2025_07)
    if word == "Thành phố":
        places = [place for place in places if place.kind == PlaceKind.MUNICIPALITY]
    as_written = [place for place in places if place.name_key == name_key(bare)]
    return as_written or places


def locate(
    *,
    province: str,
    district: str = "",
    commune: str = "",
    scheme: str | None = None,
    source: PlaceSource = _DATABASE,
) -> Location:
    """The places of an address. Without a scheme: a district means the time before July 2025.

    With neither, today's units come first; the former ones answer if today's lack the commune.
    Each call reads the database: for many addresses pass a ``Gazetteer`` as ``source``.
    """
    district, commune = clean(district), clean(commune)
    if scheme is None and district:
        scheme = Scheme.BEFORE_2025_07
    attempts = []
    for each in [scheme] if scheme else [Scheme.SINCE_2025_07, Scheme.BEFORE_2025_07]:
        provinces = find_province(province, scheme=each, source=source)
        if len(provinces) == 1:
            attempts.append(_locate_in(provinces[0], district, commune, source))
            attempts += _locate_in_merged(attempts[-1], province, district, commune, source)
    if not attempts:
        return Location(
            commune_name=written_out(commune),
            district_name=written_out(district),
            problems=("province_unknown",),
        )
    return min(attempts, key=_doubt)


def _doubt(location: Location) -> int:
    if "district_unknown" in location.problems:
        return 3
    if any(problem.endswith("_unknown") for problem in location.problems):
        return 2
    return int("accent_guess" in location.problems)


def _locate_in(province: Place, district: str, commune: str, source: PlaceSource) -> Location:
    if province.scheme == Scheme.SINCE_2025_07:
        return _locate_today(province, district, commune, source)
    return _locate_before(province, district, commune, source)


def _locate_in_merged(
    in_former: Location, province: str, district: str, commune: str, source: PlaceSource
) -> list[Location]:
    """A list of Tuyên Quang printed since the reform says "huyện Hoàng Su Phì", which lay in Hà
    Giang: the address in the one other former province that had the district (and commune).
    """
    if not district or "district_unknown" not in in_former.problems:
        return []
    today = find_province(province, scheme=Scheme.SINCE_2025_07, source=source)
    found = [
        _locate_before(former, district, commune, source)
        for place in today
        for former in source.predecessors(place)
        if former != in_former.province_as_issued
        and not _district(district, commune, former, source).problems("district")
    ]
    if len(found) > 1:
        found = [location for location in found if "commune_unknown" not in location.problems]
    if len(found) != 1:
        return []
    return [replace(found[0], problems=("province_of_today", *found[0].problems))]


def _locate_today(province: Place, district: str, commune: str, source: PlaceSource) -> Location:
    found = Match()
    problems = ["district_unknown"] if district else []
    if commune:
        found = match_name(commune, source.communes(province))
        problems += found.problems("commune")
    return Location(
        place_as_issued=found.place or province,
        province_as_issued=province,
        province_now=province,
        commune_now=found.place,
        former_province=(
            found.place.former_province if found.place else _only_former_province(province, source)
        ),
        confidence=PlaceConfidence.EXACT if found.place else PlaceConfidence.PARTIAL,
        commune_name=found.name or written_out(commune),
        district_name=written_out(district),
        problems=tuple(problems),
    )


def _locate_before(province: Place, district: str, commune: str, source: PlaceSource) -> Location:
    in_district, found = Match(), Match()
    problems: list[str] = []
    if district:
        in_district = _district(district, commune, province, source)
        problems += in_district.problems("district")
    if commune and (in_district.place or not district):
        if in_district.place:
            communes = source.communes_inside(in_district.place)
        else:
            communes = source.communes(province)
        found = match_name(commune, communes, knows_aliases=bool(in_district.place))
        problems += found.problems("commune")
    place = found.place or in_district.place
    location = Location(
        place_as_issued=place or province,
        province_as_issued=province,
        province_now=source.successors(province)[0],
        former_province=province,
        confidence=PlaceConfidence.PARTIAL,
        district_as_issued=in_district.place,
        commune_name=found.name or written_out(commune),
        district_name=in_district.name or written_out(district),
        problems=tuple(dict.fromkeys(problems)),
    )
    communes_now = source.successors(place) if place else []
    if len(communes_now) == 1:
        return replace(location, commune_now=communes_now[0], confidence=PlaceConfidence.EXACT)
    if communes_now:
        return replace(
            location,
            confidence=PlaceConfidence.SPLIT,
            problems=(*location.problems, "commune_split"),
        )
    return location


def _district(district: str, commune: str, province: Place, source: PlaceSource) -> Match:
    """The district of that name; of several, the only one such a commune lies in."""
    candidates = source.districts(province)
    several = matches(district, candidates)
    if len(several) < 2 or not commune:
        return match_name(district, candidates, knows_aliases=True)
    around = [
        match
        for match in several
        if match.place and matches(commune, source.communes_inside(match.place))
    ]
    return around[0] if len(around) == 1 else Match()


def _only_former_province(province: Place, source: PlaceSource) -> Place | None:
    found = source.predecessors(province)
    return found[0] if len(found) == 1 else None


def communes_of_today(place: Place) -> set[int] | None:
    """Primary keys of today's communes on the ground of ``place``; None for a whole province."""
    if place.is_province:
        return None
    if place.scheme == Scheme.SINCE_2025_07:
        return {place.pk}
    old = [place.pk, *Place.objects.filter(parent=place).values_list("pk", flat=True)]
    return set(PlaceSuccession.objects.filter(old__in=old).values_list("new_id", flat=True))
