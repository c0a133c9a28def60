"""The nightly comparison finds every kind of drift and repairs it by the outbox."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.engine import backend
from search.models import OutboxRow
from search.services import drain_outbox
from search.verification import verify
from shop.catalogue.models import Product
from tests.search import shelf


@pytest.fixture
def shop(db):
    made = [shelf.listing(f"Chè số {number}") for number in range(4)]
    drain_outbox()
    return made


def test_an_index_that_follows_is_clean(shop):
    verdict = verify(repair=True)
    assert verdict.as_dict() == {
        "checked": 4, "missing": 0, "surplus": 0, "different": 0, "repaired": 0,
    }  # fmt: skip


def test_missing_surplus_and_different_documents_are_found_and_done_again(shop):
    # Behind the back of every service: nothing told the index.
    Product.objects.filter(pk=shop[0].pk).update(title="Chè khác")
    Product.objects.filter(pk=shop[1].pk).update(is_public=False)
    backend().apply([], [shop[2].pk])

    found = verify(repair=False)
    assert (found.missing, found.surplus, found.different, found.repaired) == (1, 1, 1, 0)
    assert not OutboxRow.objects.exists()

    assert verify(repair=True).repaired == 3
    assert drain_outbox() == 3
    assert verify(repair=False).is_clean


def test_what_waits_in_the_outbox_is_no_drift(shop):
    shelf.listing("Chè mới")
    assert verify(repair=False).is_clean


def test_the_command(shop, index_root):
    out = StringIO()
    call_command("verify_search", json=True, stdout=out)
    assert json.loads(out.getvalue())["checked"] == 4

    Product.objects.filter(pk=shop[0].pk).update(title="Chè khác")
    with pytest.raises(SystemExit):
        call_command("verify_search", stdout=StringIO())
    call_command("verify_search", repair=True, stdout=StringIO())

    (index_root / "CURRENT").unlink()
    with pytest.raises(CommandError):
        call_command("verify_search", stdout=StringIO())
