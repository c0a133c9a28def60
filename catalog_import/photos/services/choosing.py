"""A person settles which product each picture shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.selectors import find_products, products_of
from catalog_import.photos.services.guard import held

BY_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Choice:
    """``product`` None: no product. ``text`` looks for products to choose from."""

    product: int | None
    is_left_out: bool = False
    text: str = ""


@transaction.atomic
def choose(*, batch: PhotoBatch, choices: Mapping[int, Choice], by: Any) -> list[int]:
    """Write what was chosen for photos of a batch; returns those a search found nothing for.

    A product of another centre counts as none. Raises ``PhotoError``.
    """
    batch = held(batch, by, PhotoBatch.State.READY)
    photos = list(batch.photos.filter(pk__in=choices, problem=""))
    wanted = {choice.product for choice in choices.values() if choice.product}
    allowed = set(products_of(batch.centre).filter(pk__in=wanted).values_list("pk", flat=True))
    without = []
    for photo in photos:
        choice = choices[photo.pk]
        product = choice.product if choice.product in allowed else None
        if product != photo.product_id:
            photo.product_id, photo.matched_by = product, BY_PERSON if product else ""
        photo.is_left_out = choice.is_left_out
        if choice.text.strip():
            found = find_products(batch.centre, choice.text)
            if found:
                photo.candidates = found
            else:
                without.append(photo.pk)
    Photo.objects.bulk_update(
        photos, ["product", "matched_by", "is_left_out", "candidates"], batch_size=500
    )
    return without
