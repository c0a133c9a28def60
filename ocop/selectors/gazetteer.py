"""All places in memory: the answers of ``locate`` without a query, for who reads many addresses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from ocop.enums import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS
from ocop.models import Place, PlaceAlias, PlaceSuccession
from ocop.selectors.place_names import Candidates
from ocop.selectors.places import Location, find_province, locate


@dataclass
class Gazetteer:
    """Some 14,000 places with their successions and aliases, as they were when it was loaded.

    A ``PlaceSource``. Loading takes as long as locating some hundred addresses in the database;
    keep it for one run, for it does not see what is written after.
    """

    _provinces: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _successors: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _predecessors: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    _aliases: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    _districts: dict[int, Candidates] = field(default_factory=dict)
    _communes: dict[int, Candidates] = field(default_factory=dict)
    _inside: dict[int, Candidates] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Self:
        """Three queries, and the places tied to one another in memory."""
        gazetteer = cls()
        by_pk = {place.pk: place for place in Place.objects.order_by("scheme", "code")}
        groups = gazetteer._group(by_pk)
        for table, found in zip(
            (gazetteer._districts, gazetteer._communes, gazetteer._inside), groups, strict=True
        ):
            table.update(
                (pk, Candidates(places, gazetteer._aliases_of)) for pk, places in found.items()
            )
        for old, new in PlaceSuccession.objects.order_by("new__code").values_list("old", "new"):
            gazetteer._successors[old].append(by_pk[new])
            gazetteer._predecessors[new].append(by_pk[old])
        for key, place in PlaceAlias.objects.values_list("key", "place"):
            gazetteer._aliases[key].append((key, place))
        return gazetteer

    def locate(
        self, *, province: str, district: str = "", commune: str = "", scheme: str | None = None
    ) -> Location:
        return locate(
            province=province, district=district, commune=commune, scheme=scheme, source=self
        )

    def find_province(self, name: str, *, scheme: str | None = None) -> list[Place]:
        return find_province(name, scheme=scheme, source=self)

    def _group(self, by_pk: dict[int, Place]) -> tuple[dict[int, list[Place]], ...]:
        """Districts and communes by province, communes by district; relations answered."""
        districts: dict[int, list[Place]] = defaultdict(list)
        communes: dict[int, list[Place]] = defaultdict(list)
        inside: dict[int, list[Place]] = defaultdict(list)
        for place in by_pk.values():
            for relation in ("parent", "province", "former_province"):
                pk = getattr(place, f"{relation}_id")
                Place._meta.get_field(relation).set_cached_value(place, pk and by_pk[pk])  # type: ignore[union-attr]
            if place.kind in PROVINCE_KINDS:
                self._provinces[place.fold_key].append(place)
            elif place.kind in DISTRICT_KINDS and place.province_id:
                districts[place.province_id].append(place)
            elif place.kind in COMMUNE_KINDS and place.province_id:
                communes[place.province_id].append(place)
            if place.parent_id:
                inside[place.parent_id].append(place)
        return districts, communes, inside

    # --- What ``locate`` asks of a source of places -----------------------------------------------

    def provinces(self, fold_keys: set[str], scheme: str | None) -> Iterable[Place]:
        return [
            place
            for key in sorted(fold_keys)
            for place in self._provinces.get(key, ())
            if scheme in (None, "", place.scheme)
        ]

    def districts(self, province: Place) -> Candidates:
        return self._districts.get(province.pk, _NOTHING)

    def communes(self, province: Place) -> Candidates:
        return self._communes.get(province.pk, _NOTHING)

    def communes_inside(self, district: Place) -> Candidates:
        return self._inside.get(district.pk, _NOTHING)

    def successors(self, place: Place) -> list[Place]:
        return self._successors.get(place.pk, [])

    def predecessors(self, province: Place) -> list[Place]:
        return self._predecessors.get(province.pk, [])

    def _aliases_of(self, keys: Sequence[str]) -> Iterable[tuple[str, int]]:
        return [pair for key in dict.fromkeys(keys) for pair in self._aliases.get(key, ())]


_NOTHING = Candidates(())
