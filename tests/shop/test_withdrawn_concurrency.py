"""The register and two sellers at once, on PostgreSQL: nobody ends up selling another's product."""

from functools import partial

import pytest

from ocop.models import RegisteredProduct
from ocop.services import correct_product
from shop.catalogue.models import Product
from shop.catalogue.services import PackOffer, set_offer
from shop.partner.models import StockRecord
from shop.partner.services import set_price
from tests.shop.market import MOMENT, offer, seller
from tests.shop.test_order_concurrency import all_at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_product_given_away_while_its_old_seller_offers_it_is_not_sold_by_them():
    old, new = seller("HTX Chè Ví Dụ"), seller("HTX Ong Ví Dụ")
    tea = offer(old, "Chè Shan Tuyết", stock=5)
    packs = [PackOffer(label=f"Hộp {n}", price=n * 1000, stock=9, sku=f"H{n}") for n in (1, 2)]
    for _round in range(15):
        listing = Product.objects.select_related("registered_product__subject").get(
            pk=tea.product_id
        )
        registered = RegisteredProduct.objects.get(pk=listing.registered_product_id)
        priced = StockRecord.objects.filter(partner__subject=old).order_by("-pk").first()

        all_at_once(
            partial(correct_product, product=registered, subject=new),
            partial(set_offer, listing=listing, packs=packs, moment=MOMENT),
            partial(set_price, record=priced, price=7_000),
        )

        assert not StockRecord.objects.filter(partner__subject=old, price__isnull=False).exists()
        correct_product(product=registered, subject=old)
        listing = Product.objects.get(pk=listing.pk)
        set_offer(listing=listing, packs=packs, moment=MOMENT)
