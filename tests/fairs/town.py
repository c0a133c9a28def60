"""A centre of Tuyên Quang with a fair, a cooperative with tea, and whoever stands beside them."""

import datetime

from django.contrib.auth.models import Permission

from fairs.models import Booth, BoothProduct, Fair
from fairs.services import (
    FairPlan,
    create_fair,
    open_booth,
    pin_product,
    publish_fair,
    set_fair_price,
)
from ocop.models import Centre, CentreMember, Place, SubjectMember
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_product, register_subject
from shop.catalogue.services import PackOffer, set_offer
from tests.factories.accounts import UserFactory

LOCAL = datetime.timezone(datetime.timedelta(hours=7))
OPENS = datetime.datetime(2026, 12, 1, 8, tzinfo=LOCAL)
CLOSES = datetime.datetime(2026, 12, 5, 17, tzinfo=LOCAL)
BEFORE = OPENS - datetime.timedelta(days=7)
SECOND = datetime.timedelta(seconds=1)
DECIDED = datetime.date(2026, 11, 24)


def officer_of(*provinces):
    """Somebody of a centre for these provinces of today, who may enter the back office."""
    centre = Centre.objects.create(name=f"Trung tâm {' '.join(provinces)}")
    centre.provinces.set(Place.objects.provinces().filter(name__in=provinces))
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    CentreMember.objects.create(centre=centre, user=user)
    return user


def centre_of(user):
    return user.centre_memberships.get().centre


def member_of(subject):
    user = UserFactory()
    SubjectMember.objects.create(subject=subject, user=user)
    return user


def plan(name="Hội chợ Ví Dụ", *, opens_at=OPENS, closes_at=CLOSES, **fields):
    return FairPlan(name=name, opens_at=opens_at, closes_at=closes_at, **fields)


def fair(by, *, is_published=True, **fields):
    """A fair of the officer's centre, published long before it opens."""
    planned = plan(**fields)
    moment = min(BEFORE, planned.opens_at - datetime.timedelta(days=1))
    made = create_fair(centre=centre_of(by), plan=planned, by=by, moment=moment)
    return publish_fair(fair=made, by=by, moment=moment) if is_published else made


PLACES = {
    "Tuyên Quang": {
        "province": "Hà Giang", "district": "Huyện Hoàng Su Phì", "commune": "Xã Thông Nguyên",
    },
    "Ninh Bình": {
        "province": "Hà Nam", "district": "Huyện Lý Nhân", "commune": "Xã Nhân Nghĩa",
    },
}  # fmt: skip


def seller(name="HTX Chè Ví Dụ", *, province="Tuyên Quang"):
    return register_subject(
        name=name, kind="cooperative", phone="0912345678", location=locate(**PLACES[province])
    )


def offer(
    subject, name, *, price=100_000, stock=50, stars=4, decided=DECIDED, province="Tuyên Quang"
):
    """A certified product with one pack; returns its stock record."""
    product = register_product(
        name=name, subject=subject, group=group_named("thực phẩm"),
        location=locate(**PLACES[province]),
    )  # fmt: skip
    record_standing(
        product=product, status="certified", stars=stars, decision_no="9001/QĐ-UBND",
        decision_date=decided, as_of=decided, recorded_on=DECIDED,
    )  # fmt: skip
    (record,) = set_offer(
        listing=product.listing, moment=BEFORE,
        packs=[PackOffer(label="Hộp 250 g", price=price, stock=stock, sku=f"SKU-{product.pk}",
                         net_amount=250, net_unit="g")],
    )  # fmt: skip
    return record


def booth(at, subject, by):
    return open_booth(fair=at, subject=subject, by=by, moment=BEFORE)


def pin(at, record, *, price=None, quota=None, moment=BEFORE):
    """Put a pack's listing on show at a booth, at a fair price if there is one."""
    made = pin_product(booth=at, listing=record.product.parent or record.product, moment=moment)
    if price is None:
        return made
    return set_fair_price(pin=made, pack=record.product, price=price, quota=quota, moment=moment)


def everything():
    """Row counts, to show that a refusal changed nothing."""
    return [model.objects.count() for model in (Fair, Booth, BoothProduct)]
