"""Places a file names, looked up in the register and remembered for the length of one reading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from ocop.enums import DISTRICT_KINDS, PROVINCE_KINDS, PlaceKind
from ocop.models import Place, ProductGroup
from ocop.selectors.gazetteer import Gazetteer
from ocop.selectors.groups import group_named
from ocop.selectors.places import Location, find_province, locate
from ocop.spelling import exact, fold, split_unit_word

#: A top group, as lists and reports write it
GROUP_WORDS = {
    "thuc-pham": "thực phẩm",
    "do-uong": "đồ uống",
    "duoc-lieu": "dược liệu",
    "thu-cong-my-nghe": "thủ công mỹ nghệ",
    "sinh-vat-canh": "sinh vật cảnh",
    "du-lich": "du lịch",
}

COMMUNE_UNITS = frozenset({"Xã", "Phường", "Thị trấn", "Đặc khu"})
DISTRICT_UNITS = frozenset({"Huyện", "Quận", "Thị xã"})
_LOWER_UNITS = tuple(exact(word) for word in ("xã", "phường", "huyện", "quận", "thị trấn"))
_LONGEST_NAME = 60
_OF_GROUP = re.compile(r"\b(?:nhóm|ngành hàng)\s*(?:sản phẩm|hàng)?\s*:?\s*", re.IGNORECASE)
#: Words of the longest name of a group
_LONGEST_GROUP = 14
#: Addresses from which on loading all places is cheaper than asking for each
_MANY = 40


@dataclass
class PlaceFinder:
    """Looks each name up once; a long list pays for a gazetteer, a short one does not."""

    _provinces: list[tuple[str, str, bool]] = field(default_factory=list)
    _located: dict[tuple[str, str, str, str | None], Location] = field(default_factory=dict)
    _districts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _groups: dict[str, ProductGroup | None] = field(default_factory=dict)
    _named: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    def locate(self, *, province: str, district: str, commune: str, scheme: str | None) -> Location:
        key = (province, district, commune, scheme)
        if key not in self._located:
            ask = locate if len(self._located) < _MANY else self._gazetteer.locate
            self._located[key] = ask(
                province=province, district=district, commune=commune, scheme=scheme
            )
        return self._located[key]

    def province_named(self, text: str) -> str:
        """The bare name of a province of today or before, or ``""``."""
        if text not in self._named:
            found = find_province(text) if text and len(text) <= _LONGEST_NAME else []
            self._named[text] = found[0].name if found else ""
        return self._named[text]

    def are_one(self, province: str, other: str) -> bool:
        """Two ways to write the name of one province."""
        if province == other:
            return True
        named = self.province_named(province)
        return bool(named) and named == self.province_named(other)

    def is_municipality(self, bare_name: str) -> bool:
        key = exact(bare_name)
        return any(name == key for name, _, is_municipality in self._all() if is_municipality)

    def province_in_text(self, text: str) -> str:
        """The one province a title names with its unit word ("TỈNH HẢI DƯƠNG")."""
        padded = f" {exact(text)} "
        province, city = exact("tỉnh"), exact("thành phố")
        found = {
            name
            for key, name, is_municipality in self._all()
            if f" {province} {key} " in padded or (is_municipality and f" {city} {key} " in padded)
        }
        return found.pop() if len(found) == 1 else ""

    def province_said_in(self, text: str) -> str:
        """The one province a title names without a unit word ("OCOP HÀ GIANG NĂM 2023")."""
        padded = f" {exact(text)} "
        found = {
            name
            for key, name, _ in self._all()
            if f" {key} " in padded and not any(f" {u} {key} " in padded for u in _LOWER_UNITS)
        }
        return found.pop() if len(found) == 1 else ""

    def province_of_title(self, texts: Sequence[str]) -> str:
        """The one province the lines of a title name, with its unit word rather than without."""
        whole = " · ".join(texts)
        return self.province_in_text(whole) or self.province_said_in(whole)

    def district_in_text(self, text: str, province: str) -> str:
        """The one former district of the province (of any, if it is not known yet) a title names
        with its unit word.
        """
        padded = f" {exact(text)} "
        found = {name for key, name in self._districts_of(province) if f" {key} " in padded}
        return found.pop() if len(found) == 1 else ""

    def district_named(self, text: str, province: str) -> str:
        """A former district whose name is all the text: a sheet "TX Kinh Môn".

        Of the province; where that is not known yet, of any, if all of that name are called alike.
        "Kỳ Anh", a town and a district of one province, stays as it is written: the communes of
        its rows tell which.
        """
        if not text or len(text) > _LONGEST_NAME:
            return ""
        unit, bare = split_unit_word(text)
        if unit and unit not in DISTRICT_UNITS and unit != "Thành phố":
            return ""
        key = exact(f"{unit} {bare}")
        found = {
            name
            for known, name in self._districts_of(province)
            if known == key or (not unit and exact(split_unit_word(name)[1]) == key)
        }
        if len(found) == 1:
            return found.pop()
        return text if found and province else ""

    def group(self, text: str) -> ProductGroup | None:
        if text not in self._groups:
            self._groups[text] = group_named(text) if text else None
        return self._groups[text]

    def group_named(self, text: str) -> str:
        """One of the six groups, in the words of the report; ``""`` if it is none of them."""
        group = self.group(text)
        return group_word(group) if group else ""

    def group_of_title(self, texts: Iterable[str]) -> str:
        """The group a title says the list is of: "DANH SÁCH SẢN PHẨM NHÓM ĐỒ UỐNG NĂM 2024"."""
        for text in texts:
            match = _OF_GROUP.search(text)
            words = text[match.end() :].split()[:_LONGEST_GROUP] if match else []
            for count in range(len(words), 0, -1):
                if group := self.group_named(" ".join(words[:count]).strip(" .,:;–-()")):
                    return group
        return ""

    @cached_property
    def dashed_names(self) -> frozenset[str]:
        """Exact forms of the names with a dash in them: "Xuân Hương - Đà Lạt" is one place."""
        names = Place.objects.filter(name__contains=" - ").values_list("name", flat=True)
        return frozenset(map(exact, names))

    def _all(self) -> list[tuple[str, str, bool]]:
        if not self._provinces:
            places = Place.objects.filter(kind__in=PROVINCE_KINDS).order_by("-scheme", "code")
            self._provinces = [
                (exact(place.name), place.name, place.kind == PlaceKind.MUNICIPALITY)
                for place in places
            ]
        return self._provinces

    def _districts_of(self, province: str) -> list[tuple[str, str]]:
        if province not in self._districts:
            districts = Place.objects.filter(kind__in=DISTRICT_KINDS)
            if province:
                named = find_province(province)
                districts = districts.filter(
                    Q(province__in=named) | Q(province__successions__new__in=named)
                ).distinct()
            names = districts.order_by("code").values_list("full_name", flat=True)
            self._districts[province] = [(exact(name), name) for name in names]
        return self._districts[province]


def group_word(group: ProductGroup) -> str:
    top = group.parent or group
    current = top.current or top
    return GROUP_WORDS.get(current.slug, "")


def is_same_name(one: str, other: str) -> bool:
    return exact(one) == exact(other) or fold(one) == fold(other)
