"""The place of a row: what its cells say, what it inherits, and in which scheme to look it up."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from catalog_import.address_text import NOWHERE, is_one_unit, parse_address
from catalog_import.entry import Entry
from catalog_import.grammars.names import text_of
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, warning
from catalog_import.records import Record
from ocop.enums import Scheme
from ocop.selectors.places import Location
from ocop.spelling import split_unit_word

#: The first day of today's units
REFORM = datetime.date(2025, 7, 1)
_UNKNOWN = frozenset({"province_unknown", "district_unknown", "commune_unknown"})
_COLUMNS = ("commune", "district", "province", "address", "new_address", "old_address")
_FIELD = {
    "province_unknown": "province",
    "district_unknown": "district",
    "commune_unknown": "commune",
    "commune_split": "commune",
    "accent_guess": "commune",
    "province_of_today": "province",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A row's address in parts, as printed."""

    commune: str
    district: str
    province: str
    text: str
    old_text: str
    #: Said to be in today's units
    is_new: bool


@dataclass(frozen=True, slots=True)
class Placed:
    commune: str
    district: str
    province: str
    scheme: str
    location: Location | None
    problems: tuple[Problem, ...]
    #: The address itself says in which units it is
    is_sure: bool = True


def written_address(entry: Entry, places: PlaceFinder) -> Written:
    """A row's own columns first, then its address, then what stands above the row."""
    said = {name: text_of(entry.cells.get(name)) for name in _COLUMNS}
    new, old = said["new_address"], said["old_address"]
    is_new = bool(new) or entry.is_new_address
    text = new or said["address"] or ("" if said["commune"] else old)
    above = entry.context
    province = _bare(said["province"])
    inside = partial(parse_address, places=places, province=province or above.province)
    commune, district = said["commune"], said["district"]
    in_text = inside(text) if text else NOWHERE
    in_commune = NOWHERE if is_one_unit(commune) else inside(commune)
    in_district = NOWHERE if is_one_unit(district) else inside(district)
    commune = (in_commune.commune or ("" if in_commune.district else commune)) or in_text.commune
    district = in_district.district or district or in_commune.district or in_text.district
    province = province or in_commune.province or in_district.province or in_text.province

    if not (province and above.province) or places.are_one(province, above.province):
        commune = commune or above.commune
        district = district or ("" if is_new else above.district)
    if not text:
        text = ", ".join(part for part in (commune, district, province) if part)
    return Written(commune, district, province or above.province, text, old, is_new)


def _bare(province: str) -> str:
    unit, bare = split_unit_word(province)
    return bare if unit in ("Tỉnh", "Thành phố") else province


def place(
    written: Written,
    *,
    decided_on: datetime.date | None,
    year: int | None,
    listed_on: datetime.date | None,
    places: PlaceFinder,
    prefers_today: bool = False,
) -> Placed:
    """Look the address up. Without a province nothing is looked up: a bare name is no place."""
    if not written.province:
        return Placed(
            _unit_written_out(written.commune),
            _unit_written_out(written.district),
            "",
            "",
            None,
            (warning("province_missing", "province"),),
        )
    schemes, is_sure = _schemes(written, decided_on, year, listed_on)
    if prefers_today and not is_sure and written.commune:
        schemes = (Scheme.SINCE_2025_07.value, Scheme.BEFORE_2025_07.value)
    found = [_locate(written, scheme, places) for scheme in schemes[:1]]
    if not is_sure and _UNKNOWN & set(found[0].problems):
        other = _locate(written, schemes[1], places)
        if _rank(other) < _rank(found[0]):
            found.insert(0, other)
    location = found[0]
    problems = [_problem(code, written, location) for code in location.problems]
    if len(found) > 1:
        problems.append(warning("scheme_by_name", "scheme", province=written.province))
    province = location.province_as_issued
    return Placed(
        location.commune_name or _unit_written_out(written.commune),
        location.district_name or _unit_written_out(written.district),
        province.name if province else written.province,
        province.scheme if province else schemes[0],
        location if province else None,
        tuple(problems),
        is_sure,
    )


def are_all_of_today(records: Sequence[Record], places: PlaceFinder) -> bool:
    """Some communes of a list are today's, and all others could be: it is a list of today's.

    A list printed since the reform repeats decisions of before it; by their days alone its
    places would fall apart into two systems of units.
    """
    unsure = [record for record in records if record.commune and not record.is_scheme_sure]
    of_before = [r for r in unsure if r.scheme == Scheme.BEFORE_2025_07]
    if not of_before or len(of_before) == len(unsure):
        return False
    names = {(record.province, record.commune) for record in of_before}
    return all(
        not _UNKNOWN
        & set(
            places.locate(
                province=province, district="", commune=commune, scheme=Scheme.SINCE_2025_07.value
            ).problems
        )
        for province, commune in names
    )


def _schemes(
    written: Written,
    decided_on: datetime.date | None,
    year: int | None,
    listed_on: datetime.date | None,
) -> tuple[tuple[str, str], bool]:
    """The scheme to try first and the other one; whether the first is beyond doubt."""
    old_first = (Scheme.BEFORE_2025_07.value, Scheme.SINCE_2025_07.value)
    new_first = (Scheme.SINCE_2025_07.value, Scheme.BEFORE_2025_07.value)
    if written.is_new:
        return new_first, True
    if written.district:
        return old_first, True
    day = decided_on or _within(year) or listed_on
    return (old_first if day and day < REFORM else new_first), False


def _within(year: int | None) -> datetime.date | None:
    """A day of the year, if the whole year lies on one side of the reform."""
    return datetime.date(year, 12, 31) if year and year != REFORM.year else None


def _locate(written: Written, scheme: str, places: PlaceFinder) -> Location:
    return places.locate(
        province=written.province,
        district=written.district if scheme == Scheme.BEFORE_2025_07 else "",
        commune=written.commune,
        scheme=scheme,
    )


def _rank(location: Location) -> int:
    """How much of the address is not known there; an unknown province outweighs the rest."""
    weights = {"province_unknown": 4, "district_unknown": 2, "commune_unknown": 1}
    return sum(weights.get(code, 0) for code in location.problems)


def _problem(code: str, written: Written, location: Location) -> Problem:
    field = _FIELD[code]
    about = {"name": getattr(written, field), "province": written.province}
    if code == "province_of_today" and location.province_as_issued:
        about = {
            "name": location.district_name,
            "province": written.province,
            "former": location.province_as_issued.name,
        }
    return warning(code, field, **about)


def _unit_written_out(name: str) -> str:
    unit, bare = split_unit_word(name)
    return f"{unit} {bare}".strip()
