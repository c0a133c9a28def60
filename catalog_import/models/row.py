"""The rows of a file, what was wrong in them and what they did to the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog_import.messages import message
from catalog_import.models.run import ImportRun


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
    #: Of a row that was left out, what was understood of it all the same: for whoever mends it
    understood = models.JSONField(null=True)
    row_hash = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    #: What the row is about; of a row that made it, it is the first that names it
    subject = models.ForeignKey(
        "ocop.Subject", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="source_rows",
    )  # fmt: skip
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
        indexes = [models.Index(fields=["run", "sheet", "row"], name="issues_of_row")]

    def __str__(self) -> str:
        return f"{self.level}: {self.code}"

    @property
    def words(self) -> str:
        """The issue in the language of the moment."""
        return message(self.code, self.params, for_all=self.row is None)


class FieldChange(models.Model):
    """One field of a record the register had, and what a row made of it: old → new.

    What a row made anew is told by ``SourceRow.record`` and its subject, product and standing. Of a
    checked run: what would change.
    """

    source_row = models.ForeignKey(SourceRow, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        verbose_name = _("field change")
        verbose_name_plural = _("field changes")
        indexes = [models.Index(fields=["model", "object_id"], name="changes_of_record")]

    def __str__(self) -> str:
        return f"{self.model}#{self.object_id}.{self.field}"
