"""What happens when an index is in trouble; no server is needed for it."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from search import engine, services
from search.backends.breaker import Breaker
from search.backends.elasticsearch_backend import ElasticsearchBackend
from search.backends.elasticsearch_client import Address
from search.backends.embedded import EmbeddedBackend
from search.backends.failover import Failover
from search.models import OutboxRow
from search.query import BackendStatus, IndexUnavailable, Overtaken, SearchQuery
from search.selectors import find
from search.services import drain_outbox, rebuild
from tests.search import shelf
from tests.search.conftest import DAY


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


class Cluster(EmbeddedBackend):
    """An index that can be away, as a cluster can."""

    name = "elasticsearch"
    problem: Exception | None = None

    def search(self, query):
        self.check()
        return super().search(query)

    def first(self, query):
        self.check()
        return super().first(query)

    def count(self, query):
        self.check()
        return super().count(query)

    def vocabulary(self):
        self.check()
        return super().vocabulary()

    def apply(self, upserts, deletes, *, version=0):
        self.check()
        self.version = version
        super().apply(upserts, deletes, version=version)

    def status(self):
        if isinstance(self.problem, IndexUnavailable):
            return BackendStatus(False, problem="away")
        return super().status()

    def check(self):
        if self.problem:
            raise self.problem


@pytest.fixture
def cluster(settings, monkeypatch, tmp_path):
    settings.ELASTICSEARCH_URL = "http://search.example:9200"
    cluster = Cluster(tmp_path / "cluster")
    monkeypatch.setattr(engine, "_cluster", lambda: cluster)
    return cluster


def waiting():
    return sorted(OutboxRow.objects.values_list("target", flat=True))


# --- the breaker ----------------------------------------------------------------------------


def test_the_breaker_opens_after_three_failures_in_a_row():
    breaker = Breaker(failures=3, open_seconds=10, clock=Clock())

    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.failed()
    assert (breaker.allows(), breaker.is_open) == (True, False)

    breaker.failed()
    assert (breaker.allows(), breaker.is_open) == (False, True)


def test_lost_time_opens_it_at_once():
    breaker = Breaker(clock=Clock())

    breaker.failed(lost_time=True)

    assert not breaker.allows()


def test_one_probe_goes_after_the_pause_and_decides():
    clock = Clock()
    breaker = Breaker(open_seconds=10, clock=clock)
    breaker.failed(lost_time=True)

    clock.now += 9.9
    assert not breaker.allows()
    clock.now += 0.1
    assert [breaker.allows(), breaker.allows()] == [True, False]

    breaker.failed()
    clock.now += 9.9
    assert not breaker.allows()

    clock.now += 0.1
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows(), breaker.allows(), breaker.is_open] == [True, True, False]


def test_a_probe_that_never_reports_is_followed_by_another():
    clock = Clock()
    breaker = Breaker(open_seconds=10, clock=clock)
    breaker.failed(lost_time=True)
    clock.now += 10
    assert breaker.allows()

    clock.now += 10

    assert breaker.allows()


# --- searching ------------------------------------------------------------------------------


def test_the_embedded_index_answers_while_the_cluster_is_away(db, cluster):
    tea = shelf.listing("Chè Shan tuyết Ví Dụ", price=120_000)
    rebuild()
    before = find("che shan", SearchQuery(day=DAY))

    for problem in (IndexUnavailable("refused"), RuntimeError("a bug")):
        cluster.problem = problem
        meanwhile = find("che shan", SearchQuery(day=DAY))

        assert (before.page.backend, meanwhile.page.backend) == ("elasticsearch", "tantivy")
        assert meanwhile.page.ids == before.page.ids == [tea.pk]
        assert meanwhile.page.counts == before.page.counts
        assert meanwhile.notice == ""

    cluster.problem = None
    assert find("che shan", SearchQuery(day=DAY)).page.backend == "elasticsearch"


def test_the_cluster_answers_while_the_embedded_index_is_broken(db, cluster, index_root):
    tea = shelf.listing("Chè Shan tuyết Ví Dụ")
    rebuild()
    (index_root / "CURRENT").unlink()

    found = find("che shan", SearchQuery(day=DAY))

    assert (found.page.backend, found.page.ids) == ("elasticsearch", [tea.pk])


def test_the_database_answers_when_both_are_away(db, cluster):
    tea = shelf.listing("Chè Shan tuyết Ví Dụ")
    cluster.problem = IndexUnavailable("refused")

    found = find("che shan", SearchQuery(day=DAY))

    assert (found.page.backend, found.page.ids) == ("database", [tea.pk])
    assert found.notice


def test_status_is_of_the_index_that_answers(db, cluster):
    rebuild()
    both = Failover(cluster, EmbeddedBackend(cluster.generations.root.parent / "index"))
    assert both.status().is_healthy

    cluster.problem = IndexUnavailable("refused")

    assert both.status().is_healthy


# --- writing --------------------------------------------------------------------------------


def test_each_index_has_rows_of_its_own(db, cluster):
    drain_outbox()
    tea = shelf.listing("Chè Ví Dụ")
    assert waiting() == ["elasticsearch", "embedded"]
    cluster.problem = IndexUnavailable("refused")

    assert drain_outbox() == 1
    assert waiting() == ["elasticsearch"]
    assert find("che", SearchQuery(day=DAY)).page.ids == [tea.pk]

    cluster.problem = None
    assert drain_outbox() == 1
    assert waiting() == []
    page = find("che", SearchQuery(day=DAY)).page
    assert (page.backend, page.ids) == ("elasticsearch", [tea.pk])


def test_rows_for_other_machines_are_left_to_them(db, settings):
    settings.SEARCH_COPIES, settings.SEARCH_COPY = ["web1", "web2"], "web1"
    drain_outbox()
    shelf.listing("Chè Ví Dụ")

    assert drain_outbox() == 1

    assert waiting() == ["web2"]


def test_versions_rise_and_are_above_every_row(db, cluster):
    drain_outbox()
    versions = []
    for name in ("Chè", "Trà", "Mật ong"):
        shelf.listing(f"{name} Ví Dụ")
        newest = OutboxRow.objects.latest("pk").pk
        drain_outbox()
        assert cluster.version > newest
        versions.append(cluster.version)

    assert versions == sorted(set(versions))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_change_that_began_earlier_and_commits_later_gets_the_higher_version(cluster):
    """Its row has the lower number; going by that, the index would refuse it as old."""
    rebuild()
    has_begun, may_end = threading.Event(), threading.Event()

    def begin_early_end_late():
        with transaction.atomic():
            services.enqueue(listing_ids=[1])
            has_begun.set()
            may_end.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as threads:
        early = threads.submit(begin_early_end_late)
        has_begun.wait(30)
        services.enqueue(listing_ids=[1])
        drain_outbox()
        first = cluster.version
        may_end.set()
        early.result()

    (late, _other) = OutboxRow.objects.values_list("pk", flat=True)
    drain_outbox()

    assert late < first < cluster.version
    assert waiting() == []


def test_rows_are_done_when_a_later_writer_was_here(db, cluster, monkeypatch):
    drain_outbox()
    shelf.listing("Chè Ví Dụ")
    cluster.problem = Overtaken(OutboxRow.objects.latest("pk").pk + 1)

    drain_outbox()

    assert waiting() == []


@pytest.mark.parametrize(
    ("schema", "needs_rebuild"), [("v1-0f1e2d3c", True), ("v999-0f1e2d3c", False)]
)
def test_an_index_of_an_older_release_is_built_anew_and_one_of_a_newer_left_alone(
    monkeypatch, schema, needs_rebuild
):
    backend = ElasticsearchBackend(Address(("http://search.example:9200",)), "shop")
    name = f"shop-listings_{schema}_20261124t090000_00000000"
    monkeypatch.setattr(backend.cluster, "manage", lambda act, **limits: {name: {}})

    status = backend.status()

    assert (status.is_healthy, status.needs_rebuild) == (False, needs_rebuild)
    assert name in status.problem


def test_an_index_ahead_of_the_database_is_built_anew(db, cluster, monkeypatch):
    """A restored backup counts from lower numbers: nothing it writes would ever show."""
    drain_outbox()
    shelf.listing("Chè Ví Dụ")
    cluster.problem = Overtaken(10**9)
    built = []
    monkeypatch.setattr(
        services, "_rebuild_quietly", lambda target, _index: built.append(target) or 1
    )

    drain_outbox()

    assert built == ["elasticsearch"]


# --- what operators see ---------------------------------------------------------------------


def test_health_names_who_answers_and_what_lags(client, db, cluster):
    shelf.listing("Chè Ví Dụ")
    rebuild()
    assert client.get("/healthz").json()["search"]["answers"] == "elasticsearch"

    shelf.listing("Trà Ví Dụ")
    OutboxRow.objects.update(
        created_at=OutboxRow.objects.first().created_at - datetime.timedelta(seconds=90)
    )
    cluster.problem = IndexUnavailable("refused")
    drain_outbox()
    state = client.get("/healthz").json()["search"]

    assert (state["ok"], state["answers"]) == (False, "embedded")
    assert [
        (index["name"], index["is_healthy"], index["documents"], index["waiting"])
        for index in state["indexes"]
    ] == [("elasticsearch", False, 0, 1), ("embedded", True, 2, 0)]
    assert state["indexes"][0]["oldest_seconds"] >= 90
