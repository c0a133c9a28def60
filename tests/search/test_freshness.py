"""From a change to the index: outbox, worker, rebuilds, and what a crash leaves."""

import datetime
import subprocess
import sys
import time

import pytest
import tantivy
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ocop.models import RegisteredProduct
from ocop.services import correct_product, correct_subject, record_standing, revoke_certificate
from search import services, simple
from search.backends.embedded import EmbeddedBackend
from search.engine import backend
from search.models import OutboxRow
from search.query import BackendStatus, Clause, Facet, Group, LockHeld, SearchQuery
from search.selectors import find
from search.selectors.facts import hits
from search.services import drain_outbox, rebuild
from shop.catalogue.models import Product
from shop.catalogue.selectors import cards
from shop.catalogue.services import PackOffer, pause_listing, set_offer
from tests.search import shelf
from tests.search.conftest import DAY
from tests.search.endless_writer import made_up


def found(text, **query):
    return find(text, SearchQuery(day=DAY, **query)).page.ids


def test_a_new_listing_is_found_after_one_drain(db):
    drain_outbox()
    tea = shelf.listing("Chè Shan tuyết Ví Dụ")
    assert found("che shan") == []

    done = drain_outbox()

    assert (done, found("che shan"), OutboxRow.objects.count()) == (1, [tea.pk], 0)


def test_a_change_of_name_price_and_standing_reaches_the_index(db):
    tea = shelf.listing("Chè Ví Dụ")
    drain_outbox()

    correct_product(product=tea.registered_product, name="Cà phê Ví Dụ")
    shelf.offer(tea, 120_000)
    drain_outbox()

    page = find("ca phe", SearchQuery(day=DAY)).page
    assert (page.ids, page.counts["price"], found("chè")) == ([tea.pk], {"100-200": 1}, [])

    revoke_certificate(
        product=RegisteredProduct.objects.get(), revoked_on=DAY, decision_no="1", recorded_on=DAY
    )
    drain_outbox()
    assert found("ca phe") == found("") == []


def test_a_paused_listing_is_found_and_not_on_sale(db):
    tea = shelf.listing("Chè Ví Dụ", price=120_000)
    shelf.listing("Cà phê Ví Dụ", price=80_000)
    packs = [PackOffer(label=f"Gói {n}", price=n * 60_000, stock=5, sku=f"C{n}") for n in (1, 2)]
    coffee = Product.objects.get(title="Cà phê Ví Dụ")
    set_offer(listing=coffee, packs=packs, moment=timezone.now())
    drain_outbox()
    assert find("ví dụ", SearchQuery(day=DAY)).page.counts["on_sale"] == {"true": 2}

    for listing in (tea, coffee):
        pause_listing(listing=listing, is_paused=True)
    drain_outbox()

    page = find("ví dụ", SearchQuery(day=DAY)).page
    assert (sorted(page.ids), page.counts["on_sale"], page.counts["price"]) == (
        [tea.pk, coffee.pk], {"false": 2}, {},
    )  # fmt: skip
    on_sale = SearchQuery(day=DAY, filters={Facet.ON_SALE: ("true",)})
    assert simple.search("ví dụ", on_sale).ids == []
    assert [(hit.price, hit.on_sale) for hit in hits(page.ids, day=DAY)] == [(None, False)] * 2
    noon = datetime.datetime.combine(DAY, datetime.time(5), datetime.UTC)
    assert [card.is_paused for card in cards(page.ids, moment=noon)] == [True, True]

    pause_listing(listing=tea, is_paused=False)
    drain_outbox()
    page = find("ví dụ", SearchQuery(day=DAY)).page
    assert simple.search("ví dụ", on_sale).ids == [tea.pk]
    assert (page.counts["on_sale"], page.counts["price"]) == (
        {"true": 1, "false": 1}, {"100-200": 1},
    )  # fmt: skip


def test_a_renamed_producer_renames_all_its_documents(db):
    cooperative = shelf.cooperative("HTX Ví Dụ Một")
    listings = {
        shelf.listing(name, subject=cooperative).pk for name in ("Chè xanh", "Hồng trà", "Bạch trà")
    }
    drain_outbox()

    correct_subject(subject=cooperative, name="HTX Ví Dụ Hai")
    drain_outbox()

    assert set(found("ví dụ hai")) == listings


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_row():
    def change_and_fail():
        with transaction.atomic():
            shelf.listing("Chè Ví Dụ")
            assert OutboxRow.objects.exists()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()

    assert not OutboxRow.objects.exists()


def test_draining_twice_changes_nothing(db):
    tea = shelf.listing("Chè Ví Dụ")
    drain_outbox()
    for _ in range(3):
        services.enqueue(listing_ids=[tea.pk, 987_654])
        drain_outbox()

    status = backend().status()
    assert (status.documents, found("che")) == (1, [tea.pk])


def test_drain_takes_no_more_than_its_limit(db):
    drain_outbox()
    for number in range(3):
        shelf.listing(f"Chè Ví Dụ {number}")

    assert [drain_outbox(limit=2), drain_outbox(limit=2), drain_outbox(limit=2)] == [2, 1, 0]


def test_rows_stay_while_another_process_writes(db):
    shelf.listing("Chè Ví Dụ")
    drain_outbox()
    services.enqueue(listing_ids=[1])

    with EmbeddedBackend(backend().generations.root).writing():
        assert drain_outbox() == 0

    assert OutboxRow.objects.count() == 1
    assert drain_outbox() == 1


def test_what_changes_during_a_rebuild_is_in_the_new_index(db, monkeypatch):
    first = shelf.listing("Chè Ví Dụ")
    second = shelf.listing("Mật ong Ví Dụ")
    drain_outbox()
    build, calls = services.documents.build, []

    def build_and_change(ids, **known):
        docs = build(ids, **known)
        calls.append(docs)
        if len(calls) == 1:  # the rebuild has read these; now they change
            correct_product(product=first.registered_product, name="Cà phê Ví Dụ")
            record_standing(
                product=second.registered_product, status="revoked", as_of=DAY, recorded_on=DAY
            )
            assert drain_outbox() > 0
        return docs

    monkeypatch.setattr(services.documents, "build", build_and_change)
    assert rebuild() == 1

    assert (found("ca phe"), found("che"), found("mat ong")) == ([first.pk], [], [])


def test_a_rebuild_that_dies_leaves_the_old_index_and_no_rubbish(db, monkeypatch, index_root):
    tea = shelf.listing("Chè Ví Dụ")
    drain_outbox()

    def break_down(ids, **known):
        raise RuntimeError("out of memory")

    monkeypatch.setattr(services.documents, "build", break_down)
    with pytest.raises(RuntimeError):
        rebuild()

    assert found("che") == [tea.pk]
    assert len([path for path in index_root.iterdir() if path.is_dir()]) == 1


def test_only_one_rebuild_at_a_time(db, index_root):
    with (
        EmbeddedBackend(index_root).staging(),
        pytest.raises(LockHeld),
        EmbeddedBackend(index_root).staging(wait=False),
    ):
        pass


def test_a_broken_index_is_put_aside_the_database_answers_and_the_worker_rebuilds(db, index_root):
    tea = shelf.listing("Chè Ví Dụ")
    drain_outbox()
    generation = EmbeddedBackend(index_root).status().generation
    for path in (index_root / generation).glob("*.term"):
        half = path.read_bytes()[: path.stat().st_size // 2]
        path.unlink()  # cut short while it is mapped, it would kill a process that reads it
        path.write_bytes(half)
    fresh = EmbeddedBackend(index_root)

    assert not fresh.status().is_healthy
    assert (index_root / f"broken-{generation}").is_dir()

    with_the_index_gone = find("che", SearchQuery(day=DAY))
    assert with_the_index_gone.page.backend == "database"
    assert with_the_index_gone.page.ids == [tea.pk]
    assert with_the_index_gone.notice == gettext("Simple search mode, results may be incomplete")

    drain_outbox()
    again = find("che", SearchQuery(day=DAY))
    assert (again.page.backend, again.page.ids, again.notice) == ("tantivy", [tea.pk], "")


def test_deleting_by_an_unsigned_id_would_delete_nothing():
    """Why the id is a signed field and deletes go by query."""
    left = {}
    for kind in ("unsigned", "integer"):
        builder = tantivy.SchemaBuilder()
        getattr(builder, f"add_{kind}_field")("id", indexed=True)
        index = tantivy.Index(builder.build())
        writer = index.writer(heap_size=15_000_000, num_threads=1)
        for number in range(10):
            document = tantivy.Document()
            getattr(document, f"add_{kind}")("id", number)
            writer.add_document(document)
        writer.commit()
        writer.delete_documents_by_term("id", 3)
        writer.commit()
        index.reload()
        left[kind] = index.searcher().num_docs

    assert left == {"unsigned": 10, "integer": 9}


def test_a_writer_killed_20_times_loses_nothing_it_called_written(index_root, db):
    """Readers see whole commits only, and the next writer just goes on."""
    index = EmbeddedBackend(index_root)
    with index.staging() as staging:
        staging.add([made_up(pk, "Muối") for pk in range(1, 301)])
        staging.finish()
        staging.publish()

    written = 0
    for killed_after in range(20):
        command = [sys.executable, "-m", "tests.search.endless_writer", str(index_root)]
        with subprocess.Popen(
            [*command, str(written + 1)],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        ) as writer:
            written = int(writer.stdout.readline())
            until = time.monotonic() + killed_after * 0.01
            while time.monotonic() < until:
                page = index.search(SearchQuery(day=DAY, facets=(), limit=1000))
                assert (page.total, len(set(page.ids))) == (300, 300)
            writer.kill()
            written = max([written, *map(int, writer.stdout.read().split())])

        # The last commit may be durable and not said yet; half of one never shows.
        shown = [index.count(_with_title(f"dot{number}")) for number in (written, written + 1)]
        assert shown in ([100, 0], [0, 100])

    with index.writing(wait=True):
        index.apply([made_up(1, "Mật ong")], [])
    assert index.status() == BackendStatus(True, 300, index.status().generation)
    assert index.count(_with_title("tra")) == 99


def _with_title(word):
    clause = Clause("title_f", (word,), 1)
    return SearchQuery(day=DAY, groups=(Group((clause,)),))
