"""An index of its own for every test."""

import datetime
import uuid
from contextlib import ExitStack, contextmanager

import pytest

from conftest import REQUIRED
from search import asked, engine
from tests.elasticsearch import launcher
from tests.search import judged

DAY = datetime.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def index_root(settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    yield settings.SEARCH_INDEX_ROOT
    engine._embedded.cache_clear()


@pytest.fixture(autouse=True)
def nothing_asked():
    """Queries that another test of this process noted are not this one's."""
    asked._notes.take(at_once=True)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = f"{DAY}T09:00:00+07:00"


@pytest.fixture
def judged_catalogue(db):
    """The judged rows in the register, on the shelf and in the index: key by listing id."""
    return judged.load(day=DAY)


@pytest.fixture(scope="session")
def elasticsearch_node():
    """One for all tests of this process; the first one waits for it."""
    with _started(launcher.one_node()) as node:
        yield node


@pytest.fixture(scope="session")
def elasticsearch_cluster():
    """Three nodes; only for a test that kills one."""
    with _started(launcher.cluster(3)) as nodes:
        yield nodes


@pytest.fixture
def elasticsearch(settings, elasticsearch_node, monkeypatch):
    """The site searches a cluster of one node; every test has indexes of its own."""
    # The server shares its cores with everything else: how patient a visitor is, is not asked here.
    monkeypatch.setattr("search.backends.elasticsearch_client.SEARCH_SECONDS", 20)
    settings.ELASTICSEARCH_URL = elasticsearch_node.url
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex[:12]}"
    cluster = engine.kept()[engine.CLUSTER]
    yield cluster
    engine._connected.cache_clear()
    cluster.cluster.close()


@contextmanager
def _started(nodes):
    with ExitStack() as stack:
        try:
            started = stack.enter_context(nodes)
        except launcher.CannotStart as problem:
            if "elasticsearch" in REQUIRED:
                raise
            pytest.skip(f"Elasticsearch does not start: {problem}")
        yield started
