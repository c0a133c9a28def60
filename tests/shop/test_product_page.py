"""The product page through its own door."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from ocop.services import register_batch
from shop.catalogue.selectors import cards
from shop.catalogue.services import PackOffer, pause_listing, set_offer
from tests.shop.conftest import NOON

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)


def test_old_name_in_the_address_leads_to_the_present_one(client, certify):
    listing = certify().listing

    response = client.get(f"/san-pham/ten-cu-{listing.pk}/")

    assert response.status_code == 301
    assert response["Location"] == listing.get_absolute_url()


def test_pack_leads_to_its_listing(client, certify):
    listing = certify().listing
    packs = [PackOffer(label=f"Hộp {n}", price=10_000 * n, stock=1, sku=f"H{n}") for n in (1, 2)]
    records = set_offer(listing=listing, packs=packs, moment=NOW)

    response = client.get(f"/san-pham/x-{records[0].product_id}/")

    assert response["Location"] == listing.get_absolute_url()


def test_no_such_listing_is_not_found(client, db):
    assert client.get("/san-pham/khong-co-999999/").status_code == 404


@pytest.mark.parametrize("count", [1, 48])
def test_cards_take_a_fixed_number_of_queries(certify, django_assert_num_queries, count):
    with register_batch():
        ids = [certify(f"Chè số {n}") for n in range(count)]
    listing_ids = [registered.listing.pk for registered in ids]

    with django_assert_num_queries(6):  # listings, places, certificates, standings, stock, pictures
        assert len(cards(listing_ids, moment=NOON)) == count


@pytest.mark.parametrize("count", [1, 48])
def test_product_page_takes_a_fixed_number_of_queries(
    client, certify, django_assert_max_num_queries, count
):
    with register_batch():
        products = [certify(f"Chè số {n}") for n in range(count)]
    url = products[0].listing.get_absolute_url()
    client.get(url)

    with django_assert_max_num_queries(15):
        assert client.get(url).status_code == 200


def test_description_of_a_seller_is_sanitised(client, certify):
    listing = certify().listing
    listing.description = "<p>Ngon</p><script>alert(1)</script>"
    listing.save()

    response = client.get(listing.get_absolute_url())

    assert response.context["product"].description == "<p>Ngon</p>"
    assert b"alert(1)" not in response.content


def test_paused_listing_says_so_on_its_page_and_card_and_cannot_be_bought(client, certify):
    listing = certify().listing
    packs = [PackOffer(label="Hộp", price=10_000, stock=1, sku="H")]
    set_offer(listing=listing, packs=packs, moment=NOW)
    pause_listing(listing=listing, is_paused=True)

    response = client.get(listing.get_absolute_url(), headers={"accept-language": "vi"})

    product = response.context["product"]
    assert (product.card.price, product.card.is_paused, product.packs) == (None, True, ())
    assert not product.can_be_ordered
    with override("vi"):
        said = gettext("The producer has stopped selling this for a while.")
        card = render_to_string("shop/includes/card.html", {"card": product.card})
        assert gettext("Not sold for now") in card
    assert said in response.content.decode()
