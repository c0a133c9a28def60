"""Whose imports are whose: the centre of the provinces, and after a hand-over the next one."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog_import.models import ImportRun, RunHandOver
from ocop.models import Centre, RegisteredProduct
from tests.catalog_import.offices import bring, go, officer, tea, teas
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_hours")]
State = ImportRun.State


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def own():
    return signed_in(officer("Tuyên Quang"))


@pytest.fixture
def other():
    return signed_in(officer("Ninh Bình"))


@pytest.fixture
def operator():
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


def pages(run):
    row = run.rows.first()
    return {
        ("get", go("run", run)), ("get", go("progress", run)), ("post", go("recheck", run)),
        ("get", go("columns", run)), ("post", go("columns", run)), ("get", go("rows", run)),
        ("get", go("row", run, row_pk=row.pk)), ("get", go("apply", run)),
        ("post", go("apply", run)), ("get", go("undo", run)), ("post", go("undo", run)),
        ("get", go("download", run)),
    }  # fmt: skip


def test_an_officer_of_another_province_finds_nothing_and_changes_nothing(own, other):
    _, run = bring(own, teas(tea()))
    before = ImportRun.objects.values().get(pk=run.pk)

    answers = {getattr(other, method)(where).status_code for method, where in pages(run)}

    assert answers == {404}
    assert ImportRun.objects.values().get(pk=run.pk) == before
    assert not RegisteredProduct.objects.exists()
    assert list(other.get(reverse("imports:index")).context["page"]) == []
    assert list(own.get(reverse("imports:index")).context["page"]) == [run]


def test_the_operator_sees_all(own, operator):
    _, run = bring(own, teas(tea()))

    answers = {operator.get(where).status_code for method, where in pages(run) if method == "get"}
    assert answers == {200, 302}  # what is not applied cannot be undone: back to the run


def test_nobody_without_a_centre_gets_in(client):
    client.force_login(officer())

    assert client.get(reverse("imports:index")).status_code == 404
    assert client.get(reverse("imports:upload")).status_code == 404


def test_rows_of_another_province_refuse_the_file_and_are_named(own):
    _, run = bring(own, teas(tea(1), tea(2, "Cá kho Ví Dụ", province="Ninh Bình")))

    page = own.get(go("run", run))
    assert run.state == State.REFUSED
    assert [(i.code, i.row) for i in run.issues.order_by("pk")] == [
        ("other_provinces", None), ("other_province", 3),
    ]  # fmt: skip
    assert "Ninh Bình" in page.content.decode()
    assert not run.rows.exists()
    own.post(go("apply", run))
    assert not RegisteredProduct.objects.exists()


def test_a_former_province_belongs_to_the_centre_of_today(own, other):
    _, run = bring(own, teas(tea(province="Hà Giang")))

    assert run.state == State.CHECKED
    assert [place.name for place in run.provinces.all()] == ["Tuyên Quang"]
    assert other.get(go("run", run)).status_code == 404


def test_a_province_of_somebody_else_cannot_be_stated(own):
    response, run = bring(own, teas(tea(province="")), province="Ninh Bình")

    assert response.status_code == 422
    assert run is None


def test_a_national_file_is_the_operators_alone(own, operator):
    data = teas(tea(1), tea(2, "Cá kho Ví Dụ", province="Ninh Bình"))
    _, run = bring(operator, data, province="")

    assert run.state == State.CHECKED
    assert sorted(place.name for place in run.provinces.all()) == ["Ninh Bình", "Tuyên Quang"]
    assert own.get(go("run", run)).status_code == 404


def test_of_a_national_list_an_officer_sees_the_rows_of_own_records(own, operator):
    data = teas(tea(1), tea(2, "Cá kho Ví Dụ", subject="HTX Cá Ví Dụ", province="Ninh Bình"))
    _, run = bring(operator, data, province="")
    ours, theirs = (go("row", run, row_pk=row.pk) for row in run.rows.order_by("row"))
    assert [own.get(page).status_code for page in (ours, theirs)] == [404, 404]  # not applied yet

    operator.post(go("apply", run))
    ours, theirs = (go("row", run, row_pk=row.pk) for row in run.rows.order_by("row"))

    page = own.get(ours)
    assert (page.status_code, own.get(theirs).status_code) == (200, 404)
    assert go("run", run) not in page.content.decode().replace(ours, "")
    product = RegisteredProduct.objects.get(name="Chè Shan Ví Dụ")
    assert ours in own.get(reverse("register:product", args=[product.pk])).content.decode()
    operator.post(go("undo", run))
    assert own.get(ours).status_code == 404


def test_a_hand_over_between_centres_is_recorded(own):
    _, run = bring(own, teas(tea()))
    own.post(go("apply", run))
    before = Centre.objects.get()
    after = Centre.objects.create(name="Sở Công Thương Tuyên Quang")
    after.provinces.set(before.provinces.all())
    before.provinces.clear()
    heir = officer(centre=after)

    assert own.get(go("run", run)).status_code == 404
    browser = signed_in(heir)
    assert browser.get(go("run", run)).status_code == 200
    browser.post(go("undo", run))

    run.refresh_from_db()
    (change,) = RunHandOver.objects.all()
    assert (change.run, change.from_centre, change.to_centre, change.taken_by) == (
        run, "Trung tâm Tuyên Quang", "Sở Công Thương Tuyên Quang", heir,
    )  # fmt: skip
    assert run.centre == after


def test_two_centres_of_one_province_hand_nothing_over(own):
    _, run = bring(own, teas(tea()))
    second = signed_in(officer("Tuyên Quang"))

    second.post(go("apply", run))

    assert not RunHandOver.objects.exists()
    run.refresh_from_db()
    assert (run.state, run.centre.name) == (State.APPLIED, "Trung tâm Tuyên Quang")


def test_an_upload_without_a_sign_in_is_sent_to_the_door():
    response = Client().post(reverse("imports:upload"))

    assert response["Location"].startswith("/cms/login/")
