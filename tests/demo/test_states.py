"""What the made-up lists show on the day of loading, through the importer and on the shelf."""

import datetime
from collections import Counter

import pytest

from catalog_import.samples.facts import products
from config.demo.registry import load_list, sample_lists
from ocop.enums import PlaceConfidence
from ocop.models import RegisteredProduct, Subject
from shop.catalogue.models import Product
from shop.catalogue.selectors import cards

DAY = datetime.date(2026, 11, 24)
MOMENT = datetime.datetime(2026, 11, 24, 2, 0, tzinfo=datetime.UTC)
SOME = ["HG-CHE", "HG-CAM", "HG-GAO", "HG-DUOC", "HD-RUOI", "HD-RAU", "HN-SEN", "HD-BANH"]


@pytest.fixture
def loaded(db):
    for sample in sample_lists(DAY, only=SOME):
        load_list(sample, moment=MOMENT)


def test_lists_show_every_state(loaded):
    histories = {product.name: (product.history, product.stars) for product in products()}
    listings = Product.objects.exclude(registered_product=None)
    badges = {card.name: card.badge for card in cards([x.pk for x in listings], moment=MOMENT)}

    shown = Counter()
    for name, badge in badges.items():
        history, stars = histories[name]
        is_soon_over = badge.ends_in_days is not None
        shown[history, badge.state, badge.stars == stars, is_soon_over] += 1
    assert shown == {
        ("term", "valid", True, False): 23,
        ("list", "valid", True, False): 4,
        ("ending", "valid", True, True): 2,
        ("ended", "expired", False, False): 2,
        ("renewed", "valid", True, False): 1,
        ("upgraded", "valid", True, False): 1,
        ("hoped", "valid", True, False): 1,
        ("lapsed", "lapsed", False, False): 2,
        ("expired", "expired", False, False): 1,
    }


def test_revoked_and_merely_proposed_ones_are_not_public(loaded):
    hidden = RegisteredProduct.objects.filter(is_public=False).order_by("last_status")

    assert list(hidden.values_list("name", "last_status")) == [
        ("Viên đông trùng hạ thảo mật ong", "proposed"),
        ("Vỏ cam sấy gừng", "revoked"),
    ]


def test_places_are_found_then_and_now(loaded):
    unsure = Subject.objects.exclude(place_confidence=PlaceConfidence.EXACT)

    assert list(unsure) == []
    assert set(Subject.objects.values_list("former_province__name", flat=True)) == {
        "Hà Giang", "Hà Nam", "Hải Dương",
    }  # fmt: skip


def test_an_upgrade_keeps_the_earlier_star_in_its_history(loaded):
    tea = RegisteredProduct.objects.get(name="Chè Shan tuyết cổ thụ")

    assert [certificate.stars for certificate in tea.certificates.order_by("issued_on")] == [4, 5]
