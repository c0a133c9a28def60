import datetime

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from config import workers

pytestmark = pytest.mark.django_db


def running_task(*worker_ids, minutes=5):
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - datetime.timedelta(minutes=minutes),
        run_after=get_date_max(),
        task_path="config.tasks.clear_sessions",
        args_kwargs={"args": [], "kwargs": {}},
        worker_ids=list(worker_ids),
        backend_name="default",
    )


def worker_silent_for(worker_id, *, seconds):
    row_id = workers.sign_on(worker_id)
    seen = timezone.now() - datetime.timedelta(seconds=seconds)
    DBTaskResult.objects.filter(pk=row_id).update(return_value=seen.isoformat())
    return row_id


def test_worker_signs_on_and_off():
    row_id = workers.sign_on("w1")
    assert workers.last_signs_of_life().keys() == {"w1"}

    workers.sign_off(row_id)
    assert workers.last_signs_of_life() == {}


def test_worker_row_is_never_run_as_a_task():
    workers.sign_on("w1")

    assert DBTaskResult.objects.ready().count() == 0


def test_task_of_a_silent_worker_goes_back_to_the_queue():
    dead = worker_silent_for("dead", seconds=90)
    task = running_task("dead")

    assert workers.rescue_lost_tasks() == 1

    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
    assert DBTaskResult.objects.get(pk=dead).status == TaskResultStatus.FAILED


def test_task_of_a_worker_nobody_knows_goes_back_to_the_queue():
    task = running_task("unknown")

    assert workers.rescue_lost_tasks() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


@pytest.mark.parametrize("seconds", [0, 50])
def test_task_of_a_living_worker_is_left_alone(seconds):
    worker_silent_for("w1", seconds=seconds)
    task = running_task("w1", minutes=600)

    assert workers.rescue_lost_tasks() == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_task_that_was_just_taken_is_left_alone():
    running_task("unknown", minutes=0)

    assert workers.rescue_lost_tasks() == 0


def test_task_that_took_three_workers_down_is_given_up():
    task = running_task("a", "b", "c")

    assert workers.rescue_lost_tasks() == 1

    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.exception_class_path == workers.GAVE_UP


def test_worker_that_wakes_up_again_is_alive():
    row_id = worker_silent_for("w1", seconds=90)
    workers.rescue_lost_tasks()

    workers.sign_of_life(row_id)

    assert workers.last_signs_of_life().keys() == {"w1"}
