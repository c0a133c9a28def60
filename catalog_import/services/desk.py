"""What officers ask of runs: upload, check, apply, settle columns. The worker does the work."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalog_import import locks
from catalog_import.errors import MappingRefused, NotYours, RunIsApplied, RunIsBusy
from catalog_import.fields import FIELD_NAMES
from catalog_import.models import ImportRun, Source
from catalog_import.selectors.responsibility import provinces_stated_by, runs_of, sources_of
from catalog_import.services.responsibility import take_over
from catalog_import.services.runs import open_run
from ocop.models import Place

State = ImportRun.State
#: States in which the register is not touched and a file may be read again
_MAY_BE_CHECKED = (
    State.UPLOADED, State.CHECKED, State.REFUSED, State.INTERRUPTED, State.UNDONE,
)  # fmt: skip
_MAY_BE_APPLIED = (State.CHECKED, State.INTERRUPTED)


def upload(
    *,
    data: bytes,
    file_name: str,
    source: Source | None,
    province: Place | None,
    as_of: datetime.date | None,
    by: Any,
    moment: datetime.datetime,
) -> ImportRun:
    """Keep a file and ask for it to be checked. The same upload again is the same run."""
    if not by.is_superuser and (
        province is None
        or not provinces_stated_by(by).filter(pk=province.pk).exists()
        or (source is not None and not sources_of(by).filter(pk=source.pk).exists())
    ):
        raise NotYours
    with transaction.atomic():
        run = open_run(
            data=data,
            file_name=file_name,
            source=source,
            province=province,
            as_of=as_of,
            run_by=by,
            moment=moment,
        )
        if twin := _same_upload(run):
            run.delete()
            return twin
        ask_check(run=run, by=by)
    run.refresh_from_db()
    return run


def _same_upload(run: ImportRun) -> ImportRun | None:
    """A button pressed twice: the same file with the same statements, not dealt with yet."""
    return (
        ImportRun.objects.filter(
            sha256=run.sha256,
            file_name=run.file_name,
            province=run.province,
            as_of=run.as_of,
            run_by=run.run_by,
            state__in=(State.UPLOADED, State.CHECKING, State.CHECKED),
        )
        .filter(Q(source=run.source) | Q(source__isnull=False) if run.source is None
                else Q(source=run.source))
        .exclude(pk=run.pk)
        .first()
    )  # fmt: skip


@transaction.atomic
def ask_check(*, run: ImportRun, by: Any) -> None:
    """Have the file read and planned anew."""
    from catalog_import.tasks import check  # noqa: PLC0415 -- the task calls services

    _ask(run, ImportRun.Act.CHECK, _MAY_BE_CHECKED, by)
    check.enqueue(run_id=run.pk, user_id=by.pk)


@transaction.atomic
def ask_apply(*, run: ImportRun, by: Any, valid_rows_only: bool, accept_mapping: bool) -> None:
    """Have a checked run written into the register."""
    from catalog_import.tasks import apply  # noqa: PLC0415 -- the task calls services

    _ask(run, ImportRun.Act.APPLY, _MAY_BE_APPLIED, by)
    apply.enqueue(
        run_id=run.pk,
        user_id=by.pk,
        valid_rows_only=valid_rows_only,
        accept_mapping=accept_mapping,
    )


def _ask(run: ImportRun, act: str, states: Sequence[str], by: Any) -> None:
    """Once: who asks while another request waits changes nothing."""
    locked = locks.run(run.pk).get()
    if not runs_of(by).filter(pk=run.pk).exists():
        raise NotYours
    if locked.state == State.APPLIED:
        raise RunIsApplied
    is_waiting = locked.waiting_for and locked.state != State.INTERRUPTED
    if is_waiting or locked.state not in states:
        raise RunIsBusy
    state = locked.state
    if state == State.INTERRUPTED:  # it is taken up again; cut off once more, it will say so again
        state = State.UPLOADED if act == ImportRun.Act.CHECK else State.CHECKED
    ImportRun.objects.filter(pk=run.pk).update(state=state, waiting_for=act, progress={})


@transaction.atomic
def settle_columns(
    *,
    run: ImportRun,
    choices: Mapping[str, str],
    remember: bool,
    by: Any,
    moment: datetime.datetime,
) -> None:
    """Fix what columns hold ("" for nothing) for this file and, with ``remember``, for every file
    of its source to come; then the file is checked anew.
    """
    locked = locks.run(run.pk).get()
    columns = locked.summary.get("mapping", [])
    known = {column["key"] for column in columns}
    settled = {
        key: field
        for key, field in choices.items()
        if key in known and (not field or field in FIELD_NAMES)
    }
    taken = [(column["sheet"], settled.get(column["key"], column["field"])) for column in columns]
    held = [pair for pair in taken if pair[1]]
    if len(held) != len(set(held)):
        raise MappingRefused
    run.mapping = locked.mapping | settled
    ImportRun.objects.filter(pk=run.pk).update(mapping=run.mapping)
    if remember and locked.source_id:
        source = locks.source(locked.source_id).get()
        source.remembered_mapping = source.remembered_mapping | settled
        source.save(update_fields=["remembered_mapping"])
    take_over(run=locked, by=by, moment=moment)
    ask_check(run=locked, by=by)
