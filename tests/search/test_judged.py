"""Quality, on queries somebody else judged."""

from search.query import SearchQuery
from search.selectors import find
from search.selectors.suggestions import suggest
from search.services import drain_outbox
from tests.search import judged
from tests.search.conftest import DAY


def test_judged_queries_reach_the_gates(judged_catalogue):
    drain_outbox()
    judge_queries(judged_catalogue)


def test_one_of_the_first_five_suggestions_fits(judged_catalogue):
    drain_outbox()
    judge_suggestions(judged_catalogue)


def judge_queries(key_of):
    def ask(text):
        return [key_of[pk] for pk in find(text, SearchQuery(day=DAY)).page.ids]

    shares, failed = judged.score(ask, set(key_of.values()))

    assert shares["first_ok"] >= 0.97, failed
    assert shares["recall"] >= 0.94, shares
    assert shares["clean"] >= 0.97, failed
    assert shares["empty"] == 1, failed


def judge_suggestions(key_of):
    listing_of = {key: pk for pk, key in key_of.items()}

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
