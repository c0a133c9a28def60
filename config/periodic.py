"""Periodic jobs: which there are, when each was last due, and putting it into the queue once.

A room declares its jobs on its AppConfig, so that no room needs to import the project:

    class SearchConfig(AppConfig):
        periodic_jobs = [("17 3 * * *", "search.tasks.sweep")]   # crontab, local time; the task

An occurrence is a row of the task table whose key follows from the job and the moment it was due:
however many workers try to add it, it exists once. A worker that was away adds only the latest
occurrence it missed. A job declared for the first time therefore runs when the next worker starts.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apscheduler.triggers.cron import CronTrigger
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

NAMESPACE = uuid.UUID("5a1f2c64-6f0e-4f43-9f0a-6f3f6e0a7c11")
#: Ahead of what pictures and mails put into the queue by the hundred
PRIORITY = 50
UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
#: How far back the latest occurrence is looked for, nearest first
_LOOK_BACK = [datetime.timedelta(minutes=2), *(datetime.timedelta(days=n) for n in (1, 32, 366))]


@dataclass(frozen=True)
class PeriodicJob:
    crontab: str
    task_path: str

    @cached_property
    def _trigger(self) -> CronTrigger:
        return CronTrigger.from_crontab(self.crontab, timezone=settings.TIME_ZONE)

    def next_due(self, after: datetime.datetime) -> datetime.datetime | None:
        return self._trigger.get_next_fire_time(None, after)

    def latest_due(self, now: datetime.datetime) -> datetime.datetime | None:
        """The last moment up to ``now`` at which the job was due; None within the last year."""
        for span in _LOOK_BACK:
            latest = None
            due = self.next_due(now - span)
            while due is not None and due <= now:
                latest = due
                due = self.next_due(due + datetime.timedelta(seconds=1))
            if latest is not None:
                return latest
        return None

    def occurrence(self, due: datetime.datetime) -> uuid.UUID:
        return uuid.uuid5(NAMESPACE, f"{self.task_path} {due.astimezone(datetime.UTC).isoformat()}")


def periodic_jobs() -> list[PeriodicJob]:
    """Every job that an installed app declares."""
    return [
        PeriodicJob(crontab, task_path)
        for app in apps.get_app_configs()
        for crontab, task_path in getattr(app, "periodic_jobs", ())
    ]


def enqueue_due(jobs: Iterable[PeriodicJob], *, now: datetime.datetime) -> list[str]:
    """Put what is due into the queue; returns the tasks that were added.

    While an earlier occurrence waits or runs, the next is held back: a job never overlaps itself.
    """
    added = []
    for job in jobs:
        due = job.latest_due(now)
        if due is None:
            continue
        occurrence = job.occurrence(due)
        earlier = DBTaskResult.objects.filter(task_path=job.task_path, status__in=UNFINISHED)
        if DBTaskResult.objects.filter(pk=occurrence).exists() or earlier.exists():
            continue
        row: DBTaskResult[..., Any] = DBTaskResult(
            pk=occurrence,
            task_path=job.task_path,
            args_kwargs={"args": [], "kwargs": {}},
            backend_name="default",
            run_after=get_date_max(),  # the table's way to say: at once
            priority=PRIORITY,
        )
        DBTaskResult.objects.bulk_create([row], ignore_conflicts=True)
        added.append(job.task_path)
    return added


@dataclass(frozen=True)
class JobState:
    task_path: str
    status: str
    last_finished_at: datetime.datetime | None
    next_due: datetime.datetime | None
    #: Seconds the latest occurrence has waited and run, when it has not finished
    late_seconds: int


def job_states(*, now: datetime.datetime) -> list[JobState]:
    """For ``/healthz`` and the back office."""
    return [_state(job, now) for job in periodic_jobs()]


def _state(job: PeriodicJob, now: datetime.datetime) -> JobState:
    runs = DBTaskResult.objects.filter(task_path=job.task_path)
    last = runs.order_by("-enqueued_at").first()
    due = job.latest_due(now)
    row = runs.filter(pk=job.occurrence(due)).first() if due else None
    finished = runs.exclude(finished_at=None).order_by("-finished_at").first()
    return JobState(
        task_path=job.task_path,
        status=str(last.status) if last else "",
        last_finished_at=finished.finished_at if finished else None,
        next_due=job.next_due(now + datetime.timedelta(seconds=1)),
        late_seconds=_late_seconds(due, row, now),
    )


def _late_seconds(
    due: datetime.datetime | None, row: "DBTaskResult[..., Any] | None", now: datetime.datetime
) -> int:
    if row is not None:
        # Not since it was due: a worker that was away makes up for it when it is back.
        is_waiting = row.status in UNFINISHED
        return int((timezone.now() - row.enqueued_at).total_seconds()) if is_waiting else 0
    return int((now - due).total_seconds()) if due else 0
