"""What goes out again as a workbook: rows to be mended. Nothing in it may run."""

import re
from itertools import chain

from django.utils.translation import gettext as _

from catalog_import.mended import reasons_header
from catalog_import.models import ImportRun
from catalog_import.selectors.mending import rows_to_mend
from catalog_import.written_sheet import workbook_of

#: Fields and the headers they are written under: what our own reader knows them by
HEADERS = {
    "product": "Tên sản phẩm",
    "subject": "Chủ thể",
    "subject_kind": "Loại hình",
    "address": "Địa chỉ",
    "new_address": "Địa chỉ mới",
    "old_address": "Địa chỉ cũ",
    "commune": "Xã",
    "district": "Huyện",
    "province": "Tỉnh",
    "phone": "Điện thoại",
    "tax_code": "Mã số thuế",
    "stars": "Hạng sao",
    "status": "Tình trạng",
    "decision_no": "Số quyết định",
    "decision_date": "Ngày quyết định",
    "year": "Năm",
    "group": "Nhóm",
    "product_code": "Mã sản phẩm",
    "note": "Ghi chú",
}
#: The wide forms of East Asian fonts run too
_BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_RUNS = re.compile(f"[{re.escape(_BEGINNINGS)}]")
_NUMBER = re.compile(r"[+-]?[\d\s.,()/]+")
#: What XML cannot hold
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_WIDTH, _WIDEST = 14, 60
_WIDTHS = {"product": 34, "subject": 34, "address": 34, "note": 34}


def neutralised(text: str) -> str:
    """Text no spreadsheet takes for a formula: an apostrophe before what begins like one.

    Numbers and telephone numbers with a sign stay as they are.
    """
    if text[:1] not in _BEGINNINGS and text.isprintable() and len(text) <= _LONGEST_CELL:
        return text  # nearly all of them, at one look
    text = _UNWRITABLE.sub("", text)[:_LONGEST_CELL]
    if _RUNS.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"[:_LONGEST_CELL]
    return text


def problem_rows(run: ImportRun) -> bytes:
    """The rows with errors (without any: those with warnings) as XLSX, with the reason beside each.

    Everything a row inherited from titles, sections and merged cells is written out in it, under
    headers that map themselves, so the mended file can be uploaded as it is. Made of what the run
    keeps; the file is not read again.
    """
    rows = list(rows_to_mend(run))
    used = [field for field in HEADERS if any(row.values.get(field) for row in rows)]
    used = list(dict.fromkeys(["product", "subject", "stars", *used]))
    headers = [*(HEADERS[field] for field in used), reasons_header()]
    day = run.listed_on
    lines = chain(
        [[f"Danh sách tính đến ngày {day:%d/%m/%Y}"]] if day else [],
        [headers],
        ([*(row.values.get(field, "") for field in used), "; ".join(row.reasons)] for row in rows),
    )
    return workbook_of(
        ([neutralised(text) for text in line] for line in lines),
        title=_("To mend"),
        widths=[*(_WIDTHS.get(field, _WIDTH) for field in used), _WIDEST],
    )
