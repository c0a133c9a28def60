"""What goes out again as a workbook: rows to be mended. Nothing in it may run."""

import io
import re
from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment

from catalog_import.grammars.names import is_ditto, text_of
from catalog_import.messages import message_of
from catalog_import.models import ImportRun
from catalog_import.problems import Problem
from catalog_import.reading import Reading
from catalog_import.records import Record
from catalog_import.services.runs import read_run
from ocop.enums import StandingStatus

#: Fields and the headers they are written under: what our own reader knows them by
HEADERS = {
    "product": "Tên sản phẩm",
    "subject": "Chủ thể",
    "subject_kind": "Loại hình",
    "address": "Địa chỉ",
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
_RUNS = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[\d\s.,()/]+")
#: What XML cannot hold
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767


def neutralised(text: str) -> str:
    """Text no spreadsheet takes for a formula: an apostrophe before what begins like one.

    Numbers and telephone numbers with a sign stay as they are.
    """
    text = _UNWRITABLE.sub("", text)[:_LONGEST_CELL]
    if _RUNS.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"[:_LONGEST_CELL]
    return text


def problem_rows(run: ImportRun) -> bytes:
    """The rows with errors (without any: those with warnings) as XLSX, with the reason beside each.

    Everything a row inherited from titles, sections and merged cells is written out in it, under
    headers that map themselves, so the mended file can be uploaded as it is.
    """
    day = run.checked_at or run.finished_at or run.started_at
    importing = read_run(run, timezone.localdate(day))
    reading = importing.reading
    reasons = _reasons(importing.report.problems)
    cells_of = _said_by_field(reading)
    records = [r for r in (*reading.left_out, *reading.records) if (r.sheet, r.row) in reasons]
    records.sort(key=lambda record: (record.sheet, record.row, record.part))
    rows = [_values(record, cells_of.get(record.sheet, {})) for record in records]
    used = [field for field in HEADERS if any(values.get(field) for values in rows)]
    used = list(dict.fromkeys(["product", "subject", "stars", *used]))
    title = ""
    if reading.as_of:
        title = f"Danh sách tính đến ngày {reading.as_of:%d/%m/%Y}"
    lines = [
        [*(values.get(field, "") for field in used), "; ".join(reasons[record.sheet, record.row])]
        for record, values in zip(records, rows, strict=True)
    ]
    return _workbook(title, [*(HEADERS[field] for field in used), _("What to mend")], lines)


def _reasons(problems: Sequence[Problem]) -> dict[tuple[str, int], list[str]]:
    """By row what is wrong with it, in the reader's language."""
    errors = [problem for problem in problems if problem.is_error and problem.row is not None]
    told = errors or [problem for problem in problems if problem.row is not None]
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for problem in told:
        found[problem.sheet, problem.row or 0].append(
            f"{problem.sheet}!{problem.column}{problem.row}: {message_of(problem)}"
        )
    return found


def _said_by_field(reading: Reading) -> dict[str, dict[str, str]]:
    """Sheet → field → the header it stood under."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for column in reading.mapping:
        if column.field:
            found[column.sheet].setdefault(column.field, column.header)
    return found


def _values(record: Record, headers: dict[str, str]) -> dict[str, str]:
    """As the row says it, and where it is silent as it was understood."""
    day = record.decision_date
    understood = {
        "product": record.product,
        "subject": record.subject,
        "commune": record.commune,
        "district": record.district,
        "province": record.province,
        "stars": str(record.stars or ""),
        "status": "" if record.status == StandingStatus.CERTIFIED else record.status,
        "decision_no": record.decision_no,
        "decision_date": f"{day:%d/%m/%Y}" if day else "",
        "year": str(record.year or ""),
        "group": record.group,
    }
    values = {}
    for field in HEADERS:
        said = text_of(record.raw.get(headers.get(field, ""), ""))
        values[field] = said if said and not is_ditto(said) else understood.get(field, "")
    return values


def _workbook(title: str, headers: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("To mend"))
    sheet.column_dimensions[_letter(len(headers))].width = 60
    if title:
        sheet.append([title])
    sheet.append(list(headers))
    for line in lines:
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, value=neutralised(text))
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cells.append(cell)
        sheet.append(cells)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _letter(number: int) -> str:
    return chr(64 + number) if number <= 26 else "Z"
