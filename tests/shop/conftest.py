"""A small register for the shop's tests, built through the register's own services."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_product, register_subject

DAY = datetime.date(2026, 11, 24)
NOON = datetime.datetime(2026, 11, 24, 5, tzinfo=datetime.UTC)


@pytest.fixture
def queries_of():
    """How many queries an act takes."""

    def count(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count


@pytest.fixture
def cooperative(db):
    return register_subject(
        name="HTX Chè Ví Dụ",
        kind="cooperative",
        location=locate(
            province="Hà Giang", district="Huyện Hoàng Su Phì", commune="Xã Thông Nguyên"
        ),
        phone="0912345678",
    )


@pytest.fixture
def certify(cooperative):
    """Register a product of the cooperative with a decision of the given day."""

    def make(name="Chè Shan Tuyết Ví Dụ", *, stars=4, decided=DAY, group="thực phẩm", **standing):
        product = register_product(
            name=name,
            subject=cooperative,
            group=group_named(group),
            location=locate(
                province="Hà Giang", district="Huyện Hoàng Su Phì", commune="Xã Thông Nguyên"
            ),
        )
        standing.setdefault("status", "certified")
        if decided:
            standing |= {"decision_no": "9001/QĐ-UBND", "decision_date": decided, "as_of": decided}
        record_standing(product=product, stars=stars, recorded_on=DAY, **standing)
        product.refresh_from_db()
        return product

    return make
