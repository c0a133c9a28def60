from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OcopConfig(AppConfig):
    name = "ocop"
    verbose_name = _("Register")
    periodic_jobs = [("7 4 * * *", "ocop.tasks.count_likely_twins")]

    def ready(self) -> None:
        from ocop.audit import register_models  # noqa: PLC0415 -- models are ready only now

        register_models()
