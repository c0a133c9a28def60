"""Counts, order and pages are exact: 500 random requests beside a count over every row."""

from dataclasses import replace

import pytest

from ocop.models import RegisteredProduct
from search.asking import ask
from search.engine import backend
from search.query import SearchQuery
from search.services import rebuild
from tests.search import catalogue, oracle
from tests.search.conftest import DAY
from tests.search.random_requests import random_requests


@pytest.fixture
def varied_catalogue(db):
    catalogue.load(day=DAY)
    rebuild()
    return oracle.rows()


def test_500_random_requests_count_and_order_like_the_oracle(varied_catalogue, monkeypatch):
    monkeypatch.setattr("search.backends.embedded_first._MANY", 0)  # as among a million
    checked = 0
    for number, (text, query) in enumerate(random_requests(varied_catalogue, 500)):
        found = ask(backend(), text, query)
        ids, counts = oracle.answer(varied_catalogue, found.query)

        page = (found.query.offset, found.query.offset + found.query.limit)
        assert found.page.total == len(ids), (number, found.query)
        assert found.page.ids == ids[slice(*page)], (number, found.query)
        assert found.page.counts == counts, (number, found.query)
        for limit in (1, 3, found.query.limit):
            begun = replace(found.query, offset=0, limit=limit)
            assert backend().first(begun) == ids[:limit], (number, begun)
        checked += bool(ids)

    assert checked > 200
    assert RegisteredProduct.objects.filter(is_public=True).count() == len(varied_catalogue)


def test_pages_follow_each_other_without_gap_or_repeat(varied_catalogue):
    for text in ("bánh", "thuc pham", ""):
        seen: list[int] = []
        while True:
            query = SearchQuery(day=DAY, facets=(), offset=len(seen), limit=5)
            page = ask(backend(), text, query).page
            if not page.ids:
                break
            seen += page.ids

        assert len(seen) == len(set(seen)) == page.total
