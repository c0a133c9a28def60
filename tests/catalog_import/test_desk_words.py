"""What the desk of imports says is what is so: nothing is offered that does nothing, and what a row
brings stands beside what was there.
"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from catalog_import.exports import problem_rows
from catalog_import.models import ImportRun
from catalog_import.selectors.drift import drift_of
from ocop.models import Place, RegisteredProduct
from tests.catalog_import.offices import HEADER, bring, go, officer, tea, teas, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_hours")]
State = ImportRun.State


def text_of(response):
    return response.content.decode()


def test_of_several_files_the_empty_ones_are_named(desk):
    files = [SimpleUploadedFile("mot.xlsx", teas(tea())), SimpleUploadedFile("hai.csv", b"")]
    province = Place.objects.provinces().get(name="Tuyên Quang").pk

    page = desk.post(reverse("imports:upload"), {"uploads": files, "province": province})

    assert page.status_code == 422
    (told,) = page.context["form"].errors["uploads"]
    assert "hai.csv" in told
    assert "mot.xlsx" not in told
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("lines", [[HEADER], [HEADER, tea(1, stars=9), tea(2, stars=7)]])
def test_what_has_nothing_to_write_is_not_offered_to_be_written(desk, lines):
    _, run = bring(desk, workbook(*lines))

    page = desk.get(go("run", run))
    assert run.state == State.CHECKED
    assert go("apply", run) not in text_of(page)
    assert "help-warning" in text_of(page)
    for method in (desk.get, desk.post):
        assert method(go("apply", run))["Location"] == go("run", run)
    run.refresh_from_db()
    assert (run.state, run.waiting_for) == (State.CHECKED, "")


def test_a_check_that_was_cut_off_leaves_nothing_to_apply(desk):
    _, run = bring(desk, teas(tea()))
    run.rows.all().delete()
    ImportRun.objects.filter(pk=run.pk).update(state=State.INTERRUPTED)

    page = text_of(desk.get(go("run", run)))

    assert go("apply", run) not in page
    assert go("recheck", run) in page


@pytest.mark.parametrize("act", ["recheck", "apply"])
def test_a_run_that_was_cut_off_waits_when_it_is_asked_for_again(desk, settings, act):
    _, run = bring(desk, teas(tea()))
    ImportRun.objects.filter(pk=run.pk).update(state=State.INTERRUPTED, waiting_for="apply")
    cut_off = text_of(desk.get(go("run", run)))
    assert go("rows", run) in cut_off
    assert "run-progress" not in cut_off
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    desk.post(go(act, run))

    run.refresh_from_db()
    assert run.state != State.INTERRUPTED
    assert run.waiting_for == {"recheck": "check", "apply": "apply"}[act]
    assert "run-progress" in text_of(desk.get(go("run", run)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_mended_rows_that_come_back_ask_of_no_other_product(desk, language):
    _, whole = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ"), tea(3, "Gạo Ví Dụ", stars=9)))
    desk.post(go("apply", whole), {"valid_rows_only": "1"})
    with translation.override(language):
        book = load_workbook(io.BytesIO(problem_rows(whole)))
    sheet = book.active
    stars = [cell.value for cell in sheet[1]].index("Hạng sao") + 1
    sheet.cell(2, stars).value = 4
    out = io.BytesIO()
    book.save(out)

    _, mended = bring(desk, out.getvalue(), "sua.xlsx")

    assert mended.rows.filter(outcome="created").count() == 1
    assert not mended.missing.exists()
    assert sorted(mended.issues.values_list("code", flat=True)) == ["mended_rows"]
    desk.post(go("apply", mended))
    _, next_list = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ")), "sau.xlsx")
    assert drift_of(next_list).earlier == whole
    assert [each.product.name for each in next_list.missing.all()] == ["Gạo Ví Dụ"]


def test_the_day_a_file_prints_is_written_as_days_are_here(desk):
    _, run = bring(desk, workbook(("Danh sách tính đến ngày 01/02/2026",), HEADER, tea()))

    assert run.as_of is None
    for url in (go("run", run), reverse("imports:index")):
        page = text_of(desk.get(url))
        assert "01/02/2026" in page
        assert "2026-02-01" not in page


def said(response):
    return {each.field: (each.old, each.new) for each in response.context["shown"].said}


def renewed(stars):
    return (*tea(stars=stars)[:6], "9500/QĐ-UBND", "01/09/2026")


def test_a_row_that_brings_another_star_shows_both(desk):
    _, first = bring(desk, teas(tea(stars=3)), "mot.xlsx")
    desk.post(go("apply", first))
    _, second = bring(desk, teas(renewed(4)), "hai.xlsx", as_of="2026-10-01")
    wanted = {
        "stars": (3, 4),
        "decision_no": ("9001/QĐ-UBND", "9500/QĐ-UBND"),
        "decision_date": ("01/06/2026", "01/09/2026"),
        "as_of": ("01/06/2026", "01/10/2026"),
    }

    row = second.rows.get()
    assert said(desk.get(go("row", second, row_pk=row.pk))) == wanted
    assert "3 → 4" in text_of(desk.get(go("rows", second)))

    desk.post(go("apply", second))
    desk.post(go("apply", bring(desk, teas(renewed(5)), "ba.xlsx", as_of="2026-11-01")[1]))
    row = second.rows.get()
    assert said(desk.get(go("row", second, row_pk=row.pk))) == wanted


def test_a_row_that_repeats_what_was_said_brings_nothing(desk):
    _, first = bring(desk, teas(tea()), "mot.xlsx")
    desk.post(go("apply", first))
    _, second = bring(desk, workbook((*HEADER, "SĐT"), (*tea(), "0912345678")), "hai.xlsx")

    row = second.rows.get()

    assert row.outcome == "changed"
    assert said(desk.get(go("row", second, row_pk=row.pk))) == {}


def test_of_an_import_taken_back_no_row_brings_a_star(desk):
    _, first = bring(desk, teas(tea(stars=3)), "mot.xlsx")
    desk.post(go("apply", first))
    _, second = bring(desk, teas(renewed(4)), "hai.xlsx")
    desk.post(go("apply", second))
    desk.post(go("undo", second))

    row = second.rows.get()

    assert said(desk.get(go("row", second, row_pk=row.pk))) == {}
    assert RegisteredProduct.objects.get().certificates.get().stars == 3


def test_the_home_page_says_what_lists_wait_for(desk):
    panel = "danh-sach-dang-cho"
    home = reverse("wagtailadmin_home")
    assert panel not in text_of(desk.get(home))
    _, first = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ")), "mot.xlsx")

    assert f"{reverse('imports:index')}?state=checked" in text_of(desk.get(home))
    desk.post(go("apply", first))
    assert panel not in text_of(desk.get(home))
    desk.post(go("apply", bring(desk, teas(tea(1)), "hai.xlsx")[1]))
    assert reverse("imports:missing_products") in text_of(desk.get(home))

    desk.force_login(officer("Ninh Bình"))
    assert panel not in text_of(desk.get(home))
