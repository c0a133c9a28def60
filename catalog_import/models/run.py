"""Who publishes lists, and one reading of one file. The file is kept."""

import datetime

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

    @property
    def listed_on(self) -> datetime.date | None:
        """The day the list speaks for: as it was read the last time, else as it was stated."""
        read = self.summary.get("as_of")
        return datetime.date.fromisoformat(read) if read else self.as_of


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
