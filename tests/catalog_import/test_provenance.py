"""Where does this come from: of every fact the cells in which it was read."""

import datetime

import pytest

from catalog_import.selectors.provenance import provenance_of
from catalog_import.services import import_file
from ocop.models import RegisteredProduct, Standing, Subject
from ocop.provenance import origins_of
from tests.catalog_import.offices import MOMENT, tea, workbook
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime.datetime.fromisoformat(MOMENT)
HEADER = ("TT", "Tên sản phẩm", "Chủ thể", "Xã", "Tỉnh", "Hạng sao", "Số QĐ", "Ngày QĐ", "SĐT")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def bring(tmp_path, name, *rows, run_by=None, moment=MOMENT):
    path = tmp_path / name
    path.write_bytes(workbook(HEADER, *rows))
    return import_file(path=path, moment=moment, run_by=run_by).run


def test_every_fact_names_file_sheet_cell_run_person_and_time(tmp_path):
    person = UserFactory()
    run = bring(tmp_path, "mot.xlsx", (*tea(), "0912345678"), run_by=person)

    by_field = {origin.field: origin for origin in provenance_of(Subject.objects.get())}
    name = by_field["name"]
    assert (name.file_name, name.sha256, name.place, name.text) == (
        "mot.xlsx", run.sha256, "Danh sách!C2", "HTX Chè Ví Dụ",
    )  # fmt: skip
    assert (name.run_id, name.person, name.moment) == (run.pk, str(person), MOMENT)
    assert by_field["phone"].place == "Danh sách!I2"
    product = {o.field: o.place for o in provenance_of(RegisteredProduct.objects.get())}
    assert product["name"] == "Danh sách!B2"
    assert product["place_as_issued"] == "Danh sách!E2"
    standing = {o.field: o.place for o in provenance_of(Standing.objects.get())}
    assert standing == {
        "status": "Danh sách!2", "stars": "Danh sách!F2", "decision_no": "Danh sách!G2",
        "decision_date": "Danh sách!H2",
    }  # fmt: skip


def test_the_latest_list_that_says_so_comes_first(tmp_path):
    later = MOMENT + datetime.timedelta(days=1)
    bring(tmp_path, "mot.xlsx", (*tea(), ""))
    bring(tmp_path, "hai.xlsx", (*tea(), "0912345678"), moment=later)

    origins = provenance_of(Subject.objects.get())

    assert [o.file_name for o in origins if o.field == "name"] == ["hai.xlsx", "mot.xlsx"]
    assert [o.file_name for o in origins if o.field == "phone"] == ["hai.xlsx"]


def test_what_was_corrected_by_hand_comes_from_no_list(tmp_path):
    bring(tmp_path, "mot.xlsx", (*tea(), "0912345678"))
    subject = Subject.objects.get()
    Subject.objects.filter(pk=subject.pk).update(phone="0999999999")

    assert "phone" not in {o.field for o in provenance_of(Subject.objects.get())}


def test_the_register_is_told(tmp_path):
    run = bring(tmp_path, "mot.xlsx", (*tea(), ""))

    (origin,) = origins_of(RegisteredProduct.objects.get())["name"]

    assert origin.place == "mot.xlsx, Danh sách!B2"
    assert origin.url == f"/cms/nhap-danh-sach/{run.pk}/dong/{run.rows.get().pk}/"


@pytest.mark.parametrize("lists", [1, 4])
def test_asking_costs_the_same_however_many_lists(tmp_path, lists, django_assert_num_queries):
    for number in range(lists):
        bring(tmp_path, f"{number}.xlsx", (*tea(), f"09123456{number:02}"),
              moment=MOMENT + datetime.timedelta(days=number))  # fmt: skip
    subject = Subject.objects.select_related("place_as_issued").get()

    with django_assert_num_queries(1):
        provenance_of(subject)
