"""Writes the pictures of listings. A gallery is extended at its end; what a seller put there stays
where it is.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from wagtail.images.models import AbstractImage

from shop.catalogue.locks import listings_for_update
from shop.catalogue.models import ProductImage
from shop.catalogue.tasks import make_renditions_task


@dataclass(frozen=True, slots=True)
class NewPicture:
    """``alt`` says in words what the picture shows."""

    listing_id: int
    image: AbstractImage
    alt: str = ""


@transaction.atomic
def hang(*, pictures: Sequence[NewPicture]) -> list[ProductImage]:
    """Put pictures behind those their listings have, in the order given.

    Renditions are made in the background, once for an image however many listings share it: one
    that hangs somewhere already had them made then.
    """
    listing_ids = sorted({picture.listing_id for picture in pictures})
    list(listings_for_update(listing_ids))
    ends = _ends(listing_ids)
    rows = []
    for picture in pictures:
        order = ends.get(picture.listing_id, -1) + 1
        ends[picture.listing_id] = order
        rows.append(
            ProductImage(
                product_id=picture.listing_id,
                image=picture.image,
                original=picture.image.file.name,
                caption=picture.alt[:200],
                display_order=order,
            )
        )
    image_ids = {picture.image.pk for picture in pictures}
    hung = ProductImage.objects.filter(image_id__in=image_ids).order_by()
    new = image_ids.difference(hung.values_list("image_id", flat=True))
    ProductImage.objects.bulk_create(rows)
    _make_renditions(new)
    return rows


@transaction.atomic
def take_down(*, picture_ids: Collection[int]) -> int:
    """Take pictures out of their galleries; every other keeps its place. The images stay."""
    rows = ProductImage.objects.filter(pk__in=picture_ids)
    list(listings_for_update(sorted(set(rows.values_list("product_id", flat=True)))))
    deleted, _per_model = rows.delete()
    return deleted


def _ends(listing_ids: Iterable[int]) -> dict[int, int]:
    """The last place taken in each gallery."""
    rows = ProductImage.objects.filter(product_id__in=list(listing_ids))
    last = rows.order_by().values("product_id").annotate(last=Max("display_order"))
    return {row["product_id"]: row["last"] for row in last}


def _make_renditions(image_ids: set[int]) -> None:
    def enqueue() -> None:
        for image_id in sorted(image_ids):
            make_renditions_task.enqueue(image_id)

    transaction.on_commit(enqueue)
