"""The desk of a centre: its own fairs, and nobody else's."""

import pytest
from django.urls import reverse

from fairs.models import Booth, Fair
from tests.factories.ocop import SubjectFactory
from tests.fairs import town

pytestmark = pytest.mark.django_db
FAIRS = "/cms/hoi-cho/"


@pytest.fixture
def desk(client, at, officer):
    client.force_login(officer)
    return client


def form(**changes):
    return {
        "name": "Hội chợ Tết", "summary": "Sắm Tết", "mode": "online", "venue": "",
        "opens_at": "2026-12-20 08:00", "closes_at": "2026-12-24 17:00",
    } | changes  # fmt: skip


def act(client, name, pk, **data):
    return client.post(reverse(f"fair_desk:{name}", args=[pk]), data)


def test_centre_makes_changes_publishes_and_cancels_a_fair(desk, officer):
    made = desk.post(f"{FAIRS}new/", form(centre=town.centre_of(officer).pk))
    fair = Fair.objects.get()
    assert made["Location"] == f"{FAIRS}inspect/{fair.pk}/"
    assert (fair.name, fair.status, fair.opens_at.isoformat()) == (
        "Hội chợ Tết", "draft", "2026-12-20T01:00:00+00:00",
    )  # fmt: skip

    desk.post(f"{FAIRS}edit/{fair.pk}/", form(name="Hội chợ Tết Nguyên đán"))
    act(desk, "publish", fair.pk)
    fair.refresh_from_db()
    assert (fair.name, fair.slug, fair.status) == (
        "Hội chợ Tết Nguyên đán", "hoi-cho-tet", "published",
    )  # fmt: skip

    act(desk, "cancel", fair.pk)
    fair.refresh_from_db()
    assert fair.status == "cancelled"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""}, {"closes_at": "2026-12-20 08:00"}, {"mode": "physical"}, {"mode": "x"},
        {"opens_at": "never"},
    ],
)  # fmt: skip
def test_plan_that_makes_no_sense_stays_in_the_form(desk, officer, changes):
    answer = desk.post(f"{FAIRS}new/", form(centre=town.centre_of(officer).pk, **changes))

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert Fair.objects.count() == 0


@pytest.mark.parametrize(
    "typed", ["2026-12-05T08:00", "2026-12-05 08:00", "05/12/2026 08:00", "08:00 05/12/2026"]
)
def test_moments_are_picked_or_typed_with_the_day_first(desk, officer, typed):
    desk.post(f"{FAIRS}new/", form(centre=town.centre_of(officer).pk, opens_at=typed))

    fair = Fair.objects.get()
    assert fair.opens_at.isoformat() == "2026-12-05T01:00:00+00:00"
    shown = desk.get(f"{FAIRS}edit/{fair.pk}/").content.decode()
    assert '<input type="datetime-local" name="opens_at" value="2026-12-05T08:00"' in shown


def test_no_month_is_taken_for_a_day(desk, officer):
    answer = desk.post(
        f"{FAIRS}new/", form(centre=town.centre_of(officer).pk, opens_at="12/31/2026 08:00")
    )

    assert list(answer.context["form"].errors) == ["opens_at"]
    assert Fair.objects.count() == 0


def test_desk_finds_subjects_and_opens_hides_and_shows_booths(desk, fair):
    subject = town.seller("HTX Ong Đá Ví Dụ")

    page = desk.get(f"{FAIRS}inspect/{fair.pk}/", {"chu-the": "ong da"})
    act(desk, "add_booth", fair.pk, subject=subject.slug)
    booth = Booth.objects.get()
    hidden = act(desk, "change_booth", booth.pk)
    booth.refresh_from_db()

    assert [found.name for found in page.context["found"]] == ["HTX Ong Đá Ví Dụ"]
    assert hidden["Location"] == f"{FAIRS}inspect/{fair.pk}/"
    assert not booth.is_published
    act(desk, "change_booth", booth.pk, show="1")
    booth.refresh_from_db()
    assert booth.is_published


def test_list_holds_the_own_fairs_only(desk, fair):
    town.fair(town.officer_of("Ninh Bình"), name="Hội chợ Ninh Bình")

    page = desk.get(FAIRS)

    assert [row.name for row in page.context["object_list"]] == ["Hội chợ Ví Dụ"]


def test_every_act_says_what_it_did(desk, fair):
    subject = town.seller("HTX Ong Đá Ví Dụ")

    def told(name, pk, **data):
        page = desk.post(reverse(f"fair_desk:{name}", args=[pk]), data, follow=True)
        (message,) = page.context["messages"]
        return str(message)

    assert "HTX Ong Đá Ví Dụ" in told("add_booth", fair.pk, subject=subject.slug)
    booth = Booth.objects.get(subject=subject)
    shown, hidden = told("change_booth", booth.pk, show="1"), told("change_booth", booth.pk)
    assert "HTX Ong Đá Ví Dụ" in shown
    assert "HTX Ong Đá Ví Dụ" in hidden
    assert shown != hidden
    assert fair.name in told("cancel", fair.pk)


def test_of_many_producers_the_desk_says_that_there_are_more(desk, fair):
    for number in range(21):
        SubjectFactory(name=f"HTX Ong {number}")

    page = desk.get(f"{FAIRS}inspect/{fair.pk}/", {"chu-the": "htx ong"})

    assert len(page.context["found"]) == 20
    assert page.context["shown_of_more"] == 20
    page = desk.get(f"{FAIRS}inspect/{fair.pk}/", {"chu-the": "ong 20"})
    assert not page.context["shown_of_more"]


def test_fair_of_another_centre_is_not_found(client, at, fair, booth):
    client.force_login(town.officer_of("Ninh Bình"))
    before = (fair.name, fair.status)

    answers = [
        client.get(f"{FAIRS}inspect/{fair.pk}/"),
        client.get(f"{FAIRS}edit/{fair.pk}/"),
        client.post(f"{FAIRS}edit/{fair.pk}/", form()),
        act(client, "publish", fair.pk),
        act(client, "cancel", fair.pk),
        act(client, "add_booth", fair.pk, subject=booth.subject.slug),
        act(client, "change_booth", booth.pk),
    ]

    fair.refresh_from_db()
    booth.refresh_from_db()
    assert {answer.status_code for answer in answers} == {404}
    assert (fair.name, fair.status) == before
    assert booth.is_published


def test_fair_cannot_be_made_for_another_centre(desk):
    other = town.centre_of(town.officer_of("Ninh Bình"))

    answer = desk.post(f"{FAIRS}new/", form(centre=other.pk))

    assert "centre" in answer.context["form"].errors
    assert Fair.objects.count() == 0


def test_seller_and_editor_without_a_centre_do_not_enter(client, at, fair, booth):
    client.force_login(town.member_of(booth.subject))

    for address in (FAIRS, f"{FAIRS}inspect/{fair.pk}/", f"{FAIRS}new/"):
        assert client.get(address)["Location"].startswith("/cms/login/")


def test_desk_tells_local_time_and_offers_nothing_once_the_fair_is_over(desk, at, fair, booth):
    address = f"{FAIRS}inspect/{fair.pk}/"
    cancel = reverse("fair_desk:cancel", args=[fair.pk]).encode()

    before = desk.get(address).content
    at(town.CLOSES)
    after = desk.get(address).content

    assert b"08:00 01/12/2026" in before
    assert b"08:00 01/12/2026" in desk.get(FAIRS).content
    assert (cancel in before, cancel in after) == (True, False)
    assert reverse("fair_desk:change_booth", args=[booth.pk]).encode() not in after
