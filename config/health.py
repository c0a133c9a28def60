"""The state of the site for ``/healthz``: what an operator's monitor needs, and no secret."""

import datetime
import shutil
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config import workers
from config.periodic import job_states
from ocop import clock
from search.models import OutboxRow
from search.selectors.indexes import answering, index_states

OUTBOX_LAG_SECONDS = 60
TASK_LAG_SECONDS = 15 * 60
JOB_LAG_SECONDS = 60 * 60
_PARTS = ("worker", "search", "search_outbox", "tasks", "jobs", "disk")
FREE_DISK_BYTES = 500 * 1024 * 1024


def report() -> dict[str, Any]:
    """``status`` is "ok", "degraded" (a part lags, pages are served) or "down"."""
    database = _database()
    state: dict[str, Any] = {
        "status": "down",
        "now": clock.now().isoformat(),
        "clock_is_set": bool(settings.CHOPHIEN_NOW),
        "database": database,
        "disk": _disk(),
    }
    if database["ok"]:
        state |= {
            "worker": _worker(),
            "search": _search(),
            "search_outbox": _outbox(),
            "tasks": _tasks(),
            "jobs": _jobs(),
        }
        parts = (state[name]["ok"] for name in _PARTS)
        state["status"] = "ok" if all(parts) else "degraded"
    return state


def _database() -> dict[str, Any]:
    started = time.perf_counter()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 -- any failure means the same here; the log has the reason
        return {"ok": False, "kind": connection.vendor}
    milliseconds = round((time.perf_counter() - started) * 1000, 1)
    return {"ok": True, "kind": connection.vendor, "milliseconds": milliseconds}


def _worker() -> dict[str, Any]:
    signs = workers.last_signs_of_life().values()
    ages = [(timezone.now() - seen).total_seconds() for seen in signs]
    alive = [age for age in ages if age <= workers.SILENT_AFTER.total_seconds()]
    return {
        "ok": bool(alive),
        "alive": len(alive),
        "seconds_since_sign_of_life": round(min(ages), 1) if ages else None,
    }


def _search() -> dict[str, Any]:
    """Not "ok" while another index than the first one answers, or none."""
    states = index_states()
    return {
        "ok": all(state.is_healthy is not False for state in states),
        "answers": answering(states),
        "indexes": [
            {
                "name": state.name,
                "is_healthy": state.is_healthy,
                "documents": state.documents,
                "waiting": state.waiting,
                "oldest_seconds": state.oldest_seconds,
            }
            for state in states
        ],
    }


def _outbox() -> dict[str, Any]:
    row = OutboxRow.objects.aggregate(waiting=Count("pk"), oldest=Min("created_at"))
    seconds = _age(row["oldest"])
    return {
        "ok": seconds <= OUTBOX_LAG_SECONDS,
        "waiting": row["waiting"],
        "oldest_seconds": seconds,
    }


def _tasks() -> dict[str, Any]:
    ready = DBTaskResult.objects.ready().aggregate(waiting=Count("pk"), oldest=Min("enqueued_at"))
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED,
        finished_at__gte=timezone.now() - datetime.timedelta(days=1),
    ).exclude(queue_name=workers.QUEUE)
    seconds = _age(ready["oldest"])
    return {
        "ok": seconds <= TASK_LAG_SECONDS,
        "waiting": ready["waiting"],
        "oldest_seconds": seconds,
        "failed_last_day": failed.count(),
    }


def _jobs() -> dict[str, Any]:
    states = job_states(now=clock.now())
    return {
        "ok": all(
            state.late_seconds <= JOB_LAG_SECONDS and state.status != TaskResultStatus.FAILED
            for state in states
        ),
        "jobs": [
            {
                "name": state.task_path,
                "status": state.status.lower(),
                "last_finished_at": state.last_finished_at,
                "next_due": state.next_due,
                "late_seconds": state.late_seconds,
            }
            for state in states
        ],
    }


def _disk() -> dict[str, Any]:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.VAR_DIR)
    return {
        "ok": usage.free >= FREE_DISK_BYTES,
        "free_megabytes": usage.free // 2**20,
        "free_percent": round(100 * usage.free / usage.total),
    }


def _age(moment: datetime.datetime | None) -> int:
    return int((timezone.now() - moment).total_seconds()) if moment else 0
