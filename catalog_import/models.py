"""Where every fact of the register came from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog_import.messages import message
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
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        REFUSED = "refused", _("refused")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        INTERRUPTED = "interrupted", _("interrupted")

    class Act(models.TextChoices):
        CHECK = "check", _("check")
        APPLY = "apply", _("apply")

    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT)
    file = models.FileField(upload_to="imports/%Y/", max_length=255)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    #: The day the list speaks for: as stated until it is applied, then as it counted (of a file
    #: seen before, the day given the first time)
    as_of = models.DateField(null=True, blank=True)
    #: Province stated by the officer, for files that name none
    province = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State.choices)
    #: We are the source, the rows are made up and trade columns count
    is_sample = models.BooleanField(default=False)
    is_partial = models.BooleanField(_("only valid rows were written"), default=False)
    started_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    #: The report without its records: counts and file-level issues
    summary = models.JSONField(default=dict, blank=True)
    #: Key of a column → field, "" for none: settled for this file alone, before what is remembered
    mapping = models.JSONField(default=dict, blank=True)
    #: Provinces of today its rows lie in: whose centre answers for it
    provinces = models.ManyToManyField(Place, related_name="import_runs", blank=True)
    #: The centre that last acted on it
    centre = models.ForeignKey(
        "ocop.Centre", null=True, blank=True, on_delete=models.SET_NULL, related_name="import_runs"
    )
    #: What the worker was asked to do and has not ended
    waiting_for = models.CharField(max_length=8, choices=Act.choices, blank=True)
    #: How far reading is ("done" of "total" rows), or the problems that ended it
    progress = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class RunHandOver(models.Model):
    """A run came into the hands of another centre: its province has another office now."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="hand_overs")
    #: Names as they were on the day; an office may be renamed or closed
    from_centre = models.CharField(max_length=200)
    to_centre = models.CharField(max_length=200)
    #: Who first acted on the run for the centre that has it now
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["run", "pk"]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.from_centre} → {self.to_centre}"


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


class FieldConflict(models.Model):
    """The register says one thing of a field, a row another. The register's stays until answered.

    Only of applied runs a person decides; a checked run shows what is to come.
    """

    class Origin(models.TextChoices):
        REGISTRY = "registry", _("another list")
        HAND = "hand", _("corrected by hand")
        UNKNOWN = "unknown", _("not known")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("the register\u2019s kept")
        TAKEN = "taken", _("the file\u2019s taken")

    source_row = models.ForeignKey(SourceRow, on_delete=models.CASCADE, related_name="conflicts")
    #: "ocop.subject" or "ocop.registeredproduct"
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    #: What the register says, and what the file says
    known = models.JSONField(null=True)
    said = models.JSONField(null=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.UNKNOWN)
    #: The run that wrote the register's value
    origin_run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Who wrote the register's value by hand, and when
    origin_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    origin_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["source_row", "pk"]
        indexes = [models.Index(fields=["model", "object_id", "field"], name="conflict_of_field")]

    def __str__(self) -> str:
        return f"{self.model}#{self.object_id}.{self.field} ({self.state})"


class MissingProduct(models.Model):
    """A product of an earlier list that this one does not name: asked, never assumed revoked."""

    class Answer(models.TextChoices):
        OPEN = "", _("not answered")
        REVOKED = "revoked", _("revoked")
        VALID = "valid", _("still valid")
        LATER = "later", _("ask later")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="missing")
    product = models.ForeignKey(
        "ocop.RegisteredProduct", on_delete=models.CASCADE, related_name="missing_from"
    )
    #: The row of this file that may be the same product under another name
    maybe_now = models.ForeignKey(
        SourceRow, null=True, blank=True, on_delete=models.SET_NULL, related_name="maybe_was"
    )
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    #: What revoked it
    standing = models.ForeignKey(
        "ocop.Standing", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("missing product")
        verbose_name_plural = _("missing products")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "product"], name="missing_once_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.product_id} ({self.answer})"


class UndoLog(models.Model):
    """What an applied run did to the register, exactly: what taking it back is made of.

    Written in the transaction of the run. The keys of its rows say in which order runs were
    applied.
    """

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="undo_log")
    #: Model → keys of the rows it made
    created = models.JSONField(default=dict)
    #: Model → key → column → [before, after]
    changed = models.JSONField(default=dict)
    #: Model → rows it removed, each a dict of columns
    removed = models.JSONField(default=dict)
    #: The last entry of the audit trail before the run
    trail_before = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("undo log")
        verbose_name_plural = _("undo logs")

    def __str__(self) -> str:
        return f"{self.run_id}"


# Photos in bulk keep their models in a module of their own
from catalog_import.photos.models import Photo, PhotoBatch, PhotoUpload  # noqa: E402, F401
