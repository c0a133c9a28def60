"""Days: day first always, nothing swapped, nothing guessed beyond the century of a short year."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from catalog_import.readers.book import Cell, Odd
from ocop.rules import PROGRAMME_START
from ocop.spelling import clean

_EXCEL_EPOCH = datetime.date(1899, 12, 30)
#: Serials of 1954 to 2119; smaller whole numbers are years
_SERIALS = range(20_000, 80_000)

_YMD = r"(?P<y1>\d{4})\s*[-/.]\s*(?P<m1>\d{1,2})\s*[-/.]\s*(?P<d1>\d{1,2})"
_DMY = r"(?P<d2>\d{1,2})\s*[-/.]\s*(?P<m2>\d{1,2})\s*[-/.]\s*(?P<y2>\d{4}|\d{2})"
_WORDS = r"(?P<d3>\d{1,2})\s*tháng\s*(?P<m3>\d{1,2})\s*(?:năm|,)\s*(?P<y3>\d{4})"
_ONE_DAY = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}")
_DAY = re.compile(rf"(?<!\d)(?:{_YMD}|{_DMY}|{_WORDS})(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and the code of what there is to say of it; an unreadable one has a code only."""

    day: datetime.date | None = None
    problem: str = ""


def parse_day(cell: Cell, *, today: datetime.date) -> Day:
    """Read a date cell: a date, an Excel serial or text."""
    if cell is None:
        return Day()
    if isinstance(cell, datetime.datetime):
        return _in_bounds(cell.date(), today)
    if isinstance(cell, datetime.date):
        return _in_bounds(cell, today)
    if isinstance(cell, bool | Odd | datetime.time):
        return Day(problem="date_unreadable")
    if isinstance(cell, int | float):
        return _from_number(cell, today)
    text = clean(cell).casefold()
    if not text or re.fullmatch(r"[-–—./\s]+", text):
        return Day()
    if _ONE_DAY.fullmatch(whole := re.sub(r"\s", "", text)):
        text = whole  # a narrow column breaks the year: "15/3/20 24"
    if re.fullmatch(r"\d{4,5}(\.0+)?", text):
        return _from_number(float(text), today)
    return parse_day_in_text(text, today=today)


@lru_cache(maxsize=2_000)
def parse_day_in_text(text: str, *, today: datetime.date) -> Day:
    """The one day a text names; two days in one text are unreadable."""
    matches = list(_DAY.finditer(clean(text).casefold()))
    if not matches:
        is_year = re.search(r"\b20\d\d\b", text)
        return Day(problem="date_incomplete" if is_year else "date_unreadable")
    found = {_day_of(match, today) for match in matches}
    return found.pop() if len(found) == 1 else Day(problem="date_unreadable")


def days_in(text: str, *, today: datetime.date) -> list[datetime.date]:
    """Every sound day a text names, in its order."""
    found = (_day_of(match, today).day for match in _DAY.finditer(clean(text).casefold()))
    return [day for day in found if day]


def calendar_days(text: str) -> list[datetime.date]:
    """Every day a text names, of whatever age."""
    far = datetime.date.max
    found = (_day_of(match, far) for match in _DAY.finditer(clean(text).casefold()))
    return [read.day for read in found if read.day]


def _day_of(match: re.Match[str], today: datetime.date) -> Day:
    year, month, day = (
        next(match[f"{part}{form}"] for form in (1, 2, 3) if match[f"{part}{form}"])
        for part in "ymd"
    )
    is_short = len(year) == 2
    try:
        found = datetime.date(int(year) + 2000 * is_short, int(month), int(day))
    except ValueError:
        return Day(problem="date_impossible")
    read = _in_bounds(found, today)
    return Day(read.day, "date_short_year") if is_short and read.day else read


def _from_number(number: float, today: datetime.date) -> Day:
    if number != number or number in (float("inf"), float("-inf")):
        return Day(problem="date_unreadable")
    if int(number) in _SERIALS:
        return _in_bounds(_EXCEL_EPOCH + datetime.timedelta(days=int(number)), today)
    return Day(problem="date_incomplete" if 1900 <= number <= 2100 else "date_unreadable")


def _in_bounds(day: datetime.date, today: datetime.date) -> Day:
    if day < PROGRAMME_START:
        return Day(problem="date_before_programme")
    if day > today:
        return Day(problem="date_in_future")
    return Day(day)


def parse_year(cell: Cell, *, today: datetime.date) -> int | None:
    """A year of the programme, or None."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    match = re.fullmatch(r"(?:năm\s*)?(20\d\d)(?:\.0+)?", clean(str(cell)).casefold())
    year = int(match[1]) if match else 0
    return year if PROGRAMME_START.year <= year <= today.year else None
