"""Random questions about a catalogue, repeatable: texts, filters, scopes, orders, pages, days."""

import datetime
import random

from search.query import COUNTED, Facet, SearchQuery, Sort, price_span
from tests.search.conftest import DAY

DAYS = [DAY, DAY - datetime.timedelta(days=200), DAY + datetime.timedelta(days=340)]
TEXTS = [
    "", "", "", "bánh", "banh dau xanh", "dừa", "dua", "trà", "che", "mat ong", "kem dau xanh",
    "htx", "cong ty", "hải dương", "ha giang", "kẹo dừa sáp", "thuc pham", "mắm tôm", "cà phê",
    "ruou sen", "hoang gia", "xã thông hòa", "nước mấm", "matong", "5 sao", "nuocws mawsm",
]  # fmt: skip


def random_requests(rows, number, *, seed=11):
    """(text, query) pairs; ``rows`` are the oracle's."""
    dice = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    values = {
        facet: sorted({v for row in rows for day in DAYS for v in row.said(facet, day)})
        for facet in Facet
    }
    provinces = values[Facet.PROVINCE]
    for _n in range(number):
        day, sort, limit = dice.choice(DAYS), dice.choice(list(Sort)), dice.choice([1, 7, 24])
        filters = {
            facet: tuple(dice.sample(values[facet], dice.randint(1, -(-len(values[facet]) // 2))))
            for facet in dice.sample(list(Facet), dice.choice([0, 1, 1, 2, 3]))
        }
        if Facet.PRICE in filters and dice.random() < 0.5:
            low = dice.choice([0, 50_000, 99_000, 100_001])
            filters[Facet.PRICE] = (price_span(low, dice.choice([None, low, 500_000])),)
        query = SearchQuery(
            day=day,
            filters=filters,
            scope=tuple(dice.sample(provinces, dice.choice([0, 0, 0, 1, len(provinces) // 2]))),
            sort=sort,
            facets=(*COUNTED, Facet.FAIR, Facet.SEASON),
            offset=dice.choice([0, 0, limit, 2 * limit]),
            limit=limit,
        )
        yield dice.choice(TEXTS), query
