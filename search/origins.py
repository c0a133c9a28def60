"""Places and groups that documents name, each read once however many documents name it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ocop.enums import Scheme
from ocop.models import Place, PlaceSuccession, ProductGroup


class Origin(NamedTuple):
    """A place, as far as a document needs it."""

    name: str
    full_name: str
    scheme: str
    code: str
    parent_id: int | None

    @property
    def key(self) -> str:
        return f"{self.scheme}:{self.code}"


@dataclass
class Origins:
    """Keep one for the length of a rebuild: it does not see what is written after it read."""

    _places: dict[int, Origin] = field(default_factory=dict)
    _forerunners: dict[int, list[int]] = field(default_factory=dict)
    _groups: dict[int, ProductGroup] = field(default_factory=dict)

    def load_places(self, ids: Iterable[int | None]) -> None:
        """These and all above them; a query for each level that is not known yet."""
        missing = {pk for pk in ids if pk is not None} - self._places.keys()
        while missing:
            rows = Place.objects.filter(pk__in=missing).order_by()
            for pk, *said in rows.values_list("pk", *Origin._fields):
                self._places[pk] = Origin(*said)
            above = {self._places[pk].parent_id for pk in missing}
            missing = {pk for pk in above if pk is not None} - self._places.keys()

    def load_forerunners(self, commune_ids: Iterable[int | None]) -> None:
        """Old communes of these communes of today, which took (part of) them."""
        missing = {pk for pk in commune_ids if pk is not None} - self._forerunners.keys()
        if not missing:
            return
        found: dict[int, list[int]] = defaultdict(list)
        links = PlaceSuccession.objects.filter(new__in=missing).order_by("old__code")
        for new, old in links.values_list("new_id", "old_id"):
            found[new].append(old)
        self._forerunners |= {pk: found[pk] for pk in missing}
        self.load_places(old for some in found.values() for old in some)

    def load_groups(self, ids: Iterable[int | None]) -> None:
        missing = {pk for pk in ids if pk is not None} - self._groups.keys()
        if missing:
            groups = ProductGroup.objects.select_related("parent", "current__parent")
            self._groups |= groups.in_bulk(missing)

    def place(self, pk: int | None) -> Origin | None:
        return None if pk is None else self._places[pk]

    def key(self, pk: int | None) -> str:
        return "" if pk is None else self._places[pk].key

    def group(self, pk: int | None) -> ProductGroup | None:
        """The group of today."""
        if pk is None:
            return None
        group = self._groups[pk]
        return group.current or group

    def names(self, commune: int | None, *others: int | None, as_issued: int | None) -> list[str]:
        """Everything an origin was or is called, with and without the unit word: the commune of
        today and what is said beside it, then the place of the source with all above it, and each
        of these together with the next one above."""
        places = [self._places[pk] for pk in (commune, *others) if pk is not None]
        place = self.place(as_issued)
        if commune is not None and place is not None and place.scheme == Scheme.SINCE_2025_07:
            # The source speaks in today's units; the old ones here are still asked for.
            old = [self._places[pk] for pk in self._forerunners[commune]]
            places += [*old, *filter(None, (self.place(each.parent_id) for each in old))]
        within = []
        while place is not None:
            places.append(place)
            above = self.place(place.parent_id)
            if above is not None:
                within.append(f"{place.full_name} {above.full_name}")
            place = above
        return [*(name for place in places for name in (place.name, place.full_name)), *within]
