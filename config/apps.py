from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    """The project itself: commands that must see every room. No models."""

    name = "config"
    verbose_name = _("Chợ Phiên")
    periodic_jobs: ClassVar = [
        ("* * * * *", "config.tasks.publish_scheduled_pages"),
        ("20 3 * * *", "config.tasks.clear_sessions"),
        ("40 3 * * *", "config.tasks.prune_task_results"),
    ]

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415 -- registers them, once the apps are loaded


class StaticFiles(StaticFilesConfig):
    """Leaves out what only Oscar's dashboard loads: half of all files, 26 MB."""

    @property
    def ignore_patterns(self) -> list[str]:
        of_the_dashboard = [] if settings.CHOPHIEN_OSCAR_DASHBOARD else ["oscar", "django_tables2"]
        return [*StaticFilesConfig.ignore_patterns, *of_the_dashboard]
