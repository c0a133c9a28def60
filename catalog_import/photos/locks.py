"""Rows of batches held while they change; in pk order."""

from django.db.models import QuerySet

from catalog_import.photos.models import PhotoBatch


def batches_for_update(pk: int) -> QuerySet[PhotoBatch]:
    return PhotoBatch.objects.select_for_update().filter(pk=pk).order_by("pk")
