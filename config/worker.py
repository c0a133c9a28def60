"""The one worker: runs queued tasks, empties the search outbox, calls periodic jobs.

Tasks run in a thread of their own, so that a long one holds up neither the index nor the schedule;
so does each index, for one may be built anew for minutes while the other is kept fresh.
Any number of workers may run on any number of machines.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from config import workers
from config.periodic import enqueue_due, periodic_jobs
from ocop import clock
from search.services import drain_outbox, drain_target, kept_targets

logger = logging.getLogger(__name__)

OUTBOX_SECONDS = 0.3
SCHEDULE_SECONDS = 1.0
SIGN_OF_LIFE_SECONDS = 10.0
RESCUE_SECONDS = 30.0
LONGEST_PAUSE = 30.0
#: How long a stop waits for the task that is running; it is rescued by another worker afterwards
PATIENCE_SECONDS = 25.0


class Beat:
    """Calls ``action`` every ``seconds``; after a failure waits longer and longer, up to a limit.

    A database that is away for an hour must not end the worker, nor fill the log.
    """

    def __init__(self, action: Callable[[], object], seconds: float) -> None:
        self.action = action
        self.seconds = seconds
        self.due = 0.0
        self.failures = 0

    def tick(self, moment: float) -> None:
        if moment < self.due:
            return
        try:
            self.action()
        except Exception:
            self.failures += 1
            pause = min(self.seconds * 2**self.failures, LONGEST_PAUSE)
            logger.exception("%s failed; next try in %.0f s", self._name(), pause)
            self.due = moment + pause
            close_old_connections()
        else:
            if self.failures:
                logger.warning("%s works again", self._name())
            self.failures = 0
            self.due = moment + self.seconds

    def _name(self) -> str:
        if isinstance(self.action, partial):
            return f"{self.action.func.__name__} {self.action.args[0]}"
        return getattr(self.action, "__name__", str(self.action))


class Worker:
    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.worker_id = get_random_string(32)
        self.row_id: uuid.UUID | None = None
        self._tasks = _task_worker(self.worker_id, batch=False)
        self._threads = [
            threading.Thread(target=self._run_tasks, name="tasks", daemon=True),
            *(
                threading.Thread(target=self._keep, args=(target,), name=target, daemon=True)
                for target in kept_targets()
            ),
        ]
        self._beats = [
            Beat(self._sign_of_life, SIGN_OF_LIFE_SECONDS),
            Beat(_enqueue_due, SCHEDULE_SECONDS),
            Beat(workers.rescue_lost_tasks, RESCUE_SECONDS),
        ]

    def run(self) -> None:
        """Work until ``stop`` is called, from a signal or another thread."""
        for thread in self._threads:
            thread.start()
        while not self.stopping.wait(OUTBOX_SECONDS):
            for beat in self._beats:
                beat.tick(time.monotonic())
            close_old_connections()
        self._tasks.running = False
        end = time.monotonic() + PATIENCE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        if self.row_id:
            workers.sign_off(self.row_id)

    def stop(self) -> None:
        self.stopping.set()

    def _sign_of_life(self) -> None:
        if self.row_id is None:
            self.row_id = workers.sign_on(self.worker_id)
        workers.sign_of_life(self.row_id)

    def _keep(self, target: str) -> None:
        beat = Beat(partial(drain_target, target), OUTBOX_SECONDS)
        while not self.stopping.wait(OUTBOX_SECONDS):
            beat.tick(time.monotonic())
            close_old_connections()
        connection.close()

    def _run_tasks(self) -> None:
        while not self.stopping.is_set():
            try:
                self._tasks.run()
            except Exception:
                logger.exception("The task queue cannot be read; next try in 5 s")
                self.stopping.wait(5)
        connection.close()


def work_once() -> None:
    """Do everything that waits now, then return: for tests, loading and a cron without a worker."""
    _enqueue_due()
    _task_worker(get_random_string(32), batch=True).run()
    while drain_outbox():
        pass


def _enqueue_due() -> None:
    enqueue_due(periodic_jobs(), now=clock.now())


def _task_worker(worker_id: str, *, batch: bool) -> TaskWorker:
    return TaskWorker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )
