"""Where every fact of the register came from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.models import Place


class Source(models.Model):
    """Who publishes registry files: a province's office, the ministry, ourselves (samples)."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    province = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    #: Header text → field, as a person settled it; next year's file maps itself
    remembered_mapping = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One reading of one file. The file is kept, so every fact can be traced to a cell."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked")
        APPLYING = "applying", _("applying")
        APPLIED = "applied", _("applied")
        REFUSED = "refused", _("refused")
        INTERRUPTED = "interrupted", _("interrupted")

    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT)
    file = models.FileField(upload_to="imports/%Y/", max_length=255)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    #: The day the list speaks for; of a file seen before, the day given the first time
    as_of = models.DateField(null=True, blank=True)
    #: Province stated by the officer, for files that name none
    province = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices)
    is_partial = models.BooleanField(_("only valid rows were written"), default=False)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    #: The report without its records: counts and file-level issues
    summary = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class SourceRow(models.Model):
    """A data row of a file: the raw cells, what was read from them and what came of it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        SKIPPED = "skipped", _("skipped")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    #: Place among several products of one row, from 0
    part = models.PositiveSmallIntegerField(default=0)
    #: Header or column letter → cell text, before any clean-up
    raw = models.JSONField()
    #: The record as in the report
    record = models.JSONField(null=True)
    row_hash = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    product = models.ForeignKey(
        "ocop.RegisteredProduct", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="source_rows",
    )  # fmt: skip
    standing = models.ForeignKey(
        "ocop.Standing", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="source_rows",
    )  # fmt: skip

    class Meta:
        verbose_name = _("source row")
        verbose_name_plural = _("source rows")
        ordering = ["run", "sheet", "row", "part"]
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "row", "part"], name="one_source_row")
        ]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"


class Issue(models.Model):
    """Something a person should know of a file, a row or a cell."""

    class Level(models.TextChoices):
        ERROR = "error", _("error")
        WARNING = "warning", _("warning")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="issues")
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    column = models.CharField(max_length=8, blank=True)
    field = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    code = models.SlugField(max_length=60)
    #: Values the message of ``code`` is filled with, so it can be told in either language
    params = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["run", "sheet", "row", "pk"]

    def __str__(self) -> str:
        return f"{self.level}: {self.code}"


class FieldChange(models.Model):
    """One field of the register that a row set or changed: old → new."""

    source_row = models.ForeignKey(SourceRow, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        verbose_name = _("field change")
        verbose_name_plural = _("field changes")

    def __str__(self) -> str:
        return f"{self.model}#{self.object_id}.{self.field}"


# Photos in bulk keep their models in a module of their own
from catalog_import.photos.models import Photo, PhotoBatch, PhotoUpload  # noqa: E402, F401
