"""Workers that are alive, and tasks whose worker is not.

A worker is itself a row of the task table that runs as long as the process does: the project has
no tables of its own. The row's queue is read by nobody; ``return_value`` holds the last sign of
life.
"""

import datetime
import os
import socket
import uuid
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

QUEUE = "workers"
#: A worker that was silent for so long is gone
SILENT_AFTER = datetime.timedelta(seconds=60)
#: A task that took its worker down with it so often is given up
ATTEMPTS = 3
GAVE_UP = "config.workers.WorkerLost"


def sign_on(worker_id: str) -> uuid.UUID:
    now = timezone.now()
    row = DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=now,
        run_after=get_date_max(),
        task_path=f"worker.{socket.gethostname()}:{os.getpid()}",
        args_kwargs={"args": [], "kwargs": {}},
        worker_ids=[worker_id],
        queue_name=QUEUE,
        backend_name="default",
        return_value=now.isoformat(),
    )
    return row.pk


def sign_of_life(row_id: uuid.UUID) -> None:
    DBTaskResult.objects.filter(pk=row_id).update(
        status=TaskResultStatus.RUNNING, return_value=timezone.now().isoformat()
    )


def sign_off(row_id: uuid.UUID) -> None:
    DBTaskResult.objects.filter(pk=row_id).update(
        status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now()
    )


def last_signs_of_life() -> dict[str, datetime.datetime]:
    """Of every worker that has not signed off: its id and when it was last heard of."""
    rows = DBTaskResult.objects.running().filter(queue_name=QUEUE)
    return {
        row.worker_ids[0]: datetime.datetime.fromisoformat(str(row.return_value)) for row in rows
    }


def rescue_lost_tasks() -> int:
    """Give tasks of silent workers back to the queue, so a task may run more than once."""
    now = timezone.now()
    signs = last_signs_of_life()
    silent = {worker for worker, seen in signs.items() if now - seen > SILENT_AFTER}
    rescued = 0
    for row in DBTaskResult.objects.running().exclude(queue_name=QUEUE):
        worker = row.worker_ids[-1] if row.worker_ids else ""
        if worker in signs and worker not in silent:
            continue
        if row.started_at and now - row.started_at < SILENT_AFTER:
            continue  # its worker may have started a moment after the list was read
        if len(row.worker_ids) < ATTEMPTS:
            changes: dict[str, Any] = {"status": TaskResultStatus.READY}
        else:
            changes = {
                "status": TaskResultStatus.FAILED,
                "finished_at": now,
                "exception_class_path": GAVE_UP,
            }
        rescued += DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        ).update(**changes)
    for row in DBTaskResult.objects.running().filter(queue_name=QUEUE):
        if row.worker_ids[0] in silent:
            DBTaskResult.objects.filter(pk=row.pk).update(
                status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=GAVE_UP
            )
    return rescued
