"""A real Elasticsearch beside the embedded index: the same answers to everything."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ocop.services import correct_product, record_standing
from search import engine, services
from search.asking import ask
from search.models import OutboxRow
from search.query import Facet, SearchQuery, Sort
from search.selectors import find
from search.selectors.suggestions import suggest
from search.services import drain_outbox, rebuild
from search.verification import verify
from shop.catalogue.models import Product
from tests.search import catalogue, oracle, shelf
from tests.search.conftest import DAY
from tests.search.endless_writer import made_up
from tests.search.random_requests import random_requests
from tests.search.test_judged import judge_queries, judge_suggestions

pytestmark = pytest.mark.elasticsearch

REQUESTS = int(os.environ.get("CHOPHIEN_PARITY_REQUESTS", "300"))


@pytest.fixture
def drain(elasticsearch):
    """Write what waits, and have it be found now."""

    def drain():
        while drain_outbox():
            pass
        elasticsearch.indexes.refresh(elasticsearch.indexes.alias)

    return drain


@pytest.fixture
def only_elasticsearch(elasticsearch, monkeypatch):
    """Its own words too, as on a machine that keeps no index."""
    for room in ("finding", "suggestions"):
        monkeypatch.setattr(f"search.selectors.{room}.backend", lambda: elasticsearch)


def found(text, **query):
    page = find(text, SearchQuery(day=DAY, **query)).page
    assert page.backend == "elasticsearch"
    return page.ids


def test_random_requests_are_answered_alike_by_both_and_the_oracle(db, elasticsearch):
    catalogue.load(day=DAY)
    rebuild()
    rows = oracle.rows()
    indexes = engine.kept()
    assert list(indexes) == ["embedded", "elasticsearch"]

    for number, (text, query) in enumerate(random_requests(rows, REQUESTS, seed=23)):
        answers = {name: ask(index, text, query) for name, index in indexes.items()}
        ids, counts = oracle.answer(rows, answers["embedded"].query)
        page = slice(query.offset, query.offset + query.limit)
        for name, answer in answers.items():
            asked = (name, number, text, query)
            assert answer.query == answers["embedded"].query, asked
            assert answer.page.total == len(ids), asked
            assert answer.page.ids == ids[page], asked
            assert answer.page.counts == counts, asked
        assert indexes["elasticsearch"].count(answer.query) == len(ids)
        assert indexes["elasticsearch"].first(answer.query) == answer.page.ids


def test_the_judged_queries_reach_the_gates(judged_catalogue, only_elasticsearch, drain):
    drain()
    judge_queries(judged_catalogue)


def test_the_judged_suggestions_reach_the_gate(judged_catalogue, only_elasticsearch, drain):
    drain()
    judge_suggestions(judged_catalogue)


def test_changes_reach_it(db, drain):
    drain()
    tea = shelf.listing("Chè Ví Dụ", price=120_000)
    honey = shelf.listing("Mật ong Ví Dụ")
    drain()
    assert (found("che"), found("mat ong")) == ([tea.pk], [honey.pk])

    correct_product(product=tea.registered_product, name="Cà phê Ví Dụ")
    record_standing(product=honey.registered_product, status="revoked", as_of=DAY, recorded_on=DAY)
    drain()

    assert (found("ca phe"), found("che"), found("mat ong")) == ([tea.pk], [], [])
    assert OutboxRow.objects.count() == 0


def test_a_word_that_is_new_is_not_taken_for_a_slip(db, only_elasticsearch, drain):
    shelf.listing("Chè Ví Dụ")
    drain()
    assert found("che") != []

    basket = shelf.listing("Cói Ví Dụ")  # after the lists of words were made
    drain()

    assert found("cói") == [basket.pk]
    assert suggest("co", day=DAY) == []


def test_what_changes_during_a_rebuild_is_in_the_new_index(db, drain, monkeypatch):
    first = shelf.listing("Chè Ví Dụ")
    second = shelf.listing("Mật ong Ví Dụ")
    drain()
    build, calls = services.documents.build, []

    def build_and_change(ids, **known):
        docs = build(ids, **known)
        calls.append(docs)
        if len(calls) == 3:  # the embedded index is built; the cluster's build has read these
            correct_product(product=first.registered_product, name="Cà phê Ví Dụ")
            record_standing(
                product=second.registered_product, status="revoked", as_of=DAY, recorded_on=DAY
            )
            assert drain_outbox() > 0
        return docs

    monkeypatch.setattr(services.documents, "build", build_and_change)
    before = engine.kept()["elasticsearch"].status().generation
    rebuild()
    drain()

    assert engine.kept()["elasticsearch"].status().generation != before
    assert (found("ca phe"), found("che"), found("mat ong")) == ([first.pk], [], [])


def test_a_rebuild_that_dies_leaves_the_old_index_alone(db, elasticsearch, drain, monkeypatch):
    tea = shelf.listing("Chè Ví Dụ")
    drain()
    generation = elasticsearch.status().generation

    with pytest.raises(ZeroDivisionError), elasticsearch.staging(version=1):
        raise ZeroDivisionError

    assert found("che") == [tea.pk]
    assert elasticsearch.status().generation == generation
    names = elasticsearch.cluster.manage(
        lambda es: es.indices.get(index=f"{elasticsearch.indexes.alias}*").body
    )
    assert list(names) == [generation]


def test_an_older_writer_changes_nothing(db, elasticsearch):
    with elasticsearch.staging(version=1) as staging:
        staging.add([made_up(1, "Trà"), made_up(2, "Trà")])
        staging.finish()
        staging.publish()

    elasticsearch.apply([made_up(1, "Mật ong")], [2], version=7)
    with pytest.raises(services.Overtaken) as overtaken:
        elasticsearch.apply([made_up(1, "Chè"), made_up(2, "Chè")], [], version=5)
    elasticsearch.apply([made_up(1, "Mật ong")], [2, 3], version=7)

    elasticsearch.indexes.refresh(elasticsearch.indexes.alias)
    assert overtaken.value.newest == 7
    assert titles(elasticsearch, "mật ong", "chè", "trà") == [[1], [], []]


def test_a_write_to_an_index_that_is_gone_makes_no_new_one(elasticsearch):
    with elasticsearch.staging(version=1) as staging:
        staging.finish()
        staging.publish()
    elasticsearch.indexes.discard(elasticsearch.status().generation)

    assert elasticsearch.status().needs_rebuild
    with pytest.raises(services.IndexUnavailable):
        elasticsearch.apply([made_up(1, "Trà")], [2], version=2)

    assert elasticsearch.status().needs_rebuild


def test_four_readers_see_whole_answers_while_the_index_is_swapped(elasticsearch):
    """0 errors, 0 missing, 0 double, over five rebuilds with a writer in between."""
    docs = [made_up(pk, "Trà") for pk in range(1, 301)]
    version = 1
    with elasticsearch.staging(version=version) as staging:
        staging.add(docs)
        staging.finish()
        staging.publish()
    stop, answers = threading.Event(), []
    asked = SearchQuery(day=DAY, facets=(Facet.ON_SALE,), sort=Sort.NEWEST, limit=1000)

    def read():
        while not stop.is_set():
            answers.append(elasticsearch.search(asked))

    with ThreadPoolExecutor(4) as readers:
        running = [readers.submit(read) for _n in range(4)]
        try:
            for _n in range(5):
                version += 1
                with elasticsearch.staging(version=version) as staging:
                    staging.add(docs[:150])
                    version += 1
                    elasticsearch.apply([docs[10], docs[200]], [999], version=version)
                    staging.add(docs[150:])
                    staging.finish()
                    staging.publish()
        finally:
            stop.set()
        for reader in running:
            reader.result()

    assert len(answers) > 40
    assert {tuple(answer.ids) for answer in answers} == {tuple(range(1, 301))}
    assert all(answer.counts == {Facet.ON_SALE: {"false": 300}} for answer in answers)


def test_what_differs_from_the_database_is_found_and_mended(db, elasticsearch, drain):
    teas = [shelf.listing(f"Chè Ví Dụ {number}") for number in range(3)]
    drain()
    assert verify(repair=False).is_clean

    for upserts, deletes in (
        ([], [teas[0].pk]),
        ([made_up(teas[1].pk, "Trà")], []),
        ([made_up(987_654, "Trà")], []),
    ):
        elasticsearch.apply(upserts, deletes, version=services._next_version())
    elasticsearch.indexes.refresh(elasticsearch.indexes.alias)
    found = verify(repair=True)
    drain()

    assert (found.missing, found.different, found.surplus, found.repaired) == (1, 1, 1, 3)
    assert verify(repair=False).is_clean


def test_a_listing_that_is_gone_from_the_database_is_gone_from_it(db, drain):
    tea = shelf.listing("Chè Ví Dụ")
    drain()

    services.enqueue(listing_ids=[tea.pk, 987_654])
    Product.objects.filter(pk=tea.pk).update(is_public=False)
    drain()

    assert found("che") == []


def titles(index, *texts):
    return [ask(index, text, SearchQuery(day=DAY)).page.ids for text in texts]
