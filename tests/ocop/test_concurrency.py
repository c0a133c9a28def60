"""Two officers at once. Row locks exist only on PostgreSQL."""

import datetime
import threading

import pytest
from django.db import connection

from ocop.models import RegisteredProduct
from ocop.selectors.certificates import stars_on
from ocop.services import record_standing, register_batch
from tests.factories.ocop import TODAY, RegisteredProductFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

DECIDED = datetime.date(2025, 1, 1)


def test_two_who_write_of_one_product_both_count():
    product = RegisteredProductFactory()
    both_have_written = threading.Barrier(2, timeout=30)
    errors = []

    def say(**standing):
        try:
            with register_batch():
                record_standing(product=product, recorded_on=TODAY, **standing)
                both_have_written.wait()
        except Exception as error:  # noqa: BLE001 -- shown by the assertion below
            errors.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=say, kwargs=standing)
        for standing in (
            {"status": "certified", "stars": 4, "decision_date": DECIDED},
            {"status": "revoked", "as_of": TODAY},
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    product = RegisteredProduct.objects.get(pk=product.pk)
    assert errors == []
    assert (product.last_status, product.is_public) == ("revoked", False)
    assert stars_on([product.pk], day=TODAY) == {}
    assert stars_on([product.pk], day=DECIDED)[product.pk].stars == 4
