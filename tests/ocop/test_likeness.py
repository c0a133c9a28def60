"""One measure of how like two names are, for the desk's twins and for imports alike."""

import datetime

import pytest

from catalog_import.twins import KnownNames
from ocop.likeness import KnownCores, likeness, product_core, subject_core
from ocop.models import RegisteredProduct, Subject, TwinCount
from ocop.selectors.twins import suggested_twins, twins_counted
from ocop.services import count_twins, dismiss_twins, merge_subjects, split
from ocop.tasks import count_likely_twins
from tests.factories.ocop import RegisteredProductFactory, SubjectFactory
from tests.ocop.desk import MOMENT, officer_of

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("HTX Nông nghiệp Tân Quy", "HTX Tân Qui", True),
        ("Công ty TNHH Hòa Phát", "CTCP Hoà Phát", True),
        ("HTX Chè Ví Dụ", "HTX Chè Ví Dụu", True),
        ("Cơ sở Bio Tân", "Cơ sở BioTân", True),
        ("HTX Shan Chè Tuyết", "HTX Chè Tuyết Shan", True),
        ("HTX Tân Quy", "HTX Tân Quang", False),
        ("HTX Mẫu 1", "HTX Mẫu 2", False),
    ],
)
def test_subjects_are_alike_or_not(one, other, are_alike):
    cores = subject_core(one), subject_core(other)

    assert bool(likeness(*cores)) == bool(likeness(*reversed(cores))) == are_alike
    known = KnownNames({7: one}, subject_core)
    assert [twin.pk for twin in known.like(other)] == [7] * are_alike


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("Dừa sáp sợi", "Dừa sáp sợi (OCOP)", True),
        ("Trà xanh Hạ Long", "Trà xanh Hạ Lọng", True),
        ("Rượu nếp 38 độ", "Rượu nếp 40 độ", False),
        ("Mật ong A", "Mật ong B", False),
        ("!!!", "???", False),
    ],
)
def test_products_are_alike_or_not(one, other, are_alike):
    assert bool(likeness(product_core(one), product_core(other))) == are_alike


def test_the_likest_come_first_and_few():
    names = {n: f"Chè Shan tuyết Ví Dụ{'u' * n}" for n in range(9)}
    known = KnownCores({pk: product_core(name) for pk, name in names.items()})

    found = known.like(product_core("Chè Shan tuyết Ví Dụ"))

    assert [one.pk for one in found] == [0, 1, 2]
    assert found[0].likeness == 100


# Counted, not compared while somebody waits


@pytest.fixture
def twins(db):
    place = {"province": "Tuyên Quang"}
    return (
        SubjectFactory(name="HTX Tân Quy", address=place),
        SubjectFactory(name="HTX Nông nghiệp Tân Qui"),
    )


def own(officer):
    from ocop.selectors.centres import own_provinces

    return twins_counted(own_provinces(officer))


def test_nothing_is_counted_before_the_worker_has(twins):
    assert own(officer_of()).since is None


def test_the_worker_counts_each_province(twins, settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    pairs = suggested_twins(
        subjects=Subject.objects.all(), products=RegisteredProduct.objects.all()
    )

    assert count_likely_twins.func() == len(pairs) == 1
    assert own(officer_of()).pairs == 1
    assert own(officer_of()).since == MOMENT
    assert TwinCount.objects.filter(pairs=0).count() == TwinCount.objects.count() - 1


def test_what_officers_do_is_counted_at_once(twins):
    officer = officer_of()
    count_twins(moment=MOMENT - DAY)

    merge = merge_subjects(kept=twins[0], merged=twins[1], reason="Một", by=officer, moment=MOMENT)
    assert own(officer).pairs == 0
    split(merge=merge, by=officer, moment=MOMENT)
    assert own(officer).pairs == 1
    (pair,) = suggested_twins(
        subjects=Subject.objects.all(), products=RegisteredProduct.objects.none()
    )
    dismiss_twins(twins=pair, by=officer, moment=MOMENT)
    assert own(officer).pairs == 0


@pytest.mark.parametrize("count", [1, 40])
def test_the_home_page_compares_no_names(count, client, twins, django_assert_max_num_queries):
    RegisteredProductFactory.create_batch(count, subject=twins[0])
    count_twins(moment=MOMENT)
    client.force_login(officer_of())
    client.get("/cms/")

    with django_assert_max_num_queries(40) as asked:
        page = client.get("/cms/").content.decode()

    assert not any("match_key" in query["sql"] for query in asked.captured_queries)
    assert f"{MOMENT:%d/%m/%Y}" in page
