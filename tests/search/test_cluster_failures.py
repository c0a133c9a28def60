"""Servers that are killed or keep silent while they are asked: real ones, and real processes."""

import itertools
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from search.backends import elasticsearch_client
from search.backends.breaker import Breaker
from search.backends.elasticsearch_backend import ElasticsearchBackend
from search.backends.elasticsearch_client import Address
from search.backends.embedded import EmbeddedBackend
from search.backends.failover import Failover
from search.query import Clause, Facet, Group, IndexUnavailable, SearchQuery, Sort
from tests.search.conftest import DAY
from tests.search.endless_writer import made_up

pytestmark = pytest.mark.elasticsearch

DOCUMENTS = 300
ASKED = SearchQuery(day=DAY, facets=(Facet.ON_SALE,), sort=Sort.NEWEST, limit=1000)
IDS = list(range(1, DOCUMENTS + 1))


@dataclass
class Reader:
    """Four threads that ask until the block ends; every answer must be whole."""

    index: Failover
    backends: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def ask(self):
        started = time.monotonic()
        page = self.index.search(ASKED)
        self.slowest = max(self.slowest, time.monotonic() - started)
        assert page.ids == IDS
        assert page.counts == {Facet.ON_SALE: {"false": DOCUMENTS}}
        self.backends.append(page.backend)

    @contextmanager
    def asking(self):
        stop = threading.Event()

        def ask_on():
            while not stop.is_set():
                self.ask()

        with ThreadPoolExecutor(4) as threads:
            running = [threads.submit(ask_on) for _n in range(4)]
            try:
                yield
            finally:
                stop.set()
            for thread in running:
                thread.result()

    def wait_for(self, backend, seconds=60):
        """Until it answers again."""
        seen = len(self.backends)
        until = time.monotonic() + seconds
        while backend not in self.backends[seen:]:
            assert time.monotonic() < until, f"{backend} does not answer"
            time.sleep(0.05)


def both(urls, tmp_path, *, open_seconds=0.5):
    """The cluster before an embedded index, both filled."""
    breaker = Breaker(open_seconds=open_seconds)
    cluster = ElasticsearchBackend(Address(tuple(urls)), f"test-{uuid.uuid4().hex[:12]}", breaker)
    embedded = EmbeddedBackend(tmp_path / "embedded")
    for index in (cluster, embedded):
        with index.staging(version=1) as staging:
            staging.add([made_up(pk, "Trà lần0") for pk in IDS])
            staging.finish()
            staging.publish()
    return cluster, Reader(Failover(cluster, embedded))


def test_a_server_killed_under_load_is_stood_in_for_and_returned_to(elasticsearch_node, tmp_path):
    _cluster, reader = both([elasticsearch_node.url], tmp_path)

    with reader.asking():
        reader.wait_for("elasticsearch")
        elasticsearch_node.kill()
        try:
            reader.wait_for("tantivy")
            time.sleep(1)
        finally:
            elasticsearch_node.start()
            elasticsearch_node.wait()
        reader.wait_for("elasticsearch")

    assert reader.slowest < 1.5


def test_a_server_that_keeps_silent_costs_nobody_a_second(elasticsearch_node, tmp_path):
    cluster, reader = both([elasticsearch_node.url], tmp_path, open_seconds=2)
    for _n in range(20):
        reader.ask()  # a server that has just begun is slow by itself
    reader.slowest = 0.0

    with elasticsearch_node.silent():
        for _n in range(20):
            reader.ask()
        assert cluster.status().problem
        assert (reader.backends[-20:], reader.slowest < 1) == (["tantivy"] * 20, True)

    with reader.asking():
        reader.wait_for("elasticsearch")


def test_a_cluster_of_three_loses_a_node_and_no_answer_and_no_update(
    elasticsearch_cluster, tmp_path, monkeypatch
):
    """4 readers and 1 writer; the node that is killed leads the cluster."""
    # Three servers and their load share the cores of one machine: slowness is not what is tested.
    monkeypatch.setattr(elasticsearch_client, "SEARCH_SECONDS", 5)
    cluster, reader = both([node.url for node in elasticsearch_cluster], tmp_path)
    leading = cluster.cluster.manage(lambda es: es.cat.master(format="json").body)[0]["node"]
    victim = next(node for node in elasticsearch_cluster if node.name == leading)
    killed, stop = threading.Event(), threading.Event()
    written = dict.fromkeys(IDS, 0)
    after_the_kill = []

    def write():
        """As the worker does: what failed is done again, with a higher version."""
        versions = itertools.count(2)
        for turn in itertools.count(1):
            ids = IDS[turn * 7 % 250 :][:20]
            docs = [made_up(pk, f"Trà lần{turn}") for pk in ids]
            while True:
                try:
                    cluster.apply(docs, [10_000 + turn], version=next(versions))
                    break
                except IndexUnavailable:
                    time.sleep(0.2)
            written.update(dict.fromkeys(ids, turn))
            if killed.is_set():
                after_the_kill.append(turn)
            if stop.is_set():
                return

    with ThreadPoolExecutor(1) as threads:
        writer = threads.submit(write)
        try:
            with reader.asking():
                time.sleep(2)
                victim.kill()
                killed.set()
                until = time.monotonic() + 60
                while len(after_the_kill) < 20 and time.monotonic() < until:
                    time.sleep(0.1)
        finally:
            stop.set()
        writer.result()

    assert set(reader.backends) == {"elasticsearch"}
    assert len(after_the_kill) >= 20
    cluster.indexes.refresh(cluster.indexes.alias)
    for turn in set(written.values()):
        expected = [pk for pk, last in written.items() if last == turn]
        clause = Clause("title_f", (f"lan{turn}",), 1)
        query = SearchQuery(
            day=DAY, groups=(Group((clause,)),), facets=(), sort=Sort.NEWEST, limit=1000
        )
        assert cluster.search(query).ids == expected
