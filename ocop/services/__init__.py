"""The register's only writers. Keyword arguments, one transaction each, refusals in ocop.errors."""

from ocop.services.batch import register_batch
from ocop.services.claims import approve_claim, claim_subject, may_decide, refuse_claim
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
    "approve_claim",
    "award_certificate",
    "claim_subject",
    "correct_product",
    "correct_subject",
    "may_decide",
    "record_standing",
    "refuse_claim",
    "register_batch",
    "register_product",
    "register_subject",
    "remove_standing",
    "renew_certificate",
    "revoke_certificate",
]
