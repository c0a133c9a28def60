"""What lists left open: two words on one fact, and products no longer named."""

import pytest
from django.urls import reverse
from django.utils import translation

from catalog_import.models import FieldConflict, ImportRun, MissingProduct
from catalog_import.selectors.questions import runs_with_missing
from ocop.models import Standing, Subject
from tests.catalog_import.offices import HEADER, bring, go, officer, tea, teas, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_hours")]
WITH_PHONE = (*HEADER, "SĐT")


def brought(desk, data, name):
    _, run = bring(desk, data, name, as_of="2026-11-01")
    desk.post(go("apply", run))
    run.refresh_from_db()
    assert run.state == "applied"
    return run


@pytest.fixture
def conflict(desk):
    """Two lists name two telephones."""
    for number, name in (("0912345678", "mot.xlsx"), ("0987654321", "hai.xlsx")):
        brought(desk, workbook(WITH_PHONE, (*tea(), number)), name)
    return FieldConflict.objects.get()


def test_a_conflict_shows_both_sides_and_their_origins(desk, conflict):
    page = desk.get(reverse("imports:conflicts"))

    (shown,) = page.context["shown"]
    assert (shown.record, shown.known, shown.said) == (
        "HTX Chè Ví Dụ", "0912345678", "0987654321",
    )  # fmt: skip
    text = page.content.decode()
    assert "mot.xlsx" in text
    assert "hai.xlsx" in text


@pytest.mark.parametrize(
    ("take", "phone", "state"),
    [("list", "0987654321", "taken"), ("register", "0912345678", "kept")],
)
def test_a_conflict_is_decided_once(desk, conflict, take, phone, state):
    desk.post(reverse("imports:decide", args=[conflict.pk]), {"take": take})
    again = desk.post(reverse("imports:decide", args=[conflict.pk]), {"take": "list"})

    conflict.refresh_from_db()
    assert (Subject.objects.get().phone, conflict.state) == (phone, state)
    assert again.status_code == 404
    assert desk.get(reverse("imports:conflicts")).context["shown"] == []


def test_a_conflict_of_another_centre_is_not_there(conflict, client):
    client.force_login(officer("Ninh Bình"))

    assert client.get(reverse("imports:conflicts")).context["shown"] == []
    answer = client.post(reverse("imports:decide", args=[conflict.pk]), {"take": "list"})
    conflict.refresh_from_db()
    assert (answer.status_code, conflict.state) == (404, "open")


@pytest.fixture
def missing(desk):
    """The second list of a source leaves a product out."""
    brought(desk, teas(tea(1), tea(2, "Cam Ví Dụ")), "mot.xlsx")
    brought(desk, teas(tea(1)), "hai.xlsx")
    return MissingProduct.objects.get()


def test_a_product_left_out_is_asked_and_not_revoked(desk, missing):
    page = desk.get(go("missing", missing.run))

    assert [each.product.name for each in page.context["page"]] == ["Cam Ví Dụ"]
    assert not Standing.objects.filter(status="revoked").exists()
    assert list(desk.get(reverse("imports:missing_products")).context["runs"]) == [missing.run]
    assert "Cam Ví Dụ" in page.content.decode()


def test_revoked_by_a_decision(desk, missing):
    desk.post(
        reverse("imports:answer", args=[missing.pk]),
        {"answer": "revoked", "decision_no": "99/QĐ-UBND", "revoked_on": "2026-10-05"},
    )

    missing.refresh_from_db()
    standing = Standing.objects.get(status="revoked")
    assert (missing.answer, missing.standing, standing.decision_no) == (
        "revoked", standing, "99/QĐ-UBND",
    )  # fmt: skip
    assert list(desk.get(reverse("imports:missing_products")).context["runs"]) == []


@pytest.mark.parametrize(
    "form",
    [{"answer": "revoked", "revoked_on": "2026-12-31"}, {"answer": "nonsense"}, {}],
)
def test_an_answer_that_makes_no_sense_changes_nothing(desk, missing, form):
    desk.post(reverse("imports:answer", args=[missing.pk]), form)

    missing.refresh_from_db()
    assert missing.answer == ""
    assert not Standing.objects.filter(status="revoked").exists()


def test_what_was_entered_of_a_revocation_stands_there_when_it_is_refused(desk, missing):
    form = {"answer": "revoked", "decision_no": "99/QĐ-UBND", "revoked_on": "2026-12-31"}
    page = desk.post(reverse("imports:answer", args=[missing.pk]), form)

    assert page.status_code == 422
    text = page.content.decode()
    assert "<details open>" in text
    assert 'value="99/QĐ-UBND"' in text
    assert 'value="2026-12-31"' in text
    assert text.count('name="csrfmiddlewaretoken" value=""') == 0


def test_a_revocation_that_was_taken_back_is_asked_again(desk, missing):
    url = reverse("imports:answer", args=[missing.pk])
    desk.post(url, {"answer": "revoked", "decision_no": "99/QĐ-UBND", "revoked_on": "2026-10-05"})
    assert f'action="{url}"' not in desk.get(go("missing", missing.run)).content.decode()

    standing = Standing.objects.get(status="revoked")
    desk.post(reverse("register:take_back", args=[standing.pk]), {"reason": "Nhầm"})
    assert f'action="{url}"' in desk.get(go("missing", missing.run)).content.decode()
    desk.post(url, {"answer": "valid"})

    missing.refresh_from_db()
    assert missing.answer == "valid"
    assert not Standing.objects.filter(status="revoked").exists()


def test_answers_name_what_they_answer_and_lead_back_to_their_page(desk, missing):
    done = desk.post(
        reverse("imports:answer", args=[missing.pk]), {"answer": "later", "p": "2"}, follow=True
    )

    assert done.redirect_chain == [(f"{go('missing', missing.run)}?p=2", 302)]
    (told,) = done.context["messages"]
    assert "Cam Ví Dụ" in str(told)


def test_a_conflict_answered_on_the_page_of_its_list_leads_back_there(desk, conflict):
    run = conflict.source_row.run
    form = {"take": "list", "from": run.pk, "p": "1"}
    done = desk.post(reverse("imports:decide", args=[conflict.pk]), form, follow=True)

    assert done.redirect_chain == [(f"{go('conflicts_of_run', run)}?p=1", 302)]
    (told,) = done.context["messages"]
    assert "HTX Chè Ví Dụ" in str(told)


def test_conflicts_are_told_in_words(desk):
    header = (*HEADER, "Loại hình", "Nhóm")
    for kind, group, name in (
        ("Hợp tác xã", "Thực phẩm", "mot.xlsx"), ("Hộ kinh doanh", "Đồ uống", "hai.xlsx"),
    ):  # fmt: skip
        row = (*tea(subject="Cơ sở Chè Ví Dụ"), kind, group)
        brought(desk, workbook(header, row), name)

    with translation.override("vi"):
        shown = desk.get(reverse("imports:conflicts")).context["shown"]

    assert sorted((each.field, each.known, each.said) for each in shown) == [
        ("loại hình chủ thể", "hợp tác xã", "hộ kinh doanh"),
        ("nhóm sản phẩm", "thực phẩm", "đồ uống"),
    ]


def test_later_may_be_answered_again(desk, missing):
    for answer in ("later", "valid"):
        desk.post(reverse("imports:answer", args=[missing.pk]), {"answer": answer})

    missing.refresh_from_db()
    assert missing.answer == "valid"


def test_of_a_list_that_names_a_part_all_others_are_still_valid_at_once(desk):
    brought(desk, teas(*(tea(n, f"Trà {n}") for n in range(1, 5))), "mot.xlsx")
    brought(desk, teas(tea(5, "Trà 5")), "hai.xlsx")
    run = ImportRun.objects.get(file_name="hai.xlsx")
    first = MissingProduct.objects.order_by("pk").first()
    desk.post(reverse("imports:answer", args=[first.pk]), {"answer": "revoked"})

    page = desk.get(go("missing", run))
    said = desk.post(go("rest_valid", run), follow=True)

    assert page.context["waiting"] == 3
    assert "3 sản phẩm" in said.content.decode()
    answers = run.missing.values_list("answer", flat=True)
    assert sorted(answers) == ["revoked", "valid", "valid", "valid"]
    assert said.context["waiting"] == 0
    assert Standing.objects.filter(status="revoked").count() == 1


def test_all_others_of_another_centres_list_stay_as_they_are(missing, client):
    client.force_login(officer("Ninh Bình"))

    assert client.post(go("rest_valid", missing.run)).status_code == 404
    missing.refresh_from_db()
    assert missing.answer == ""


def test_a_missing_product_of_another_centre_is_not_there(missing, client):
    client.force_login(officer("Ninh Bình"))

    answer = client.post(reverse("imports:answer", args=[missing.pk]), {"answer": "revoked"})

    missing.refresh_from_db()
    assert (answer.status_code, missing.answer) == (404, "")


@pytest.mark.parametrize("item_count", [1, 6])
def test_the_queue_costs_the_same_however_long(desk, item_count, django_assert_num_queries):
    for number, name in (("0912345678", "mot.xlsx"), ("0987654321", "hai.xlsx")):
        rows = [(*tea(n, f"Trà {n}", f"HTX số {n} Ví Dụ"), number) for n in range(item_count)]
        brought(desk, workbook(WITH_PHONE, *rows), name)
    desk.get(reverse("imports:conflicts"))

    with django_assert_num_queries(19):
        page = desk.get(reverse("imports:conflicts"))
    assert len(page.context["shown"]) == item_count


@pytest.mark.parametrize("item_count", [1, 6])
def test_missing_products_cost_the_same_however_many(desk, item_count, django_assert_num_queries):
    others = [tea(n + 2, f"Cam {n}") for n in range(item_count)]
    brought(desk, teas(tea(1), *others), "mot.xlsx")
    run = brought(desk, teas(tea(1)), "hai.xlsx")
    desk.get(go("missing", run))

    with django_assert_num_queries(20):
        page = desk.get(go("missing", run))
    assert len(page.context["page"].object_list) == item_count


def test_what_waits_is_counted_without_the_reports_of_the_lists(desk):
    """Joined with its report, a list of thousands took a minute to be counted."""
    run = brought(desk, teas(*(tea(n, f"Trà {n}") for n in range(1, 5))), "mot.xlsx")
    later = brought(desk, teas(tea(5, "Trà 5")), "hai.xlsx")

    found = runs_with_missing(later.run_by)

    assert [(each.pk, each.open_count) for each in found] == [(later.pk, 4)]
    assert "summary" not in str(found.query)
    for kept in (run, later):
        assert all(issue["code"] != "missing_from_file" for issue in kept.summary["issues"])
