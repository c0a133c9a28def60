"""Counts, order and pages are exact: 500 random requests beside a count over every row."""

import datetime
import random

import pytest

from ocop.models import RegisteredProduct
from search.asking import ask
from search.engine import backend
from search.query import COUNTED, Facet, SearchQuery, Sort
from search.services import rebuild
from tests.search import catalogue, oracle
from tests.search.conftest import DAY

DAYS = [DAY, DAY - datetime.timedelta(days=200), DAY + datetime.timedelta(days=340)]
TEXTS = [
    "", "", "", "bánh", "banh dau xanh", "dừa", "dua", "trà", "che", "mat ong", "kem dau xanh",
    "htx", "cong ty", "hải dương", "ha giang", "kẹo dừa sáp", "thuc pham", "mắm tôm", "cà phê",
    "ruou sen", "hoang gia", "xã thông hòa", "nước mấm", "matong", "5 sao", "nuocws mawsm",
]  # fmt: skip


@pytest.fixture
def varied_catalogue(db):
    catalogue.load(day=DAY)
    rebuild()
    return oracle.rows()


def test_500_random_requests_count_and_order_like_the_oracle(varied_catalogue):
    dice = random.Random(11)  # noqa: S311 -- repeatable on purpose
    values = {
        facet: sorted({v for row in varied_catalogue for day in DAYS for v in row.said(facet, day)})
        for facet in Facet
    }
    checked = 0
    for number in range(500):
        day, sort, limit = dice.choice(DAYS), dice.choice(list(Sort)), dice.choice([1, 7, 24])
        filters = {
            facet: tuple(dice.sample(values[facet], dice.randint(1, -(-len(values[facet]) // 2))))
            for facet in dice.sample(list(Facet), dice.choice([0, 1, 1, 2, 3]))
        }
        provinces = values[Facet.PROVINCE]
        asked = SearchQuery(
            day=day,
            filters=filters,
            scope=tuple(dice.sample(provinces, dice.choice([0, 0, 0, 1, len(provinces) // 2]))),
            sort=sort,
            facets=(*COUNTED, Facet.FAIR, Facet.SEASON),
            offset=dice.choice([0, 0, limit, 2 * limit]),
            limit=limit,
        )
        found = ask(backend(), dice.choice(TEXTS), asked)
        ids, counts = oracle.answer(varied_catalogue, found.query)

        page = (found.query.offset, found.query.offset + found.query.limit)
        assert found.page.total == len(ids), (number, found.query)
        assert found.page.ids == ids[slice(*page)], (number, found.query)
        assert found.page.counts == counts, (number, found.query)
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
