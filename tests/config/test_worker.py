import threading

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config import worker as worker_module
from config.periodic import periodic_jobs
from config.worker import Beat, Worker
from search.services import rebuild


@pytest.fixture(autouse=True)
def no_connections(request, monkeypatch):
    """Most of these tests are about time and threads, not about a database."""
    if not request.node.get_closest_marker("django_db"):
        monkeypatch.setattr(worker_module, "close_old_connections", lambda: None)


class Failing:
    """An action that fails the first ``times`` it is called."""

    __name__ = "failing"

    def __init__(self, times):
        self.times = times
        self.calls = 0

    def __call__(self):
        self.calls += 1
        if self.calls <= self.times:
            raise ConnectionError


def test_beat_keeps_its_time():
    action = Failing(times=0)
    beat = Beat(action, seconds=10)

    for moment in (0.0, 5.0, 9.9, 10.0, 15.0):
        beat.tick(moment)

    assert action.calls == 2


def test_beat_that_fails_waits_longer_each_time_and_recovers(caplog):
    action = Failing(times=3)
    beat = Beat(action, seconds=1)
    called_at = []
    for moment in range(40):
        calls = action.calls
        beat.tick(float(moment))
        if action.calls > calls:
            called_at.append(moment)

    assert called_at[:5] == [0, 2, 6, 14, 15]
    assert len([record for record in caplog.records if record.exc_info]) == 3
    assert caplog.records[-1].getMessage() == "failing works again"


def test_beat_never_waits_more_than_half_a_minute(caplog):
    beat = Beat(Failing(times=100), seconds=1)
    for moment in (0, 2, 6, 14, 30, 60):
        beat.tick(float(moment))

    assert beat.due == 90.0


@pytest.mark.django_db(transaction=True)
def test_work_once_calls_what_is_due_and_empties_the_outbox(monkeypatch):
    rebuild()  # as the real emptying of the outbox does where there is no index
    left = [3, 2, 0]
    monkeypatch.setattr(worker_module, "drain_outbox", lambda: left.pop(0))

    call_command("work", "--once")

    assert left == []
    ran = DBTaskResult.objects.values_list("task_path", "status")
    assert sorted(ran) == sorted(
        (job.task_path, TaskResultStatus.SUCCESSFUL) for job in periodic_jobs()
    )


def test_worker_runs_every_beat_until_it_is_stopped(monkeypatch):
    """Without a database: what the beats do has tests of its own. An index that is built anew for
    minutes holds up neither another one nor the beats."""
    drained, building, alive = threading.Event(), threading.Event(), threading.Event()
    drain = {"embedded": drained.set, "elasticsearch": lambda: building.wait(30)}
    monkeypatch.setattr(worker_module, "OUTBOX_SECONDS", 0.01)
    monkeypatch.setattr(worker_module, "kept_targets", lambda: tuple(drain)[::-1])
    monkeypatch.setattr(worker_module, "drain_target", lambda target: drain[target]())
    monkeypatch.setattr(worker_module, "enqueue_due", lambda jobs, now: None)
    signs = []
    monkeypatch.setattr(worker_module.workers, "sign_on", lambda worker_id: "row")

    def sign_of_life(row):
        signs.append(row)
        alive.set()

    monkeypatch.setattr(worker_module.workers, "sign_of_life", sign_of_life)
    monkeypatch.setattr(worker_module.workers, "sign_off", lambda row: signs.append("off"))
    monkeypatch.setattr(worker_module.workers, "rescue_lost_tasks", lambda: 0)
    worker = Worker()
    monkeypatch.setattr(worker._tasks, "run", worker.stopping.wait)
    main = threading.Thread(target=worker.run)

    main.start()
    assert drained.wait(5)
    assert alive.wait(5)  # each thread begins when it comes to it
    worker.stop()
    building.set()
    main.join(5)

    assert not main.is_alive()
    assert signs == ["row", "off"]
