"""What the worker does with runs. Tasks are rows in the database, so queueing one is part of the
transaction; a task whose worker died runs again, and runs are made for that.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django_tasks import task

logger = logging.getLogger(__name__)

_STEP = 500


@task()
def check(run_id: int, user_id: int) -> None:
    """Read a file and keep what would come of it."""
    from catalog_import.models import ImportRun  # noqa: PLC0415 -- loaded by the worker alone
    from catalog_import.services import check_run  # noqa: PLC0415 -- the same
    from catalog_import.services.responsibility import keep_to_province  # noqa: PLC0415
    from ocop import clock  # noqa: PLC0415 -- the same

    run = ImportRun.objects.get(pk=run_id)
    moment = clock.now()
    with _working(run_id):
        report = check_run(run=run, today=clock.today(), moment=moment, progress=_teller(run_id))
        run.refresh_from_db()
        if not report.is_refused:
            keep_to_province(run=run, report=report, by=_user(user_id), moment=moment)


@task()
def apply(run_id: int, user_id: int, valid_rows_only: bool, accept_mapping: bool) -> bool:
    """Write a run into the register; False if it was refused, and the run says why."""
    from catalog_import.models import ImportRun  # noqa: PLC0415 -- loaded by the worker alone
    from catalog_import.report import issue_json  # noqa: PLC0415 -- the same
    from catalog_import.selectors.responsibility import runs_of  # noqa: PLC0415 -- the same
    from catalog_import.services import apply_run  # noqa: PLC0415 -- the same
    from catalog_import.services.responsibility import take_over  # noqa: PLC0415 -- the same
    from ocop import clock  # noqa: PLC0415 -- the same

    user = _user(user_id)
    moment = clock.now()
    with _working(run_id):
        run = runs_of(user).filter(pk=run_id).first()
        if run is None:
            return False  # handed over while it waited
        take_over(run=run, by=user, moment=moment)
        report = apply_run(
            run=run,
            today=clock.today(),
            moment=moment,
            run_by=user,
            valid_rows_only=valid_rows_only,
            accept_mapping=accept_mapping,
            progress=_teller(run_id),
        )
        run.refresh_from_db()
        if run.state != ImportRun.State.APPLIED:
            told = [issue_json(problem) for problem in report.errors][:20]
            ImportRun.objects.filter(pk=run_id).update(progress={"refused": told})
    return run.state == ImportRun.State.APPLIED


@task()
def find_interrupted() -> int:
    """Every minute: runs whose process died say so."""
    from catalog_import.services import mark_interrupted  # noqa: PLC0415 -- loaded by the worker
    from ocop import clock  # noqa: PLC0415 -- the same

    return mark_interrupted(moment=clock.now())


def _user(user_id: int) -> object:
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- loaded by the worker alone

    return get_user_model()._default_manager.get(pk=user_id)


@contextmanager
def _working(run_id: int) -> Iterator[None]:
    """Whatever comes of it, nothing waits afterwards; a run that somebody else works on is left."""
    from catalog_import.errors import ImportRunError, RunIsBusy  # noqa: PLC0415 -- loaded by the worker alone
    from catalog_import.models import ImportRun  # noqa: PLC0415 -- the same

    try:
        yield
    except RunIsBusy:
        return
    except ImportRunError as refused:
        logger.info("Import run %s: %s", run_id, refused)
    except Exception:
        ImportRun.objects.filter(pk=run_id).update(waiting_for="", progress={"failed": True})
        raise
    ImportRun.objects.filter(pk=run_id).update(waiting_for="")


def _teller(run_id: int) -> Callable[[str, int, int], None]:
    """Keeps how far reading is. Writing is one transaction, which nobody sees into."""
    from catalog_import.models import ImportRun  # noqa: PLC0415 -- loaded by the worker alone

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "read" and (done % _STEP == 0 or done == total):
            ImportRun.objects.filter(pk=run_id).update(
                progress={"stage": stage, "done": done, "total": total}
            )

    return tell
