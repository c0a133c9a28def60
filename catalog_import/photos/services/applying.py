"""The pictures of a batch hang in their galleries, all or none of them.

Their files are laid down first, under names that follow from the batch, so that a try that was
killed leaves nothing the next one does not find; the rows follow in one transaction.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection

from catalog_import.photos.errors import PhotoError
from catalog_import.photos.locks import batches_for_update
from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.selectors import pictures_there
from catalog_import.photos.services.files import remove_all_on_commit
from catalog_import.photos.services.guard import held
from catalog_import.photos.tasks import apply_batch_task
from ocop.spelling import slug
from shop.catalogue.galleries import NewPicture, hang
from shop.catalogue.models import ProductImage

#: Where in the library the pictures lie: a name for officers, as data
COLLECTION = "Ảnh sản phẩm"
_STATE = PhotoBatch.State
_OUTCOME = Photo.Outcome
_LONGEST_SLUG = 48


@transaction.atomic
def request_apply(*, batch: PhotoBatch, by: Any) -> PhotoBatch:
    """Let the pictures be hung in the background. Raises ``PhotoError``."""
    batch = held(batch, by, _STATE.READY)
    total = _to_hang(batch).count()
    if not total:
        raise PhotoError(_("No picture has a product yet."))
    batch.state, batch.problem, batch.problem_params = _STATE.APPLYING, "", {}
    batch.done, batch.total, batch.applied_by = 0, total, by
    batch.save()
    transaction.on_commit(lambda: apply_batch_task.enqueue(batch.pk))
    return batch


def apply_batch(*, batch_id: int, moment: datetime.datetime) -> None:
    """Hang what is to be hung. May be called again after it was interrupted."""
    batch = PhotoBatch.objects.get(pk=batch_id)
    if batch.state != _STATE.APPLYING:
        return
    laid: dict[str, str] = {}
    try:
        _lay_down(batch, laid)
        with transaction.atomic():
            _Hanging(batch_id, moment, laid).write()
    except Exception:
        mine = PhotoBatch.objects.filter(pk=batch_id, state=_STATE.APPLYING)
        if mine.update(state=_STATE.READY, problem="failed"):  # else another worker made it
            for name in laid.values():
                _library().delete(name)
        raise


def _to_hang(batch: PhotoBatch) -> Any:
    return batch.photos.filter(problem="", is_left_out=False, product__isnull=False)


def _library() -> Any:
    return get_image_model()._meta.get_field("file").storage


def _lay_down(batch: PhotoBatch, laid: dict[str, str]) -> None:
    """A file in the library for every picture that is not in it; its name by its hash."""
    photos = list(_to_hang(batch).select_related("product").order_by("product", "position", "pk"))
    there = set(_own_images({photo.file_hash for photo in photos}))
    for number, photo in enumerate(photos, start=1):
        if photo.file_hash not in there and photo.file_hash not in laid:
            name = _name(batch, photo)
            if _library().exists(name):
                _library().delete(name)  # left by a try that was killed
            with photo.file.open("rb") as file:
                laid[photo.file_hash] = _library().save(name, file)
        PhotoBatch.objects.filter(pk=batch.pk).update(done=number)


def _name(batch: PhotoBatch, photo: Photo) -> str:
    words = slug(photo.product.name if photo.product else "")[:_LONGEST_SLUG].strip("-")
    return f"original_images/{words or 'anh'}-{batch.pk}-{photo.pk}.jpg"


def _own_images(hashes: set[str]) -> dict[str, AbstractImage]:
    """Images that batches made, by their hash: the same picture is kept once."""
    made = Photo.objects.filter(has_made_image=True, image__isnull=False).values("image")
    images = get_image_model().objects.filter(pk__in=made, file_hash__in=hashes)
    return {image.file_hash: image for image in images.order_by("-pk")}


@dataclass
class _Hanging:
    batch_id: int
    moment: datetime.datetime
    laid: dict[str, str]
    made: dict[str, AbstractImage] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def write(self) -> None:
        batch = batches_for_update(self.batch_id).get()
        if batch.state != _STATE.APPLYING:
            return
        photos = list(
            _to_hang(batch)
            .select_related("product__subject", "product__listing")
            .order_by("product", "position", "pk")
        )
        self.images = _own_images({photo.file_hash for photo in photos})
        self._hang(batch, photos)
        fields = ["outcome", "image", "has_made_image", "picture"]
        Photo.objects.bulk_update(photos, fields, batch_size=500)
        batch.state, batch.applied_at = _STATE.APPLIED, self.moment
        batch.galleries = _galleries(photos)
        batch.save(update_fields=["state", "applied_at", "galleries"])
        remove_all_on_commit(batch)
        unused = [name for key, name in self.laid.items() if key not in self.used]
        transaction.on_commit(lambda: [_library().delete(name) for name in unused] and None)

    def _hang(self, batch: PhotoBatch, photos: list[Photo]) -> None:
        provinces = set(batch.centre.provinces.values_list("pk", flat=True))
        listings = {
            photo.pk: getattr(photo.product, "listing", None)
            for photo in photos
            if photo.product and photo.product.province_now_id in provinces
        }
        there = pictures_there({listing.pk for listing in listings.values() if listing})
        to_hang, new = [], []
        for photo in photos:
            listing = listings.get(photo.pk)
            if listing is None:
                photo.outcome = _OUTCOME.FOREIGN
                continue
            keys = {(listing.pk, photo.file_hash), (listing.pk, photo.sha256)}
            if keys & there:
                photo.outcome = _OUTCOME.ALREADY_THERE
                continue
            there |= keys
            photo.image = self._image(batch, photo)
            to_hang.append(photo)
            new.append(NewPicture(listing.pk, photo.image, _alt(photo)))
        for photo, row in zip(to_hang, hang(pictures=new), strict=True):
            photo.picture, photo.outcome = row, _OUTCOME.ADDED

    def _image(self, batch: PhotoBatch, photo: Photo) -> AbstractImage:
        key = photo.file_hash
        if key in self.images:
            return self.images[key]
        alt = _alt(photo)
        image = get_image_model()(
            title=alt,
            description=alt,
            collection=_collection(),
            file=self.laid[key],
            width=photo.width,
            height=photo.height,
            file_size=photo.file.size,
            file_hash=key,
            uploaded_by_user=batch.applied_by,
        )
        image.save()
        photo.has_made_image = True
        self.images[key] = image
        self.used.add(key)
        return image


def _alt(photo: Photo) -> str:
    """The picture in words: the product and who makes it."""
    product = photo.product
    if product is None:
        return ""
    return (f"{product.name} – {product.subject.name}" if product.subject else product.name)[:200]


def _galleries(photos: list[Photo]) -> dict[str, list[int]]:
    touched = {photo.picture.product_id for photo in photos if photo.picture}
    orders: dict[str, list[int]] = defaultdict(list)
    rows = ProductImage.objects.filter(product_id__in=touched).order_by("display_order", "pk")
    for pk, listing in rows.values_list("pk", "product_id"):
        orders[str(listing)].append(pk)
    return dict(orders)


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
