import csv
import datetime
import re

import pytest

from catalog_import.samples.facts import HISTORIES, producers, products
from catalog_import.samples.made_up import COLUMNS, sample_files
from config.demo.registry import REAL_PRODUCTS
from ocop.enums import GroupScheme
from ocop.models import ProductGroup, RegisteredProduct

DAY = datetime.date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def rows_of(file):
    return list(csv.DictReader(file.content.decode("utf-8-sig").splitlines()))


def test_facts_cover_every_history_group_and_set():
    sets = {product.set for product in products()}
    groups = ProductGroup.objects.filter(scheme=GroupScheme.D148)

    assert {product.history for product in products()} == set(HISTORIES)
    assert sets == set(groups.exclude(parent=None).values_list("code", flat=True))
    assert {code.split(".")[0] for code in sets} == {"I", "II", "III", "IV", "V", "VI"}


def test_producers_are_plainly_made_up():
    everyone = producers()

    assert [p.name for p in everyone if not re.search(r"\b(Ví Dụ|Mẫu)\b", p.name)] == []
    assert [p.phone for p in everyone if not re.fullmatch(r"09000000\d\d", p.phone)] == []
    assert {p.province for p in everyone} == {"Hà Giang", "Hà Nam", "Hải Dương", "Đồng Nai"}
    assert len({p.name for p in everyone}) == len({p.id for p in everyone}) == len(everyone) == 33
    assert {p.producer for p in products()} == {p.id for p in everyone}


def test_products_have_one_to_three_packs_at_whole_sensible_prices():
    for product in products():
        packs = [pack.split("=") for pack in product.packs.split("; ")]

        assert 1 <= len(packs) <= 3
        for _label, _content, price, stock in packs:
            assert price.isdecimal(), product.name
            assert stock.isdecimal(), product.name
            assert 5_000 <= int(price) <= 10_000_000, product.name
            assert int(price) % 1_000 == 0, product.name


def test_products_speak_for_themselves_in_one_to_three_sentences():
    for product in products():
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", product.description)) <= 3, product.name
        assert product.ingredients, product.name
        assert product.storage, product.name


def test_files_of_a_day_are_always_the_same():
    assert sample_files(DAY) == sample_files(DAY)
    assert sample_files(DAY) != sample_files(DAY + datetime.timedelta(days=1))


def test_files_hold_every_product_and_speak_for_days_in_order():
    files = sample_files(DAY)

    assert [len(rows_of(file)) for file in files] == [11, 4, 134, 4]
    assert [file.as_of for file in files] == sorted(file.as_of for file in files)
    assert files[-1].as_of < DAY
    assert tuple(rows_of(files[2])[0]) == COLUMNS


def test_decisions_have_sample_numbers_and_days_gone_by():
    rows = [row for file in sample_files(DAY) for row in rows_of(file) if row["Số quyết định"]]

    for row in rows:
        day, month, year = row["Ngày quyết định"].split("/")
        decided = datetime.date(int(year), int(month), int(day))
        assert re.fullmatch(r"9\d\d\d/QĐ-(UBND|BNN-VPĐP|BNNMT)", row["Số quyết định"])
        assert decided < DAY
        assert decided.weekday() < 5
        assert bool(row["Huyện"]) == (decided < datetime.date(2025, 7, 1))


@pytest.mark.parametrize("day", [DAY, datetime.date(2027, 2, 28), datetime.date(2028, 2, 29)])
def test_files_can_be_written_on_any_day(day):
    assert [len(rows_of(file)) for file in sample_files(day)] == [11, 4, 134, 4]


def test_files_can_be_written_for_a_few_producers():
    names = {row["Chủ thể"] for file in sample_files(DAY, only=["HG-CHE"]) for row in rows_of(file)}

    assert names == {"HTX Ví Dụ Chè Thông Nguyên"}


def test_real_rows_name_their_source_and_carry_no_offer():
    with REAL_PRODUCTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == 140
    assert [row["TT"] for row in rows if not row["Nguồn"]] == []
    assert {"Giá", "Quy cách", "Khối lượng", "Tồn kho"} & set(rows[0]) == set()
    assert [row["Chủ thể"] for row in rows if re.search(r"\b(Ví Dụ|Mẫu)\b", row["Chủ thể"])] == []
    assert not RegisteredProduct.objects.exists()
