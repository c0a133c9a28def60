"""Several services as one act, what it tells, and what it costs."""

import datetime

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.db import connection

from ocop.errors import StarsOutOfRange
from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.selectors.places import locate
from ocop.selectors.register import find_subject
from ocop.services import (
    award_certificate,
    correct_product,
    correct_subject,
    record_standing,
    register_batch,
    register_product,
    register_subject,
    remove_standing,
    revoke_certificate,
)
from ocop.signals import register_changed
from tests.factories.accounts import UserFactory
from tests.factories.ocop import ADDRESS, TODAY, RegisteredProductFactory, SubjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The product ids of each signal, and whether it came inside a transaction."""
    calls = []

    def hear(sender, registered_product_ids, **kwargs):
        calls.append((sorted(registered_product_ids), connection.in_atomic_block))

    register_changed.connect(hear)
    yield calls
    register_changed.disconnect(hear)


def award(product, **fields):
    return award_certificate(
        product=product,
        **{"stars": 4, "decision_no": "1/QĐ-UBND", "issued_on": TODAY, "recorded_on": TODAY}
        | fields,
    )


def test_every_service_tells_once_inside_its_transaction(told):
    product = RegisteredProductFactory()
    certificate = award(product)
    correct_product(product=product, address="thôn Một")
    remove_standing(standing=certificate.standing)

    assert told == [([product.pk], True)] * 4


def test_a_batch_tells_once_for_all(told):
    with register_batch():
        products = RegisteredProductFactory.create_batch(3)
        for product in products:
            award(product)
        with register_batch():
            award(products[0], stars=5, decision_no="2/QĐ-BNNMT")

    assert told == [(sorted(product.pk for product in products), True)]


def test_what_changes_nothing_tells_nothing(told):
    product = RegisteredProductFactory()
    standing = {
        "product": product, "status": "certified", "stars": 3, "as_of": TODAY,
        "recorded_on": TODAY, "source_key": "a/1/1",
    }  # fmt: skip
    record_standing(**standing)
    told.clear()
    logged = LogEntry.objects.count()

    record_standing(**standing)
    correct_product(product=product, name=product.name)
    correct_subject(subject=product.subject, phone="")

    assert told == []
    assert LogEntry.objects.count() == logged


def test_a_corrected_subject_touches_all_its_products(told):
    subject = SubjectFactory()
    products = [RegisteredProductFactory(subject=subject) for _ in range(2)]
    RegisteredProductFactory()
    told.clear()

    correct_subject(subject=subject, phone="0900000001")

    assert told == [([product.pk for product in products], True)]


def test_an_error_undoes_the_whole_batch(told):
    with pytest.raises(StarsOutOfRange), register_batch():
        award(RegisteredProductFactory(), stars=2)

    assert (Subject.objects.count(), RegisteredProduct.objects.count()) == (0, 0)
    assert LogEntry.objects.count() == 0
    assert told == []


def test_a_refusal_inside_a_batch_leaves_the_rest(told):
    with register_batch():
        product = RegisteredProductFactory()
        with pytest.raises(StarsOutOfRange):
            award(product, stars=2)
        award(product, stars=3)

    assert Certificate.objects.get().stars == 3
    assert told == [([product.pk], True)]


def test_a_listener_that_fails_undoes_the_service():
    product = RegisteredProductFactory()

    def fail(**kwargs):
        raise RuntimeError

    register_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            award(product)
    finally:
        register_changed.disconnect(fail)

    assert Standing.objects.count() == 0


def test_a_listener_may_use_services(told):
    product = RegisteredProductFactory()
    told.clear()

    def answer(registered_product_ids, **kwargs):
        correct_product(product=product, address="thôn Một")

    register_changed.connect(answer)
    try:
        award(product)
    finally:
        register_changed.disconnect(answer)

    product.refresh_from_db()
    assert product.address == "thôn Một"
    assert [ids for ids, _ in told] == [[product.pk]] * 2


# --- The trail -----------------------------------------------------------------------------------


def trail_of(instance):
    entries = LogEntry.objects.get_for_object(instance).order_by("pk")
    return [(entry.get_action_display(), entry.changes) for entry in entries]


def test_the_trail_of_a_certificate_from_award_to_undoing():
    product = RegisteredProductFactory()
    certificate = award(product, issued_on=datetime.date(2026, 1, 5))
    revoked = revoke_certificate(
        product=product, revoked_on=TODAY, decision_no="9/QĐ-UBND", recorded_on=TODAY
    )
    remove_standing(standing=revoked)

    created, ended, mended = [changes for _, changes in trail_of(certificate)]
    assert (created["stars"], created["valid_until"]) == (["None", "4"], ["None", "2029-01-05"])
    assert ended == {
        "revoked_on": ["None", "2026-11-24"],
        "revoked_by_decision": ["", "9/QĐ-UBND"],
        "valid_until": ["2029-01-05", "2026-11-23"],
    }
    assert mended == {name: [after, before] for name, (before, after) in ended.items()}
    gone = LogEntry.objects.filter(object_pk=str(revoked.pk or 0), action=LogEntry.Action.DELETE)
    assert gone.count() == 0
    deleted = LogEntry.objects.get(action=LogEntry.Action.DELETE, content_type__model="standing")
    assert deleted.changes["status"] == ["revoked", "None"]


def test_the_trail_of_a_subject_says_who_did_what():
    user = UserFactory()

    with set_actor(user):
        subject = SubjectFactory(name="HTX Ví Dụ")
        correct_subject(subject=subject, phone="0900000001")

    entries = LogEntry.objects.get_for_object(subject).order_by("pk")
    assert [(entry.actor, entry.object_repr) for entry in entries] == [(user, "HTX Ví Dụ")] * 2
    assert entries[0].changes["name"] == ["None", "HTX Ví Dụ"]
    assert entries[1].changes == {"phone": ["", "0900000001"]}


def test_a_plain_save_is_logged_too():
    subject = SubjectFactory()
    subject.phone = "0900000001"
    subject.save()

    assert trail_of(subject)[-1] == ("update", {"phone": ["", "0900000001"]})


# --- What it costs -------------------------------------------------------------------------------


@pytest.fixture
def alone(monkeypatch):
    """The register without the rooms above it, whose answers cost queries of their own."""
    monkeypatch.setattr(register_changed, "receivers", [])


def import_rows(count, location):
    """What an import does for each of its rows, every subject having two products."""
    where = {
        "province_as_issued": location.province_as_issued,
        "place_as_issued": location.place_as_issued,
    }
    with register_batch():
        for number in range(count):
            name = f"HTX Ví Dụ {count} {number // 2}"
            subject = find_subject(name=name, **where) or register_subject(
                name=name, location=location
            )
            product = register_product(name=f"Chè {number}", subject=subject, location=location)
            record_standing(
                product=product,
                status="certified",
                stars=4,
                decision_no="1/QĐ-UBND",
                decision_date=TODAY,
                recorded_on=TODAY,
                source_key=f"abc/1/{number}",
            )


def test_queries_of_an_import_grow_by_a_handful_a_row(alone, django_assert_num_queries):
    location = locate(**ADDRESS)
    import_rows(2, location)
    # Savepoint, products by status, trail: once a batch; new products are not read again.
    per_batch = 2 + 1 + 1
    # Find the subject, register the product, record the standing, make the certificate.
    per_row = 1 + 2 + 2 + 2
    per_subject = 3

    for rows in (6, 12):
        with django_assert_num_queries(per_batch + rows * per_row + rows // 2 * per_subject):
            import_rows(rows, location)


def test_deriving_takes_few_queries_whatever_the_number(alone, django_assert_num_queries):
    with register_batch():
        products = RegisteredProductFactory.create_batch(20)
        for product in products:
            award(product)

    for touched in (products[:1], products):
        with django_assert_num_queries(5), register_batch() as batch:
            for product in touched:
                batch.touch(product.pk)
