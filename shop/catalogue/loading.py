"""Rows the shop cannot work without; the data migration and the tests load them from here."""

from typing import Any

from django.apps import apps as installed_apps

PRODUCT_CLASS_SLUG = "san-pham-ocop"


def load_shop_reference_data(apps: Any = installed_apps) -> None:
    """The one product class (stock tracked, shipped) and the one country. Safe to repeat."""
    apps.get_model("catalogue", "ProductClass").objects.get_or_create(
        slug=PRODUCT_CLASS_SLUG,
        defaults={"name": "Sản phẩm OCOP", "requires_shipping": True, "track_stock": True},
    )
    apps.get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN",
        defaults={
            "iso_3166_1_a3": "VNM",
            "iso_3166_1_numeric": "704",
            "printable_name": "Việt Nam",
            "name": "Cộng hoà xã hội chủ nghĩa Việt Nam",
            "display_order": 0,
            "is_shipping_country": True,
        },
    )
