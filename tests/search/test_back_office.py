"""Words in the back office: synonyms, queries without an answer, the state of the index."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError
from django.urls import reverse

from ocop import clock
from ocop.models import Centre, CentreMember, Place
from search import asked
from search.loading import load_synonyms
from search.models import AskedQuery, Synonym
from search.query import SearchQuery
from search.selectors import find
from search.services import drain_outbox
from search.tasks import forget_queries
from tests.factories.accounts import UserFactory
from tests.search import shelf
from tests.search.conftest import DAY


@pytest.fixture
def officer(client, db):
    user = UserFactory()
    centre = Centre.objects.create(name="Trung tâm Ví Dụ")
    centre.provinces.set(Place.objects.provinces().filter(name="Tuyên Quang"))
    CentreMember.objects.create(centre=centre, user=user)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


@pytest.fixture
def shop(db):
    load_synonyms(Synonym)
    made = {
        "tea": shelf.listing("Chè Hoàng Su Phì").pk,
        "sugar": shelf.listing("Đường thốt nốt").pk,
    }
    drain_outbox()
    return made


def ids(text):
    return find(text, SearchQuery(day=DAY)).page.ids


def test_a_synonym_is_in_force_at_once_and_gone_when_switched_off(officer, shop):
    assert ids("jaggery") == []
    answer = officer.post(
        reverse("search_synonyms:add"),
        {"names": "jaggery, đường  thốt nốt", "relation": "same", "finds": "", "is_active": "on"},
    )
    assert answer.status_code == 302
    row = Synonym.objects.get(shipped_as="")
    assert (row.names, row.is_active) == ("jaggery, đường thốt nốt", True)
    assert ids("jaggery") == [shop["sugar"]]

    officer.post(
        reverse("search_synonyms:edit", args=[row.pk]),
        {"names": row.names, "relation": "same", "finds": ""},
    )
    assert ids("jaggery") == []


def test_only_when_typed_with_accents(shop):
    Synonym.objects.create(names="đá, chè hoàng su phì", needs_accents=True)
    assert ids("đá") == [shop["tea"]]
    assert ids("da") == []


def test_one_way_is_one_way(shop):
    Synonym.objects.create(names="ngọt", relation="finds", finds="đường thốt nốt")
    assert ids("ngọt") == [shop["sugar"]]
    shelf.listing("Kẹo ngọt")
    drain_outbox()
    assert ids("đường thốt nốt") == [shop["sugar"]]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"names": "một mình", "relation": "same"}, "names"),
        ({"names": "a, b (- c", "relation": "same"}, "names"),
        ({"names": "a", "relation": "finds", "finds": ""}, "finds"),
        ({"names": "a, b", "relation": "same", "finds": "c"}, "finds"),
        ({"names": "!!!, b", "relation": "same"}, "names"),
    ],
)
def test_what_is_no_synonym_is_refused(officer, shop, fields, refused):
    before = Synonym.objects.count()
    answer = officer.post(reverse("search_synonyms:add"), {"finds": "", **fields})
    assert refused in answer.context["form"].errors
    assert Synonym.objects.count() == before


def test_shipped_synonyms_are_loaded_once_and_a_centres_choice_stays(shop):
    row = Synonym.objects.get(shipped_as="lạc, đậu phộng, đậu phụng")
    row.is_active = False
    row.names = "lạc, đậu phộng"
    row.save()
    assert load_synonyms(Synonym) == 0
    row.refresh_from_db()
    assert (row.names, row.is_active) == ("lạc, đậu phộng", False)


def test_a_query_in_vain_is_noted_after_the_answer_and_counted(client, shop, monkeypatch):
    monkeypatch.setattr(asked, "_FLUSH_SECONDS", 0)
    for _ in range(3):
        client.get("/tim-kiem/?q=Xe  ĐẠP điện")
    client.get("/tim-kiem/?q=đường thốt nốt")
    client.get("/tim-kiem/?q=chè&sao=3")
    row = AskedQuery.objects.get(text="xe đạp điện")
    assert (row.results, row.times) == (0, 3)
    assert set(AskedQuery.objects.values_list("text", "results")) == {
        ("xe đạp điện", 0),
        ("đường thốt nốt", 1),
    }


@pytest.mark.parametrize(
    "text", ["an@example.vn", "gọi 0912 345 678", "4111-1111-1111-1111", "x" * 81, "  "]
)
def test_what_may_be_about_a_person_is_not_kept(db, text):
    asked.note(text, results=0, took_ms=1)
    assert asked.write(moment=clock.now(), at_once=True) == 0


def test_a_note_that_cannot_be_written_fails_nobody(client, shop, monkeypatch):
    monkeypatch.setattr(asked, "_FLUSH_SECONDS", 0)

    def broken(*args):
        raise DatabaseError

    monkeypatch.setattr(asked, "_write", broken)
    assert client.get("/tim-kiem/?q=xe").status_code == 200
    assert not AskedQuery.objects.exists()


def test_old_notes_are_forgotten(db):
    now = clock.now()
    for days, text in ((91, "cũ"), (89, "mới")):
        moment = now - datetime.timedelta(days=days)
        AskedQuery.objects.create(text=text, results=0, first_at=moment, last_at=moment)
    forget_queries.call()
    assert [row.text for row in AskedQuery.objects.all()] == ["mới"]


def test_from_a_query_in_vain_to_a_synonym_in_one_step(officer, shop):
    AskedQuery.objects.create(
        text="dường thốt nột", results=0, times=7, first_at=clock.now(), last_at=clock.now()
    )
    listed = officer.get(reverse("search_asked:index")).content.decode()
    assert "dường thốt nột" in listed
    assert "names=d%C6%B0%E1%BB%9Dng" in listed

    form = officer.get(
        reverse("search_synonyms:add"), {"names": "dường thốt nột, đường", "note": "x"}
    ).context["form"]
    assert form.initial["names"] == "dường thốt nột, đường"


def test_the_state_page_tries_a_query(officer, shop):
    page = officer.get(reverse("search_state:index"), {"q": "chè 5 sao hà giang dưới 100k"})
    assert page.status_code == 200
    state, explained = page.context["state"], page.context["explained"]
    (index,) = state.indexes
    assert (index.documents, state.public, index.waiting) == (2, 2, 0)
    assert explained.parts[0].typed == "chè"
    assert "trà" in explained.parts[0].also
    assert "Tỉnh Hà Giang" in explained.filters
    assert page.content.decode().count("<h2>") >= 4


def test_rebuilding_by_the_button(officer, shop, index_root):
    before = {path.name for path in index_root.iterdir()}
    assert officer.post(reverse("search_state:rebuild")).status_code == 302
    assert {path.name for path in index_root.iterdir()} != before


@pytest.mark.parametrize("name", ["search_state", "search_synonyms", "search_asked"])
def test_others_do_not_enter(client, db, name):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse(f"{name}:index")).status_code == 302
