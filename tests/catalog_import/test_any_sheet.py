"""Whatever stands in its cells, a sheet is read or refused; no cell brings the reading down."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_import.problems import Refused
from catalog_import.readers.book import Merge, Odd
from tests.catalog_import.sheets import read, sheet

pytestmark = pytest.mark.django_db

HEADERS = [
    "TT", "Tên sản phẩm", "Chủ thể", "Loại hình", "Địa chỉ", "Xã", "Huyện", "Tỉnh", "Hạng sao",
    "Điểm", "Số quyết định", "Ngày quyết định", "Năm", "Nhóm", "Tình trạng", "Ghi chú", "SĐT",
    "MST", "Mã sản phẩm", "Nguồn", "Giá", "Quy cách", "Khối lượng", "Tồn kho", "Màu", "",
]  # fmt: skip
WORDS = [
    "Trà xanh", "1. A\n2. B", "nt", "Tổng cộng", "HUYỆN NAM SÁCH", "I", "4 sao", "tiềm năng 5 sao",
    "thu hồi", "12/QĐ-UBND ngày 1/2/2023", "31/02/2024", "xã A, huyện B, tỉnh Hà Nam", "TP Huế",
    "=1+2", "#REF!", "(20°N, 30°N)", "Kèm theo Quyết định số 1/QĐ-UBND ngày 1/2/2023", "★★★★",
]  # fmt: skip
cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(list(Odd)), st.dates(),
    st.times(), st.datetimes(min_value=datetime.datetime(1900, 1, 1)),  # noqa: DTZ001
    st.sampled_from(WORDS), st.sampled_from(HEADERS), st.text(max_size=20),
)  # fmt: skip
merges = st.builds(
    lambda row, column, tall, wide: Merge(row, column, row + tall, column + wide),
    st.integers(1, 8), st.integers(0, 5), st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip


@given(
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=9),
    st.lists(st.lists(cells, max_size=9), max_size=8),
    st.lists(st.lists(cells, max_size=9), max_size=2),
    st.lists(merges, max_size=3),
)
def test_any_sheet_is_read_or_refused(headers, body, above, merged):
    try:
        reading = read(
            sheet(*above, headers, *body, merges=merged), province="Hà Nam", keeps_offers=True
        )
    except Refused:
        return

    assert reading.rows >= len({record.row for record in reading.records})
    for record in reading.records:
        told = record.to_json()
        assert told["product"]
        assert told["stars"] in (None, 3, 4, 5)
        assert told["status"] in ("certified", "renewed", "proposed", "expired", "revoked")
        assert told["stars"] or told["status"] not in ("certified", "renewed")


def test_headers_alone_are_an_empty_list():
    assert read(sheet(("Tên sản phẩm", "Hạng sao"))).rows == 0
