"""The private files of a batch, and how they go."""

from django.db import transaction

from catalog_import.photos.models import Photo, PhotoBatch


def remove_uploads(batch: PhotoBatch) -> None:
    """The files as they came in: nothing needs them once they are read, and they tell places."""
    for upload in batch.uploads.exclude(file=""):
        upload.file.delete(save=False)
        upload.file = ""
        upload.save(update_fields=["file"])


def remove_photos(photos: list[Photo]) -> None:
    """The prepared pictures; rows stay as the history of the batch."""
    for photo in photos:
        for file in (photo.file, photo.small):
            if file:
                file.delete(save=False)
        photo.file = photo.small = ""
    Photo.objects.bulk_update(photos, ["file", "small"], batch_size=500)


def remove_all_on_commit(batch: PhotoBatch) -> None:
    """Every private file of a batch, once what is going on is written."""

    def remove() -> None:
        remove_uploads(batch)
        remove_photos(list(batch.photos.exclude(file="", small="")))

    transaction.on_commit(remove)
