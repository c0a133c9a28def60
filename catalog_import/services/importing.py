"""One file from its bytes to the register, or to the reasons why not."""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

from auditlog.context import set_actor
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.text import get_valid_filename

from catalog_import.grammars.dates import PROGRAMME_START
from catalog_import.known import KnownRegister
from catalog_import.models import ImportRun, Source, SourceRow
from catalog_import.plan import Plan, make_plan
from catalog_import.problems import Refused, error, warning
from catalog_import.readers import limits, read_book
from catalog_import.reading import Reading, read_records
from catalog_import.report import Counts, Report
from catalog_import.selectors import applied_runs_of, missing_products, province_of, source_of
from catalog_import.services.apply import RowRefused, Writer
from ocop.enums import Scheme
from ocop.models import Place
from ocop.selectors.places import find_province
from ocop.services import register_batch

#: Name of the source of made-up rows: data, as the names of other sources are
SAMPLE_SOURCE = "Dữ liệu mẫu"

#: (what is being done: "read" or "write", rows done, rows in all)
Progress = Callable[[str, int, int], None]


def import_file(
    *,
    moment: datetime.datetime,
    path: str | Path | None = None,
    file: IO[bytes] | None = None,
    province: str | Place | None = None,
    as_of: datetime.date | None = None,
    dry_run: bool = False,
    apply_valid_rows: bool = False,
    source: Source | None = None,
    is_sample: bool = False,
    run_by: Any = None,
    progress: Progress | None = None,
) -> Report:
    """Read, check and plan a file; write it unless this is a dry run or something is wrong.

    ``province`` and ``as_of`` are what the officer states of a file that does not say it itself.
    A file seen before (same sha256) keeps the day and province it was first applied with, and when
    nothing of it is left to write, no second run is recorded. ``is_sample``: we are the source, the
    rows are made up, and trade columns count.
    """
    name, data = _open(path, file)
    importing = _Importing(name, data, moment, progress)
    try:
        importing.settle(province, as_of)
        importing.read(keeps_offers=is_sample)
        if dry_run or (importing.reading.has_errors and not apply_valid_rows):
            importing.make_plan(source or source_of(province_of(importing.reading.records)))
        else:
            importing.write(source, is_sample=is_sample, run_by=run_by)
    except Refused as refusal:
        importing.report.is_refused = True
        importing.report.problems = [refusal.problem]
    return importing.report


def _open(path: str | Path | None, file: IO[bytes] | None) -> tuple[str, bytes]:
    """Name and content; of a file past the limit only as much as proves it."""
    if file is not None:
        name = Path(getattr(file, "name", "") or "upload").name
        file.seek(0)
        return name, file.read(limits.FILE_BYTES + 1)
    if path is None:
        raise TypeError("import_file needs a path or a file")
    with Path(path).open("rb") as opened:
        return Path(path).name, opened.read(limits.FILE_BYTES + 1)


class _Importing:
    """The steps of one import and what they leave behind for the next."""

    def __init__(
        self, name: str, data: bytes, moment: datetime.datetime, progress: Progress | None
    ) -> None:
        self.data = data
        self.moment = moment
        self.today = timezone.localdate(moment)
        self.progress = progress
        self.report = Report(name, hashlib.sha256(data).hexdigest())
        self.earlier = applied_runs_of(self.report.sha256)
        self.province: Place | None = None
        self.as_of: datetime.date | None = None
        self.reading = Reading()

    def settle(self, province: str | Place | None, as_of: datetime.date | None) -> None:
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

    def read(self, *, keeps_offers: bool) -> None:
        self.reading = read_records(
            read_book(self.data, self.report.file),
            province=self.province.name if self.province else "",
            as_of=self.as_of,
            today=self.today,
            keeps_offers=keeps_offers,
            progress=self._stage("read"),
        )
        self.report.as_of = self.reading.as_of
        self.report.problems += self.reading.problems
        self.report.records = self.reading.records
        self.report.counts = Counts(rows=self.reading.rows, skipped=self.reading.skipped)

    def make_plan(self, source: Source | None) -> Plan:
        """Compare with the register as it is now, and count."""
        sha256 = self.report.sha256
        plan = make_plan(self.reading, sha256=sha256, known=KnownRegister(sha256))
        missing = missing_products(
            source,
            named=plan.product_ids,
            records=self.reading.records,
            as_of=self.reading.as_of,
        )
        self.report.problems += plan.problems
        for product in missing:
            subject = product.subject.name if product.subject else ""
            self.report.problems.append(
                warning("missing_from_file", "product", product=product.name, subject=subject)
            )
        counts = self.report.counts
        counts.created = plan.count(SourceRow.Outcome.CREATED)
        counts.changed = plan.count(SourceRow.Outcome.CHANGED)
        counts.unchanged = plan.count(SourceRow.Outcome.UNCHANGED)
        counts.missing = len(missing)
        return plan

    def write(self, source: Source | None, *, is_sample: bool, run_by: Any) -> None:
        """Plan and write in one transaction, so that what was planned for is what is found."""
        actor = set_actor(run_by) if run_by else nullcontext()
        with actor, _KeptFile(self.data, self.report.file, self.earlier) as kept:
            try:
                with register_batch():
                    self._write(source, kept, is_sample=is_sample, run_by=run_by)
            except RowRefused as refused:
                self.report.is_stopped = True
                record = refused.step.record
                self.report.problems.append(
                    error("register_refused", reason=str(refused.reason)).at(
                        sheet=record.sheet, row=record.row
                    )
                )
            else:
                kept.keep = self.report.is_written

    def _write(
        self, source: Source | None, kept: "_KeptFile", *, is_sample: bool, run_by: Any
    ) -> None:
        province = province_of(self.reading.records)
        if source is None and is_sample:
            source, _ = Source.objects.get_or_create(name=SAMPLE_SOURCE)
        plan = self.make_plan(source or source_of(province))
        if self.earlier and not plan.has_changes:
            self.report.run = self.earlier[-1]
            return
        if source is None and province is not None:
            source, _ = Source.objects.get_or_create(
                province=province, defaults={"name": _office_of(province)}
            )
        run = ImportRun.objects.create(
            source=source,
            file_name=self.report.file,
            sha256=self.report.sha256,
            as_of=self.reading.as_of,
            province=self.province,
            state=ImportRun.State.APPLIED,
            is_partial=self.reading.has_errors,
            started_at=self.moment,
            finished_at=self.moment,
            run_by=run_by,
            summary=self.report.summary(),
        )
        writer = Writer(run, self.reading.as_of, self.today, is_sample, self._stage("write"))
        writer.write(plan, self.reading, self.report.problems)
        run.file.name = kept.save(self.moment)  # last: a killed process leaves no file behind
        run.save(update_fields=["file"])
        self.report.run = run
        self.report.is_written = True

    def _stage(self, name: str) -> Callable[[int, int], None] | None:
        progress = self.progress
        return (lambda done, total: progress(name, done, total)) if progress else None


def _office_of(province: Place) -> str:
    """Names of provinces were reused in 2025: the former one says so."""
    if province.scheme == Scheme.SINCE_2025_07:
        return province.full_name
    return f"{province.full_name} ({province.get_scheme_display()})"


def _stated(province: str | Place | None) -> Place | None:
    if not isinstance(province, str):
        return province
    if not province.strip():
        return None
    found = find_province(province)
    if not found:
        raise Refused("province-unknown", name=province)
    return found[0]


class _KeptFile:
    """The file in the storage; taken out again unless the run that names it was written."""

    def __init__(self, data: bytes, name: str, earlier: Sequence[ImportRun]) -> None:
        self.data = data
        self.name = name
        self.earlier = earlier
        self.saved = ""
        self.keep = False

    def __enter__(self) -> "_KeptFile":
        return self

    def __exit__(self, *raised: object) -> None:
        if self.saved and not self.keep:
            default_storage.delete(self.saved)

    def save(self, moment: datetime.datetime) -> str:
        """The name to keep: of the first run of the same content if there is one."""
        if self.earlier and self.earlier[0].file.name:
            return self.earlier[0].file.name
        wanted = f"imports/{moment:%Y}/{get_valid_filename(self.name)[-100:]}"
        self.saved = default_storage.save(wanted, ContentFile(self.data))
        return self.saved
