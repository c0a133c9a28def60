"""A merge and a decision at once; and a split on the database that has row locks."""

import datetime
import threading

import pytest
from django.db import connection

from ocop.decisions import Decision
from ocop.enums import DecisionAct
from ocop.errors import MergedAway
from ocop.models import Certificate, Merge, RegisteredProduct, Standing
from ocop.selectors.certificates import stars_on
from ocop.services import (
    award_certificate,
    claim_subject,
    merge_products,
    merge_subjects,
    record_decision,
    split,
)
from tests.factories.accounts import UserFactory
from tests.factories.ocop import TODAY, RegisteredProductFactory, SubjectFactory
from tests.ocop.desk import MOMENT, officer_of
from tests.ocop.test_merging import state

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def in_threads(*acts):
    """Run all at once; what each raised, or None."""
    start = threading.Barrier(len(acts), timeout=30)
    raised = [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            act()
        except Exception as error:  # noqa: BLE001 -- shown by the assertions
            raised[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=entry) for entry in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.parametrize("attempt", range(2))
def test_a_decision_is_never_left_with_a_record_merged_away(attempt):
    officer, subject = officer_of(), SubjectFactory()
    kept, merged = RegisteredProductFactory.create_batch(2, subject=subject)
    decision = Decision(DecisionAct.AWARD, "1/QĐ-UBND", TODAY, 4)

    merging, deciding = in_threads(
        lambda: merge_products(kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT),
        lambda: record_decision(product=merged, decision=decision, by=officer, today=TODAY),
    )

    assert merging is None
    assert deciding is None or isinstance(deciding, MergedAway)
    merged = RegisteredProduct.objects.get(pk=merged.pk)
    assert (merged.merged_into_id, merged.is_public) == (kept.pk, False)
    assert Standing.objects.filter(product=merged).count() == 0
    shown = stars_on([kept.pk, merged.pk], day=TODAY)
    assert {pk: c.stars for pk, c in shown.items()} == ({} if deciding else {kept.pk: 4})


def test_two_who_merge_the_same_records_make_one_merge():
    officer, subject = officer_of(), SubjectFactory()
    one, other = RegisteredProductFactory.create_batch(2, subject=subject)

    raised = in_threads(
        *(
            lambda kept=kept, merged=merged: merge_products(
                kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT
            )
            for kept, merged in ((one, other), (other, one))
        )
    )

    assert sum(error is None for error in raised) == 1
    assert Merge.objects.count() == 1
    assert RegisteredProduct.objects.filter(merged_into=None).count() == 1


def test_splitting_restores_every_row_here_too():
    officer = officer_of()
    kept, merged = SubjectFactory(name="HTX Tân Quy"), SubjectFactory(name="HTX Chè Tân Quy")
    products = [RegisteredProductFactory(name="Chè xanh", subject=s) for s in (kept, merged)]
    products.append(RegisteredProductFactory(name="Chè đen", subject=merged))
    for product in products:
        award_certificate(
            product=product, stars=3, decision_no="1/QĐ-UBND",
            issued_on=datetime.date(2026, 1, 5), recorded_on=TODAY,
        )  # fmt: skip
    claim_subject(subject=merged, user=UserFactory())
    before = state()

    done = merge_subjects(kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT)
    assert Certificate.objects.count() == 2
    assert state() != before
    split(merge=done, by=officer, moment=MOMENT)

    assert state() == before
