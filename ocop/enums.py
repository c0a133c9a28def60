"""The fixed vocabularies of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """A system of administrative units. Codes were reused, so a code means nothing without it."""

    BEFORE_2025_07 = "pre-2025-07", _("before July 2025 (63 provinces)")
    SINCE_2025_07 = "2025-07", _("since July 2025 (34 provinces)")


class PlaceKind(models.TextChoices):
    PROVINCE = "province", _("province")
    MUNICIPALITY = "municipality", _("municipality")
    DISTRICT = "district", _("district")
    URBAN_DISTRICT = "urban_district", _("urban district")
    TOWN = "town", _("town")
    CITY = "city", _("city")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    TOWNSHIP = "township", _("township")
    SPECIAL_ZONE = "special_zone", _("special zone")


#: The level a kind of place stands on, whatever it is called.
PROVINCE_KINDS = frozenset({PlaceKind.PROVINCE, PlaceKind.MUNICIPALITY})
DISTRICT_KINDS = frozenset(
    {PlaceKind.DISTRICT, PlaceKind.URBAN_DISTRICT, PlaceKind.TOWN, PlaceKind.CITY}
)
COMMUNE_KINDS = frozenset(
    {PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.TOWNSHIP, PlaceKind.SPECIAL_ZONE}
)


class PlaceConfidence(models.TextChoices):
    """How surely an address was tied to a commune of today."""

    EXACT = "exact", _("exact")
    SPLIT = "split", _("the old commune was split")
    MANUAL = "manual", _("set by hand")
    PARTIAL = "partial", _("only the district or province is known")
    NONE = "none", _("not found")


class SubjectKind(models.TextChoices):
    """Official kinds of subject (chủ thể), as the programme's tables count them."""

    ENTERPRISE = "enterprise", _("enterprise")
    COOPERATIVE = "cooperative", _("cooperative")
    COOPERATIVE_GROUP = "cooperative_group", _("cooperative group")
    HOUSEHOLD = "household", _("household business")
    FACILITY = "facility", _("production facility")


class StandingStatus(models.TextChoices):
    """What a source says of a product on a day."""

    CERTIFIED = "certified", _("certified")
    RENEWED = "renewed", _("renewed")
    PROPOSED = "proposed", _("proposed")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class Evidence(models.TextChoices):
    """What a certificate rests on (Decision 148: 36 months; a list: OCOP_LIST_TERM_MONTHS)."""

    DECISION = "decision", _("decision")
    LIST = "list", _("list of the authority")


class IssuerLevel(models.TextChoices):
    DISTRICT = "district", _("district level")
    PROVINCE = "province", _("provincial level")
    NATIONAL = "national", _("national level")


class GroupScheme(models.TextChoices):
    """The decision whose list of groups and criteria sets is meant."""

    D148 = "148/2023", _("Decision 148/QĐ-TTg of 2023")
    D1048 = "1048/2019", _("Decision 1048/QĐ-TTg of 2019")


class PolicyClass(models.TextChoices):
    """What the shop may do with a product; checkout reads this, never the group."""

    PARCEL = "parcel", _("parcel")
    FRESH = "fresh", _("fresh food")
    ALCOHOL = "alcohol", _("alcohol")
    HEALTH_FOOD = "health_food", _("health food")
    MEDICINE = "medicine", _("medicine")
    LIVE = "live", _("living plant or animal")
    SERVICE = "service", _("service")


class DecisionAct(models.TextChoices):
    """What a decision of the authority does to one product."""

    AWARD = "award", _("recognise")
    RENEW = "renew", _("recognise again")
    UPGRADE = "upgrade", _("recognise with more stars")
    REVOKE = "revoke", _("withdraw")
