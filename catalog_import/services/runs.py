"""The life of a run in the back office: uploaded → checked → applied → undone.

A run is applied in one transaction that holds the lock of its row from beginning to end. The state
"applying" is committed before it, so a process that dies in between leaves a run that says so and
that nobody holds: ``mark_interrupted`` finds it, and it can be applied again.
"""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction

from catalog_import import locks
from catalog_import.collecting import seldom_collected
from catalog_import.errors import RunIsApplied, RunIsBusy
from catalog_import.models import ImportRun, Source
from catalog_import.readers import limits
from catalog_import.report import Report
from catalog_import.services.apply import RowRefused
from catalog_import.services.rows import clear, keep_preview
from catalog_import.services.steps import Importing, Progress, acting, keep_file
from ocop.models import Place
from ocop.services import register_batch

State = ImportRun.State
#: A check writes nothing, so no lock tells whether it lives: reading ends well before this
_LONGEST_CHECK = datetime.timedelta(minutes=15)
_SQLITE_PATIENCE = 20_000


@transaction.atomic
def open_run(
    *,
    data: bytes,
    file_name: str,
    moment: datetime.datetime,
    source: Source | None = None,
    province: Place | None = None,
    as_of: datetime.date | None = None,
    run_by: Any = None,
    is_sample: bool = False,
) -> ImportRun:
    """Keep an uploaded file. ``province`` and ``as_of`` are what the officer states of it."""
    name = Path(file_name).name[-255:] or "upload"
    sha256 = hashlib.sha256(data).hexdigest()
    run = ImportRun.objects.create(
        source=source,
        file_name=name,
        sha256=sha256,
        as_of=as_of,
        province=province,
        state=State.UPLOADED,
        is_sample=is_sample,
        started_at=moment,
        run_by=run_by,
    )
    run.file.name = keep_file(data, name, sha256=sha256, moment=moment)
    run.save(update_fields=["file"])
    return run


@seldom_collected()
def check_run(
    *,
    run: ImportRun,
    today: datetime.date,
    moment: datetime.datetime,
    progress: Progress | None = None,
) -> Report:
    """Read, map and plan; keep rows and problems for the preview. The register is not written."""
    _begin(run, State.CHECKING, moment)
    with _or_interrupted(run):
        importing = read_run(run, today, progress)
        if not importing.report.is_refused:
            importing.make_plan()
        with transaction.atomic():
            locked = locks.run(run.pk).get()
            if locked.state != State.CHECKING:
                raise RunIsBusy
            _keep_check(locked, importing, moment)
    run.refresh_from_db()
    importing.report.run = run
    return importing.report


@seldom_collected()
def apply_run(
    *,
    run: ImportRun,
    today: datetime.date,
    moment: datetime.datetime,
    run_by: Any = None,
    valid_rows_only: bool = False,
    accept_mapping: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Write a run into the register, all of it or nothing.

    The plan is made again, of the register as it is now. Applied again, an applied run changes
    nothing. With errors and without ``valid_rows_only``, or with guessed columns and without
    ``accept_mapping``, nothing is written and the report says why.
    """
    run.refresh_from_db()
    if run.state == State.APPLIED:
        return _report_of(run)
    importing = read_run(run, today, progress)
    report = importing.report
    if report.is_refused or not importing.may_be_written(
        valid_rows_only=valid_rows_only, accept_mapping=accept_mapping
    ):
        if not report.is_refused:
            importing.make_plan()
        report.run = run
        return report
    before = run.state
    _begin(run, State.APPLYING, moment)
    with _or_interrupted(run):
        try:
            with acting(run_by), register_batch():
                locked = locks.run(run.pk).get()
                if locked.state == State.APPLIED:  # somebody else was faster
                    return _report_of(locked)
                importing.make_plan()
                importing.source_to_be(is_sample=run.is_sample)
                clear(locked)
                importing.write(locked, moment=moment, run_by=run_by)
        except RowRefused as refused:
            importing.refuse_row(refused)
            ImportRun.objects.filter(pk=run.pk).update(state=before)
    run.refresh_from_db()
    return report


def mark_interrupted(*, moment: datetime.datetime) -> int:
    """Runs whose process died say so from now on; returns how many.

    Whoever applies a run holds its row's lock (on SQLite: the one lock of all writers), and that
    ends with the process. A check holds none and is given up after a quarter of an hour.
    """
    busy = ImportRun.objects.filter(state__in=(State.APPLYING, State.CHECKING))
    if not busy.exists():
        return 0
    try:
        with _without_waiting(), transaction.atomic():
            return _mark(moment)
    except OperationalError:
        if connection.vendor != "sqlite":
            raise
        return 0  # somebody writes: perhaps it is the run


def _mark(moment: datetime.datetime) -> int:
    dead = [run.pk for run in locks.runs_nobody_holds(State.APPLYING)]
    dead += [
        run.pk
        for run in locks.runs_nobody_holds(State.CHECKING)
        if run.checked_at is None or moment - run.checked_at > _LONGEST_CHECK
    ]
    return ImportRun.objects.filter(pk__in=dead).update(state=State.INTERRUPTED)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """On SQLite, do not stand in line behind a writer."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {_SQLITE_PATIENCE}")


def _begin(run: ImportRun, state: str, moment: datetime.datetime) -> None:
    """Take the run, and say so to everybody before the work begins."""
    mark_interrupted(moment=moment)
    with transaction.atomic():
        locked = locks.run(run.pk).get()
        if locked.state in (State.APPLYING, State.CHECKING):
            raise RunIsBusy
        if locked.state == State.APPLIED and state == State.CHECKING:
            raise RunIsApplied
        if locked.state != State.APPLIED:
            ImportRun.objects.filter(pk=run.pk).update(
                state=state, checked_at=moment if state == State.CHECKING else locked.checked_at
            )


@contextmanager
def _or_interrupted(run: ImportRun) -> Iterator[None]:
    """What breaks in the middle leaves a run that says so."""
    try:
        yield
    except RunIsBusy:
        raise
    except BaseException:
        ImportRun.objects.filter(pk=run.pk, state__in=(State.APPLYING, State.CHECKING)).update(
            state=State.INTERRUPTED
        )
        raise


def read_run(run: ImportRun, today: datetime.date, progress: Progress | None = None) -> Importing:
    """Read the file of a run again; refused, the report says so."""
    with default_storage.open(str(run.file.name), "rb") as file:
        data = file.read(limits.FILE_BYTES + 1)
    importing = Importing(run.file_name, data, today, progress)
    importing.settled = run.mapping
    importing.take_in(run.province, run.as_of, run.source, keeps_offers=run.is_sample)
    return importing


def _keep_check(run: ImportRun, importing: Importing, moment: datetime.datetime) -> None:
    report = importing.report
    clear(run)
    keep_preview(run, importing.plan, importing.reading, report.problems, importing.missing)
    run.state = State.REFUSED if report.is_refused else State.CHECKED
    run.checked_at = moment
    run.summary = report.summary() | {"as_of": str(report.as_of or "")}
    run.save(update_fields=["state", "checked_at", "summary"])


def _report_of(run: ImportRun) -> Report:
    """Of a run that was applied before: what was counted then."""
    report = Report(run.file_name, run.sha256, run.as_of)
    for name in report.counts.to_json():
        setattr(report.counts, name, run.summary.get(name, 0))
    report.run = run
    return report
