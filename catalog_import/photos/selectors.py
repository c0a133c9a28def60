"""Reading batches of photos, and what their pictures may belong to."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from catalog_import.headers import field_of
from catalog_import.models import ImportRun, SourceRow
from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.products import Product
from ocop.models import Centre, RegisteredProduct
from ocop.selectors.centres import centres_of
from ocop.spelling import tokens
from shop.catalogue.models import ProductImage

#: Products shown for what somebody looks for
_MOST_FOUND = 20
_MOST_RUNS = 50
_ORDINAL = re.compile(r"0*(\d{1,6})(?:\.0*)?\.?")


def batches_of(user: Any) -> QuerySet[PhotoBatch]:
    """The batches of a user's centres, the newest first."""
    return PhotoBatch.objects.filter(centre__in=centres_of(user)).select_related("centre")


def with_counts(batches: QuerySet[PhotoBatch]) -> QuerySet[PhotoBatch]:
    """With ``photo_count``, ``good_count`` and ``added_count``."""
    return (
        batches.order_by("-pk")
        .select_related("uploaded_by")
        .annotate(
            photo_count=Count("photos"),
            good_count=Count("photos", filter=Q(photos__problem="")),
            added_count=Count("photos", filter=Q(photos__outcome=Photo.Outcome.ADDED)),
        )
    )


def products_of(centre: Centre) -> QuerySet[RegisteredProduct]:
    """The products a centre answers for today."""
    return RegisteredProduct.objects.filter(
        province_now__in=centre.provinces.all(), listing__isnull=False
    )


def candidates_of(centre: Centre) -> list[Product]:
    """Those products as pictures look for them; one query."""
    rows = products_of(centre).values_list("pk", "name", "subject__name", "product_code")
    return [Product(pk, name, subject or "", code) for pk, name, subject, code in rows]


def runs_of(centres: Iterable[Centre]) -> QuerySet[ImportRun]:
    """Applied lists with products of these centres, the newest first."""
    rows = SourceRow.objects.filter(
        run=OuterRef("pk"), product__province_now__centres__in=list(centres)
    )
    runs = ImportRun.objects.filter(Exists(rows), state=ImportRun.State.APPLIED)
    chosen = list(runs.order_by("-pk").values_list("pk", flat=True)[:_MOST_RUNS])
    return ImportRun.objects.filter(pk__in=chosen).order_by("-pk")


def numbers_in(run: ImportRun, counted: str) -> dict[int, set[int]]:
    """Number → products of a list; several where a list numbers its parts anew."""
    numbers: dict[int, set[int]] = defaultdict(set)
    rows = run.rows.filter(product__isnull=False).values_list("row", "raw", "product_id")
    for row, raw, product_id in rows.iterator(chunk_size=1000):
        number = row if counted == PhotoBatch.Numbers.ROW else _ordinal(raw)
        if number is not None:
            numbers[number].add(product_id)
    return dict(numbers)


def _ordinal(raw: dict[str, str]) -> int | None:
    for header, text in raw.items():
        if field_of(header.rpartition(" / ")[2]) == "ordinal":
            match = _ORDINAL.fullmatch(str(text).strip())
            return int(match[1]) if match else None
    return None


def find_products(centre: Centre, text: str) -> list[int]:
    """Products whose name or producer's name holds every word, with accents or without."""
    found = products_of(centre)
    words = [form for _, form in tokens(text)][:12]
    if not words:
        return []
    for word in words:
        found = found.filter(
            Q(listing__slug__contains=word)
            | Q(subject__slug__contains=word)
            | Q(product_code__icontains=word)
        )
    return list(found.order_by("name", "pk").values_list("pk", flat=True)[:_MOST_FOUND])


@dataclass(frozen=True, slots=True)
class Shown:
    """A product as a person tells it from others."""

    pk: int
    label: str
    listing: int
    url: str
    #: Pictures its listing has already
    pictures: int


def shown_products(pks: Collection[int]) -> dict[int, Shown]:
    """One query whatever the number."""
    rows = (
        RegisteredProduct.objects.filter(pk__in=pks, listing__isnull=False)
        .select_related("subject", "commune_now", "listing")
        .annotate(picture_count=Count("listing__images"))
    )
    return {row.pk: _shown(row) for row in rows}


def _shown(row: Any) -> Shown:
    commune = row.commune_now.full_name if row.commune_now else ""
    label = " – ".join(filter(None, (row.name, row.subject.name if row.subject else "", commune)))
    return Shown(row.pk, label, row.listing.pk, row.listing.get_absolute_url(), row.picture_count)


def pictures_there(listing_ids: Collection[int]) -> set[tuple[int, str]]:
    """(listing, SHA-1 of the stored file or SHA-256 of the file it came from) of every picture."""
    hung = ProductImage.objects.filter(product_id__in=listing_ids).order_by()
    brought = Photo.objects.filter(picture__product_id__in=listing_ids)
    return {
        *hung.exclude(image__file_hash="").values_list("product_id", "image__file_hash"),
        *brought.values_list("picture__product_id", "sha256"),
    }
