"""What the register already has, asked for once and remembered while a plan is made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog_import.models import ImportRun, SourceRow
from catalog_import.records import Record
from ocop.models import Place, RegisteredProduct, Standing, Subject
from ocop.selectors.places import Location, communes_of_today
from ocop.selectors.register import find_product, find_subject
from ocop.spelling import loose_key, product_key, subject_key

#: SQLite takes no more values in one query
_CHUNK = 500


@dataclass
class KnownRegister:
    """One file's view of the register. Names nobody has registered cost no query."""

    sha256: str
    _by_row: dict[str, RegisteredProduct] = field(default_factory=dict)
    _subject_keys: set[str] = field(default_factory=set)
    _product_keys: set[str] = field(default_factory=set)
    _subjects: dict[tuple[object, ...], Subject | None] = field(default_factory=dict)
    _grounds: dict[int, set[int] | None] = field(default_factory=dict)
    _standings: dict[int, list[Standing]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._subject_keys = {
            loose_key(key) for key in Subject.objects.values_list("match_key", flat=True)
        }
        self._product_keys = {
            loose_key(key) for key in RegisteredProduct.objects.values_list("match_key", flat=True)
        }
        rows = SourceRow.objects.filter(
            run__sha256=self.sha256, run__state=ImportRun.State.APPLIED, product__isnull=False
        ).select_related(*_PRODUCT_PATHS)
        for row in rows:
            part = f"/{row.part}" if row.part else ""
            if row.product:
                self._by_row[f"{self.sha256}/{row.sheet}/{row.row}{part}"] = row.product

    def product_of_row(self, source_key: str) -> RegisteredProduct | None:
        """The product the same row of the same file was about before."""
        return self._by_row.get(source_key)

    @staticmethod
    def loose_product_key(name: str) -> str:
        return loose_key(product_key(name))

    @staticmethod
    def loose_subject_key(name: str) -> str:
        return loose_key(subject_key(name))

    def find_subject(self, record: Record) -> Subject | None:
        location = record.location
        if self.loose_subject_key(record.subject) not in self._subject_keys:
            return None
        province = location.province_as_issued if location else None
        place = location.place_as_issued if location else None
        key = (record.subject, province and province.pk, place and place.pk)
        if key not in self._subjects:
            self._subjects[key] = find_subject(
                name=record.subject, province_as_issued=province, place_as_issued=place
            )
        return self._subjects[key]

    def find_product(self, record: Record, subject: Subject | None) -> RegisteredProduct | None:
        if self.loose_product_key(record.product) not in self._product_keys:
            return None
        location = record.location
        return find_product(
            name=record.product,
            subject=subject,
            province_as_issued=location.province_as_issued if location else None,
        )

    def ground(self, place: Place) -> set[int] | None:
        """Today's communes a place covers; None for a whole province."""
        if place.pk not in self._grounds:
            self._grounds[place.pk] = communes_of_today(place)
        return self._grounds[place.pk]

    def load_standings(self, product_ids: Iterable[int]) -> None:
        wanted = sorted(set(product_ids))
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            for standing in Standing.objects.filter(product__in=chunk).order_by("pk"):
                self._standings[standing.product_id].append(standing)

    def standings_of(self, product: RegisteredProduct) -> Sequence[Standing]:
        """What was said of the product so far, in the order of the days it was said of."""
        found = self._standings.get(product.pk, [])
        return sorted(found, key=lambda s: (s.as_of or s.recorded_on, s.pk))


def place_of(location: Location | None) -> Place | None:
    return location.place_as_issued if location else None


def in_one_province(one: Location | None, other: Location | None) -> bool:
    """The same province, or one of today and a former one inside it, as ``ocop`` matches them."""
    if one is None or other is None:
        return one is other
    if one.province_as_issued == other.province_as_issued:
        return True
    former = {loc.former_province for loc in (one, other) if loc.former_province}
    return one.province_now == other.province_now and len(former) < 2


_PRODUCT_PATHS = (
    "product__subject__place_as_issued",
    "product__subject__province_as_issued",
    "product__group__parent__current",
    "product__group__current",
    "product__place_as_issued",
    "product__province_as_issued",
)
