"""Last year's list and this year's: the plan names what moved, and asks what it cannot know."""

import datetime
import json
from pathlib import Path

import pytest

from catalog_import.models import MissingProduct
from catalog_import.selectors.drift import drift_of, shop_drift
from catalog_import.services import apply_run, check_run, import_file, open_run
from ocop.models import RegisteredProduct
from shop.catalogue.models import Product
from shop.catalogue.services import PackOffer, set_offer

pytestmark = pytest.mark.django_db

REGISTRIES = Path(__file__).parent / "registries"
MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TODAY = MOMENT.date()
LAST_YEAR, THIS_YEAR = "01-merged-phuluc.xlsx", "11-merged-phuluc-reissue.xlsx"


@pytest.fixture
def last_year():
    return import_file(moment=MOMENT, path=REGISTRIES / LAST_YEAR).run


@pytest.fixture
def expected():
    path = REGISTRIES / "11-merged-phuluc-reissue.expected.json"
    return json.loads(path.read_text("utf-8"))["diff"]


def this_year():
    data = (REGISTRIES / THIS_YEAR).read_bytes()
    run = open_run(data=data, file_name=THIS_YEAR, moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)
    return run


def names(moves):
    return sorted((move.product, move.subject) for move in moves)


def listed(rows):
    return sorted((row["product"], row["subject"]) for row in rows)


@pytest.mark.parametrize("is_applied", [False, True])
def test_upgrades_revocations_renames_and_additions_are_named_exactly(
    last_year, expected, is_applied
):
    run = this_year()
    if is_applied:
        apply_run(run=run, today=TODAY, moment=MOMENT)

    drift = drift_of(run, earlier=last_year)

    assert names(drift.added) == listed(expected["added"])
    assert names(drift.revoked) == listed(expected["revoked"])
    upgrades = {(m.old_stars, m.new_stars) for m in drift.upgraded}
    assert upgrades == {(3, 4)}
    assert sorted(m.product for m in drift.upgraded) == sorted(
        row["product"] for row in expected["upgraded"]
    )
    assert drift.downgraded == []
    (renamed,) = expected["renamed_subject"]
    assert {(m.old_subject, m.subject) for m in drift.renamed} == {(renamed["old"], renamed["new"])}
    assert len(drift.renamed) == 3
    assert names(drift.disappeared) == listed(expected["missing"])


def test_a_rename_is_suggested_and_never_merged(last_year):
    before = RegisteredProduct.objects.filter(subject__name="HTX Hòa Bình Ví Dụ").count()
    run = this_year()
    apply_run(run=run, today=TODAY, moment=MOMENT)

    asked = MissingProduct.objects.filter(run=run, maybe_now__isnull=False)
    assert {(m.product.subject.name, m.maybe_now.subject.name, m.answer) for m in asked} == {
        ("HTX Hòa Bình Ví Dụ", "HTX Dịch vụ tổng hợp Hoà Bình Ví Dụ", "")
    }
    assert RegisteredProduct.objects.filter(subject__name="HTX Hòa Bình Ví Dụ").count() == before


def test_a_shop_that_follows_the_register_does_not_drift(last_year):
    drift = shop_drift(RegisteredProduct.objects.all(), day=datetime.date(2024, 1, 1))

    assert [len(found) for found in vars(drift).values()] == [0, 0, 0, 0, 0]


def test_where_the_shop_does_not_follow_is_found(last_year):
    day = datetime.date(2024, 1, 1)
    gone, hidden, named, sold = Product.objects.order_by("pk")[:4]
    gone.delete()
    Product.objects.filter(pk=hidden.pk).update(is_public=False)
    Product.objects.filter(pk=named.pk).update(title="?")
    subject_known = Product.objects.filter(registered_product__subject__isnull=False)
    sold = subject_known.exclude(pk__in=[hidden.pk, named.pk]).last()
    set_offer(listing=sold, packs=[PackOffer("Hộp", 50_000, 3, "T1")], moment=MOMENT)

    drift = shop_drift(RegisteredProduct.objects.all(), day=day)

    assert [p.name for p in drift.without_listing] == [gone.title]
    assert (drift.wrongly_hidden, drift.wrongly_named) == ([hidden], [named])
    assert (drift.wrongly_shown, drift.sold_without_star) == ([], [])
    later = shop_drift(RegisteredProduct.objects.all(), day=datetime.date(2030, 1, 1))
    assert later.sold_without_star == [sold]
