"""What the Prime Minister's decisions say of a certificate, by day: dated data, not code."""

import calendar
import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from ocop.enums import Evidence, IssuerLevel
from ocop.spelling import fold_key

#: The day of Decision 490/QĐ-TTg: no certificate is older
PROGRAMME_START = datetime.date(2018, 5, 7)
#: Characters of the longest name a source may print of a product or a subject
NAME_LENGTH = 300
_FILE = Path(__file__).resolve().parent / "data" / "rule_sets.csv"
#: A list of a known year says nothing after this many years
_YEARS_OF_A_LIST = 3


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules in force from a day on: who certifies which star, for how many months."""

    name: str
    since: datetime.date
    months: int
    #: Level that certifies, by stars
    levels: dict[int, str]


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            RuleSet(
                name=row["rule_set"],
                since=datetime.date.fromisoformat(row["since"]),
                months=int(row["months"]),
                levels={stars: IssuerLevel(row[f"level_{stars}"]).value for stars in (3, 4, 5)},
            )
            for row in csv.DictReader(file)
        )


def rules_on(day: datetime.date) -> RuleSet:
    """The rules in force on ``day``; before the first, the first."""
    in_force = [rules for rules in rule_sets() if rules.since <= day]
    return in_force[-1] if in_force else rule_sets()[0]


def rule_set_on(day: datetime.date) -> str:
    return rules_on(day).name


def expected_level(*, stars: int, day: datetime.date) -> str:
    """Who certifies that star by the rules of ``day``. Another issuer is a warning, no error."""
    return rules_on(day).levels[stars]


def term_end(*, evidence: str, day: datetime.date, year: int | None = None) -> datetime.date:
    """The last day, inclusive, of what a decision or list of ``day`` recognises.

    The anniversary itself still counts, and 29 February ends on 28 February: whether the law means
    the day before is open, so nothing else may compute it. ``year``, where a list names one, bounds
    the list.
    """
    if evidence == Evidence.DECISION:
        return _add_months(day, rules_on(day).months)
    end = _add_months(day, settings.OCOP_LIST_TERM_MONTHS)
    return min(end, datetime.date(year + _YEARS_OF_A_LIST, 12, 31)) if year else end


def _add_months(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def level_of(decision_no: str, *, stars: int, day: datetime.date) -> str:
    """The level of who issued a decision, by its number; of others the level to be expected.

    ``…/QĐ-UBND`` is a district's or a province's: which of the two, only the rules tell.
    """
    number = fold_key(decision_no)
    if "qdbnn" in number:
        return IssuerLevel.NATIONAL.value
    expected = expected_level(stars=stars, day=day)
    if "qdubnd" in number and expected == IssuerLevel.NATIONAL:
        return IssuerLevel.PROVINCE.value
    return expected
