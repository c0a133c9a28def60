"""Batches of photos: what was uploaded, what each picture is matched with, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def _upload_path(upload: "PhotoUpload", name: str) -> str:
    return f"photo-batches/{upload.batch_id}/{name}"


def _photo_path(photo: "Photo", name: str) -> str:
    return f"photo-batches/{photo.batch_id}/{name}"


class PhotoBatch(models.Model):
    """Pictures that came in together. Files lie outside the public folders until applied."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READING = "reading", _("being read")
        READY = "ready", _("to be looked at")
        REFUSED = "refused", _("refused")
        APPLYING = "applying", _("being put up")
        APPLIED = "applied", _("put up")
        UNDONE = "undone", _("taken off again")
        DISCARDED = "discarded", _("thrown away")
        EXPIRED = "expired", _("expired")

    class Numbers(models.TextChoices):
        """What a number in a file name counts."""

        ORDINAL = "ordinal", _("the list's own numbers (STT)")
        ROW = "row", _("rows of the sheet")

    centre = models.ForeignKey("ocop.Centre", on_delete=models.PROTECT, related_name="+")
    #: The list whose numbers file names use
    run = models.ForeignKey(
        "catalog_import.ImportRun", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    numbers = models.CharField(max_length=8, choices=Numbers.choices, default=Numbers.ORDINAL)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    #: Why the whole batch was refused, or what should be known of it
    problem = models.SlugField(max_length=40, blank=True)
    problem_params = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    #: Listing → its pictures in their order when the batch was applied, ours among them
    galleries = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("batch of photos")
        verbose_name_plural = _("batches of photos")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"


class PhotoUpload(models.Model):
    """A file as it was uploaded: a picture, a zip or a workbook."""

    batch = models.ForeignKey(PhotoBatch, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=_upload_path, max_length=255, blank=True)
    size = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """One picture of a batch, or a file that turned out to be none."""

    #: The history of a batch is no use of an image that would keep it from being deleted
    wagtail_reference_index_ignore = True

    class Outcome(models.TextChoices):
        ADDED = "added", _("added")
        ALREADY_THERE = "already", _("was there already")
        FOREIGN = "foreign", _("its product is another centre's")
        TAKEN_OFF = "taken-off", _("taken off again")
        GONE = "gone", _("had been deleted")
        KEPT = "kept", _("kept: its seller arranged the pictures anew")

    batch = models.ForeignKey(PhotoBatch, on_delete=models.CASCADE, related_name="photos")
    #: Folders and name as people see them
    path = models.CharField(max_length=500)
    #: Place among the pictures of its product, from the names
    position = models.PositiveIntegerField(default=0)
    #: Why it cannot be used; empty for a good one
    problem = models.SlugField(max_length=40, blank=True)
    problem_params = models.JSONField(default=dict, blank=True)
    #: Of the bytes as they came in
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    #: Upright, smaller, without metadata; and the same for lists
    file = models.FileField(upload_to=_photo_path, max_length=255, blank=True)
    small = models.FileField(upload_to=_photo_path, max_length=255, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    #: SHA-1 of ``file``, as Wagtail keeps it of its images
    file_hash = models.CharField(max_length=40, blank=True)
    product = models.ForeignKey(
        "ocop.RegisteredProduct", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    #: How the product was found; "person" if somebody chose it
    matched_by = models.CharField(max_length=12, blank=True)
    why_not = models.CharField(max_length=16, blank=True)
    #: Products it may show, best first
    candidates = models.JSONField(default=list, blank=True)
    is_left_out = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: The image was made for this batch, not found in the library
    has_made_image = models.BooleanField(default=False)
    picture = models.ForeignKey(
        "catalogue.ProductImage", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["batch", "pk"]

    def __str__(self) -> str:
        return self.path
