import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from catalog_import.models import FieldChange, ImportRun, Issue, Source, SourceRow
from catalog_import.selectors import SampleOffer, SamplePack, sample_offers
from catalog_import.services import import_file
from ocop.errors import EntryRefused, RegisterError
from ocop.models import Certificate, RegisteredProduct, Standing, Subject
from ocop.selectors.certificates import stars_on

pytestmark = pytest.mark.django_db

REGISTRIES = Path(__file__).parent / "registries"
MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
LISTED = datetime.date(2026, 6, 30)
HEADER = "Tên sản phẩm;Chủ thể;Địa chỉ;Hạng sao;Số quyết định;Ngày quyết định;Ghi chú\n"
PLACE = "xã Thạnh Phú, huyện Cầu Kè, tỉnh Trà Vinh"


def csv(*lines, header=HEADER, name="list.csv"):
    file = io.BytesIO((header + "".join(f"{line}\n" for line in lines)).encode())
    file.name = name
    return file


def run(file=None, **about):
    return import_file(**{"moment": MOMENT, "file": file} | about)


def counts(report):
    c = report.counts
    return (c.rows, c.created, c.changed, c.unchanged, c.missing, c.skipped)


def written():
    """How much stands in every table an import writes."""
    models = (
        Subject, RegisteredProduct, Standing, Certificate, ImportRun, SourceRow, Issue,
        FieldChange, Source,
    )  # fmt: skip
    return {model.__name__: model.objects.count() for model in models}


NOTHING = dict.fromkeys(
    ("Subject", "RegisteredProduct", "Standing", "Certificate", "ImportRun", "SourceRow", "Issue",
     "FieldChange", "Source"),
    0,
)  # fmt: skip


def test_a_list_becomes_subjects_products_standings_and_certificates():
    report = run(path=REGISTRIES / "01-merged-phuluc.xlsx")

    assert counts(report) == (27, 27, 0, 0, 0, 0)
    assert report.as_of == datetime.date(2023, 12, 29)
    product = RegisteredProduct.objects.get(name="Gạo tẻ thơm Ví Dụ")
    assert product.subject.name == "Công ty TNHH Nông sản Thử Nghiệm"
    assert product.place_as_issued.full_name == "Xã Tân Hương"
    assert product.province_now.name == "Hải Phòng"
    assert product.group.slug == "thuc-pham"
    assert product.is_public
    certificate = Certificate.objects.get(product=product)
    assert (certificate.stars, certificate.evidence, certificate.decision_no) == (
        4, "decision", "9001/QĐ-UBND",
    )  # fmt: skip
    assert certificate.issued_on == datetime.date(2023, 12, 29)


def test_names_of_300_letters_reach_the_register_and_the_shop_whole():
    product, subject = f"Trà {'sen ' * 74}".strip(), f"HTX {'Ví Dụ ' * 49}".strip()
    assert (len(product), len(subject)) == (299, 297)

    run(csv(f"{product};{subject};{PLACE};4;9001/QĐ-UBND;1/2/2025;"))

    registered = RegisteredProduct.objects.select_related("subject", "listing").get()
    assert (registered.name, registered.subject.name) == (product, subject)
    assert registered.listing.title == product


def test_the_file_and_the_row_of_every_fact_are_kept():
    report = run(path=REGISTRIES / "01-merged-phuluc.xlsx")

    kept = ImportRun.objects.get()
    assert kept == report.run
    assert kept.sha256 == report.sha256
    assert kept.file.read() == (REGISTRIES / "01-merged-phuluc.xlsx").read_bytes()
    assert (kept.state, kept.is_partial, kept.source.province.name) == (
        "applied",
        False,
        "Hải Dương",
    )
    row = kept.rows.get(row=9)
    assert row.raw["Tên sản phẩm"] == "Bánh đậu xanh hương vị trái cây rồng vàng Hoàng Gia"
    assert (row.outcome, row.record["stars"]) == ("created", 4)
    assert row.standing.source_key == f"{kept.sha256}/Phụ lục/9"
    assert row.standing.source == "01-merged-phuluc.xlsx"
    assert row.product.name == row.raw["Tên sản phẩm"]
    assert row.subject == row.product.subject
    assert not row.changes.exists()  # nothing was there to be changed
    assert kept.issues.filter(code="subject_missing", row=30, column="C").count() == 1


@pytest.mark.parametrize(
    "name",
    ["01-merged-phuluc.xlsx", "02-stars-text-hidden.xlsx", "05-nfd.xlsx", "14-two-level-units.csv",
     "08-sheets-per-district.xlsx"],
)  # fmt: skip
def test_the_same_file_again_changes_nothing(name):
    first = run(path=REGISTRIES / name, province="Hải Dương", as_of=LISTED)
    before = written()

    again = run(path=REGISTRIES / name)

    assert counts(again) == (first.counts.rows, 0, 0, first.counts.rows, 0, 0)
    assert written() == before
    assert not again.is_written
    assert again.run == first.run
    assert [r.to_json() for r in again.records] == [r.to_json() for r in first.records]


def test_next_years_list_says_what_is_new_upgraded_revoked_and_missing():
    run(path=REGISTRIES / "01-merged-phuluc.xlsx")

    dry = run(path=REGISTRIES / "11-merged-phuluc-reissue.xlsx", dry_run=True)
    report = run(path=REGISTRIES / "11-merged-phuluc-reissue.xlsx")

    # 2 new and 3 of a renamed producer; 2 upgraded, 2 revoked; 1 gone and the 3 of the old name
    assert counts(dry) == counts(report) == (28, 5, 4, 19, 4, 0)
    day = datetime.date(2025, 1, 15)
    products = {p.name: p for p in RegisteredProduct.objects.all()}
    revoked, upgraded = products["Gạo tẻ thơm Ví Dụ"], products["Bánh gai Mẫu Thử"]
    shown = stars_on([revoked.pk, upgraded.pk], day=day)
    assert {pk: certificate.stars for pk, certificate in shown.items()} == {upgraded.pk: 4}
    assert not RegisteredProduct.objects.get(pk=revoked.pk).is_public
    # a spelling is no other product
    assert RegisteredProduct.objects.filter(name__startswith="Bánh đậu trà xanh").count() == 1


def test_an_older_list_asks_for_nothing_a_newer_one_added():
    run(path=REGISTRIES / "01-merged-phuluc.xlsx")
    run(path=REGISTRIES / "11-merged-phuluc-reissue.xlsx")

    assert counts(run(path=REGISTRIES / "01-merged-phuluc.xlsx")) == (27, 0, 0, 27, 0, 0)


def asked_for(*lines, as_of):
    """Names of the products a list leaves out, sorted."""
    report = run(csv(*lines, name=f"{as_of}.csv"), as_of=as_of)
    return sorted(p.params["product"] for p in report.problems if p.code == "missing_from_file")


def test_a_list_of_a_merged_province_asks_for_what_its_former_provinces_had():
    before, now = datetime.date(2024, 6, 30), datetime.date(2026, 6, 30)
    of_ben_tre = "xã Tam Phước, huyện Châu Thành, tỉnh Bến Tre"
    asked_for(f"Trà;HTX A;{PLACE};4;;", f"Chè;HTX A;{PLACE};4;;", as_of=before)
    asked_for(f"Dừa;HTX B;{of_ben_tre};4;;", f"Kẹo;HTX B;{of_ben_tre};3;;", as_of=before)

    asked = asked_for(
        f"Trà;HTX A;{PLACE};4;;",
        f"Dừa;HTX B;{of_ben_tre};4;;",
        "Cam;HTX C;Phường Long Châu, tỉnh Vĩnh Long;3;;",
        as_of=now,
    )

    assert asked == ["Chè", "Kẹo"]
    assert ImportRun.objects.latest("pk").source.name == "Tỉnh Vĩnh Long"


def test_a_list_of_several_provinces_asks_for_nothing_beyond_them():
    asked_for(
        "Trà;HTX A;tỉnh Trà Vinh;4;;",
        "Gạo;HTX B;tỉnh Phú Thọ;4;;",
        "Cam;HTX C;tỉnh Tuyên Quang;4;;",
        as_of=LISTED,
    )

    asked = asked_for(
        "Trà;HTX A;tỉnh Trà Vinh;4;;",
        "Bún;HTX B;tỉnh Phú Thọ;3;;",
        as_of=datetime.date(2026, 7, 31),
    )

    assert asked == ["Gạo"]


# --- Errors --------------------------------------------------------------------------------------


def test_one_error_and_nothing_is_written():
    report = run(csv(f"Trà;HTX A;{PLACE};4", f"Chè;HTX A;{PLACE};9"), as_of=LISTED)

    assert written() == NOTHING
    assert not report.is_written
    assert [(p.row, p.field, p.code) for p in report.errors] == [(3, "stars", "stars_out_of_range")]
    assert [record.product for record in report.records] == ["Trà"]
    assert counts(report) == (2, 1, 0, 0, 0, 1)


def test_sound_rows_may_be_written_without_the_others():
    report = run(
        csv(f"Trà;HTX A;{PLACE};4", f"Chè;HTX A;{PLACE};9"), as_of=LISTED, apply_valid_rows=True
    )

    assert report.is_written
    assert [product.name for product in RegisteredProduct.objects.all()] == ["Trà"]
    assert report.run.is_partial
    assert list(report.run.rows.values_list("row", "outcome", "record__product")) == [
        (2, "created", "Trà"), (3, "skipped", None),
    ]  # fmt: skip


def test_a_dry_run_counts_and_writes_nothing():
    report = run(csv(f"Trà;HTX A;{PLACE};4"), as_of=LISTED, dry_run=True)

    assert counts(report) == (1, 1, 0, 0, 0, 0)
    assert written() == NOTHING


@pytest.mark.parametrize("name", ["b-encrypted.xlsx", "c-corrupt.xlsx", "h-no-header.csv"])
def test_a_refused_file_says_why_and_writes_nothing(name):
    expected = json.loads((REGISTRIES / "13-hostile" / f"{name}.expected.json").read_text("utf-8"))

    report = run(path=REGISTRIES / "13-hostile" / name, apply_valid_rows=True)

    assert report.is_refused
    assert [problem.code for problem in report.problems] == [expected["file_issue"]["code"]]
    assert written() == NOTHING


def test_what_breaks_in_the_middle_leaves_nothing_behind(monkeypatch):
    from catalog_import.services import apply

    real = apply.record_standings

    def failing(*, entries):
        real(entries=entries[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(apply, "record_standings", failing)
    files_before = _kept_files()
    with pytest.raises(KeyboardInterrupt):
        run(csv(f"Trà;HTX A;{PLACE};4", f"Chè;HTX A;{PLACE};3"), as_of=LISTED)

    assert written() == NOTHING
    assert _kept_files() == files_before


def test_a_row_the_register_refuses_stops_the_whole_file(monkeypatch):
    from catalog_import.services import apply

    def refusing(*, entries):
        raise EntryRefused(0, RegisterError())

    monkeypatch.setattr(apply, "record_standings", refusing)
    report = run(csv(f"Trà;HTX A;{PLACE};4"), as_of=LISTED, apply_valid_rows=True)

    assert (report.is_stopped, report.is_written) == (True, False)
    assert [(p.row, p.code) for p in report.errors] == [(2, "register_refused")]
    assert written() == NOTHING


def _kept_files():
    year = f"imports/{MOMENT:%Y}"
    return set(default_storage.listdir(year)[1]) if default_storage.exists(year) else set()


# --- The day the list speaks for -----------------------------------------------------------------


def test_evidence_by_list_needs_a_day_and_never_takes_that_of_the_import():
    report = run(csv(f"Trà;HTX A;{PLACE};4"))

    assert report.as_of is None
    assert Standing.objects.get().as_of is None
    assert Certificate.objects.count() == 0
    assert "as_of_missing" in [problem.code for problem in report.problems]


def test_the_day_may_be_stated_later_and_then_stays():
    line = f"Trà;HTX A;{PLACE};4"
    run(csv(line))

    stated = run(csv(line), as_of=LISTED)
    moved = run(csv(line), as_of=datetime.date(2026, 11, 1))

    assert (stated.counts.changed, moved.counts.unchanged) == (1, 1)
    assert moved.as_of == LISTED
    assert "as_of_kept" in [problem.code for problem in moved.problems]
    certificate = Certificate.objects.get()
    assert (certificate.evidence, certificate.issued_on) == ("list", LISTED)
    assert Standing.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "code"),
    [(datetime.date(2026, 11, 25), "as-of-future"), (datetime.date(2018, 5, 6), "as-of-too-early")],
)
def test_a_day_to_come_or_before_the_programme_is_refused(day, code):
    report = run(csv(f"Trà;HTX A;{PLACE};4"), as_of=day)

    assert (report.is_refused, report.problems[0].code) == (True, code)
    assert written() == NOTHING


def test_today_is_the_day_in_vietnam():
    late = datetime.datetime(2026, 11, 24, 18, tzinfo=datetime.UTC)  # already the 25th there

    report = run(csv(f"Trà;HTX A;{PLACE};4"), as_of=datetime.date(2026, 11, 25), moment=late)

    assert report.is_written


def test_a_newer_list_renews_what_rests_on_a_list_and_not_what_rests_on_a_decision():
    lines = (f"Trà;HTX A;{PLACE};4", f"Chè;HTX A;{PLACE};3;1/QĐ-UBND;01/03/2025")
    run(csv(*lines), as_of=LISTED)

    report = run(csv(*lines, name="again.csv", header=HEADER + "\n"), as_of=MOMENT.date())

    assert counts(report) == (2, 0, 1, 1, 0, 0)
    days = Certificate.objects.order_by("pk").values_list("product__name", "issued_on")
    assert list(days) == [
        ("Trà", LISTED), ("Chè", datetime.date(2025, 3, 1)), ("Trà", MOMENT.date()),
    ]  # fmt: skip


def test_a_recognition_repeated_after_it_was_revoked_is_news():
    line = f"Trà;HTX A;{PLACE};4;1/QĐ-UBND;01/03/2025"
    run(csv(line), as_of=datetime.date(2025, 3, 1))
    run(csv(f"{line};thu hồi", name="b.csv"), as_of=datetime.date(2025, 9, 1))

    report = run(csv(line, header=HEADER + "\n", name="c.csv"), as_of=LISTED)

    assert report.counts.changed == 1
    assert RegisteredProduct.objects.get().is_public


def test_a_known_year_reaches_the_certificate():
    header = "Sản phẩm;Chủ thể;Tỉnh;Hạng sao;Năm\n"
    run(csv("Trà;HTX A;Trà Vinh;4;2023", header=header), as_of=LISTED)

    assert Certificate.objects.get().expires_on == datetime.date(2026, 12, 31)


# --- Matching ------------------------------------------------------------------------------------


def test_one_producer_spelled_two_ways_is_one():
    run(
        csv(
            f"Trà;HTX Nông nghiệp Hoà Bình;{PLACE};4",
            f"Chè;Hợp tác xã nông nghiệp Hòa Bình;{PLACE};3",
        ),
        as_of=LISTED,
    )

    assert [subject.name for subject in Subject.objects.all()] == ["HTX Nông nghiệp Hoà Bình"]
    assert RegisteredProduct.objects.count() == 2


def test_namesakes_in_two_communes_are_two_unless_an_enterprise():
    other = "xã Phú Cần, huyện Tiểu Cần, tỉnh Trà Vinh"
    run(
        csv(
            f"Trà;Hộ kinh doanh Ngọc Thảo;{PLACE};4", f"Chè;Hộ kinh doanh Ngọc Thảo;{other};3",
            f"Bún;Công ty TNHH Ngọc Thảo;{PLACE};4", f"Phở;Công ty TNHH Ngọc Thảo;{other};3",
        ),
        as_of=LISTED,
    )  # fmt: skip

    assert Subject.objects.filter(kind="household").count() == 2
    assert Subject.objects.filter(kind="enterprise").count() == 1


def test_a_later_list_fills_gaps_and_overwrites_nothing():
    header = "Sản phẩm;Chủ thể;Tỉnh;Huyện;Hạng sao;Nhóm;SĐT\n"
    run(csv("Trà;HTX A;Trà Vinh;;4;;0900000001", header=header), as_of=LISTED)

    report = run(
        csv("Trà;HTX A;Trà Vinh;Cầu Kè;4;đồ uống;0900000002", header=header, name="b.csv"),
        as_of=LISTED,
    )

    product = RegisteredProduct.objects.get()
    assert (product.group.slug, product.place_as_issued.name) == ("do-uong", "Cầu Kè")
    assert product.subject.phone == "0900000001"
    assert counts(report) == (1, 0, 1, 0, 0, 0)
    assert [(p.field, p.params) for p in report.problems if p.code == "differs_from_register"] == [
        ("phone", {"known": "0900000001", "said": "0900000002"})
    ]
    fields = FieldChange.objects.filter(source_row__run=report.run).values_list("model", "field")
    assert sorted(fields) == [
        ("ocop.registeredproduct", "address"), ("ocop.registeredproduct", "group"),
        ("ocop.registeredproduct", "place_as_issued"), ("ocop.subject", "address"),
        ("ocop.subject", "place_as_issued"),
    ]  # fmt: skip


def test_the_officers_province_serves_a_list_that_names_none():
    header = "Sản phẩm;Xã;Huyện;Hạng sao\n"
    report = run(
        csv("Trà;Thạnh Phú;Cầu Kè;4", header=header), province="tỉnh Trà Vinh", as_of=LISTED
    )

    assert report.run.province.name == "Trà Vinh"
    assert RegisteredProduct.objects.get().place_as_issued.full_name == "Xã Thạnh Phú"
    assert run(csv("Trà;X;Y;4", header=header), province="Atlantis").problems[0].code == (
        "province-unknown"
    )


# --- Samples -------------------------------------------------------------------------------------

OFFERS = "Sản phẩm;Chủ thể;Tỉnh;Hạng sao;Giá;Quy cách;Khối lượng;Tồn kho;Mô tả\n"
OFFER = "Trà;HTX Ví Dụ;Trà Vinh;4;45.000 | 80.000;Hộp 250 g | Hộp 500 g;250 g | 500 g;9 | 5;Mẫu"


def test_offers_of_our_own_samples_can_be_read_back():
    report = run(csv(OFFER, header=OFFERS), as_of=LISTED, is_sample=True)

    product = RegisteredProduct.objects.get()
    assert (product.is_sample, product.subject.is_sample) == (True, True)
    assert (report.run.source.name, report.run.source.province) == ("Dữ liệu mẫu", None)
    assert list(sample_offers(report.run)) == [
        SampleOffer(
            registered_product_id=product.pk,
            packs=(
                SamplePack("Hộp 250 g", 250, "g", 45000, 9),
                SamplePack("Hộp 500 g", 500, "g", 80000, 5),
            ),
            description="Mẫu",
            ingredients="",
            storage="",
        )
    ]


def test_a_registry_sets_no_price():
    report = run(csv(OFFER, header=OFFERS), as_of=LISTED)

    assert list(sample_offers(report.run)) == []
    told = {p.field for p in report.problems if p.code == "trade_column_ignored"}
    assert told == {"price", "pack", "net", "stock", "description"}
    assert not RegisteredProduct.objects.get().is_sample


def test_progress_is_told_to_the_end():
    told = []
    run(csv(f"Trà;HTX A;{PLACE};4"), as_of=LISTED, progress=lambda *about: told.append(about))

    assert told == [("read", 1, 1), ("write", 1, 1)]
