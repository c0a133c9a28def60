"""Periodic jobs that belong to no room."""

import datetime

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from config.periodic import periodic_jobs

DAYS_KEPT = 14
DAYS_KEPT_FAILED = 60


@task()
def clear_sessions() -> None:
    call_command("clearsessions")


@task()
def publish_scheduled_pages() -> None:
    call_command("publish_scheduled")


@task()
def prune_task_results() -> int:
    """Delete finished rows of the task table, but never the last run of a periodic job: its row is
    what says that it ran.
    """
    now = timezone.now()
    last_runs = [
        run.pk
        for job in periodic_jobs()
        if (
            run := DBTaskResult.objects.filter(task_path=job.task_path)
            .order_by("-enqueued_at")
            .first()
        )
    ]
    old = DBTaskResult.objects.successful().filter(
        finished_at__lt=now - datetime.timedelta(days=DAYS_KEPT)
    ) | DBTaskResult.objects.failed().filter(
        finished_at__lt=now - datetime.timedelta(days=DAYS_KEPT_FAILED)
    )
    deleted, _per_model = old.exclude(pk__in=last_runs).delete()
    return deleted
