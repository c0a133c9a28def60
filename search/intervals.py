"""Spans of days as terms, so that one query can ask "what held on day D" of an index that is
written once and never by the clock.

A span becomes the whole months in it and the single days at its edges; a day is in the span if
the term of its month or the term of the day is there, and never both.
"""

import datetime
from functools import lru_cache


@lru_cache(maxsize=4096)
def span_terms(start: datetime.date, end: datetime.date) -> tuple[str, ...]:
    """Month and day terms of ``start`` … ``end``, both inclusive; none when the span is empty."""
    terms = []
    day = start
    while day <= end:
        last = _last_of_month(day)
        if day.day == 1 and last <= end:
            terms.append(month_term(day))
        else:
            terms += [day_term(day.replace(day=n)) for n in range(day.day, min(last, end).day + 1)]
        day = last + datetime.timedelta(days=1)
    return tuple(terms)


def month_term(day: datetime.date) -> str:
    return f"{day.year:04}-{day.month:02}"


def day_term(day: datetime.date) -> str:
    return day.isoformat()


@lru_cache(maxsize=16_384)
def labelled(label: str, start: datetime.date, end: datetime.date) -> tuple[str, ...]:
    """What a document holds: ``4@2026-11`` and ``4@2026-12-01``."""
    return tuple(f"{label}@{term}" for term in span_terms(start, end))


def asked(label: str, day: datetime.date) -> tuple[str, str]:
    """The two terms of which a document that holds ``label`` on ``day`` has exactly one."""
    return f"{label}@{month_term(day)}", f"{label}@{day_term(day)}"


def _last_of_month(day: datetime.date) -> datetime.date:
    following = day.replace(day=28) + datetime.timedelta(days=4)
    return following - datetime.timedelta(days=following.day)
