"""A whole batch is taken off again: exactly what it added, unless somebody made it his own."""

import datetime
from collections import defaultdict
from typing import Any

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.services.guard import held
from shop.catalogue.galleries import take_down
from shop.catalogue.locks import listings_for_update
from shop.catalogue.models import ProductImage

_OUTCOME = Photo.Outcome


@transaction.atomic
def undo_batch(*, batch: PhotoBatch, by: Any, moment: datetime.datetime) -> PhotoBatch:
    """Take off the pictures the batch added; every other stays where it is.

    A gallery that was put into another order since keeps them: somebody chose it so. Image files go
    when no gallery, page or other batch uses them. Raises ``PhotoError``.
    """
    batch = held(batch, by, PhotoBatch.State.APPLIED)
    list(listings_for_update([int(pk) for pk in batch.galleries]))
    photos = list(batch.photos.filter(outcome=_OUTCOME.ADDED))
    there, arranged = _since(batch)
    for photo in photos:
        listing = there.get(photo.picture_id)
        if listing is None:
            photo.outcome = _OUTCOME.GONE
        elif listing in arranged:
            photo.outcome = _OUTCOME.KEPT
        else:
            photo.outcome = _OUTCOME.TAKEN_OFF
    down = [photo.picture_id for photo in photos if photo.outcome == _OUTCOME.TAKEN_OFF]
    Photo.objects.bulk_update(photos, ["outcome"], batch_size=500)
    take_down(picture_ids=[pk for pk in down if pk])
    _delete_unused({p.image_id for p in photos if p.image_id and p.outcome != _OUTCOME.KEPT})
    batch.state, batch.undone_at, batch.undone_by = PhotoBatch.State.UNDONE, moment, by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    return batch


def _since(batch: PhotoBatch) -> tuple[dict[int | None, int], set[int]]:
    """(pictures that are still there → listing, listings whose pictures changed their order)."""
    there: dict[int | None, int] = {}
    now: dict[int, list[int]] = defaultdict(list)
    rows = ProductImage.objects.filter(product_id__in=[int(pk) for pk in batch.galleries])
    for pk, listing in rows.order_by("display_order", "pk").values_list("pk", "product_id"):
        there[pk] = listing
        now[listing].append(pk)
    arranged = set()
    for key, then in batch.galleries.items():
        still, known = now[int(key)], set(then)
        if [pk for pk in still if pk in known] != [pk for pk in then if pk in set(still)]:
            arranged.add(int(key))
    return there, arranged


def _delete_unused(image_ids: set[int]) -> None:
    """Images that batches made and nothing shows any more. Files go on commit."""
    made = Photo.objects.filter(has_made_image=True, image__in=image_ids).values("image")
    hung = ProductImage.objects.filter(image__in=image_ids).values("image")
    images = get_image_model().objects.filter(pk__in=made).exclude(pk__in=hung)
    for image in images.order_by("pk"):
        uses = ReferenceIndex.get_references_to(image).exclude(
            content_type__app_label="catalogue", content_type__model="productimage"
        )
        if not uses.exists():
            image.delete()
