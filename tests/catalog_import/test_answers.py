"""Two words on one fact, and products no longer named: asked of a person, done as answered."""

import datetime
import io

import pytest

from accounts.models import User
from catalog_import.errors import AlreadyAnswered, RunIsNotApplied
from catalog_import.models import FieldConflict, ImportRun, MissingProduct
from catalog_import.services import (
    answer_missing,
    check_run,
    decide_conflict,
    import_file,
    keep_registered,
    open_run,
    take_from_file,
    undo_run,
)
from ocop.models import RegisteredProduct, Standing, Subject
from ocop.services import correct_subject
from tests.catalog_import.tables import all_rows, differing

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TODAY = MOMENT.date()
LISTED = datetime.date(2026, 6, 30)
HEADER = "Sản phẩm;Chủ thể;Tỉnh;Huyện;Hạng sao;Nhóm;SĐT\n"


def load(*lines, name="list.csv", **about):
    file = io.BytesIO((HEADER + "".join(f"{line}\n" for line in lines)).encode())
    file.name = name
    report = import_file(**{"moment": MOMENT, "file": file, "as_of": LISTED} | about)
    assert report.is_written, report.problems
    return report.run


@pytest.fixture
def officer():
    return User.objects.create(email="officer@example.com")


@pytest.fixture
def two_words():
    """Two lists that differ on telephone, district and group of one product."""
    first = load("Trà;Công ty TNHH A;Trà Vinh;Cầu Kè;4;đồ uống;0900000001")
    second = load("Trà;Công ty TNHH A;Trà Vinh;Tiểu Cần;4;thực phẩm;0900000002", name="b.csv")
    return first, second


def conflict(field):
    return FieldConflict.objects.get(field=field, state="open")


def test_what_lists_differ_on_is_asked_with_who_said_it(two_words):
    first, second = two_words

    found = FieldConflict.objects.order_by("field").values_list(
        "model", "field", "known", "said", "origin", "origin_run", "source_row__run"
    )
    district = [c for c in found if c[1] == "place_as_issued"]
    assert [c for c in found if c[1] != "place_as_issued"] == [
        ("ocop.registeredproduct", "group", "đồ uống", "thực phẩm", "registry", first.pk,
         second.pk),
        ("ocop.subject", "phone", "0900000001", "0900000002", "registry", first.pk, second.pk),
    ]  # fmt: skip
    assert len(district) == 1
    assert Subject.objects.get().phone == "0900000001"


def test_a_correction_by_hand_names_who_made_it(officer):
    load("Trà;HTX A;Trà Vinh;;4;;0900000001")
    from auditlog.context import set_actor

    with set_actor(officer):
        correct_subject(subject=Subject.objects.get(), phone="0900000009")
    load("Trà;HTX A;Trà Vinh;;4;;0900000001", "Chè;HTX A;Trà Vinh;;4;;", name="b.csv")

    asked = conflict("phone")
    assert (asked.origin, asked.origin_by, asked.known) == ("hand", officer, "0900000009")


def test_kept_stays_and_is_not_asked_again(two_words, officer):
    keep_registered(conflict=conflict("phone"), decided_by=officer, moment=MOMENT)

    kept = FieldConflict.objects.get(field="phone")
    assert (kept.state, kept.decided_by, kept.decided_at) == ("kept", officer, MOMENT)
    assert Subject.objects.get().phone == "0900000001"
    tea = "Trà;Công ty TNHH A;Trà Vinh;;4;;0900000002"
    load(tea, "Chè;Công ty TNHH A;Trà Vinh;;4;;", name="c.csv")
    assert FieldConflict.objects.filter(field="phone").count() == 1


def test_taken_changes_the_register_and_undoing_the_run_gives_it_back(two_words, officer):
    _first, second = two_words
    before = all_rows()
    for name in ("phone", "group", "place_as_issued"):
        decide_conflict(conflict=conflict(name), takes_file=True, decided_by=officer, moment=MOMENT)

    product = RegisteredProduct.objects.get()
    assert (product.subject.phone, product.group.slug) == ("0900000002", "thuc-pham")
    assert product.place_as_issued.name == "Tiểu Cần"
    undo_run(run=second, undone_by=officer, moment=MOMENT)
    left = differing(before, all_rows())
    assert left.keys() <= {"ocop.Standing"}  # what the second list itself had brought
    assert Subject.objects.get().phone == "0900000001"


def test_what_was_answered_is_not_answered_again(two_words, officer):
    asked = conflict("phone")
    take_from_file(conflict=asked, decided_by=officer, moment=MOMENT)

    with pytest.raises(AlreadyAnswered):
        keep_registered(conflict=asked, decided_by=officer, moment=MOMENT)


def test_a_checked_run_shows_conflicts_that_nobody_can_answer_yet(officer):
    load("Trà;HTX A;Trà Vinh;;4;;0900000001")
    data = f"{HEADER}Trà;HTX A;Trà Vinh;;4;;0900000002\n".encode()
    run = open_run(data=data, file_name="b.csv", as_of=LISTED, moment=MOMENT)
    check_run(run=run, today=TODAY, moment=MOMENT)

    with pytest.raises(RunIsNotApplied):
        take_from_file(conflict=conflict("phone"), decided_by=officer, moment=MOMENT)


# --- Products no longer named ---------------------------------------------------------------------


@pytest.fixture
def missing():
    load("Trà;HTX A;Trà Vinh;;4;;", "Chè;HTX A;Trà Vinh;;3;;")
    load("Trà;HTX A;Trà Vinh;;4;;", name="b.csv", as_of=TODAY)
    return MissingProduct.objects.get()


def test_a_product_no_longer_named_is_asked_of_and_nothing_assumed(missing):
    assert (missing.product.name, missing.answer, missing.maybe_now) == ("Chè", "", None)
    assert missing.product.is_public


def test_answered_as_revoked_it_is_revoked_by_that_decision(missing, officer):
    answer_missing(
        missing=missing, answer="revoked", answered_by=officer, moment=MOMENT,
        decision_no="7/QĐ-UBND", revoked_on=LISTED,
    )  # fmt: skip

    assert (missing.answer, missing.answered_by) == ("revoked", officer)
    assert (missing.standing.decision_no, missing.standing.as_of) == ("7/QĐ-UBND", LISTED)
    assert not RegisteredProduct.objects.get(name="Chè").is_public


def test_still_valid_and_later_write_nothing_of_the_register(missing, officer):
    standings = Standing.objects.count()
    answer_missing(missing=missing, answer="later", answered_by=officer, moment=MOMENT)
    answer_missing(missing=missing, answer="valid", answered_by=officer, moment=MOMENT)

    assert Standing.objects.count() == standings
    assert ImportRun.objects.filter(state="applied").count() == 2


def test_still_valid_may_turn_out_a_slip_and_revoked_is_final(missing, officer):
    answer_missing(missing=missing, answer="valid", answered_by=officer, moment=MOMENT)
    answer_missing(missing=missing, answer="revoked", answered_by=officer, moment=MOMENT)

    with pytest.raises(AlreadyAnswered):
        answer_missing(missing=missing, answer="valid", answered_by=officer, moment=MOMENT)
    assert missing.answer == "revoked"
    assert not RegisteredProduct.objects.get(name="Chè").is_public
