"""The six socio-economic regions the 34 provinces are grouped by.

Source: Resolution 306/NQ-CP of the Government, 5 October 2025 (adjusted National Master Plan
2021–2030), section on socio-economic regions: 9 + 6 + 5 + 6 + 3 + 5 provinces.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class EconomicRegion:
    slug: str
    name: Promise
    #: Codes of today's provinces
    provinces: tuple[str, ...]


ECONOMIC_REGIONS = (
    EconomicRegion(
        "trung-du-mien-nui-phia-bac",
        _("Northern midlands and mountains"),
        ("08", "04", "11", "12", "14", "15", "20", "19", "25"),
    ),
    EconomicRegion(
        "dong-bang-song-hong", _("Red River Delta"), ("01", "31", "22", "24", "33", "37")
    ),
    EconomicRegion("bac-trung-bo", _("North Central Coast"), ("38", "40", "42", "44", "46")),
    EconomicRegion(
        "nam-trung-bo-tay-nguyen",
        _("South Central Coast and Central Highlands"),
        ("48", "51", "52", "56", "66", "68"),
    ),
    EconomicRegion("dong-nam-bo", _("Southeast"), ("79", "75", "80")),
    EconomicRegion("dong-bang-song-cuu-long", _("Mekong Delta"), ("92", "86", "82", "91", "96")),
)
