from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")


class BackOfficeUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for people, with our own forms."""

    user_viewset = "accounts.back_office.PersonViewSet"
