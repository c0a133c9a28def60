import datetime

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config.periodic import PeriodicJob, enqueue_due, job_states, periodic_jobs
from config.tasks import prune_task_results

NIGHTLY = PeriodicJob("30 3 * * *", "config.tasks.clear_sessions")
NIGHTLY_OURS = PeriodicJob("20 3 * * *", "config.tasks.clear_sessions")
EVERY_MINUTE = PeriodicJob("* * * * *", "config.tasks.publish_scheduled_pages")


def local(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("crontab", "now", "due"),
    [
        ("30 3 * * *", "2026-11-24T03:30:00", "2026-11-24T03:30:00"),
        ("30 3 * * *", "2026-11-24T03:29:59", "2026-11-23T03:30:00"),
        ("30 3 * * *", "2026-11-24T23:00:00", "2026-11-24T03:30:00"),
        ("* * * * *", "2026-11-24T08:15:42", "2026-11-24T08:15:00"),
        ("0 6 1 * *", "2026-11-24T08:00:00", "2026-11-01T06:00:00"),
        ("0 6 1 1 *", "2026-11-24T08:00:00", "2026-01-01T06:00:00"),
    ],
)
def test_latest_due_is_in_local_time(crontab, now, due):
    assert PeriodicJob(crontab, "x").latest_due(local(now)) == local(due)


def test_day_that_never_comes_is_never_due():
    assert PeriodicJob("0 0 30 2 *", "x").latest_due(local("2026-11-24")) is None


def test_every_declared_job_is_known():
    declared = [
        path for app in apps.get_app_configs() for _cron, path in getattr(app, "periodic_jobs", ())
    ]

    assert [job.task_path for job in periodic_jobs()] == declared
    assert "config.tasks.prune_task_results" in declared


@pytest.mark.django_db
def test_occurrence_is_queued_once_however_often_it_is_asked():
    now = local("2026-11-24T08:00")

    assert enqueue_due([NIGHTLY], now=now) == ["config.tasks.clear_sessions"]
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=now)
    assert enqueue_due([NIGHTLY], now=now + datetime.timedelta(hours=5)) == []

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_two_workers_that_look_at_once_add_one_row(monkeypatch):
    """Both believe that nothing is queued; the key of the row settles it."""
    now = local("2026-11-24T08:00")
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)

    enqueue_due([NIGHTLY], now=now)
    enqueue_due([NIGHTLY], now=now)

    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_after_a_week_away_only_the_latest_is_caught_up():
    enqueue_due([NIGHTLY], now=local("2026-11-17T08:00"))
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)

    added = enqueue_due([NIGHTLY], now=local("2026-11-24T08:00"))

    assert added == ["config.tasks.clear_sessions"]
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("status", [TaskResultStatus.READY, TaskResultStatus.RUNNING])
def test_job_does_not_overlap_itself(status):
    enqueue_due([EVERY_MINUTE], now=local("2026-11-24T08:00"))
    DBTaskResult.objects.update(status=status)

    assert enqueue_due([EVERY_MINUTE], now=local("2026-11-24T08:01")) == []


@pytest.mark.django_db
def test_queued_row_is_a_task_that_can_run():
    enqueue_due([NIGHTLY], now=local("2026-11-24T08:00"))

    row = DBTaskResult.objects.ready().get()
    assert row.task.call() is None


@pytest.mark.django_db
def test_state_tells_how_late_a_job_is():
    now = local("2026-11-24T03:40")
    names = {job.task_path for job in periodic_jobs()}

    states = {state.task_path: state for state in job_states(now=now)}

    assert states.keys() == names
    pruning = states["config.tasks.prune_task_results"]
    assert (pruning.status, pruning.last_finished_at, pruning.late_seconds) == ("", None, 0)
    sessions = states["config.tasks.clear_sessions"]
    assert sessions.late_seconds == 20 * 60  # no worker has even queued it
    assert sessions.next_due == local("2026-11-25T03:20")


@pytest.mark.django_db
def test_job_made_up_for_is_late_only_since_it_was_queued():
    now = local("2026-11-24T23:00")
    enqueue_due([NIGHTLY_OURS], now=now)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - datetime.timedelta(seconds=90))

    (sessions,) = [s for s in job_states(now=now) if s.task_path == NIGHTLY_OURS.task_path]

    assert sessions.late_seconds == 90


@pytest.mark.django_db
def test_state_of_a_job_that_ran():
    now = local("2026-11-24T08:00")
    enqueue_due(periodic_jobs(), now=now)
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=now)

    assert {(state.status, state.late_seconds) for state in job_states(now=now)} == {
        ("SUCCESSFUL", 0)
    }


@pytest.mark.django_db
def test_pruning_keeps_the_last_run_of_every_job():
    long_ago = timezone.now() - datetime.timedelta(days=400)
    job = PeriodicJob("30 3 * * *", "config.tasks.clear_sessions")
    for days in (3, 2, 1):
        enqueue_due([job], now=local("2026-11-24T08:00") - datetime.timedelta(days=days))
        DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=long_ago)
    last = DBTaskResult.objects.order_by("-enqueued_at").first()

    assert prune_task_results.call() == 2
    assert list(DBTaskResult.objects.all()) == [last]
