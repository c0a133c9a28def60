"""Settings that would hurt later, said at start."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string
from django_tasks.base import Task

from config.periodic import periodic_jobs


@register()
def check_clock(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.CHOPHIEN_NOW:
        return []
    try:
        datetime.datetime.fromisoformat(settings.CHOPHIEN_NOW)
    except ValueError:
        return [
            Error(
                f"CHOPHIEN_NOW is not a date or time: {settings.CHOPHIEN_NOW!r}",
                hint="Write 2026-11-24 or 2026-11-24T08:00.",
                id="config.E001",
            )
        ]
    return []


@register(deploy=True)
def check_clock_is_real(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if not settings.CHOPHIEN_NOW:
        return []
    return [
        Error(
            "CHOPHIEN_NOW is set: badges, fairs and terms follow a day that is not today.",
            hint="Unset it, unless this is a demonstration.",
            id="config.E002",
        )
    ]


@register()
def check_search_engine(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if not settings.ELASTICSEARCH_URL:
        return []
    return [
        Error(
            "ELASTICSEARCH_URL is set, but searching a cluster is not built yet.",
            hint="Unset it: the index under CHOPHIEN_VAR serves.",
            id="config.E006",
        )
    ]


@register()
def check_hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS or settings.DEBUG:
        return []
    return [
        checks.Warning(
            "ALLOWED_HOSTS accepts every name, so a mail could carry a link to a stranger's site.",
            hint="Name the hosts of this site.",
            id="config.W003",
        )
    ]


@register(deploy=True)
def check_shared_cache(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    is_local = settings.CACHES["default"]["BACKEND"].endswith("LocMemCache")
    if not is_local or settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    return [
        checks.Warning(
            "The cache is local to each process: several web processes count sign-in attempts"
            " apart from one another.",
            hint="Set CACHE_URL to a Redis server.",
            id="config.W004",
        )
    ]


@register()
def check_periodic_jobs(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for job in periodic_jobs():
        try:
            is_task = isinstance(import_string(job.task_path), Task)
            job.next_due(datetime.datetime.now(datetime.UTC))
        except (ImportError, ValueError) as error:
            errors.append(Error(f"Periodic job {job.task_path}: {error}", id="config.E005"))
        else:
            if not is_task:
                errors.append(Error(f"{job.task_path} is not a task.", id="config.E005"))
    return errors
