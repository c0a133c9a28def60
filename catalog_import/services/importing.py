"""One file from its bytes to the register at one go, or to the reasons why not."""

import datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import default_storage
from django.utils import timezone

from catalog_import.collecting import seldom_collected
from catalog_import.models import ImportRun, Source
from catalog_import.readers import limits
from catalog_import.report import Report
from catalog_import.services.apply import RowRefused
from catalog_import.services.steps import Importing, Progress, acting, keep_file
from ocop.models import Place
from ocop.services import register_batch


@seldom_collected()
def import_file(
    *,
    moment: datetime.datetime,
    path: str | Path | None = None,
    file: IO[bytes] | None = None,
    province: str | Place | None = None,
    as_of: datetime.date | None = None,
    dry_run: bool = False,
    apply_valid_rows: bool = False,
    accept_mapping: bool = False,
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
    importing = Importing(name, data, timezone.localdate(moment), progress)
    importing.take_in(province, as_of, source, keeps_offers=is_sample)
    if importing.report.is_refused:
        return importing.report
    if dry_run or not importing.may_be_written(
        valid_rows_only=apply_valid_rows, accept_mapping=accept_mapping
    ):
        importing.make_plan()
    else:
        _write(importing, moment=moment, is_sample=is_sample, run_by=run_by)
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


def _write(
    importing: Importing, *, moment: datetime.datetime, is_sample: bool, run_by: Any
) -> None:
    """Plan and write in one transaction, so that what was planned for is what is found."""
    report = importing.report
    kept: list[str] = []
    try:
        with acting(run_by), register_batch():
            if is_sample:
                importing.source_to_be(is_sample=True)
            plan = importing.make_plan()
            if importing.earlier and not plan.has_changes:
                report.run = importing.earlier[-1]
                return
            run = ImportRun.objects.create(
                source=importing.source_to_be(is_sample=is_sample),
                file_name=report.file,
                sha256=report.sha256,
                state=ImportRun.State.APPLYING,
                is_sample=is_sample,
                started_at=moment,
            )
            importing.write(run, moment=moment, run_by=run_by)
            # last: a killed process leaves no file behind
            run.file.name = keep_file(
                importing.data, report.file, sha256=report.sha256, moment=moment
            )
            kept.append(run.file.name)
            run.save(update_fields=["file"])
    except RowRefused as refused:
        importing.refuse_row(refused)
        _drop(kept)
    except BaseException:
        _drop(kept)
        raise


def _drop(kept: list[str]) -> None:
    """Take files out again that no run names."""
    for name in kept:
        if not ImportRun.objects.filter(file=name).exists():
            default_storage.delete(name)
