"""A whole list at once and one call for each entry leave the same rows."""

import datetime

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.errors import AlreadyRegistered, EntryRefused, NameMissing, StarsOutOfRange
from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.selectors.places import locate
from ocop.services import (
    NewProduct,
    NewStanding,
    NewSubject,
    record_standing,
    record_standings,
    register_batch,
    register_product,
    register_products,
    register_subject,
    register_subjects,
    remove_standing,
    remove_standings,
)
from shop.catalogue.models import Product

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
DAYS = [None, datetime.date(2020, 2, 29), datetime.date(2024, 5, 1), datetime.date(2026, 6, 30)]
PLACES = [
    None,
    {"province": "Trà Vinh"},
    {"province": "Trà Vinh", "district": "Cầu Kè", "commune": "Thạnh Phú"},
    {"province": "Trà Vinh", "district": "Tiểu Cần", "commune": "Phú Cần"},
    {"province": "Vĩnh Long", "scheme": "2025-07"},
]

subjects = st.builds(
    dict,
    name=st.sampled_from(
        [
            "HTX Hòa Bình",
            "Hợp tác xã Hoà Bình",
            "Công ty TNHH Quy",
            "Cty TNHH Qui",
            "HKD Ngọc  Thảo",
        ]
    ),
    place=st.sampled_from(range(len(PLACES))),
    phone=st.sampled_from(["", "0900000001"]),
)
products = st.builds(
    dict,
    name=st.sampled_from(["Trà", "trà", "Bưởi Quy", "Bưởi Qui", "Rượu (20°N, 30°N)"]),
    subject=st.integers(-1, 5),
    place=st.sampled_from(range(len(PLACES))),
    skus=st.sampled_from([(), ("20°N", " 30°N")]),
)
standings = st.builds(
    dict,
    product=st.integers(0, 5),
    status=st.sampled_from(["certified", "renewed", "proposed", "expired", "revoked"]),
    stars=st.sampled_from([None, 3, 4, 5]),
    as_of=st.sampled_from(DAYS),
    decision_date=st.sampled_from(DAYS),
    decision_no=st.sampled_from(["", "1/QĐ-UBND", "1 / QĐ-UBND", "2/QĐ-BNNMT"]),
    source_key=st.sampled_from(["", "a/1", "a/2"]),
    says_upgraded=st.booleans(),
)


def located(place):
    return locate(**PLACES[place]) if PLACES[place] else None


def known(service, **fields):
    try:
        return service(**fields)
    except AlreadyRegistered as refused:
        return refused.existing


def one_by_one(subject_entries, product_entries, standing_entries):
    with register_batch():
        found = [
            known(register_subject, name=e["name"], location=located(e["place"]), phone=e["phone"])
            for e in subject_entries
        ]
        made = [
            known(
                register_product,
                name=e["name"],
                subject=owner(e, found),
                location=located(e["place"]),
                proposed_skus=e["skus"],
            )
            for e in product_entries
        ]
        for e in standing_entries:
            record_standing(**told(e, made))


def at_once(subject_entries, product_entries, standing_entries):
    with register_batch():
        found = register_subjects(
            entries=[
                NewSubject(name=e["name"], location=located(e["place"]), phone=e["phone"])
                for e in subject_entries
            ]
        )
        made = register_products(
            entries=[
                NewProduct(
                    name=e["name"],
                    subject=owner(e, found),
                    location=located(e["place"]),
                    proposed_skus=e["skus"],
                )
                for e in product_entries
            ]
        )
        record_standings(entries=[NewStanding(**told(e, made)) for e in standing_entries])


def owner(entry, found):
    return found[entry["subject"] % len(found)] if found and entry["subject"] >= 0 else None


def told(entry, made):
    return entry | {"product": made[entry["product"] % len(made)], "recorded_on": TODAY}


def rows():
    """Every column but keys; keys are told by their place in the order of registration."""
    found = {}
    for model in (Subject, RegisteredProduct, Standing, Certificate):
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if field.name not in ("id", "created_at", "recorded_at")
        ]
        place = {
            pk: n for n, pk in enumerate(model.objects.order_by("pk").values_list("pk", flat=True))
        }
        found[model] = (place, names, list(model.objects.order_by("pk").values_list(*names)))
    keys = {"subject_id": Subject, "product_id": RegisteredProduct, "standing_id": Standing,
            "replaces_id": Certificate}  # fmt: skip
    told = {
        model.__name__: [
            [
                found[keys[name]][0].get(value) if name in keys else value
                for name, value in zip(names, row, strict=True)
            ]
            for row in table
        ]
        for model, (_place, names, table) in found.items()
    }
    listings = Product.objects.order_by("registered_product")
    told["Product"] = list(
        listings.values_list("title", "slug", "is_public", "policy_class", "structure")
    )
    return told


@settings(max_examples=40)
@given(
    st.lists(subjects, max_size=5),
    st.lists(products, min_size=1, max_size=6),
    st.lists(standings, max_size=8),
    st.integers(0, 3),
)
def test_a_list_at_once_and_row_by_row_leave_the_same(
    subject_entries, product_entries, standing_entries, known_before
):
    outcomes = []
    for way in (one_by_one, at_once):
        with transaction.atomic():
            if known_before:  # part of the list stands in the register already
                one_by_one(
                    subject_entries[:known_before], product_entries[:known_before],
                    standing_entries[:known_before],
                )  # fmt: skip
            way(subject_entries, product_entries, standing_entries)
            outcomes.append(rows())
            transaction.set_rollback(True)

    assert outcomes[0] == outcomes[1]


def test_the_entry_that_is_refused_is_named_and_nothing_is_written():
    product = register_product(name="Trà", subject=None)

    with pytest.raises(EntryRefused) as refused:
        register_subjects(entries=[NewSubject("HTX A"), NewSubject(" ")])
    assert (refused.value.position, type(refused.value.reason)) == (1, NameMissing)
    with pytest.raises(EntryRefused) as refused:
        record_standings(entries=[NewStanding(product, "certified", TODAY, stars=9)])
    assert type(refused.value.reason) is StarsOutOfRange
    assert (Subject.objects.count(), Standing.objects.count()) == (0, 0)


def test_too_long_a_value_is_refused_as_by_the_single_service():
    with pytest.raises(EntryRefused, match="phone"):
        register_subjects(entries=[NewSubject("HTX A", phone="0" * 16)])


def test_many_rows_take_few_queries(django_assert_max_num_queries):
    def load(count, name):
        with register_batch():
            made = register_products(
                entries=[NewProduct(f"{name} {n}", subject=None) for n in range(count)]
            )
            record_standings(
                entries=[
                    NewStanding(product, "certified", TODAY, stars=4, decision_date=DAYS[2])
                    for product in made
                ]
            )

    load(2, "Trà")
    with django_assert_max_num_queries(40):
        load(400, "Chè")
    assert Certificate.objects.count() == 402


def test_removed_at_once_or_one_by_one_is_the_same():
    product = register_product(name="Trà", subject=None)
    outcomes = []
    for remove in (
        lambda found: remove_standings(standings=found),
        lambda found: [remove_standing(standing=standing) for standing in found],
    ):
        with transaction.atomic():
            made = record_standings(
                entries=[
                    NewStanding(product, "certified", TODAY, stars=4, decision_date=DAYS[2],
                                source_key=str(n))
                    for n in range(3)
                ] + [NewStanding(product, "revoked", TODAY, as_of=TODAY)]
            )  # fmt: skip
            remove([made[0], made[3]])
            outcomes.append(rows())
            transaction.set_rollback(True)

    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0]["Certificate"]) == 1
