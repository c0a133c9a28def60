"""Two sellers with something on offer, and a buyer's basket: what order tests start from."""

import datetime

from ocop.models import Place
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_product, register_subject
from shop.basket.services import add_to_basket, create_basket
from shop.catalogue.services import PackOffer, set_offer
from shop.order.drafts import draft_purchase
from shop.order.services import Recipient, place_purchase
from shop.shipping.loading import load_default_tariffs

MOMENT = datetime.datetime(2026, 11, 24, 3, tzinfo=datetime.UTC)
DAY = MOMENT.date()


def offer(subject, name, *, price=100_000, stock=5, group="thực phẩm"):
    """A certified product of ``subject`` with one pack; returns its stock record."""
    product = register_product(
        name=name, subject=subject, group=group_named(group),
        location=locate(
            province="Hà Giang", district="Huyện Hoàng Su Phì", commune="Xã Thông Nguyên"
        ),
    )  # fmt: skip
    record_standing(
        product=product, status="certified", stars=4, decision_no="9001/QĐ-UBND",
        decision_date=DAY, as_of=DAY, recorded_on=DAY,
    )  # fmt: skip
    (record,) = set_offer(
        listing=product.listing,
        packs=[PackOffer(label="Hộp 250 g", price=price, stock=stock, sku=f"SKU-{product.pk}",
                         net_amount=250, net_unit="g")],
        moment=MOMENT,
    )  # fmt: skip
    return record


def seller(name):
    """A cooperative in Thông Nguyên, Hà Giang (today: Tuyên Quang)."""
    return register_subject(
        name=name, kind="cooperative",
        location=locate(
            province="Hà Giang", district="Huyện Hoàng Su Phì", commune="Xã Thông Nguyên"
        ),
    )  # fmt: skip


def basket_with(*records, quantity=1, user=None):
    """An open basket with ``quantity`` of each."""
    load_default_tariffs()
    basket = create_basket(user=user)
    for record in records:
        add_to_basket(basket=basket, pack_id=record.product_id, quantity=quantity, moment=MOMENT)
    return basket


def recipient(**changes):
    """A buyer in Hà Nội."""
    province = Place.objects.provinces().get(code="01")
    values = {
        "name": "Nguyễn Thị Mua", "phone": "+84912345678", "province": province,
        "commune": Place.objects.communes().filter(province=province).order_by("code").first(),
        "email": "mua@vi-du.example", "street": "Số 1 ngõ 2",
    }  # fmt: skip
    return Recipient(**values | changes)


def place(basket, *, who=None, seen_total=None, delivery=None, moment=MOMENT, **changes):
    """Place a basket as the check-answers page would."""
    who = who or recipient()
    if seen_total is None:
        seen_total = draft_purchase(
            basket=basket, province=who.province, delivery=delivery or {}, moment=moment
        ).total
    return place_purchase(
        basket=basket, recipient=who, delivery=delivery or {}, payment_method="cod",
        seen_total=seen_total, language="vi", consent_version="2026-11", moment=moment, **changes,
    )  # fmt: skip
