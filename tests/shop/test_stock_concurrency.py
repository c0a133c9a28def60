"""The last unit is sold once, however many ask. SQLite serialises writers and hides faults."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from shop.catalogue.services import PackOffer, set_offer
from shop.partner.models import OutOfStock, StockRecord

BUYERS = 50
ROUNDS = 10


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_threads_take_the_last_unit_once(certify):
    assert connection.vendor == "postgresql"
    (record,) = set_offer(
        listing=certify().listing,
        packs=[PackOffer(label="Hộp", price=125_000, stock=1, sku="CHE")],
        moment=datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC),
    )

    for _round in range(ROUNDS):
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=0)
        taken = _all_at_once(record.pk)

        record.refresh_from_db()
        assert taken.count(True) == 1
        assert taken.count(False) == BUYERS - 1
        assert record.net_stock_level == 0


def _all_at_once(record_id: int) -> list[bool]:
    start = Barrier(BUYERS)

    def take(_number: int) -> bool:
        record = StockRecord.objects.select_related("product__product_class").get(pk=record_id)
        start.wait()
        try:
            record.allocate(1)
        except OutOfStock:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(BUYERS) as pool:
        return list(pool.map(take, range(BUYERS)))
