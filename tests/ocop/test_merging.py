"""Two records become one, and are taken apart again, row by row."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from ocop.errors import CannotMerge, MergedAway, NotYourProvince, ReasonMissing
from ocop.models import (
    Certificate,
    Merge,
    RegisteredProduct,
    Standing,
    Subject,
    SubjectClaim,
    SubjectMember,
)
from ocop.objections import register_objection
from ocop.selectors.certificates import stars_on
from ocop.selectors.register import find_product, find_subject
from ocop.services import (
    award_certificate,
    claim_subject,
    correct_product,
    merge_products,
    merge_subjects,
    record_standing,
    split,
)
from ocop.services.standings import remove_standing
from shop.catalogue.models import Product
from tests.factories.accounts import UserFactory
from tests.factories.ocop import TODAY, RegisteredProductFactory, SubjectFactory
from tests.ocop.desk import MOMENT, officer_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 1)
LATER = MOMENT + datetime.timedelta(hours=1)
ROWS = (Subject, RegisteredProduct, Standing, Certificate, SubjectClaim, SubjectMember, Product)


@pytest.fixture
def officer():
    return officer_of()


def state():
    """Every row that a merge may touch."""
    return {model: list(model._default_manager.order_by("pk").values()) for model in ROWS}


def award(product, number, stars=3, day=DAY):
    return award_certificate(
        product=product, stars=stars, decision_no=number, issued_on=day, recorded_on=TODAY
    )


def twins(**names):
    subject = SubjectFactory()
    return (
        RegisteredProductFactory(name="Dừa sáp sợi", subject=subject),
        RegisteredProductFactory(name="Dừa sáp sợi VICOSAP", subject=subject),
    )


def merge(kept, merged, by, reason="Một bản ghi"):
    do = merge_subjects if isinstance(kept, Subject) else merge_products
    return do(kept=kept, merged=merged, reason=reason, by=by, moment=MOMENT)


def star(product):
    shown = stars_on([product.pk], day=TODAY).get(product.pk)
    return shown and shown.stars


def refused(kept, merged, by):
    before = state()
    with pytest.raises(CannotMerge) as refusal:
        merge(kept, merged, by)
    assert state() == before
    assert Merge.objects.count() == 0
    return [str(reason) for reason in refusal.value.reasons]


def test_everything_said_of_one_product_is_said_of_the_other(officer):
    kept, merged = twins()
    award(kept, "1/QĐ-UBND")
    award(merged, "2/QĐ-UBND", stars=4, day=DAY + datetime.timedelta(days=9))

    done = merge(kept, merged, officer)

    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (star(kept), star(merged)) == (4, None)
    assert (merged.merged_into, merged.is_public, merged.last_status) == (kept, False, "")
    assert (done.kept, done.merged, done.made_by) == (kept, merged, officer)
    assert Product.objects.get(registered_product=merged).is_public is False
    assert Product.objects.get(registered_product=kept).is_public is True
    assert kept.certificates.order_by("pk").last().replaces == kept.certificates.first()


def test_splitting_restores_every_row(officer):
    kept, merged = twins()
    award(kept, "1/QĐ-UBND")
    award(kept, "7/QĐ-UBND", stars=4, day=DAY + datetime.timedelta(days=1))
    award(merged, "1 / qđ-ubnd")
    record_standing(
        product=merged, status="certified", stars=3, as_of=DAY, recorded_on=TODAY,
        source_key="a/1/2",
    )  # fmt: skip
    record_standing(product=merged, status="revoked", as_of=TODAY, recorded_on=TODAY)
    before = state()

    done = merge(kept, merged, officer)
    assert Certificate.objects.count() == 3  # one decision is one certificate
    assert star(kept) is None
    split(merge=done, by=officer, moment=LATER)

    assert state() == before
    done.refresh_from_db()
    assert (done.undone_at, done.undone_by) == (LATER, officer)


def test_subjects_merge_with_their_products_and_split_again(officer):
    kept, merged = SubjectFactory(name="HTX Tân Quy"), SubjectFactory(name="HTX Chè Tân Quy")
    same, double = (RegisteredProductFactory(name="Chè xanh", subject=s) for s in (kept, merged))
    own = RegisteredProductFactory(name="Chè đen", subject=merged)
    away = RegisteredProductFactory(name="Chè đen túi", subject=merged)
    for number, product in enumerate((same, double, own, away), 1):
        award(product, f"{number}/QĐ-UBND")
    merge(own, away, officer)
    claimant, known = UserFactory(), UserFactory()
    claim_subject(subject=merged, user=claimant)
    for subject in (kept, merged):
        claim_subject(subject=subject, user=known)
    before = state()

    done = merge(kept, merged, officer)

    assert {p.name for p in kept.products.filter(merged_into=None)} == {"Chè xanh", "Chè đen"}
    double.refresh_from_db()
    assert (double.merged_into, double.subject) == (same, merged)
    assert list(kept.claims.order_by("pk").values_list("user", flat=True)) == [
        claimant.pk, known.pk,
    ]  # fmt: skip
    assert Merge.objects.filter(part_of=done).count() == 1

    split(merge=done, by=officer, moment=LATER)

    assert state() == before


def test_the_old_name_finds_the_record_that_was_kept(officer):
    kept, merged = SubjectFactory(name="HTX Tân Quy"), SubjectFactory(name="HTX Chè Tân Quy")
    product = RegisteredProductFactory(name="Chè xanh", subject=merged)
    place = {"province_as_issued": merged.province_as_issued}
    merge(kept, merged, officer)

    found = find_subject(name="htx chè tân quy", place_as_issued=merged.place_as_issued, **place)
    product.refresh_from_db()
    assert (found, product.subject) == (kept, kept)
    merged.refresh_from_db()
    assert find_product(name="chè xanh", subject=merged, **place) == product
    said = record_standing(product=product, status="certified", recorded_on=TODAY)
    assert said.product == product


def test_what_is_said_of_a_product_merged_away_is_said_of_the_other(officer):
    kept, merged = twins()
    merge(kept, merged, officer)
    merged.refresh_from_db()

    award(merged, "5/QĐ-UBND", stars=5)

    assert (star(kept), Standing.objects.filter(product=merged).count()) == (5, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredProduct.objects.filter(pk=merged.pk).update(is_public=True)


@pytest.mark.parametrize("status", ["certified", "revoked"])
def test_a_writer_whom_a_merge_got_ahead_of_writes_nothing(officer, status):
    kept, merged = twins()
    stale = RegisteredProduct.objects.get(pk=merged.pk)
    merge(kept, merged, officer)

    with pytest.raises(MergedAway):
        record_standing(product=stale, status=status, stars=3, as_of=DAY, recorded_on=TODAY)

    assert Standing.objects.count() == 0


def test_the_name_of_what_was_merged_away_is_free(officer):
    kept, merged = twins()
    done = merge(kept, merged, officer)
    kept.refresh_from_db()

    correct_product(product=kept, name=merged.name)

    kept.refresh_from_db()
    assert kept.name == merged.name
    with pytest.raises(CannotMerge):
        split(merge=done, by=officer, moment=LATER)


def test_products_of_two_producers_are_not_merged(officer):
    kept, merged = RegisteredProductFactory(name="Chè"), RegisteredProductFactory(name="Chè")

    assert len(refused(kept, merged, officer)) == 1


def test_a_product_without_a_producer_goes_into_one_with_and_not_the_other_way(officer):
    kept = RegisteredProductFactory(name="Chè")
    merged = RegisteredProductFactory(name="Chè", subject=None)

    assert len(refused(merged, kept, officer)) == 1
    merge(kept, merged, officer)
    assert RegisteredProduct.objects.get(pk=merged.pk).merged_into == kept


def test_records_of_two_provinces_are_not_merged():
    elsewhere = {"province": "Hà Nam", "district": "Huyện Lý Nhân", "commune": "Xã Nhân Nghĩa"}
    kept, merged = SubjectFactory(), SubjectFactory(address=elsewhere)

    assert len(refused(kept, merged, UserFactory(is_superuser=True))) == 1


def test_one_record_is_not_merged_with_itself_nor_twice(officer):
    kept, merged = twins()
    assert len(refused(kept, kept, officer)) == 1
    merge(kept, merged, officer)

    for pair in ((kept, merged), (merged, kept)):
        with pytest.raises(CannotMerge):
            merge(*pair, officer)
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("acts_for_kept", [True, False])
def test_nobody_gets_or_loses_a_business_by_a_merge(officer, acts_for_kept):
    kept, merged = SubjectFactory(), SubjectFactory()
    SubjectMember.objects.create(subject=merged, user=UserFactory())
    if acts_for_kept:
        SubjectMember.objects.create(subject=kept, user=UserFactory())

    assert len(refused(kept, merged, officer)) == 1


def test_people_who_act_for_both_keep_doing_so(officer):
    kept, merged = SubjectFactory(), SubjectFactory()
    person = UserFactory()
    for subject in (kept, merged):
        SubjectMember.objects.create(subject=subject, user=person)
    before = list(SubjectMember.objects.values())

    merge(kept, merged, officer)

    assert list(SubjectMember.objects.values()) == before


def test_rooms_above_may_object(officer):
    kept, merged = twins()
    register_objection(RegisteredProduct, "test")(lambda kept, merged, moment: [f"no {merged.pk}"])
    try:
        assert refused(kept, merged, officer) == [f"no {merged.pk}"]
    finally:
        register_objection(RegisteredProduct, "test")(lambda kept, merged, moment: [])


def test_an_officer_of_another_province_merges_and_splits_nothing(officer):
    kept, merged = twins()
    before = state()
    with pytest.raises(NotYourProvince):
        merge(kept, merged, officer_of("Ninh Bình"))
    with pytest.raises(ReasonMissing):
        merge(kept, merged, officer, reason=" ")
    assert state() == before
    done = merge(kept, merged, officer)
    with pytest.raises(NotYourProvince):
        split(merge=done, by=officer_of("Ninh Bình"), moment=LATER)
    assert Merge.objects.get().undone_at is None


def test_merges_are_split_the_last_one_first(officer):
    first, second = twins()
    third = RegisteredProductFactory(subject=first.subject)
    for number, product in enumerate((first, second, third), 1):
        award(product, f"{number}/QĐ-UBND")
    before = state()
    one = merge(first, second, officer)
    two = merge(first, third, officer)

    with pytest.raises(CannotMerge):
        split(merge=one, by=officer, moment=LATER)
    split(merge=two, by=officer, moment=LATER)
    split(merge=one, by=officer, moment=LATER)

    assert state() == before
    with pytest.raises(CannotMerge):
        split(merge=one, by=officer, moment=LATER)


def test_what_was_taken_back_since_is_not_split(officer):
    kept, merged = twins()
    standing = award(merged, "2/QĐ-UBND").standing
    done = merge(kept, merged, officer)
    remove_standing(standing=Standing.objects.get(pk=standing.pk))

    with pytest.raises(CannotMerge):
        split(merge=done, by=officer, moment=LATER)


def test_what_was_recorded_since_stays_with_the_record_that_was_kept(officer):
    kept, merged = twins()
    done = merge(kept, merged, officer)
    kept.refresh_from_db()
    award(kept, "9/QĐ-UBND", stars=4)

    split(merge=done, by=officer, moment=LATER)

    assert (star(kept), star(merged)) == (4, None)
