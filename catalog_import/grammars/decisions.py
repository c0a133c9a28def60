"""Decisions: ``9014/QĐ-BNNMT ngày 20 tháng 10 năm 2025``. Key = (issuer, number, year)."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from catalog_import.grammars.dates import Day, calendar_days, days_in, parse_day_in_text
from catalog_import.readers.book import Cell, Odd
from ocop.rules import PROGRAMME_START
from ocop.spelling import clean

#: What the register can hold
LONGEST = 60
_NUMBER = re.compile(
    r"(?<![\d/])(?P<number>\d{1,5}(?:\s*/\s*20\d\d)?)\s*/\s*"
    r"(?P<issuer>[Qq][ĐÐđðDd]\s*[-–—]\s*[^\W\d_]+(?:\s*[-–—]\s*[A-ZĐÐ]{2,}(?!\w))*)"
)
#: As nearly all are written
_WHOLE = re.compile(r"(?:số:?)?\d{1,5}/Q[ĐÐ]-(?:UBND|BNN(?:MT|PTNT)?(?:-VPĐP)?)", re.IGNORECASE)
_PRIME_MINISTER = re.compile(r"QĐ-TTG?", re.IGNORECASE)
_LEGAL_BASIS = re.compile(r"^\W*(?:căn cứ|theo đề nghị|xét đề nghị|thực hiện)\b", re.IGNORECASE)
#: What a decision rests on or belongs to is another
_CITED = re.compile(r"\bcăn cứ\b|\bkèm theo\b", re.IGNORECASE)
_MINISTRY = re.compile(r"QĐ-B[A-ZĐ]")
_PEOPLES_COMMITTEE = re.compile(r"QĐ-UBND")
_NOTHING = re.compile(r"[-–—./\s]*")


@dataclass(frozen=True, slots=True)
class Decision:
    """A number as it is written officially, or as printed where it is not, and its day."""

    number: str = ""
    day: datetime.date | None = None
    problems: tuple[str, ...] = ()


NONE = Decision()


def parse_decision(cell: Cell, *, today: datetime.date, days: Cell = None) -> Decision:
    """Read a cell that holds a number, a day, or both.

    Of several decisions it is the latest, with a warning. ``days`` is the cell of the day beside
    it: where both tell of as many, the first day is that of the first number.
    """
    if cell is None:
        return NONE
    if isinstance(cell, bool | Odd):
        return Decision(problems=("decision_unreadable",))
    if isinstance(cell, datetime.date):
        return Decision(problems=("decision_unreadable",))
    text = clean(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))
    if _WHOLE.fullmatch(whole := re.sub(r"\s", "", text)):
        text = whole  # a narrow column breaks it: "9305/QĐ-UB ND"
    if _NOTHING.fullmatch(text):
        return NONE
    return _parse_text(text, today, clean(days) if isinstance(days, str) else "")


@lru_cache(maxsize=2_000)
def _parse_text(text: str, today: datetime.date, beside: str) -> Decision:
    numbers = _numbers(text)
    own = [match for match in numbers if not _is_prime_ministers(_written(match))]
    if numbers and not own:
        return Decision(problems=("decision_of_prime_minister",))
    named = [match for match in own if not _CITED.search(text, 0, match.start())]
    if len({_written(match) for match in named}) > 1:
        return _latest(named, text, today, beside)
    if own:
        day = _day_beside(_said_of(own[0], text), today)
        return Decision(_written(own[0]), day.day, (day.problem,) if day.problem else ())
    day = _day_beside(text, today)
    problems = (day.problem,) if day.problem else ()
    if (day.day or day.problem == "date_incomplete") and _only_a_day(text):
        return Decision("", day.day, problems)
    return Decision(text[:LONGEST], day.day, (*problems, "decision_unusual"))


def _latest(numbers: list[re.Match[str]], text: str, today: datetime.date, beside: str) -> Decision:
    """The one with the latest day, of those without days the first. Days stand behind their
    numbers, unless one stands before the first; or all of them in the cell beside.
    """
    starts = [match.start() for match in numbers]
    ends = [match.end() for match in numbers]
    if calendar_days(text[: starts[0]]):
        told = [text[start:end] for start, end in zip([0, *ends], starts, strict=False)]
    else:
        told = [text[start:end] for start, end in zip(ends, [*starts[1:], None], strict=True)]
    days = [next(iter(days_in(part, today=today)), None) for part in told]
    if not any(days) and len(listed := calendar_days(beside)) == len(numbers):
        days = [day if PROGRAMME_START <= day <= today else None for day in listed]
    at = max(range(len(numbers)), key=lambda i: days[i] or datetime.date.min)
    return Decision(_written(numbers[at]), days[at], ("decisions_several",))


def _said_of(number: re.Match[str], text: str) -> str:
    """What a cell says of one decision: the day follows its number, or goes before it; what
    another number brings along is another's.
    """
    following = text[number.end() :]
    other = _NUMBER.search(following)
    following = following[: other.start()] if other else following
    return following if re.search(r"\d", following) else text[: number.start()]


def _day_beside(text: str, today: datetime.date) -> Day:
    """The day, or only the year, beside a number; a cell with only a number says nothing of it."""
    if re.search(r"\d\s*[-/.]\s*\d|\d\s*tháng|\bnăm\s*20\d\d\b|^\W*20\d\d\W*$", text.casefold()):
        return parse_day_in_text(text, today=today)
    return Day()


def _only_a_day(text: str) -> bool:
    words = re.sub(r"ngày|tháng|năm|[\d\s/.,()-]", "", text.casefold())
    return not words


def decision_in_text(text: str, *, today: datetime.date) -> Decision:
    """The decision a title or preamble names; what it is based on does not count."""
    text = clean(text)
    if _LEGAL_BASIS.search(text):
        return NONE
    for match in _numbers(text):
        number = _written(match)
        if not _is_prime_ministers(number):
            following = days_in(text[match.end() : match.end() + 60], today=today)
            return Decision(number, following[0] if following else None)
    return NONE


def _numbers(text: str) -> list[re.Match[str]]:
    """Those the register can hold."""
    return [match for match in _NUMBER.finditer(text) if len(_written(match)) <= LONGEST]


def _written(match: re.Match[str]) -> str:
    number = re.sub(r"\s", "", match["number"])
    issuer = re.sub(r"\s*[–—-]\s*", "-", match["issuer"]).replace("Ð", "Đ").replace("ð", "đ")
    issuer = re.sub(r"\s", "", issuer).upper()
    return f"{number}/{re.sub('^QD', 'QĐ', issuer)}"


def _is_prime_ministers(number: str) -> bool:
    return bool(_PRIME_MINISTER.fullmatch(number.rpartition("/")[2]))


def issuer_of(number: str) -> str:
    """ "ministry", "committee" (of a province or district: the number does not tell) or ""."""
    if _MINISTRY.search(number):
        return "ministry"
    return "committee" if _PEOPLES_COMMITTEE.search(number) else ""
