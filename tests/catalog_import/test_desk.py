"""An officer brings a list, looks at it, mends it, applies it and takes it back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog_import.fields import FIELD_NAMES
from catalog_import.models import ImportRun, Source, SourceRow
from catalog_import.selectors.desk import rows_of
from ocop.enums import SubjectKind
from ocop.models import Place, RegisteredProduct, Subject
from tests.catalog_import.offices import (
    HEADER,
    bring,
    go,
    tea,
    teas,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_hours")]
State = ImportRun.State


def text_of(response):
    return response.content.decode()


def test_a_file_is_checked_and_nothing_is_written(desk):
    response, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ")))

    assert response.status_code == 302
    assert response["Location"] == go("run", run)
    assert (run.state, run.waiting_for) == (State.CHECKED, "")
    assert [p.name for p in run.provinces.all()] == ["Tuyên Quang"]
    assert run.centre.name == "Trung tâm Tuyên Quang"
    assert run.source.province.name == "Tuyên Quang"
    assert not RegisteredProduct.objects.exists()
    page = text_of(desk.get(go("run", run)))
    assert "danh-sach.xlsx" in page
    assert run.sha256 in page


def test_a_run_is_applied_once_and_undone(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ")))

    assert desk.get(go("apply", run)).status_code == 200
    assert desk.post(go("apply", run)).status_code == 302
    again = desk.post(go("apply", run))

    run.refresh_from_db()
    assert run.state == State.APPLIED
    assert again.status_code == 302
    assert sorted(RegisteredProduct.objects.values_list("name", flat=True)) == [
        "Cam Ví Dụ", "Chè Shan Ví Dụ",
    ]  # fmt: skip
    assert run.rows.filter(outcome="created").count() == 2


def test_a_list_of_another_province_is_told_before_it_is_applied(desk):
    places = ("Xã Nhân Hà", "Xã Nam Lý", "Phường Duy Tiên")  # of Ninh Bình
    rows = [(n, f"Cá kho {n}", "HTX Ví Dụ", place, "", 4, "", "") for n, place in enumerate(places)]
    _, run = bring(desk, teas(*rows))
    told = "3 dòng nằm ở Ninh Bình"

    assert told in text_of(desk.get(go("run", run)))
    assert told in text_of(desk.get(go("apply", run)))


def test_rows_with_problems_are_found_by_an_index(desk):
    """A national list has as many problems as rows: without one they are compared pair by pair."""
    _, run = bring(desk, teas(tea()))

    for shown in ("problems", "errors"):
        assert "issues_of_row" in rows_of(run, shown=shown).explain()


def test_the_same_upload_twice_is_one_run(desk):
    data = teas(tea())
    _, run = bring(desk, data)
    response, none = bring(desk, data)

    assert none is None
    assert response["Location"] == go("run", run)
    assert ImportRun.objects.count() == 1


def test_several_files_at_once(desk):
    files = [SimpleUploadedFile(f"{n}.xlsx", teas(tea(n, f"Trà {n}"))) for n in (1, 2)]
    province = Place.objects.provinces().get(name="Tuyên Quang").pk
    response = desk.post(reverse("imports:upload"), {"uploads": files, "province": province})

    assert response["Location"] == reverse("imports:index")
    assert sorted(ImportRun.objects.values_list("file_name", "state")) == [
        ("1.xlsx", "checked"), ("2.xlsx", "checked"),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2026-11-25", "2018-01-01"])
def test_a_list_cannot_speak_for_that_day(desk, day):
    response, run = bring(desk, teas(tea()), as_of=day)

    assert response.status_code == 422
    assert run is None


def test_a_file_that_cannot_be_read_says_why(desk):
    _, run = bring(desk, b"PK\x03\x04 no workbook at all", "hong.xlsx")

    assert run.state == State.REFUSED
    page = desk.get(go("run", run))
    assert page.status_code == 200
    assert run.issues.get().words in text_of(page)


def test_with_errors_only_the_sound_rows_are_applied(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ", stars=9)))

    page = text_of(desk.get(go("apply", run)))
    assert 'name="valid_rows_only"' in page
    desk.post(go("apply", run), {"valid_rows_only": "1"})

    run.refresh_from_db()
    assert (run.state, run.is_partial) == (State.APPLIED, True)
    assert [p.name for p in RegisteredProduct.objects.all()] == ["Chè Shan Ví Dụ"]


def test_errors_without_the_word_change_nothing_and_say_why(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ", stars=9)))

    desk.post(go("apply", run))

    run.refresh_from_db()
    assert (run.state, run.waiting_for) == (State.CHECKED, "")
    assert not RegisteredProduct.objects.exists()
    assert run.progress["refused"][0]["code"] == "stars_out_of_range"


UNKNOWN = workbook(
    ("Tên sản phẩm", "Chủ thể", "Tỉnh", "Chủng loại hạng", "Mã vùng"),
    ("Chè Ví Dụ", "HTX Chè Ví Dụ", "Tuyên Quang", "4 sao", "x1"),
    ("Cam Ví Dụ", "HTX Cam Ví Dụ", "Tuyên Quang", "3 sao", "x2"),
    ("Mật ong Ví Dụ", "HTX Ong Ví Dụ", "Tuyên Quang", "5 sao", "x3"),
)


def test_guessed_columns_are_not_applied_unseen(desk):
    _, run = bring(desk, UNKNOWN, as_of="2026-11-01")

    assert 'name="accept_mapping"' in text_of(desk.get(go("apply", run)))
    desk.post(go("apply", run))
    run.refresh_from_db()
    assert run.state == State.CHECKED
    assert not RegisteredProduct.objects.exists()

    desk.post(go("apply", run), {"accept_mapping": "1"})
    run.refresh_from_db()
    assert run.state == State.APPLIED


def column_fields(page):
    return {
        column.header: (number, chosen) for number, column, chosen, _ in page.context["columns"]
    }


def test_a_settled_mapping_is_remembered_and_next_years_file_maps_itself(desk):
    _, run = bring(desk, UNKNOWN, as_of="2025-11-01")
    page = desk.get(go("columns", run))
    fields = column_fields(page)

    assert page.context["columns"][0][1].header == "Chủng loại hạng"  # the unsure one stands first
    form = {f"column-{number}": chosen for number, chosen in fields.values()}
    form[f"column-{fields['Mã vùng'][0]}"] = "product_code"
    desk.post(go("columns", run), {**form, "remember": "1"})

    run.refresh_from_db()
    assert run.state == State.CHECKED
    assert not run.issues.filter(code__in=["mapping_unsure", "column_ignored"]).exists()
    assert run.rows.first().record["product_code"] == "x1"

    _, next_year = bring(
        desk,
        workbook(
            ("Tên sản phẩm", "Chủ thể", "Tỉnh", "Chủng loại hạng", "Mã vùng"),
            ("Trà Mẫu", "HTX Trà Mẫu", "Tuyên Quang", "5 sao", "x9"),
        ),
        "nam-sau.xlsx",
        as_of="2026-11-01",
    )
    assert not next_year.issues.filter(code__in=["mapping_unsure", "column_ignored"]).exists()
    assert next_year.rows.get().record["stars"] == 5
    assert next_year.rows.get().record["product_code"] == "x9"


def test_not_remembered_is_settled_for_this_file_alone(desk):
    _, run = bring(desk, UNKNOWN, as_of="2026-11-01")
    fields = column_fields(desk.get(go("columns", run)))

    desk.post(go("columns", run), {f"column-{n}": chosen for n, chosen in fields.values()})

    run.refresh_from_db()
    assert run.mapping
    assert Source.objects.get().remembered_mapping == {}


def test_two_columns_cannot_hold_the_same(desk):
    _, run = bring(desk, UNKNOWN, as_of="2026-11-01")
    fields = column_fields(desk.get(go("columns", run)))

    form = {f"column-{n}": chosen for n, chosen in fields.values()}
    form[f"column-{fields['Mã vùng'][0]}"] = "stars"
    response = desk.post(go("columns", run), form)

    run.refresh_from_db()
    assert response.status_code == 422
    assert run.mapping == {}


def test_rows_are_filtered_and_searched_without_accents(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ"), tea(3, "Gạo Ví Dụ", stars=9)))

    def listed(**query):
        return [shown.name for shown in desk.get(go("rows", run), query).context["rows"]]

    assert len(listed()) == 3
    assert listed(show="created") == ["Chè Shan Ví Dụ", "Cam Ví Dụ"]
    assert len(listed(show="errors")) == 1
    assert listed(q="che shan") == ["Chè Shan Ví Dụ"]
    assert listed(q="nothing like it") == []


def test_a_row_shows_cells_marks_and_what_was_read(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ", stars=9)))
    bad = run.rows.get(outcome="skipped")

    page = desk.get(go("row", run, row_pk=bad.pk))

    (cell,) = [c for c in page.context["cells"] if c.problems]
    assert (cell.column, cell.text, cell.problems[0][0]) == ("F", "9", "error")
    assert desk.get(go("row", run, row_pk=10**6)).status_code == 404


def test_a_row_left_out_says_what_was_understood_of_it(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ", stars=9)))
    bad = run.rows.get(outcome="skipped")

    (_, shown) = desk.get(go("rows", run)).context["rows"]
    read = dict(desk.get(go("row", run, row_pk=bad.pk)).context["read_as"])

    assert (shown.name, shown.subject, shown.stars) == ("Cam Ví Dụ", "HTX Chè Ví Dụ", None)
    assert read[str(FIELD_NAMES["subject_kind"])] == SubjectKind.COOPERATIVE.label
    assert read[str(FIELD_NAMES["decision_date"])] == "01/06/2026"


def test_a_changed_field_says_where_the_value_before_came_from(desk):
    _, first = bring(desk, teas(tea()), "mot.xlsx")
    desk.post(go("apply", first))
    subject = Subject.objects.get()
    _, second = bring(
        desk,
        workbook((*HEADER, "SĐT"), (*tea(), "0912345678")),
        "hai.xlsx",
    )
    row = second.rows.get()

    changes = desk.get(go("row", second, row_pk=row.pk)).context["changes"]

    assert [(c.old, c.new) for c in changes] == [("", "0912345678")]
    assert subject.phone == ""


def test_a_name_nearly_known_is_suggested_and_not_joined(desk):
    _, first = bring(desk, teas(tea()), "mot.xlsx")
    desk.post(go("apply", first))
    _, second = bring(desk, teas(tea(1, "Chè Shan Ví Dụu", "HTX Chè Ví Dụu")), "hai.xlsx")

    (shown,) = desk.get(go("rows", second)).context["rows"]

    assert [twin.name for twin in shown.subject_twins] == ["HTX Chè Ví Dụ"]
    assert [twin.name for twin in shown.product_twins] == ["Chè Shan Ví Dụ"]
    assert Subject.objects.count() == 1


def test_progress_is_asked_for_until_it_ends(desk):
    _, run = bring(desk, teas(tea()))
    done = desk.get(go("progress", run))
    ImportRun.objects.filter(pk=run.pk).update(
        state=State.CHECKING, progress={"stage": "read", "done": 50, "total": 100}
    )
    busy = desk.get(go("progress", run))

    assert (done["X-Busy"], busy["X-Busy"]) == ("0", "1")
    assert 'value="50"' in text_of(busy)
    page = text_of(desk.get(go("run", run)))
    assert re.search(r'<noscript>\s*<p><a class="button', page)
    assert "run-progress" in page


def test_while_it_is_applied_nobody_applies_it_again(desk):
    _, run = bring(desk, teas(tea()))
    ImportRun.objects.filter(pk=run.pk).update(waiting_for="apply")

    assert desk.post(go("apply", run)).status_code == 302
    assert desk.post(go("recheck", run)).status_code == 302

    run.refresh_from_db()
    assert (run.state, run.waiting_for) == (State.CHECKED, "apply")
    assert not RegisteredProduct.objects.exists()


def test_an_interrupted_run_says_so_and_runs_again(desk):
    _, run = bring(desk, teas(tea()))
    ImportRun.objects.filter(pk=run.pk).update(state=State.INTERRUPTED, waiting_for="apply")

    page = desk.get(go("run", run))
    assert page.context["is_interrupted"]
    assert not page.context["is_busy"]
    desk.post(go("apply", run))

    run.refresh_from_db()
    assert (run.state, run.waiting_for) == (State.APPLIED, "")


def test_the_kept_file_is_given_back_as_it_was(desk):
    data = teas(tea())
    _, run = bring(desk, data)

    response = desk.get(go("download", run))

    assert b"".join(response.streaming_content) == data
    assert response["Content-Disposition"] == 'attachment; filename="danh-sach.xlsx"'
    assert response["Content-Type"] == "application/octet-stream"
    assert desk.get(f"/media/{run.file.name}").status_code == 404


@pytest.mark.parametrize("item_count", [1, 12])
def test_history_costs_the_same_however_long(desk, item_count, django_assert_num_queries):
    for number in range(item_count):
        bring(desk, teas(tea(number + 1, f"Trà {number}")), f"{number}.xlsx")
    desk.get(reverse("imports:index"))

    with django_assert_num_queries(22):
        page = desk.get(reverse("imports:index"))
    assert len(page.context["page"].object_list) == item_count


@pytest.mark.parametrize("item_count", [2, 30])
def test_a_page_of_rows_costs_the_same_however_long(desk, item_count, django_assert_num_queries):
    rows = [tea(n + 1, f"Trà số {n}", stars=4 if n % 2 else 9) for n in range(item_count)]
    _, run = bring(desk, teas(*rows))
    desk.get(go("rows", run))

    with django_assert_num_queries(28):
        page = desk.get(go("rows", run))
    assert len(page.context["rows"]) == item_count
    assert SourceRow.objects.filter(run=run).count() == item_count
