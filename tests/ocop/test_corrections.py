"""A fact corrected by hand keeps its reason, is known as such, and can be taken back."""

import pytest
from auditlog.models import LogEntry

from ocop.enums import PlaceConfidence
from ocop.errors import (
    AlreadyRegistered,
    Changed,
    MergedAway,
    NothingChanged,
    NotYourProvince,
    PersonalNumberRefused,
    ReasonMissing,
)
from ocop.models import Correction, Place, Subject
from ocop.selectors.corrections import corrected_by_hand, corrections_of
from ocop.services import (
    correct_by_hand,
    correct_subject,
    merge_products,
    settled_by_hand,
    undo_correction,
)
from ocop.signals import register_changed
from tests.factories.ocop import RegisteredProductFactory, SubjectFactory
from tests.ocop.desk import MOMENT, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return officer_of()


def correct(record, by, reason="Theo giấy đăng ký", **fields):
    return correct_by_hand(record=record, fields=fields, reason=reason, by=by, moment=MOMENT)


def test_a_corrected_fact_is_known_as_set_by_hand(officer):
    subject = SubjectFactory(name="HTX Chè Ví Dụ", phone="0912345678")

    made = correct(subject, officer, phone="0987654321", name="HTX Chè Ví Dụ")

    subject.refresh_from_db()
    assert subject.phone == "0987654321"
    assert [(c.field, c.old, c.new, c.reason, c.made_by, c.made_at) for c in made] == [
        (
            "phone", {"phone": "0912345678"}, {"phone": "0987654321"}, "Theo giấy đăng ký",
            officer, MOMENT,
        )
    ]  # fmt: skip
    assert corrected_by_hand(subject) == {"phone": made[0]}


def test_the_trail_keeps_the_reason(officer):
    subject = SubjectFactory(phone="0912345678")

    correct(subject, officer, phone="0987654321")

    entry = LogEntry.objects.get_for_object(subject).first()
    assert entry.changes == {"phone": ["0912345678", "0987654321"]}
    assert entry.additional_data == {"reason": "Theo giấy đăng ký"}


def test_products_of_a_corrected_subject_count_as_changed(officer):
    product = RegisteredProductFactory()
    heard = []

    def hear(sender, registered_product_ids, **kwargs):
        heard.append(list(registered_product_ids))

    register_changed.connect(hear)
    try:
        correct(product.subject, officer, name="HTX Tên Khác")
    finally:
        register_changed.disconnect(hear)

    assert heard == [[product.pk]]


def test_a_split_commune_is_settled_by_hand(officer):
    address = {"province": "Hà Giang", "district": "Huyện Hoàng Su Phì", "commune": ""}
    subject = SubjectFactory(address=address)
    commune = Place.objects.communes().get(province__name="Tuyên Quang", name="Thông Nguyên")

    correct(subject, officer, location=settled_by_hand(subject, commune))

    subject.refresh_from_db()
    assert subject.commune_now == commune
    assert subject.place_confidence == PlaceConfidence.MANUAL
    assert subject.place_as_issued.full_name == "Huyện Hoàng Su Phì"
    assert subject.province_as_issued.name == "Hà Giang"
    assert set(corrected_by_hand(subject)) == {"location"}


def test_undoing_brings_back_what_stood_there(officer):
    subject = SubjectFactory(name="HTX Chè Ví Dụ")
    before = Subject.objects.values().get(pk=subject.pk)
    [made] = correct(subject, officer, name="HTX Chè Khác")

    undo_correction(correction=made, by=officer, moment=MOMENT)

    assert Subject.objects.values().get(pk=subject.pk) == before
    made.refresh_from_db()
    assert made.undone_at == MOMENT
    assert corrected_by_hand(subject) == {}


def test_only_the_latest_correction_is_undone_and_only_if_nobody_changed_it_since(officer):
    subject = SubjectFactory(phone="0912345678")
    [first] = correct(subject, officer, phone="0987654321")
    [second] = correct(subject, officer, phone="0911111111")

    with pytest.raises(Changed):
        undo_correction(correction=first, by=officer, moment=MOMENT)
    correct_subject(subject=Subject.objects.get(pk=subject.pk), phone="0922222222")
    with pytest.raises(Changed):
        undo_correction(correction=second, by=officer, moment=MOMENT)

    subject.refresh_from_db()
    assert subject.phone == "0922222222"
    assert Correction.objects.filter(undone_at=None).count() == 2


def test_undoing_the_second_leaves_the_first(officer):
    subject = SubjectFactory(phone="0912345678")
    [first] = correct(subject, officer, phone="0987654321")
    [second] = correct(subject, officer, phone="0911111111")

    undo_correction(correction=second, by=officer, moment=MOMENT)

    subject.refresh_from_db()
    assert subject.phone == "0987654321"
    assert corrected_by_hand(subject) == {"phone": first}


@pytest.mark.parametrize(
    ("fields", "reason", "refusal"),
    [
        ({"phone": "0987654321"}, "  ", ReasonMissing),
        ({"phone": "0912345678"}, "Vì sao", NothingChanged),
        ({"tax_code": "001099012345"}, "Vì sao", PersonalNumberRefused),
    ],
)
def test_refused_corrections_change_nothing(officer, fields, reason, refusal):
    subject = SubjectFactory(phone="0912345678")

    with pytest.raises(refusal):
        correct(subject, officer, reason=reason, **fields)

    subject.refresh_from_db()
    assert (subject.phone, subject.tax_code) == ("0912345678", "")
    assert Correction.objects.count() == 0


def test_an_officer_of_another_province_corrects_nothing():
    subject = SubjectFactory(phone="0912345678")

    with pytest.raises(NotYourProvince):
        correct(subject, officer_of("Ninh Bình"), phone="0987654321")

    subject.refresh_from_db()
    assert subject.phone == "0912345678"


def test_a_record_is_not_pushed_into_another_province(officer):
    subject = SubjectFactory()
    commune = Place.objects.communes().filter(province__name="Ninh Bình").first()

    with pytest.raises(NotYourProvince):
        correct(subject, officer, location=settled_by_hand(subject, commune))

    subject.refresh_from_db()
    assert subject.province_now.name == "Tuyên Quang"


def test_a_product_is_not_given_the_name_of_another(officer):
    product = RegisteredProductFactory(name="Chè xanh")
    other = RegisteredProductFactory(name="Chè đen", subject=product.subject)

    with pytest.raises(AlreadyRegistered):
        correct(other, officer, name="Chè Xanh")

    other.refresh_from_db()
    assert other.name == "Chè đen"


def test_what_was_merged_away_is_not_corrected(officer):
    product = RegisteredProductFactory(name="Chè xanh")
    other = RegisteredProductFactory(name="Chè xanh đặc biệt", subject=product.subject)
    merge_products(kept=product, merged=other, reason="Một sản phẩm", by=officer, moment=MOMENT)

    with pytest.raises(MergedAway):
        correct(other, officer, product_code="1")


def test_corrections_of_many_are_one_query(officer, django_assert_num_queries):
    subjects = [SubjectFactory() for _ in range(3)]
    correct(subjects[0], officer, phone="0987654321")

    with django_assert_num_queries(1):
        found = corrections_of(Subject, [subject.pk for subject in subjects])

    assert [set(found[subject.pk]) for subject in subjects] == [{"phone"}, set(), set()]
