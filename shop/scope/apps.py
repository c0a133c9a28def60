from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScopeConfig(AppConfig):
    """Which part of the country a site sells from."""

    name = "shop.scope"
    verbose_name = _("Provinces of a site")
