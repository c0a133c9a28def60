import datetime

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config import workers
from config.periodic import enqueue_due, periodic_jobs
from ocop import clock
from search.models import OutboxRow
from search.services import rebuild


@pytest.fixture
def healthy_site(db, settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    rebuild()
    workers.sign_on("w1")
    enqueue_due(periodic_jobs(), now=clock.now())
    DBTaskResult.objects.exclude(queue_name=workers.QUEUE).update(
        status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now()
    )


def test_healthy_site(client, healthy_site):
    response = client.get("/healthz")

    state = response.json()
    assert (response.status_code, state["status"]) == (200, "ok")
    assert state["worker"]["alive"] == 1
    assert state["search_outbox"] == {"ok": True, "waiting": 0, "oldest_seconds": 0}
    assert (state["search"]["ok"], state["search"]["answers"]) == (True, "embedded")
    assert state["clock_is_set"] is False
    assert "no-store" in response["Cache-Control"]


def test_site_without_a_worker_is_degraded(client, healthy_site):
    DBTaskResult.objects.filter(queue_name=workers.QUEUE).delete()

    state = client.get("/healthz").json()

    assert (state["status"], state["worker"]["ok"]) == ("degraded", False)


def test_index_that_lags_is_degraded(client, healthy_site):
    OutboxRow.objects.create(listing_id=1)
    OutboxRow.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=5))

    state = client.get("/healthz").json()

    assert state["status"] == "degraded"
    assert state["search_outbox"] == {"ok": False, "waiting": 1, "oldest_seconds": 300}


def test_site_without_an_index_is_degraded(client, healthy_site, settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "none"

    state = client.get("/healthz").json()

    assert (state["status"], state["search"]["ok"]) == ("degraded", False)
    assert state["search"]["answers"] == "database"


def test_failed_job_is_degraded(client, healthy_site):
    DBTaskResult.objects.filter(task_path="config.tasks.clear_sessions").update(
        status=TaskResultStatus.FAILED
    )

    state = client.get("/healthz").json()

    assert (state["status"], state["jobs"]["ok"]) == ("degraded", False)
    assert state["tasks"]["failed_last_day"] == 1


def test_site_without_a_database_is_down(client, monkeypatch):
    def fail():
        raise ConnectionError

    monkeypatch.setattr("config.health.connection.cursor", fail)

    response = client.get("/healthz", headers={"Host": "10.0.0.7"})

    assert (response.status_code, response.json()["status"]) == (503, "down")


@override_settings(CHOPHIEN_NOW="2026-01-02T08:00")
def test_set_clock_is_told(client, healthy_site):
    state = client.get("/healthz").json()

    assert (state["now"], state["clock_is_set"]) == ("2026-01-02T08:00:00+07:00", True)


@pytest.mark.django_db
def test_page_says_that_another_day_is_taken_for_today(client):
    assert "02/01/2026" not in client.get("/tai-khoan/dang-nhap/").text
    with override_settings(CHOPHIEN_NOW="2026-01-02T08:00"):
        assert "02/01/2026" in client.get("/tai-khoan/dang-nhap/").text


@pytest.mark.django_db
def test_robots_are_kept_out_of_private_pages(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert lines[0] == "User-agent: *"
    assert {"Disallow: /cms/", "Disallow: /tai-khoan/", "Disallow: /en/tai-khoan/"} <= set(lines)


def identifiers(**kwargs):
    return [message.id for message in run_checks(**kwargs) if message.id.startswith("config.")]


SHARED_CACHE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def test_checks_are_silent_by_default():
    with override_settings(ALLOWED_HOSTS=["cho.example"], CACHES=SHARED_CACHE):
        assert identifiers(include_deployment_checks=True) == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"CHOPHIEN_NOW": "tomorrow"}, ["config.E001"]),
        ({"ALLOWED_HOSTS": ["*"]}, ["config.W003"]),
    ],
)
def test_checks_speak(settings, expected):
    with override_settings(**{"ALLOWED_HOSTS": ["cho.example"], **settings}):
        assert identifiers() == expected


def test_set_clock_is_refused_for_a_deployment():
    with override_settings(
        ALLOWED_HOSTS=["cho.example"], CHOPHIEN_NOW="2026-01-02", CACHES=SHARED_CACHE
    ):
        assert identifiers(include_deployment_checks=True) == ["config.E002"]
