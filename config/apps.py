from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    """The project itself: commands that must see every room. No models."""

    name = "config"
    verbose_name = _("Chợ Phiên")
