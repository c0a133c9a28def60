"""What the register already has, asked for once and remembered while a plan is made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from catalog_import.models import ImportRun, SourceRow
from catalog_import.records import Record
from ocop.chunks import chunks
from ocop.models import Place, ProductGroup, RegisteredProduct, Standing, Subject
from ocop.selectors.merges import survivor_of
from ocop.selectors.places import Location
from ocop.selectors.register import find_product, find_subject
from ocop.selectors.register_index import RegisterIndex, by_pk
from ocop.spelling import loose_key, product_key, subject_key


class KnownRegister:
    """One file's view of the register: a number of queries that grows with batches, not rows."""

    def __init__(self, sha256: str, records: Sequence[Record]) -> None:
        self.sha256 = sha256
        self._by_row = _products_by_row(sha256)
        new = [r for r in records if source_key(sha256, r) not in self._by_row]
        self._index = RegisterIndex.of(
            subject_names={record.subject for record in new if record.subject},
            product_names={record.product for record in new},
        )
        self._subjects: dict[tuple[object, ...], Subject | None] = {}
        self._standings: dict[int, list[Standing]] = defaultdict(list)
        self._groups = _groups()
        self._complete(self._by_row.values())

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
        province = location.province_as_issued if location else None
        place = location.place_as_issued if location else None
        key = (record.subject, province and province.pk, place and place.pk)
        if key not in self._subjects:
            self._subjects[key] = find_subject(
                name=record.subject,
                province_as_issued=province,
                place_as_issued=place,
                source=self._index,
            )
        return self._subjects[key]

    def find_product(self, record: Record, subject: Subject | None) -> RegisteredProduct | None:
        location = record.location
        product = find_product(
            name=record.product,
            subject=subject,
            province_as_issued=location.province_as_issued if location else None,
            source=self._index,
        )
        if product is not None and subject is not None:
            product.subject = subject
        return product

    def group_of(self, product: RegisteredProduct) -> ProductGroup | None:
        return self._groups.get(product.group_id or 0)

    def ground(self, place: Place) -> set[int] | None:
        """Today's communes a place covers; None for a whole province."""
        return self._index.ground(place.pk)

    def load_standings(self, product_ids: Iterable[int]) -> None:
        wanted = sorted(set(product_ids))
        for chunk in chunks(wanted):
            for standing in Standing.objects.filter(product__in=chunk).order_by("pk"):
                self._standings[standing.product_id].append(standing)

    def standings_of(self, product: RegisteredProduct) -> Sequence[Standing]:
        """What was said of the product so far, in the order of the days it was said of."""
        found = self._standings.get(product.pk, [])
        return sorted(found, key=lambda s: (s.as_of or s.recorded_on, s.pk))

    def _complete(self, products: Iterable[RegisteredProduct]) -> None:
        """Their subjects, one object for each."""
        found = list(products)
        subjects = by_pk(Subject, {p.subject_id for p in found if p.subject_id})
        for product in found:
            if product.subject_id:
                product.subject = subjects[product.subject_id]


def source_key(sha256: str, record: Record) -> str:
    """The stable name of a row: re-importing the same file finds its own standings by it."""
    return _key(sha256, record.sheet[:100], record.row, record.part)


def _key(sha256: str, sheet: str, row: int, part: int) -> str:
    return f"{sha256}/{sheet}/{row}/{part}" if part else f"{sha256}/{sheet}/{row}"


def _products_by_row(sha256: str) -> dict[str, RegisteredProduct]:
    """What applied runs of this very file found, by row; the latest run counts."""
    rows = (
        SourceRow.objects.filter(
            run__sha256=sha256, run__state=ImportRun.State.APPLIED, product__isnull=False
        )
        .order_by("pk")
        .values_list("sheet", "row", "part", "product_id")
    )
    named = {_key(sha256, sheet, row, part): pk for sheet, row, part, pk in rows}
    products = by_pk(RegisteredProduct, (pk for pk in named.values() if pk))
    return {key: survivor_of(products[pk]) for key, pk in named.items() if pk in products}


def _groups() -> dict[int, ProductGroup]:
    groups = ProductGroup.objects.select_related("parent__current", "current")
    return {group.pk: group for group in groups}


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
