"""The register's only writers. Keyword arguments, one transaction each, refusals in ocop.errors."""

from ocop.services.batch import register_batch
from ocop.services.bulk import (
    correct_products,
    correct_subjects,
    record_standings,
    register_products,
    register_subjects,
    remove_standings,
)
from ocop.services.claims import approve_claim, claim_subject, may_decide, refuse_claim
from ocop.services.entries import NewProduct, NewStanding, NewSubject
from ocop.services.products import correct_product, register_product
from ocop.services.standings import (
    award_certificate,
    record_standing,
    remove_standing,
    renew_certificate,
    revoke_certificate,
)
from ocop.services.subjects import correct_subject, register_subject

__all__ = [
    "NewProduct",
    "NewStanding",
    "NewSubject",
    "approve_claim",
    "award_certificate",
    "claim_subject",
    "correct_product",
    "correct_products",
    "correct_subject",
    "correct_subjects",
    "may_decide",
    "record_standing",
    "record_standings",
    "refuse_claim",
    "register_batch",
    "register_product",
    "register_products",
    "register_subject",
    "register_subjects",
    "remove_standing",
    "remove_standings",
    "renew_certificate",
    "revoke_certificate",
]
