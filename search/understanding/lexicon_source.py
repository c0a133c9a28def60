"""Where the lexicon comes from: the synonyms of the database, and the words shipped with it.

A centre edits synonyms while the site runs. Every process asks once in a few seconds whether they
changed (one row), and reads them anew only then; nothing is indexed again, because a synonym acts
when a query is read.
"""

import re
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Max

from search.models import Relation, Synonym
from search.tokens import words
from search.understanding.lexicon import Entry, Lexicon, Phrase, Role

_DATA = Path(__file__).resolve().parent.parent / "data"
_LINKED = re.compile(r"\s*(?P<phrase>[^()]+?)\s*(?:\(-\s*(?P<without>[^()]+)\))?\s*")
_COMMA = re.compile(r",\s*(?![^()]*\))")
_ARROWS = {"": Relation.SAME, ">": Relation.FINDS, ">>": Relation.KINDS}

#: Section of empty words that without their accents may be anything
_SMALL_WORDS = "small"

Stamp = tuple[int, str]


class BadPhrase(ValueError):
    """A text that is no list of phrases; the message is the piece that is not understood."""


class _Kept:
    """The lexicon of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked_at = float("-inf")
        self._stamp: Stamp | None = None
        self._lexicon: Lexicon | None = None

    def lexicon(self) -> Lexicon:
        with self._lock:
            is_due = time.monotonic() - self._asked_at >= settings.SEARCH_SYNONYMS_SECONDS
            if self._lexicon is None or is_due:
                self._refresh()
                self._asked_at = time.monotonic()
            assert self._lexicon is not None  # noqa: S101 -- for the type checker
            return self._lexicon

    def _refresh(self) -> None:
        try:
            stamp = _stamp()
            if self._lexicon is None or stamp != self._stamp:
                self._lexicon, self._stamp = Lexicon(entries()), stamp
        except DatabaseError:
            if self._lexicon is None:
                self._lexicon = Lexicon([*_shipped_entries(), *_fixed_words()])


_kept = _Kept()


def lexicon() -> Lexicon:
    """What is in force now, at most ``SEARCH_SYNONYMS_SECONDS`` old."""
    return _kept.lexicon()


def entries() -> list[Entry]:
    """Of the active synonyms; of the shipped ones while the table is empty."""
    rows = list(Synonym.objects.order_by("pk"))
    if not rows:
        return [*_shipped_entries(), *_fixed_words()]
    return [*(entry for row in rows if row.is_active for entry in entries_of(row)), *_fixed_words()]


def entries_of(row: Synonym) -> Iterator[Entry]:
    names, found = phrases(row.names), phrases(row.finds)
    for name in names:
        same = tuple(other for other in names if other is not name)
        kinds = found if row.relation == Relation.KINDS else ()
        more = found if row.relation == Relation.FINDS else ()
        yield Entry(
            name.words,
            Role.SAME,
            same=(*same, *more),
            kinds=kinds,
            needs_accents=row.needs_accents,
            without=() if same or found else name.without,
        )


def phrases(text: str) -> tuple[Phrase, ...]:
    """ "bắp (- bắp cải, bắp bò), ngô" → two phrases, the first not beside two others."""
    found = []
    for piece in filter(str.strip, _COMMA.split(text)):
        linked = _LINKED.fullmatch(piece)
        said = words(linked["phrase"]) if linked else ()
        if not linked or not said:
            raise BadPhrase(piece.strip())
        without = (words(part) for part in (linked["without"] or "").split(","))
        found.append(Phrase(said, tuple(part for part in without if part)))
    return tuple(found)


def shipped_rows() -> Iterator[dict[str, str]]:
    """The synonyms of the data file, as fields of ``Synonym``."""
    for line in _lines("synonyms.txt"):
        left, arrow, right = re.split("(>+)", line) if ">" in line else (line, "", "")
        names = ", ".join(part.strip() for part in left.split("="))
        yield {"names": names, "finds": right.strip(), "relation": _ARROWS[arrow]}


def _shipped_entries() -> Iterator[Entry]:
    for fields in shipped_rows():
        yield from entries_of(Synonym(**fields))


def _fixed_words() -> Iterator[Entry]:
    """What no centre edits: empty words, and goods that others sell."""
    section = ""
    for line in _lines("noise.txt"):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == _SMALL_WORDS:
            yield Entry(words(line), Role.NOISE, needs_accents=True)
        else:
            yield Entry(words(line), Role(section))
    for line in _lines("elsewhere.txt"):
        for name in line.split(","):
            yield Entry(words(name), Role.ELSEWHERE)


def _lines(name: str) -> Iterable[str]:
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _stamp() -> Stamp:
    row = Synonym.objects.aggregate(number=Count("pk"), latest=Max("changed_at"))
    return row["number"], str(row["latest"])
