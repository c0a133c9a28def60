"""From a registry file to a product page, through the doors an officer and a buyer use."""

import datetime
import json

import pytest
import time_machine
from django.core.management import CommandError, call_command

from ocop.models import Certificate, RegisteredProduct, Standing
from search.services import drain_outbox, rebuild

HEADER = "TT,Tên sản phẩm,Chủ thể,Xã,Huyện,Tỉnh,Hạng sao,Số quyết định,Ngày quyết định,Nhóm,Ghi chú"
TEA = (
    "1,Chè Shan Tuyết Ví Dụ,HTX Chè Ví Dụ,Xã Thông Nguyên,Huyện Hoàng Su Phì,Hà Giang,4 sao,"
    "9001/QĐ-UBND,23/11/2023,thực phẩm,"
)
HONEY = (
    "2,Mật ong Bạc Hà Mẫu,HTX Ong Ví Dụ,Thị trấn Mèo Vạc,Huyện Mèo Vạc,Hà Giang,3 sao,"
    "9002/QĐ-UBND,01/03/2025,thực phẩm,"
)
#: The tea's decision runs until the day before
TODAY = datetime.datetime(2026, 11, 24, 2, tzinfo=datetime.UTC)


@pytest.fixture
def registry(tmp_path):
    """Write rows to a CSV file an officer might have."""

    def make(*rows, name="danh-sach.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
        return path

    return make


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"


def import_registry(path, *options):
    report = path.with_suffix(".json")
    call_command("import_registry", str(path), "--report", str(report), *options)
    return json.loads(report.read_text("utf-8"))


def titles(client, url):
    return [card.name for card in client.get(url).context["page"].cards]


@pytest.mark.django_db
def test_file_becomes_a_shelf_people_can_search(client, registry):
    with time_machine.travel(TODAY, tick=False):
        report = import_registry(registry(TEA, HONEY))
        rebuild()

        everything = client.get("/san-pham/")
        found = titles(client, "/tim-kiem/?q=che+shan+tuyet")
        page = client.get(everything.context["page"].cards[0].url)

    assert (report["rows"], report["created"]) == (2, 2)
    assert everything.context["page"].total == 2
    assert everything.content.count(b"<article") == 2
    assert found == ["Chè Shan Tuyết Ví Dụ"]
    assert page.status_code == 200


@pytest.mark.django_db
def test_star_that_ended_yesterday_is_gone_and_shows_with_the_clock_set_back(client, registry):
    with time_machine.travel(TODAY, tick=False):
        import_registry(registry(TEA, HONEY))
        rebuild()
        ended = titles(client, "/san-pham/?sao=4")
    with time_machine.travel(TODAY - datetime.timedelta(days=1), tick=False):
        shown = titles(client, "/san-pham/?sao=4")

    assert (ended, shown) == ([], ["Chè Shan Tuyết Ví Dụ"])


@pytest.mark.django_db
def test_same_file_twice_changes_nothing(registry):
    path = registry(TEA, HONEY)
    with time_machine.travel(TODAY, tick=False):
        import_registry(path)
        again = import_registry(path)

    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert (RegisteredProduct.objects.count(), Standing.objects.count()) == (2, 2)


@pytest.mark.django_db
def test_error_row_refuses_the_file_and_writes_nothing(registry):
    bad = TEA.replace("4 sao", "9 sao")
    with time_machine.travel(TODAY, tick=False), pytest.raises((CommandError, SystemExit)):
        import_registry(registry(bad, HONEY))

    assert RegisteredProduct.objects.count() == 0
    assert Certificate.objects.count() == 0


@pytest.mark.django_db
def test_later_list_of_revoked_products_takes_the_star_and_the_listing(client, registry):
    with time_machine.travel(TODAY, tick=False):
        import_registry(registry(TEA, HONEY))
        rebuild()
        revoked = HONEY.replace("3 sao,9002/QĐ-UBND,01/03/2025", ",,") + "Thu hồi"
        import_registry(registry(revoked, name="thu-hoi.csv"), "--as-of", "2026-11-20")
        drain_outbox()

        left = titles(client, "/san-pham/")

    assert left == ["Chè Shan Tuyết Ví Dụ"]
