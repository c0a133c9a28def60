from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FairsConfig(AppConfig):
    name = "fairs"
    verbose_name = _("Fairs")

    def ready(self) -> None:
        # Models are ready only now.
        from fairs.audit import register_models  # noqa: PLC0415
        from fairs.membership import MEMBERSHIP  # noqa: PLC0415
        from fairs.prices import FairPrices  # noqa: PLC0415
        from fairs.register_ties import connect  # noqa: PLC0415
        from search.contributors import register_contributor  # noqa: PLC0415
        from search.query import Facet  # noqa: PLC0415
        from shop.prices import register_price_source  # noqa: PLC0415
        from shop.seller.menu import MenuEntry, register_menu_entry  # noqa: PLC0415

        connect()
        register_models()
        register_price_source(FairPrices())
        register_contributor(Facet.FAIR, MEMBERSHIP)
        register_menu_entry(MenuEntry(_("Fairs"), "fairs:own_booths", "calendar-days", 40))
