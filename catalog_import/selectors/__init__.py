"""Reading what imports left behind."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from catalog_import.models import ImportRun, Source, SourceRow
from catalog_import.records import Record
from catalog_import.selectors.publishers import provinces_in
from ocop.enums import StandingStatus
from ocop.models import RegisteredProduct

_PUBLIC = (StandingStatus.CERTIFIED, StandingStatus.RENEWED, StandingStatus.EXPIRED)


@dataclass(frozen=True, slots=True)
class SamplePack:
    """A pack size of sample data. ``net_amount`` counts grams, millilitres or pieces."""

    label: str
    net_amount: int | None
    net_unit: str
    #: Whole đồng; None: not for sale
    price: int | None
    stock: int | None


@dataclass(frozen=True, slots=True)
class SampleOffer:
    registered_product_id: int
    packs: tuple[SamplePack, ...]
    description: str
    ingredients: str
    storage: str


def sample_offers(run: ImportRun) -> Iterator[SampleOffer]:
    """The offers that stand beside the rows of a run of sample data, in the order of the file."""
    rows = run.rows.filter(product__isnull=False, record__has_key="offer")
    for row in rows.order_by("pk").iterator(chunk_size=500):
        record: Any = row.record
        product_id: Any = row.product_id
        offer = record["offer"]
        yield SampleOffer(
            registered_product_id=product_id,
            packs=tuple(SamplePack(**pack) for pack in offer["packs"]),
            description=offer["description"],
            ingredients=offer["ingredients"],
            storage=offer["storage"],
        )


def applied_runs_of(sha256: str) -> Sequence[ImportRun]:
    """Runs that wrote this very file, the first one first."""
    runs = ImportRun.objects.filter(sha256=sha256, state=ImportRun.State.APPLIED)
    return list(runs.select_related("province").order_by("pk"))


def missing_products(
    sources: QuerySet[Source],
    *,
    named: set[int],
    records: Sequence[Record],
    as_of: datetime.date | None,
) -> list[RegisteredProduct]:
    """Products of earlier lists of the sources, where this list covers, that it does not name.

    Maybe revoked: a question for a person. A list of ended ones leaves out all others by nature.
    """
    if not any(record.counts_as_certified for record in records):
        return []
    rows = SourceRow.objects.filter(
        Q(run__source__province__isnull=False) | Q(product__province_now__in=provinces_in(records)),
        run__source__in=sources,
        run__state=ImportRun.State.APPLIED,
        product__last_status__in=_PUBLIC,
    )
    if as_of is not None:
        rows = rows.exclude(run__as_of__gt=as_of)
    districts = _districts_of(records)
    if districts is not None:
        rows = rows.filter(
            Q(product__place_as_issued__in=districts)
            | Q(product__place_as_issued__parent__in=districts)
        )
    known = set(rows.order_by().values_list("product_id", flat=True).distinct())
    products = RegisteredProduct.objects.filter(pk__in=known - named)
    return list(products.select_related("subject"))


def _districts_of(records: Sequence[Record]) -> set[int] | None:
    """The former districts a list covers; None if it covers more than districts."""
    found: set[int] = set()
    for record in records:
        if record.location is None or record.location.district_as_issued is None:
            return None
        found.add(record.location.district_as_issued.pk)
    return found
