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
from ocop.services.corrections import correct_by_hand, settled_by_hand, undo_correction
from ocop.services.decisions import record_decision, take_back_standing
from ocop.services.documents import keep_document
from ocop.services.entries import NewProduct, NewStanding, NewSubject
from ocop.services.merging import merge_products, merge_subjects
from ocop.services.products import correct_product, register_product
from ocop.services.splitting import split
from ocop.services.standings import (
    award_certificate,
    record_standing,
    remove_standing,
    renew_certificate,
    revoke_certificate,
)
from ocop.services.subjects import correct_subject, register_subject
from ocop.services.taking_back import take_back
from ocop.services.twins import count_twins, dismiss_twins

__all__ = [
    "NewProduct",
    "NewStanding",
    "NewSubject",
    "approve_claim",
    "award_certificate",
    "claim_subject",
    "correct_by_hand",
    "correct_product",
    "correct_products",
    "correct_subject",
    "correct_subjects",
    "count_twins",
    "dismiss_twins",
    "keep_document",
    "may_decide",
    "merge_products",
    "merge_subjects",
    "record_decision",
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
    "settled_by_hand",
    "split",
    "take_back",
    "take_back_standing",
    "undo_correction",
]
