"""Listings follow the register; the register never follows them."""

import datetime

import pytest

from ocop.services import correct_product, revoke_certificate
from shop.catalogue.models import Product
from shop.catalogue.selectors import cards
from shop.catalogue.services import PackOffer, set_offer
from shop.errors import OfferError
from shop.partner.models import OutOfStock, StockRecord
from shop.signals import products_changed
from tests.shop.conftest import DAY, NOON

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)


def pack(**changes) -> PackOffer:
    values = {
        "label": "Hộp 250 g", "price": 125_000, "stock": 7, "sku": "CHE-250",
        "net_amount": 250, "net_unit": "g",
    }  # fmt: skip
    return PackOffer(**values | changes)


def test_registered_product_gets_one_public_showcase_listing(certify):
    registered = certify()

    listing = Product.objects.get(registered_product=registered)
    (card,) = cards([listing.pk], moment=NOON)

    assert listing.is_public
    assert listing.slug == "che-shan-tuyet-vi-du"
    assert card.price is None
    assert card.url == f"/san-pham/che-shan-tuyet-vi-du-{listing.pk}/"
    assert card.place == "Xã Thông Nguyên, Tuyên Quang"
    assert (card.badge.state, card.badge.stars, card.badge.level) == ("valid", 4, "province")


def test_proposed_product_has_a_listing_that_is_not_public(certify):
    registered = certify(stars=None, status="proposed", proposed_stars=5)

    listing = Product.objects.get(registered_product=registered)

    assert not listing.is_public
    assert cards([listing.pk], moment=NOON) == []


def test_revoked_product_leaves_the_shelf(certify):
    registered = certify(decided=DAY - datetime.timedelta(days=100))

    revoke_certificate(
        product=registered, revoked_on=DAY, decision_no="9002/QĐ-UBND", recorded_on=DAY
    )

    assert not Product.objects.get(registered_product=registered).is_public


def test_rename_in_the_register_renames_the_listing(certify):
    registered = certify()

    correct_product(product=registered, name="Hồng trà Ví Dụ")

    listing = Product.objects.get(registered_product=registered)
    assert (listing.title, listing.slug) == ("Hồng trà Ví Dụ", "hong-tra-vi-du")


def test_register_change_is_told_once_with_every_listing(certify):
    told = []

    def hear(sender, listing_ids, **kwargs):
        told.append(sorted(listing_ids))

    products_changed.connect(hear)
    try:
        registered = certify()
        told.clear()
        correct_product(product=registered, name="Bạch trà Ví Dụ")
    finally:
        products_changed.disconnect(hear)

    assert told == [[registered.listing.pk]]


@pytest.mark.parametrize(
    ("group", "name", "expected"),
    [
        ("thực phẩm", "Miến dong", "parcel"),
        ("đồ uống", "Rượu ngô men lá", "alcohol"),
        ("đồ uống", "Nước ép cam", "parcel"),
        ("du lịch", "Nhà nghỉ bản làng", "service"),
    ],
)
def test_policy_class_comes_from_the_group_and_catches_bare_alcohol(certify, group, name, expected):
    registered = certify(name, group=group)

    assert registered.listing.policy_class == expected


def test_offer_with_one_pack_stands_on_the_listing(certify):
    listing = certify().listing

    set_offer(listing=listing, packs=[pack()], moment=NOW)

    (card,) = cards([listing.pk], moment=NOON)
    assert (card.price, card.price_is_from, card.unit_price, card.unit, card.in_stock) == (
        125_000, False, 500_000, "kg", True,
    )  # fmt: skip


def test_offer_with_two_packs_shows_the_lowest_price(certify):
    listing = certify().listing

    set_offer(
        listing=listing,
        packs=[pack(), pack(label="Hộp 500 g", price=240_000, sku="CHE-500", net_amount=500)],
        moment=NOW,
    )

    (card,) = cards([listing.pk], moment=NOON)
    assert (card.price, card.price_is_from) == (125_000, True)
    assert Product.objects.get(pk=listing.pk).structure == Product.PARENT


def test_offer_again_keeps_rows_and_empties_packs_left_out(certify):
    listing = certify().listing
    both = [pack(), pack(label="Hộp 500 g", price=240_000, sku="CHE-500", net_amount=500)]
    set_offer(listing=listing, packs=both, moment=NOW)
    first = StockRecord.objects.get(partner_sku="CHE-250")

    set_offer(listing=listing, packs=[pack(price=130_000)], moment=NOW)

    assert StockRecord.objects.get(partner_sku="CHE-250").pk == first.pk
    gone = StockRecord.objects.get(partner_sku="CHE-500")
    assert (gone.price, gone.num_in_stock) == (None, 0)


@pytest.mark.parametrize(
    "packs",
    [
        [],
        [pack(price=0)],
        [pack(price=-1)],
        [pack(price=12.5)],
        [pack(price=True)],
        [pack(stock=-1)],
        [pack(), pack()],
        [pack(sku="")],
        [pack(net_unit="bushel")],
    ],
)
def test_bad_offer_is_refused_and_nothing_is_written(certify, packs):
    listing = certify().listing

    with pytest.raises(OfferError):
        set_offer(listing=listing, packs=packs, moment=NOW)

    assert StockRecord.objects.count() == 0


def test_medicine_is_never_offered(certify):
    listing = certify().listing
    Product.objects.filter(pk=listing.pk).update(policy_class="medicine")
    listing.refresh_from_db()

    with pytest.raises(OfferError):
        set_offer(listing=listing, packs=[pack()], moment=NOW)

    assert StockRecord.objects.count() == 0


def test_allocate_takes_no_more_than_there_is(certify):
    listing = certify().listing
    (record,) = set_offer(listing=listing, packs=[pack(stock=2)], moment=NOW)

    record.allocate(2)
    with pytest.raises(OutOfStock):
        record.allocate(1)

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (2, 2)


def test_stock_below_what_orders_hold_is_refused(certify):
    listing = certify().listing
    (record,) = set_offer(listing=listing, packs=[pack(stock=5)], moment=NOW)
    record.allocate(3)

    with pytest.raises(OfferError):
        set_offer(listing=listing, packs=[pack(stock=2)], moment=NOW)

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (5, 3)


def test_pack_left_out_keeps_the_units_that_orders_hold(certify):
    listing = certify().listing
    both = [pack(), pack(label="Hộp 500 g", price=240_000, sku="CHE-500", net_amount=500)]
    set_offer(listing=listing, packs=both, moment=NOW)
    StockRecord.objects.get(partner_sku="CHE-500").allocate(2)

    set_offer(listing=listing, packs=[pack()], moment=NOW)

    gone = StockRecord.objects.get(partner_sku="CHE-500")
    assert (gone.price, gone.num_in_stock, gone.num_allocated) == (None, 2, 2)
    assert gone.net_stock_level == 0
