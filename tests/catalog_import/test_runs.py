import datetime
import io

import pytest
from django.core.files.storage import default_storage

from catalog_import.errors import RunIsApplied, RunIsBusy
from catalog_import.models import ImportRun
from catalog_import.services import (
    apply_run,
    check_run,
    import_file,
    mark_interrupted,
    open_run,
    runs,
)
from ocop.models import Certificate, RegisteredProduct, Subject
from tests.catalog_import.tables import all_rows, differing

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TODAY = MOMENT.date()
LISTED = datetime.date(2026, 6, 30)
HEADER = "Tên sản phẩm;Chủ thể;Tỉnh;Huyện;Hạng sao;Nhóm;SĐT\n"
TEA = "Trà;HTX A;Trà Vinh;Cầu Kè;4;đồ uống;0900000002"


def opened(*lines, name="list.csv", as_of=LISTED):
    data = (HEADER + "".join(f"{line}\n" for line in lines)).encode()
    return open_run(data=data, file_name=name, as_of=as_of, moment=MOMENT)


def check(run):
    return check_run(run=run, today=TODAY, moment=MOMENT)


def apply(run, **about):
    return apply_run(run=run, today=TODAY, moment=MOMENT, **about)


def test_an_uploaded_file_is_kept_and_waits():
    run = opened(TEA)

    assert (run.state, run.as_of, run.source) == ("uploaded", LISTED, None)
    assert run.file.read().decode() == f"{HEADER}{TEA}\n"


def test_a_check_shows_what_would_come_of_each_row_and_writes_nothing_of_the_register():
    import_file(
        moment=MOMENT, file=_file("Trà;HTX A;Trà Vinh;;4;;", "Bún;HTX A;Trà Vinh;;3;;"),
        as_of=LISTED,
    )  # fmt: skip
    before = all_rows()

    run = opened(TEA, "Bún;HTX A;Trà Vinh;;3;;", "Chè;HTX B;Trà Vinh;;5;;", "Phở;HTX B;;;9;;")
    report = check(run)

    assert differing(before, all_rows()) == {}
    assert report.run == run
    assert (run.state, run.checked_at, run.as_of) == ("checked", MOMENT, LISTED)
    assert list(run.rows.values_list("row", "outcome")) == [
        (2, "changed"), (3, "unchanged"), (4, "created"), (5, "skipped"),
    ]  # fmt: skip
    tea = run.rows.get(row=2)
    assert (tea.product.name, tea.subject.name, tea.standing) == ("Trà", "HTX A", None)
    changes = list(tea.changes.values_list("model", "field", "old", "new"))
    assert ("ocop.subject", "phone", "", "0900000002") in changes
    assert ("ocop.registeredproduct", "group", None, "Đồ uống") in [
        (model, field, old, new) for model, field, old, new in changes
    ]
    assert [issue.code for issue in run.issues.filter(level="error")] == ["stars_out_of_range"]


def _file(*lines):
    file = io.BytesIO((HEADER + "".join(f"{line}\n" for line in lines)).encode())
    file.name = "earlier.csv"
    return file


def test_a_check_again_replaces_what_the_first_one_kept():
    run = opened(TEA)
    check(run)
    check(run)

    assert run.rows.count() == 1


def test_a_file_that_cannot_be_read_is_refused_and_says_why():
    run = open_run(data=b"%PDF-1.7", file_name="list.csv", moment=MOMENT)
    report = check(run)

    assert (report.is_refused, run.state) == (True, "refused")
    assert [issue.code for issue in run.issues.all()] == ["wrong-type"]


def test_applied_once_or_twice_is_the_same():
    run = opened(TEA)
    check(run)
    first = apply(run)
    after = all_rows()

    again = apply(run)

    assert (first.is_written, again.is_written) == (True, False)
    assert again.counts == first.counts
    assert differing(after, all_rows()) == {}
    assert (run.state, run.finished_at, run.source.province.name) == ("applied", MOMENT, "Trà Vinh")
    assert run.rows.get().standing == Certificate.objects.get().standing


def test_the_plan_is_made_again_of_the_register_as_it_is():
    run = opened(TEA)
    assert check(run).counts.created == 1
    import_file(moment=MOMENT, file=_file(TEA), as_of=LISTED)

    assert apply(run).counts.unchanged == 1
    assert RegisteredProduct.objects.count() == 1


def test_an_error_keeps_all_out_unless_the_sound_rows_are_asked_for():
    run = opened(TEA, "Phở;HTX B;;;9;;")
    check(run)

    assert not apply(run).is_written
    assert (ImportRun.objects.get().state, Subject.objects.count()) == ("checked", 0)
    assert apply(run, valid_rows_only=True).is_written
    assert (run.is_partial, [p.name for p in RegisteredProduct.objects.all()]) == (True, ["Trà"])


def test_an_applied_run_is_not_checked_again():
    run = opened(TEA)
    apply(run)

    with pytest.raises(RunIsApplied):
        check(run)


def test_what_breaks_in_the_middle_is_interrupted_and_can_be_done_again(monkeypatch):
    run = opened(TEA)
    before = all_rows()
    keep = runs.Importing.write

    def breaking(self, *args, **about):
        keep(self, *args, **about)
        raise KeyboardInterrupt

    monkeypatch.setattr(runs.Importing, "write", breaking)
    with pytest.raises(KeyboardInterrupt):
        apply(run)
    assert differing(before, all_rows()) == {}
    assert ImportRun.objects.get().state == "interrupted"
    monkeypatch.undo()

    assert apply(run).is_written


@pytest.mark.django_db(transaction=True)
def test_a_run_whose_process_died_is_found():
    run = opened(TEA)
    ImportRun.objects.filter(pk=run.pk).update(state="applying")

    assert mark_interrupted(moment=MOMENT) == 1
    assert ImportRun.objects.get().state == "interrupted"
    assert mark_interrupted(moment=MOMENT) == 0


def test_a_check_is_given_up_after_a_quarter_of_an_hour():
    run = opened(TEA)
    ImportRun.objects.filter(pk=run.pk).update(state="checking", checked_at=MOMENT)
    minute = datetime.timedelta(minutes=1)

    assert mark_interrupted(moment=MOMENT + 14 * minute) == 0
    with pytest.raises(RunIsBusy):
        check(run)
    assert mark_interrupted(moment=MOMENT + 16 * minute) == 1


def test_the_same_content_is_kept_once():
    first, second = opened(TEA), opened(TEA, name="again.csv")

    assert first.file.name == second.file.name
    assert default_storage.exists(first.file.name)
    assert second.file_name == "again.csv"
