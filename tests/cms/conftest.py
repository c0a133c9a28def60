"""The page tree a new installation starts with, and products to show on it."""

import datetime

import pytest
from django.core.cache import cache

from cms.loading import load_site
from cms.models import HomePage
from cms.sections import load_sections
from cms.sight import Sight
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_batch, register_product, register_subject

DAY = datetime.date(2026, 11, 24)
MOMENT = datetime.datetime(2026, 11, 24, 2, tzinfo=datetime.UTC)
SIGHT = Sight(MOMENT)
#: Tuyên Quang, Ninh Bình, Cà Mau, Đà Nẵng
SHOWN = ("08", "37", "96", "48")
#: A commune each of former Hà Giang, Tuyên Quang and Hà Nam
HA_GIANG = {"province": "Hà Giang", "district": "Hoàng Su Phì", "commune": "Thông Nguyên"}
TUYEN_QUANG = {"province": "Tuyên Quang", "district": "Na Hang", "commune": "Khâu Tinh"}
HA_NAM = {"province": "Hà Nam", "district": "Lý Nhân", "commune": "Hòa Hậu"}


@pytest.fixture
def pages(db, settings):
    """The Vietnamese front page of the first pages, on a fixed day."""
    settings.CHOPHIEN_NOW = f"{DAY}T09:00:00+07:00"
    settings.THEMES_CACHE_SECONDS = 60
    cache.clear()
    load_site()
    return HomePage.objects.get(locale__language_code="vi")


@pytest.fixture
def sections(pages):
    """The same, with sections for stories and news, and pages of the provinces in ``SHOWN``."""
    load_sections(only=SHOWN)
    pages.refresh_from_db()
    return pages


@pytest.fixture
def all_sections(pages):
    """With a page of every province."""
    load_sections()
    return pages


@pytest.fixture
def certify(db):
    """Products of one producer in a place, decided on one day after another."""

    def make(number=1, *, name="Chè số", where=HA_GIANG, stars=4, group="thực phẩm", subject=None):
        with register_batch():
            place = locate(**where)
            subject = register_subject(
                name=subject or f"HTX Ví Dụ {where['commune']}", kind="cooperative", location=place
            )
            listings = []
            for at in range(number):
                decided = DAY - datetime.timedelta(days=number - at)
                product = register_product(
                    name=f"{name} {at}", subject=subject, group=group_named(group), location=place
                )
                record_standing(
                    product=product, status="certified", stars=stars, decision_no=f"{at}/QĐ-UBND",
                    decision_date=decided, as_of=decided, recorded_on=DAY,
                )  # fmt: skip
                listings.append(product)
        return [product.listing for product in listings]

    return make
