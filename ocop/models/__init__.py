"""The register: what the authority says of places, subjects, products and their stars."""

from ocop.models.centre import Centre, CentreMember
from ocop.models.certificate import Certificate, Standing
from ocop.models.correction import Correction
from ocop.models.document import DecisionDocument
from ocop.models.group import ProductGroup
from ocop.models.merge import DismissedTwins, Merge, TwinCount
from ocop.models.place import Place, PlaceAlias, PlaceSuccession
from ocop.models.plan import PlanTarget, ProgrammePlan
from ocop.models.product import RegisteredProduct
from ocop.models.subject import CraftVillage, SalesPoint, Subject, SubjectClaim, SubjectMember

__all__ = [
    "Centre",
    "CentreMember",
    "Certificate",
    "Correction",
    "CraftVillage",
    "DecisionDocument",
    "DismissedTwins",
    "Merge",
    "Place",
    "PlaceAlias",
    "PlaceSuccession",
    "PlanTarget",
    "ProductGroup",
    "ProgrammePlan",
    "RegisteredProduct",
    "SalesPoint",
    "Standing",
    "Subject",
    "SubjectClaim",
    "SubjectMember",
    "TwinCount",
]
