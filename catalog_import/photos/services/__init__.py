"""Writes batches of photos."""

from catalog_import.photos.services.applying import apply_batch, request_apply
from catalog_import.photos.services.choosing import Choice, choose
from catalog_import.photos.services.reading import read_batch
from catalog_import.photos.services.removing import discard_batch, expire_batches
from catalog_import.photos.services.undoing import undo_batch
from catalog_import.photos.services.uploading import upload_photos

__all__ = [
    "Choice",
    "apply_batch",
    "choose",
    "discard_batch",
    "expire_batches",
    "read_batch",
    "request_apply",
    "undo_batch",
    "upload_photos",
]
