from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AddressesConfig(AppConfig):
    """Addresses that buyers keep in their accounts, /tai-khoan/dia-chi/."""

    name = "shop.addresses"
    label = "addresses"
    verbose_name = _("Saved addresses")

    def ready(self) -> None:
        from accounts.personal_data import (  # noqa: PLC0415 -- models are ready only now
            PersonalData,
            register_personal_data,
        )
        from shop.addresses.personal_data import (  # noqa: PLC0415 -- the same
            erase_addresses,
            export_addresses,
        )

        register_personal_data("addresses", PersonalData(export_addresses, erase_addresses))
