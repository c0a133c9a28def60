"""The default tariff, so that a new site can deliver; every figure may be changed."""

from typing import Any

from django.apps import apps as installed_apps

#: zone, fee to 1 kg, each further 500 g, free over, days
_DEFAULT = (
    ("same_province", 22_000, 4_000, 500_000, 1, 3),
    ("elsewhere", 32_000, 7_000, 700_000, 3, 6),
)


def load_default_tariffs(apps: Any = installed_apps) -> None:
    """Both zones of the default tariff, where they are missing."""
    model = apps.get_model("shipping", "DeliveryTariff")
    for zone, base, step, free_over, days_min, days_max in _DEFAULT:
        model.objects.get_or_create(
            partner=None, zone=zone,
            defaults={
                "base_fee": base, "base_grams": 1000, "step_fee": step, "step_grams": 500,
                "free_over": free_over, "days_min": days_min, "days_max": days_max,
            },
        )  # fmt: skip
