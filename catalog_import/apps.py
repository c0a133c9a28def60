from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogImportConfig(AppConfig):
    name = "catalog_import"
    verbose_name = _("Registry import")
    periodic_jobs = [
        ("* * * * *", "catalog_import.tasks.find_interrupted"),
        ("41 3 * * *", "catalog_import.photos.tasks.remove_old_batches"),
    ]

    def ready(self) -> None:
        import catalog_import.register_origins  # noqa: F401, PLC0415 -- models are ready only now
