"""A centre of Tuyên Quang and one of Ninh Bình, each with certified products and their listings."""

import datetime

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog_import.photos.services import request_apply, upload_photos
from ocop.models import Centre, CentreMember, Place
from ocop.selectors.places import locate
from ocop.services import record_standing, register_product, register_subject
from tests.factories.accounts import UserFactory

MOMENT = datetime.datetime(2026, 11, 24, 3, tzinfo=datetime.UTC)
DAY = MOMENT.date()
PLACES = {
    "Tuyên Quang": {
        "province": "Hà Giang", "district": "Huyện Hoàng Su Phì", "commune": "Xã Thông Nguyên",
    },
    "Ninh Bình": {
        "province": "Hà Nam", "district": "Huyện Lý Nhân", "commune": "Xã Nhân Nghĩa",
    },
}  # fmt: skip


def officer_of(province):
    """Somebody of a centre for this province of today, who may enter the back office."""
    centre = Centre.objects.create(name=f"Trung tâm {province}")
    centre.provinces.set(Place.objects.provinces().filter(name=province))
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    CentreMember.objects.create(centre=centre, user=user)
    return user


def centre_of(user):
    return user.centre_memberships.get().centre


def subject(name="HTX Ong Vàng", *, province="Tuyên Quang"):
    return register_subject(name=name, kind="cooperative", location=locate(**PLACES[province]))


def product(name, maker, *, province="Tuyên Quang", **fields):
    """A certified product with its public listing."""
    made = register_product(name=name, subject=maker, location=locate(**PLACES[province]), **fields)
    record_standing(
        product=made, status="certified", stars=4, decision_no="9001/QĐ-UBND",
        decision_date=DAY, as_of=DAY, recorded_on=DAY,
    )  # fmt: skip
    return made


def files(*named):
    return [SimpleUploadedFile(name, data) for name, data in named]


def upload(by, *named, **fields):
    """A batch of (name, bytes) as it stands after the worker has read it."""
    batch = upload_photos(centre=centre_of(by), files=files(*named), by=by, moment=MOMENT, **fields)
    batch.refresh_from_db()
    return batch


def apply(batch, by):
    request_apply(batch=batch, by=by)
    batch.refresh_from_db()
    return batch
