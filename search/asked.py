"""Notes queries that find nothing or little, or take long: what the words of the shop still lack.

A search only puts a note into memory; it is written after the answer has left, in one go for many,
and whatever fails there fails nobody. Nothing of who asked is kept, nor a text that looks like a
telephone number, an e-mail address or a card.
"""

import datetime
import logging
import re
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from ocop.spelling import clean
from search.models import AskedQuery

logger = logging.getLogger(__name__)

#: Up to so many results are "few"
FEW_RESULTS = 2
_MAX_TEXT = 80
_MAX_NOTES = 500
_FLUSH_SECONDS = 5.0
_PERSONAL = re.compile(r"@|(?:\d[\s.\-()]*){7,}")


@dataclass(slots=True)
class _Note:
    results: int
    times: int
    slowest_ms: int


class _Notes:
    """Of this process, not yet written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._notes: dict[str, _Note] = {}
        self._written_at = float("-inf")

    def add(self, text: str, results: int, took_ms: int) -> None:
        with self._lock:
            known = self._notes.get(text)
            if known:
                known.results, known.times = results, known.times + 1
                known.slowest_ms = max(known.slowest_ms, took_ms)
            elif len(self._notes) < _MAX_NOTES:
                self._notes[text] = _Note(results, 1, took_ms)

    def take(self, *, at_once: bool) -> dict[str, _Note]:
        with self._lock:
            is_due = at_once or time.monotonic() - self._written_at >= _FLUSH_SECONDS
            if not self._notes or not is_due:
                return {}
            taken, self._notes = self._notes, {}
            self._written_at = time.monotonic()
            return taken


_notes = _Notes()


def note(text: str, *, results: int, took_ms: float) -> None:
    """Remember a query if it is worth it; touches no database."""
    text = clean(text).lower()
    is_slow = took_ms >= settings.SEARCH_SLOW_MS
    if not text or len(text) > _MAX_TEXT or _PERSONAL.search(text):
        return
    if results <= FEW_RESULTS or is_slow:
        _notes.add(text, results, round(took_ms) if is_slow else 0)


def write(*, moment: datetime.datetime, at_once: bool = False) -> int:
    """Write what was noted, at most every few seconds; returns how many texts. Never an error."""
    taken = _notes.take(at_once=at_once)
    if not taken:
        return 0
    try:
        with transaction.atomic():
            for text, one in sorted(taken.items()):
                _write(text, one, moment)
    except DatabaseError:
        logger.warning("%s queries without an answer were not noted", len(taken), exc_info=True)
        return 0
    return len(taken)


def _write(text: str, one: _Note, moment: datetime.datetime) -> None:
    changed = AskedQuery.objects.filter(text=text).update(
        results=one.results,
        times=F("times") + one.times,
        slowest_ms=Greatest("slowest_ms", one.slowest_ms),
        last_at=moment,
    )
    if not changed:
        row = AskedQuery(
            text=text,
            results=one.results,
            times=one.times,
            slowest_ms=one.slowest_ms,
            first_at=moment,
            last_at=moment,
        )
        AskedQuery.objects.bulk_create([row], ignore_conflicts=True)


def forget(*, moment: datetime.datetime) -> int:
    """Delete what was not asked for ``SEARCH_KEEP_QUERIES_DAYS``; returns how many."""
    end = moment - datetime.timedelta(days=settings.SEARCH_KEEP_QUERIES_DAYS)
    return AskedQuery.objects.filter(last_at__lt=end).delete()[0]
