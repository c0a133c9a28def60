from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SellerConfig(AppConfig):
    """The cooperatives' area, /kenh-ban/: made for a phone. No models of its own."""

    name = "shop.seller"
    label = "seller"
    verbose_name = _("Sellers' area")
