import datetime
import io
from pathlib import Path

import pytest
from django.utils import translation

from accounts.models import User
from catalog_import.errors import RunIsNotApplied, UndoRefused
from catalog_import.models import ImportRun
from catalog_import.services import apply_run, import_file, undo_run
from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.services import award_certificate, claim_subject, correct_subject
from search.models import OutboxRow
from shop.catalogue.models import Product
from shop.catalogue.services import PackOffer, set_offer
from tests.catalog_import.tables import all_rows, differing

pytestmark = pytest.mark.django_db

REGISTRIES = Path(__file__).parent / "registries"
MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TODAY = MOMENT.date()
LISTED = datetime.date(2026, 6, 30)
HEADER = "Tên sản phẩm;Chủ thể;Địa chỉ;Hạng sao;Số quyết định;Ngày quyết định;Ghi chú\n"
PLACE = "xã Thạnh Phú, huyện Cầu Kè, tỉnh Trà Vinh"


def csv(*lines, header=HEADER, name="list.csv"):
    file = io.BytesIO((header + "".join(f"{line}\n" for line in lines)).encode())
    file.name = name
    return file


def load(file=None, **about):
    report = import_file(**{"moment": MOMENT, "file": file, "as_of": LISTED} | about)
    assert report.is_written, report.problems
    return report.run


def undo(run):
    undo_run(run=run, undone_by=None, moment=MOMENT)


def reasons(run):
    """Why it cannot be undone, after making sure that nothing was changed by the attempt."""
    before = all_rows()
    with pytest.raises(UndoRefused) as refused, translation.override("en"):
        undo(run)
    assert differing(before, all_rows()) == {}
    assert ImportRun.objects.get(pk=run.pk).state == "applied"
    return refused.value.reasons


def test_undone_the_first_import_leaves_an_empty_register():
    before = all_rows()
    run = load(path=REGISTRIES / "01-merged-phuluc.xlsx", as_of=None)
    assert Product.objects.count() == 27
    OutboxRow.objects.all().delete()

    undo(run)

    assert differing(before, all_rows()) == {}
    assert (run.state, run.undone_at) == ("undone", MOMENT)
    assert OutboxRow.objects.count() == 27  # their documents leave the index
    assert run.rows.count() == 27


def test_undone_next_years_list_leaves_last_years_register():
    load(path=REGISTRIES / "01-merged-phuluc.xlsx", as_of=None)
    before = all_rows()
    run = load(path=REGISTRIES / "11-merged-phuluc-reissue.xlsx", as_of=None)
    assert differing(before, all_rows()).keys() >= {"ocop.Standing", "catalogue.Product"}

    undo(run)

    assert differing(before, all_rows()) == {}


def test_a_day_stated_later_is_taken_back():
    line = f"Trà;HTX A;{PLACE};4"
    load(csv(line), as_of=None)
    before = all_rows()
    run = load(csv(line))
    assert Certificate.objects.count() == 1

    undo(run)

    assert differing(before, all_rows()) == {}


def test_gaps_that_were_filled_are_gaps_again():
    header = "Sản phẩm;Chủ thể;Tỉnh;Huyện;Hạng sao;Nhóm;SĐT\n"
    load(csv("Trà;HTX A;Trà Vinh;;4;;", header=header))
    before = all_rows()
    filled = "Trà;HTX A;Trà Vinh;Cầu Kè;4;đồ uống;0900000002"
    run = load(csv(filled, header=header, name="b.csv"))
    assert Subject.objects.get().phone == "0900000002"

    undo(run)

    assert differing(before, all_rows()) == {}


def test_a_revocation_is_taken_back():
    line = f"Trà;HTX A;{PLACE};4;1/QĐ-UBND;01/03/2025"
    load(csv(line))
    before = all_rows()
    run = load(csv(f"{line};thu hồi", name="b.csv"), as_of=TODAY)
    assert not RegisteredProduct.objects.get().is_public

    undo(run)

    assert differing(before, all_rows()) == {}


def test_an_undone_run_can_be_applied_again_and_undone_again():
    run = load(csv(f"Trà;HTX A;{PLACE};4"))
    undo(run)

    report = apply_run(run=run, today=TODAY, moment=MOMENT)

    assert (report.is_written, run.state) == (True, "applied")
    undo(run)
    with pytest.raises(RunIsNotApplied):
        undo(run)
    assert not RegisteredProduct.objects.exists()


def test_lists_are_undone_from_the_last_to_the_first():
    line = f"Trà;HTX A;{PLACE};4"
    empty = all_rows()
    first = load(csv(line))
    second = load(csv(line, f"Chè;HTX A;{PLACE};3", name="b.csv"), as_of=TODAY)

    assert reasons(first) == ["The later import “b.csv” speaks of “Trà” too."]
    undo(second)
    undo(first)

    assert differing(empty, all_rows()) == {}


def test_what_was_corrected_by_hand_stays():
    run = load(csv(f"Trà;HTX A;{PLACE};4"))
    correct_subject(subject=Subject.objects.get(), phone="0900000009")

    assert reasons(run) == ["“HTX A” was corrected by hand."]


def test_a_filled_gap_that_was_corrected_since_stays():
    header = "Sản phẩm;Chủ thể;Tỉnh;Hạng sao;SĐT\n"
    load(csv("Trà;HTX A;Trà Vinh;4;", header=header))
    run = load(csv("Trà;HTX A;Trà Vinh;4;0900000002", header=header, name="b.csv"))
    correct_subject(subject=Subject.objects.get(), phone="0900000009")

    assert reasons(run) == ["“HTX A” was corrected since.", "“HTX A” was corrected by hand."]


def test_what_was_awarded_since_stays():
    run = load(csv(f"Trà;HTX A;{PLACE};4"))
    award_certificate(
        product=RegisteredProduct.objects.get(), stars=5, decision_no="9/QĐ-BNNMT",
        issued_on=TODAY, recorded_on=TODAY,
    )  # fmt: skip

    assert reasons(run) == ["Something was recorded of “Trà” by hand."]
    assert Standing.objects.count() == 2


def test_a_producer_somebody_asked_to_act_for_stays():
    run = load(csv(f"Trà;HTX A;{PLACE};4"))
    claim_subject(subject=Subject.objects.get(), user=User.objects.create(email="a@example.com"))

    assert reasons(run) == ["Claims of subjects name “HTX A” (1)."]


def test_a_product_on_offer_stays():
    run = load(csv(f"Trà;HTX A;{PLACE};4"))
    set_offer(
        listing=Product.objects.get(), packs=[PackOffer("Hộp", 50_000, 3, "T1")], moment=MOMENT
    )

    told = reasons(run)
    assert "Stock records name “Trà” (1)." in told
    assert any("name “HTX A” (1)." in reason for reason in told)  # her partner in the shop
