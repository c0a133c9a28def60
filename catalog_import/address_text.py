"""An address of one text taken apart: commune, district and province of what lists print."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from catalog_import.places import COMMUNE_UNITS, DISTRICT_UNITS, PlaceFinder
from ocop.enums import Scheme
from ocop.spelling import clean, exact, split_unit_word

_WORD = r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)"
_SHORT = r"(?:(?:tp|tx|tt|t\.p|t\.x|t\.t)(?:\.|(?=\s))|[xphq]\.)"
#: A name follows it: the second "xã" of "xã Tân Xã - huyện Thạch Thất" is none
_UNIT = rf"(?:{_WORD}(?=\s+\w)(?!\s+(?:{_WORD}\s|{_SHORT}))|{_SHORT})"
#: A unit word begins a part though no comma stands before it: "Thôn 3 xã A huyện B", "xã A-huyện B"
_BEFORE_UNIT = re.compile(rf"(?:\s*[-–—/]\s*|(?<!\bthị)\s+|\s+(?!xã))(?={_UNIT})", re.IGNORECASE)
_FORMER = re.compile(
    r"\((?:[^()]*\b(?:cũ|trước)\b[^()]*)\)|\s(?:cũ|\(cũ\))(?=\s*(?:,|$))", re.IGNORECASE
)
_NOW = re.compile(r"\(\s*(?:nay|hiện nay)(?: là| thuộc)?:?\s*([^()]+)\)", re.IGNORECASE)
_CONTACT = re.compile(
    r"[\s.,;(–-]*\b(?:đt|sđt|điện thoại|số điện thoại|hotline|tel|liên hệ)\b\s*[:.]?\s*[+(]?\d.*$",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"(?:,|\s-)\s*việt nam\W*$", re.IGNORECASE)
#: The slash between two names, not the one of a house number
_PARTS = re.compile(r"[,;()]|(?<=[^\W\d])\s*/\s*(?=[^\W\d])")
_DASH = re.compile(r"\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address, as written; empty where it does not say."""

    commune: str = ""
    district: str = ""
    province: str = ""


NOWHERE = Address()


def parse_address(text: str, places: PlaceFinder, *, province: str = "") -> Address:
    """Commune, district and province of "xã Thạnh Phú, huyện Cầu Kè, tỉnh Trà Vinh".

    From the end, or from the beginning where the commune comes last: the province is the outermost
    where there is one, and "Thành phố" is a province only
    if it is one of the municipalities. Names without their unit words are looked up in the
    province, in ``province`` where the text names none.
    """
    found = {"commune": "", "district": "", "province": ""}
    bare: list[str] = []
    parts = _from_inside(_parts(text, places), places)
    ends_in_province = not _Inside(places, province).ends_in_district(parts)
    for position, part in enumerate(reversed(parts)):
        level, said = _level(part, is_last=ends_in_province and position == 0, places=places)
        if not level:
            bare.append(part)
        elif not found[level]:
            found[level] = said
        if level == "commune":
            break
    address = Address(**found)
    if not bare or (address.commune and address.district):
        return address
    return _with_bare_names(address, bare, _Inside(places, address.province or province))


def _parts(text: str, places: PlaceFinder) -> list[str]:
    if now := _NOW.search(text):
        text = now[1]
    text = _COUNTRY.sub("", _FORMER.sub("", _CONTACT.sub("", text)))
    parts: list[str] = []
    for piece in _PARTS.split(_BEFORE_UNIT.sub(", ", text)):
        apart = _DASH.split(piece)
        for position, each in enumerate(apart):
            joined = f"{parts[-1]} - {each.strip()}" if position else ""
            if joined and exact(split_unit_word(joined)[1]) in places.dashed_names:
                parts[-1] = joined
            else:
                parts.append(each.strip(" ."))
    return [part for part in map(clean, parts) if part]


def _from_inside(parts: list[str], places: PlaceFinder) -> list[str]:
    """The parts with the smallest first: "Hà Nội, huyện Ba Vì, xã Cổ Đô" goes the other way."""
    if len(parts) < 2 or split_unit_word(parts[-1])[0] not in COMMUNE_UNITS:
        return parts
    outer, _ = _level(parts[0], is_last=True, places=places)
    is_outer = outer == "province" or (outer == "district" and places.district_named(parts[0], ""))
    return parts[::-1] if is_outer else parts


def _level(part: str, *, is_last: bool, places: PlaceFinder) -> tuple[str, str]:
    unit, bare = split_unit_word(part)
    if unit == "Tỉnh":
        return "province", bare
    if unit == "Thành phố":
        known = places.province_named(part) if is_last else ""
        return ("province", known) if known else ("district", part)
    if unit in DISTRICT_UNITS:
        return "district", part
    if unit in COMMUNE_UNITS:
        return "commune", part
    if is_last and (known := places.province_named(part)):
        return "province", known
    return "", ""


@dataclass(frozen=True, slots=True)
class _Inside:
    """Names looked up in a province; without one nothing is known."""

    places: PlaceFinder
    province: str

    def district(self, name: str) -> str:
        return self.places.district_named(name, self.province) if self.province else ""

    def ends_in_district(self, parts: list[str]) -> bool:
        """ "Xã Võ Ninh, Quảng Ninh" in Quảng Bình: the district, for that commune lies in it."""
        if len(parts) < 2 or exact(parts[-1]) == exact(self.province):
            return False
        *_, commune, last = parts
        district = self.district(last)
        return bool(district) and self.has_commune(commune, district)

    def has_commune(self, name: str, district: str = "") -> bool:
        if not self.province:
            return False
        schemes = [Scheme.BEFORE_2025_07] if district else list(Scheme)
        return any(
            location.province_as_issued is not None and "commune_unknown" not in location.problems
            for location in (
                self.places.locate(
                    province=self.province, district=district, commune=name, scheme=scheme.value
                )
                for scheme in schemes
            )
        )


def _with_bare_names(address: Address, bare: list[str], inside: _Inside) -> Address:
    """``bare``: the parts without a unit word, from the end, down to the commune if it has one."""
    if address.commune:
        district = next((known for name in bare if (known := inside.district(name))), "")
        return replace(address, district=district)
    last, *before = bare
    if address.district:
        is_known = inside.has_commune(last, address.district)
        return replace(address, commune=last) if is_known else address
    district = inside.district(last)
    if district and before and inside.has_commune(before[0], district):
        return replace(address, commune=before[0], district=district)
    if any(map(str.isdigit, last)) or before:
        return replace(address, district=district)
    if district and not inside.has_commune(last):
        return replace(address, district=district)
    is_meant = not address.province or inside.has_commune(last)
    return replace(address, commune=last) if is_meant else address


@lru_cache(maxsize=20_000)
def is_one_unit(text: str) -> bool:
    """A name, or nothing: a column of communes or districts may hold whole addresses."""
    return not _PARTS.search(text) and not _BEFORE_UNIT.search(text)
