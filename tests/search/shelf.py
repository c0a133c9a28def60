"""A few listings made through the register's services, for tests about one thing."""

import datetime

from django.utils import timezone

from ocop.models import Subject
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_batch, register_product, register_subject
from search.services import drain_outbox
from shop.catalogue.models import Product
from shop.catalogue.services import PackOffer, set_offer
from tests.search.conftest import DAY

HA_GIANG = {"province": "Hà Giang", "district": "Hoàng Su Phì", "commune": "Thông Nguyên"}
TUYEN_QUANG = {"province": "Tuyên Quang", "district": "Na Hang", "commune": "Hồng Thái"}


def cooperative(name="HTX Ví Dụ", *, place=HA_GIANG):
    return register_subject(name=name, kind="cooperative", location=locate(**place))


def listing(
    name, *, subject=None, place=HA_GIANG, stars=4, decided=DAY, group="thực phẩm", price=None,
    **standing,
):  # fmt: skip
    """One public listing; ``decided`` is the day of the decision, or of the list with
    ``decision_date=None``."""
    said = {
        "status": "certified",
        "stars": stars,
        "decision_date": decided,
        "as_of": decided,
        "recorded_on": max(decided, DAY),
    }
    with register_batch():
        product = register_product(
            name=name,
            subject=subject or cooperative(f"HTX Số {Subject.objects.count() + 1}", place=place),
            group=group_named(group),
            location=locate(**place),
        )
        record_standing(product=product, **said | standing)
    made = Product.objects.get(registered_product=product)
    if price is not None:
        offer(made, price)
    return made


def stocked(names, *, producer="HTX Ví Dụ"):
    """Listings of one producer, and their names by key; search knows them."""
    subject = cooperative(producer)
    made = {listing(name, subject=subject).pk: name for name in names}
    drain_outbox()
    return made


def many(number):
    """So many public listings, each of a producer of its own."""
    with register_batch():
        for at in range(number):
            product = register_product(
                name=f"Chè số {at}",
                subject=cooperative(f"HTX Số {at}"),
                group=group_named("thực phẩm"),
                location=locate(**HA_GIANG),
            )
            record_standing(
                product=product, status="certified", stars=4, decision_date=DAY, recorded_on=DAY
            )


def offer(made, price):
    pack = PackOffer(label="Gói", price=price, stock=5, sku=f"VD-{made.pk}")
    set_offer(listing=made, packs=[pack], moment=timezone.now())


def ago(days):
    return DAY - datetime.timedelta(days=days)
