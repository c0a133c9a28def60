"""The screens of photos in bulk, and who gets through their doors."""

import re
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog_import.photos.models import Photo, PhotoBatch
from shop.catalogue.models import ProductImage
from tests.catalog_import.photos import town
from tests.catalog_import.photos.pictures import picture, zipped
from tests.factories.accounts import UserFactory
from tests.journeys.doors import outcome

pytestmark = pytest.mark.django_db


#: Queries about photos and products; the menu around the page asks its own
QUERIES_OF_A_PREVIEW = 7
QUERIES_OF_THE_HISTORY = 2
QUERIES_OF_A_RESULT = 5
_TABLES = ("catalog_import_photo", "ocop_registeredproduct", "catalogue_product")


def url(name, *args):
    return reverse(f"photo_batches:{name}", args=args)


@contextmanager
def asks(number):
    """So many queries about photos and products are made inside."""
    with CaptureQueriesContext(connection) as captured:
        yield
    about = [q["sql"] for q in captured if any(f'FROM "{name}' in q["sql"] for name in _TABLES)]
    assert len(about) == number, about


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def send(client, officer, done, *named, **fields):
    """Upload through the form; returns the answer."""
    form = {
        "centre": town.centre_of(officer).pk, "photos": town.files(*named), "numbers": "ordinal",
    }  # fmt: skip
    with done():
        return client.post(url("add"), form | fields)


@pytest.fixture
def batch(desk, officer, honey, done):
    files = [
        ("Mật ong bạc hà.jpg", picture("red")), ("Mật ong rừng.jpg", picture("blue")),
        ("x.heic", b"\0\0\0\x18ftypheic"),
    ]  # fmt: skip
    send(desk, officer, done, ("anh.zip", zipped(files)))
    return PhotoBatch.objects.get()


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_upload_leads_to_the_preview(desk, officer, honey, done):
    answer = send(desk, officer, done, ("anh.zip", zipped([("Mật ong bạc hà.jpg", picture())])))
    made = PhotoBatch.objects.get()

    assert answer["Location"] == url("batch", made.pk)
    page = desk.get(answer["Location"])
    assert "Refresh" not in page.headers
    assert "Mật ong bạc hà – HTX Ong Vàng – Xã Thông Nguyên" in text_of(page)
    assert f'src="{url("small", made.pk, made.photos.get().pk)}"' in page.content.decode()


@pytest.mark.parametrize(
    "named", [[], [("virus.exe", b"MZ")], [("a.jpg", picture()), ("b.docx", b"PK\x03\x04")]]
)
def test_a_wrong_upload_stays_in_the_form(desk, officer, done, named, media):
    answer = send(desk, officer, done, *named)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode() or "error-message" in answer.content.decode()
    assert not PhotoBatch.objects.exists()


def test_a_batch_for_another_centre_is_no_choice(desk, officer, done):
    other = town.centre_of(town.officer_of("Ninh Bình"))

    assert send(desk, officer, done, ("a.jpg", picture()), centre=other.pk).status_code == 200
    assert not PhotoBatch.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "reading", "applying"])
def test_a_page_that_waits_renews_itself(desk, batch, state):
    PhotoBatch.objects.update(state=state, done=3, total=8)
    page = desk.get(url("batch", batch.pk))

    assert page.headers["Refresh"] == "3"
    assert 'max="8" value="3"' in page.content.decode()


@pytest.mark.parametrize("state", ["refused", "applied", "undone", "discarded", "expired"])
def test_every_state_has_a_page(desk, batch, state):
    PhotoBatch.objects.update(state=state, problem="no-pictures" if state == "refused" else "")

    assert desk.get(url("batch", batch.pk)).status_code == 200


def test_tabs_count_and_the_first_is_what_needs_a_person(desk, batch):
    page = desk.get(url("batch", batch.pk))

    assert [(tab.slug, tab.count, tab.is_chosen) for tab in page.context["tabs"]] == [
        ("chua-khop", 1, True), ("da-khop", 1, False), ("bo-qua", 0, False), ("loi", 1, False),
    ]  # fmt: skip
    assert [card.photo.path for card in page.context["cards"]] == ["Mật ong rừng.jpg"]
    useless = desk.get(url("batch", batch.pk), {"xem": "loi"})
    assert [card.photo.path for card in useless.context["cards"]] == ["x.heic"]


def form_of(*photos, **fields):
    return {"photo": [photo.pk for photo in photos], "xem": "chua-khop", "trang": "1", **fields}


def test_a_person_finds_chooses_and_applies_without_a_script(desk, batch, honey, done):
    orange = town.product("Cam sành", town.subject("HTX Cam Hàm Yên"))
    photo = batch.photos.get(path="Mật ong rừng.jpg")
    save = url("save", batch.pk)

    found = desk.post(save, form_of(photo, **{f"find-{photo.pk}": "cam sanh"}))
    back = f"{url('batch', batch.pk)}?xem=chua-khop&trang=1"
    assert found["Location"] == f"{back}#anh-{photo.pk}"
    assert f'<option value="{orange.pk}">' in desk.get(back).content.decode()

    desk.post(save, form_of(photo, **{f"product-{photo.pk}": orange.pk}))
    photo.refresh_from_db()
    assert photo.product_id == orange.pk

    with done():
        answer = desk.post(save, {"apply": "1", "xem": "da-khop"})
    assert answer["Location"] == url("batch", batch.pk)
    assert set(ProductImage.objects.values_list("product", flat=True)) == {
        honey.listing.pk, orange.listing.pk,
    }  # fmt: skip
    page = desk.get(url("batch", batch.pk))
    assert page.context["outcomes"][0][1] == 2
    assert f'href="{orange.listing.get_absolute_url()}"' in page.content.decode()

    with done():
        desk.post(url("undo", batch.pk))
    assert not ProductImage.objects.exists()
    assert desk.get(url("batch", batch.pk)).status_code == 200


def test_what_is_left_out_does_not_hang(desk, batch, done):
    photo = batch.photos.get(path="Mật ong bạc hà.jpg")
    form = form_of(photo, **{f"product-{photo.pk}": photo.product_id, f"out-{photo.pk}": "1"})
    with done():
        desk.post(url("save", batch.pk), form | {"apply": "1"})

    batch.refresh_from_db()
    assert batch.state == "ready"  # nothing is left to hang
    assert not ProductImage.objects.exists()


def test_nonsense_in_the_form_changes_nothing(desk, batch):
    before = list(Photo.objects.order_by("pk").values())
    photo = batch.photos.get(path="Mật ong rừng.jpg")

    assert desk.post(url("save", batch.pk), {"photo": ["x"]}).status_code == 404
    desk.post(url("save", batch.pk), form_of(photo, **{f"product-{photo.pk}": "1 OR 1=1"}))
    desk.post(url("save", batch.pk), {"photo": ["999999999999"], "xem": "//evil.example"})

    assert list(Photo.objects.order_by("pk").values()) == before


def test_names_are_shown_as_text(desk, officer, honey, done):
    name = "<script>alert(1)</script> Mật ong.jpg"
    with done():
        made = town.upload(officer, ("a.zip", zipped([(name.replace("/", "-"), picture())])))

    assert "<script>alert(1)" not in desk.get(url("batch", made.pk)).content.decode()


def test_small_pictures_are_private(desk, batch, media):
    photo = batch.photos.first()
    answer = desk.get(url("small", batch.pk, photo.pk))

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "private" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert Client().get(f"/media/{photo.small.name}").status_code == 404
    assert desk.get(url("small", batch.pk + 1, photo.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_preview(desk, officer, honey, done, count):
    for number in range(count):
        maker = town.subject(f"HTX số {number}")
        town.product(f"Mật ong số {number}", maker)
    files = [(f"Mật ong số {number} (1).jpg", picture(mark=str(number))) for number in range(count)]
    with done():
        made = town.upload(officer, ("a.zip", zipped(files)))
    address = url("batch", made.pk)
    desk.get(address)

    with asks(QUERIES_OF_A_PREVIEW):
        page = desk.get(address, {"xem": "da-khop"})

    assert len(page.context["cards"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_history(desk, officer, honey, done, count):
    for _ in range(count):
        with done():
            town.upload(officer, ("Mật ong bạc hà.jpg", picture()))
    desk.get(url("index"))

    with asks(QUERIES_OF_THE_HISTORY):
        page = desk.get(url("index"))

    assert len(page.context["page"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_result(desk, officer, honey, done, count):
    files = [(f"Mật ong bạc hà ({n}).jpg", picture(mark=str(n))) for n in range(count)]
    with done():
        made = town.upload(officer, ("a.zip", zipped(files)))
    made.refresh_from_db()
    with done():
        town.apply(made, officer)
    desk.get(url("batch", made.pk))

    with asks(QUERIES_OF_A_RESULT):
        page = desk.get(url("batch", made.pk))

    assert len(page.context["lines"]) == count


def browsers(officer):
    """Who may knock: role → browser."""
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    people = {
        "buyer": UserFactory(), "editor": editor, "officer": officer,
        "other officer": town.officer_of("Ninh Bình"),
        "operator": UserFactory(is_staff=True, is_superuser=True),
    }  # fmt: skip
    found = {"anonymous": Client()}
    for role, user in people.items():
        found[role] = Client()
        found[role].force_login(user)
    return found


ROLES = ("anonymous", "buyer", "editor", "officer", "other officer", "operator")
OUT = ("sign in", "sign in")
#: Door → (method, what each of ROLES gets)
DOORS = {
    "index": ("get", (*OUT, "on", 200, 200, 200)),
    "add": ("get", (*OUT, "on", 200, 200, 200)),
    "batch": ("get", (*OUT, 404, 200, 404, 200)),
    "small": ("get", (*OUT, 404, 200, 404, 200)),
    "save": ("post", (*OUT, 404, "on", 404, "on")),
    "undo": ("post", (*OUT, 404, "on", 404, "on")),
    "discard": ("post", (*OUT, 404, "on", 404, "on")),
}


def test_who_gets_through_which_door(officer, batch):
    photo = batch.photos.first()
    people = browsers(officer)
    found = {}
    for door, (method, _expected) in DOORS.items():
        args = {"index": (), "add": (), "small": (batch.pk, photo.pk)}.get(door, (batch.pk,))
        answers = (getattr(people[role], method)(url(door, *args)) for role in ROLES)
        found[door] = tuple(outcome(answer) for answer in answers)

    assert found == {door: expected for door, (_method, expected) in DOORS.items()}


def test_another_centre_sees_no_batch_and_changes_none(officer, batch, done):
    other = browsers(officer)["other officer"]
    before = list(Photo.objects.order_by("pk").values())

    assert len(other.get(url("index")).context["page"]) == 0
    for door in ("save", "undo", "discard"):
        other.post(url(door, batch.pk), {"apply": "1"})

    batch.refresh_from_db()
    assert (batch.state, list(Photo.objects.order_by("pk").values())) == ("ready", before)


def test_only_people_of_centres_see_the_menu(officer):
    from catalog_import.photos.hooks import register_photo_batches

    item = register_photo_batches().get_menu_item()

    class Request:
        user = officer

    assert item.is_shown(Request)
    Request.user = UserFactory()
    assert not item.is_shown(Request)
