"""Settings that would hurt later, said at start."""

import datetime
import importlib.util
from collections.abc import Sequence
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string
from django_tasks.base import Task

from config.periodic import periodic_jobs
from search.engine import CLUSTER


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
    """Before the first search: a wrong address would only show as the embedded index answering."""
    if not settings.ELASTICSEARCH_URL:
        return []
    errors: list[CheckMessage] = []
    for url in settings.ELASTICSEARCH_URL.split(","):
        parts = urlsplit(url.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname or not _port_of(parts):
            errors.append(
                Error(
                    f"ELASTICSEARCH_URL names no node: {url.strip()!r}",
                    hint="Write scheme, host and port of each node: https://es1.example.vn:9200,…",
                    id="config.E006",
                )
            )
    if importlib.util.find_spec("elasticsearch") is None:
        errors.append(
            Error(
                "ELASTICSEARCH_URL is set, and the package elasticsearch is not installed.",
                hint="Install requirements/production.txt, or unset it.",
                id="config.E006",
            )
        )
    return errors


def _port_of(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


@register()
def check_search_copies(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if settings.SEARCH_COPY in settings.SEARCH_COPIES and CLUSTER not in settings.SEARCH_COPIES:
        return []
    return [
        Error(
            f"SEARCH_COPY is {settings.SEARCH_COPY!r}, SEARCH_COPIES are {settings.SEARCH_COPIES}.",
            hint=f"Name every machine with an index once, this one among them, none {CLUSTER!r}.",
            id="config.E007",
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
