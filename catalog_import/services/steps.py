"""The steps of an import: settle what was stated, read, plan, write. Each leaves its part in the
report."""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

from auditlog import get_logentry_model
from auditlog.context import set_actor
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import get_valid_filename

from catalog_import import mended
from catalog_import.known import KnownRegister
from catalog_import.mapping import NOTHING_REMEMBERED, Remembered
from catalog_import.models import ImportRun, Source, SourceRow, UndoLog
from catalog_import.plan import make_plan
from catalog_import.planned import Plan
from catalog_import.problems import Refused, error, warning
from catalog_import.readers import read_book
from catalog_import.reading import Reading
from catalog_import.renames import renames
from catalog_import.report import Counts, Report
from catalog_import.selectors import applied_runs_of, missing_products
from catalog_import.selectors.publishers import earlier_sources
from catalog_import.services.apply import RowRefused, Writer
from catalog_import.services.mapped import read_mapped
from catalog_import.services.sources import source_for
from ocop.models import Place, RegisteredProduct
from ocop.rules import PROGRAMME_START
from ocop.selectors.places import find_province
from ocop.services import register_batch

#: (what is being done: "read" or "write", rows done, rows in all)
Progress = Callable[[str, int, int], None]


class Importing:
    """One import under way and what its steps leave behind for the next."""

    def __init__(
        self, name: str, data: bytes, today: datetime.date, progress: Progress | None
    ) -> None:
        self.data = data
        self.today = today
        self.progress = progress
        self.report = Report(name, hashlib.sha256(data).hexdigest())
        self.earlier = applied_runs_of(self.report.sha256)
        self.province: Place | None = None
        self.as_of: datetime.date | None = None
        self.source: Source | None = None
        #: What was settled of the columns of this file alone
        self.settled: Remembered = NOTHING_REMEMBERED
        self.reading = Reading()
        #: Rows of an earlier list, brought again: those it leaves out are not asked about
        self.is_mended = False
        self.plan = Plan([])
        self.missing: Sequence[RegisteredProduct] = ()

    def take_in(
        self,
        province: str | Place | None,
        as_of: datetime.date | None,
        source: Source | None,
        *,
        keeps_offers: bool,
    ) -> None:
        """Settle and read; what refuses the whole file is left in the report."""
        try:
            self.settle(province, as_of, source)
            self.read(keeps_offers=keeps_offers)
        except Refused as refusal:
            self.report.is_refused = True
            self.report.problems = [refusal.problem]

    def settle(
        self, province: str | Place | None, as_of: datetime.date | None, source: Source | None
    ) -> None:
        """What holds of the officer's statements, given what was stated the first time."""
        if as_of and as_of > self.today:
            raise Refused("as-of-future", day=as_of.isoformat())
        if as_of and as_of < PROGRAMME_START:
            raise Refused("as-of-too-early", day=as_of.isoformat())
        kept_day = next((run.as_of for run in self.earlier if run.as_of), None)
        if kept_day and as_of and as_of != kept_day:
            self.report.problems.append(
                warning("as_of_kept", "as_of", kept=str(kept_day), stated=str(as_of))
            )
        self.as_of = kept_day or as_of
        kept_province = next((run.province for run in self.earlier if run.province), None)
        self.province = _stated(province) or kept_province
        self.source = source

    def read(self, *, keeps_offers: bool) -> None:
        self.reading = read_mapped(
            read_book(self.data, self.report.file),
            source=self.source,
            settled=self.settled,
            province=self.province.name if self.province else "",
            as_of=self.as_of,
            today=self.today,
            keeps_offers=keeps_offers,
            progress=self._stage("read"),
        )
        self.is_mended = mended.brings_mended_rows(self.reading.mapping)
        self.report.as_of = self.reading.as_of
        self.report.problems += self.reading.problems
        if self.is_mended:
            self.report.problems = mended.without_our_column(self.report.problems)
            self.report.problems.append(warning(mended.CODE))
        self.report.records = self.reading.records
        self.report.mapping = self.reading.mapping
        self.report.counts = Counts(rows=self.reading.rows, skipped=self.reading.skipped)

    def may_be_written(self, *, valid_rows_only: bool, accept_mapping: bool) -> bool:
        if self.reading.has_errors and not valid_rows_only:
            return False
        return accept_mapping or not self.reading.is_unsure

    def make_plan(self) -> Plan:
        """Compare with the register as it is now, and count."""
        sha256 = self.report.sha256
        self.plan = make_plan(
            self.reading, sha256=sha256, known=KnownRegister(sha256, self.reading.records)
        )
        if not self.is_mended:
            self.missing = missing_products(
                earlier_sources(self.source, self.reading.records),
                named=self.plan.product_ids,
                records=self.reading.records,
                as_of=self.reading.as_of,
            )
        self.plan.renamed = renames(self.plan, self.missing)
        self.report.problems += self.plan.problems
        for product in self.missing:
            subject = product.subject.name if product.subject else ""
            self.report.problems.append(
                warning("missing_from_file", "product", product=product.name, subject=subject)
            )
        counts = self.report.counts
        counts.created = self.plan.count(SourceRow.Outcome.CREATED)
        counts.changed = self.plan.count(SourceRow.Outcome.CHANGED)
        counts.unchanged = self.plan.count(SourceRow.Outcome.UNCHANGED)
        counts.missing = len(self.missing)
        return self.plan

    def source_to_be(self, *, is_sample: bool) -> Source | None:
        """The source the run belongs to, made where it is the first of its province."""
        if self.source is None:
            self.source = source_for(self.reading.records, is_sample=is_sample)
        return self.source

    def write(self, run: ImportRun, *, moment: datetime.datetime, run_by: Any) -> None:
        """Carry out the plan and say so in the run, inside the caller's ``register_batch``."""
        trail_before = last_of_trail()
        with register_batch() as batch:  # the caller's, with all that is done in it
            batch.trail.is_part_of({"import_run": run.pk})
            writer = Writer(
                run, self.reading.as_of, self.today, run.is_sample, self._stage("write")
            )
            writer.write(self.plan, self.reading, self.report.problems, self.missing)
            UndoLog.objects.create(
                run=run,
                created=batch.deeds.created,
                changed=batch.deeds.changed,
                removed=batch.deeds.removed,
                trail_before=trail_before,
            )
        run.state = ImportRun.State.APPLIED
        run.source = self.source
        run.as_of = self.reading.as_of
        run.province = self.province
        run.is_partial = self.reading.has_errors
        run.finished_at = moment
        run.run_by = run_by
        run.summary = self.report.summary()
        run.save()
        self.report.run = run
        self.report.is_written = True

    def refuse_row(self, refused: RowRefused) -> None:
        """The register would not have a row the checks let pass; nothing was written."""
        self.report.is_stopped = True
        self.report.is_written = False
        self.report.run = None
        record = refused.step.record
        self.report.problems.append(
            error("register_refused", reason=str(refused.reason)).at(
                sheet=record.sheet, row=record.row
            )
        )

    def _stage(self, name: str) -> Callable[[int, int], None] | None:
        progress = self.progress
        return (lambda done, total: progress(name, done, total)) if progress else None


def last_of_trail() -> int:
    """The latest entry of the audit trail; 0 if there is none."""
    entries = get_logentry_model().objects.order_by("-pk").values_list("pk", flat=True)
    return entries.first() or 0


def acting(run_by: Any) -> Any:
    """Entries of the audit trail written inside name that person."""
    return set_actor(run_by) if run_by else nullcontext()


def keep_file(data: bytes, name: str, *, sha256: str, moment: datetime.datetime) -> str:
    """The file in the storage, under its name there: once for the same content."""
    same = ImportRun.objects.filter(sha256=sha256).exclude(file="").order_by("pk").first()
    if same is not None:
        return str(same.file.name)
    wanted = f"imports/{moment:%Y}/{get_valid_filename(name)[-100:]}"
    return default_storage.save(wanted, ContentFile(data))


def _stated(province: str | Place | None) -> Place | None:
    if not isinstance(province, str):
        return province
    if not province.strip():
        return None
    found = find_province(province)
    if not found:
        raise Refused("province-unknown", name=province)
    return found[0]
