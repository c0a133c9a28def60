"""Quality, on queries somebody else judged."""

from search.query import SearchQuery
from search.selectors import find
from search.services import drain_outbox
from tests.search import judged
from tests.search.conftest import DAY


def test_judged_queries_reach_the_gates(judged_catalogue):
    drain_outbox()

    def ask(text):
        return [judged_catalogue[pk] for pk in find(text, SearchQuery(day=DAY)).page.ids]

    shares, failed = judged.score(ask, set(judged_catalogue.values()))

    assert shares["first_ok"] >= 0.97, failed
    assert shares["recall"] >= 0.90, shares
    assert shares["clean"] >= 0.93, failed
    assert shares["empty"] == 1, failed
