from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = _("Looks")

    def ready(self) -> None:
        import themes.checks  # noqa: F401, PLC0415 - checks register themselves once apps are ready
