"""Quality, on queries somebody else judged."""

from search.query import SearchQuery
from search.selectors import find
from search.selectors.suggestions import suggest
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


def test_one_of_the_first_five_suggestions_fits(judged_catalogue):
    drain_outbox()
    listing_of = {key: pk for pk, key in judged_catalogue.items()}

    rows, missed = 0, []
    for row in judged.prefixes():
        fitting = [word.strip() for word in row["acceptable"].split("|")]
        keys = [key for key in row["acceptable_keys"].split() if key in listing_of]
        if not keys:
            continue
        rows += 1
        shown = suggest(row["prefix"], day=DAY)[:5]
        texts = [suggestion.text.casefold() for suggestion in shown]
        if not any(word in text for word in fitting for text in texts):
            missed.append((row["prefix"], fitting, texts))

    assert len(missed) <= rows * 0.1, missed
