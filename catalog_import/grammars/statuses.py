"""What a note, a status column or a section says happened to a certificate."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from catalog_import.grammars.dates import calendar_days
from catalog_import.grammars.stars import SUBMITTED
from ocop.enums import StandingStatus
from ocop.spelling import clean

_NOT = "".join(rf"(?<!{word} )" for word in ("chưa", "không", "chưa bị", "không bị", "sắp"))
_REVOKED = re.compile(
    rf"{_NOT}(?:thu hồi|(?:đưa|loại|rút|xóa|xoá)(?: tên)?(?: ra)? khỏi danh sách"
    r"|h(?:ủy|uỷ)(?: bỏ)? (?:giấy chứng nhận|kết quả|quyết định))"
)
_EXPIRED = re.compile(
    rf"{_NOT}(?:hết hiệu lực|hết hạn|hết thời hạn|quá thời hạn|không còn (?:hiệu lực|hạn))"
)
_RENEWED = re.compile(
    rf"{_NOT}(?:công nhận lại|tái công nhận|cấp lại|gia hạn"
    r"|đánh giá(?: lại)?(?:,| và) phân hạng lại)"
)
_UPGRADED = re.compile(rf"{_NOT}(?:nâng hạng|nâng sao|thăng hạng)")
_CERTIFIED = re.compile(
    r"\b(?:còn hiệu lực|còn hạn|đang hiệu lực|đã công nhận|được công nhận|công nhận mới"
    r"|công nhận lần đầu|đạt chuẩn|mới)\b"
)
_PROPOSED = re.compile(rf"\b(?:tiềm năng|đề nghị|đề xuất|dự kiến)\b|{SUBMITTED}")
#: Our own words for them
STATUSES = frozenset(StandingStatus.values)


@dataclass(frozen=True, slots=True)
class Status:
    """``status`` is a StandingStatus or empty: the text says nothing of it."""

    status: str = ""
    says_upgraded: bool = False


NONE = Status()


@lru_cache(maxsize=2_000)
def parse_status(text: str, *, today: datetime.date) -> Status:
    """Read a status column: our own words ("renewed") or Vietnamese ones."""
    text = clean(text).casefold()
    if text in STATUSES:
        return Status(text)
    found = status_in_text(text, today=today)
    if found.status:
        return found
    if _PROPOSED.search(text):
        return Status(StandingStatus.PROPOSED)
    if _CERTIFIED.search(text):
        return Status(StandingStatus.CERTIFIED)
    return NONE


@lru_cache(maxsize=2_000)
def status_in_text(text: str, *, today: datetime.date) -> Status:
    """What a note, title or section says beyond "recognised"."""
    text = clean(text).casefold()
    if _REVOKED.search(text):
        return Status(StandingStatus.REVOKED)
    if (ended := _EXPIRED.search(text)) and not _ends_later(text[ended.end() :], today):
        return Status(StandingStatus.EXPIRED)
    if _RENEWED.search(text):
        return Status(StandingStatus.RENEWED, bool(_UPGRADED.search(text)))
    if _UPGRADED.search(text):
        return Status(StandingStatus.CERTIFIED, says_upgraded=True)
    return NONE


def _ends_later(following: str, today: datetime.date) -> bool:
    """ "hết hạn 31/12/2027" names a day to come: not expired."""
    days = calendar_days(following[:40])
    return bool(days) and days[0] >= today
