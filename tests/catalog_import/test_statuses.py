import datetime

import pytest

from catalog_import.grammars.statuses import Status, parse_status, status_in_text

TODAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Thu hồi Giấy chứng nhận", Status("revoked")),
        ("Thu hồi theo QĐ 9013/QĐ-UBND", Status("revoked")),
        ("bị đưa ra khỏi danh sách: quá 36 tháng", Status("revoked")),
        ("hết hiệu lực từ 24/12/2022", Status("expired")),
        ("Hết hạn", Status("expired")),
        ("Không còn hiệu lực", Status("expired")),
        ("Công nhận lại", Status("renewed")),
        ("Đánh giá, phân hạng lại", Status("renewed")),
        ("Chưa đánh giá, phân hạng lại", Status()),
        ("Nâng hạng từ 3 sao", Status("certified", says_upgraded=True)),
        ("hết hạn 31/12/2027", Status()),
        ("chưa bị thu hồi", Status()),
        ("sắp hết hạn", Status()),
        ("Mới", Status()),
        ("", Status()),
    ],
)
def test_a_note_says_what_happened(text, status):
    assert status_in_text(text, today=TODAY) == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("certified", "certified"), ("renewed", "renewed"), ("proposed", "proposed"),
        ("expired", "expired"), ("revoked", "revoked"), ("Còn hiệu lực", "certified"),
        ("Thu hồi", "revoked"), ("Tiềm năng", "proposed"), ("xanh", ""),
    ],
)  # fmt: skip
def test_a_status_column_is_read(text, status):
    assert parse_status(text, today=TODAY).status == status
