"""What rows newly say of a recognition, beside what was said of it before.

A standing is never changed, another is added; so no changed field tells of it, and without this a
row that brings another star would look as if it changed nothing.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog_import.fields import FIELD_NAMES
from catalog_import.models import ImportRun, SourceRow
from catalog_import.plan import was_said
from catalog_import.records import Record
from ocop.enums import StandingStatus
from ocop.models import Standing
from ocop.terms import order_in_time

State = ImportRun.State
_TOLD = {
    "status": FIELD_NAMES["status"],
    "stars": FIELD_NAMES["stars"],
    "proposed_stars": _("stars proposed"),
    "decision_no": FIELD_NAMES["decision_no"],
    "decision_date": FIELD_NAMES["decision_date"],
}
_DAY = _("speaks for the day")


@dataclass(frozen=True, slots=True)
class SaidAnew:
    """One thing that is said otherwise than before; ``None`` where nothing was or is said."""

    field: str
    label: str
    old: Any
    new: Any
    #: In words, where the word before came from
    before: str


def said_anew(run: ImportRun, rows: Sequence[SourceRow]) -> dict[int, list[SaidAnew]]:
    """By key of the row, for those that add a standing to a product the register had; of an import
    that was taken back, nothing. The number of queries does not depend on how many rows there are.
    """
    if run.state == State.UNDONE:
        return {}
    known = [
        row
        for row in rows
        if row.outcome == SourceRow.Outcome.CHANGED and row.product_id and row.record
    ]
    standings: dict[int, list[Standing]] = defaultdict(list)
    for standing in Standing.objects.filter(product__in={row.product_id for row in known}):
        standings[standing.product_id].append(standing)
    found = {}
    for row in known:
        earlier = _earlier(run, row, sorted(standings[row.product_id or 0], key=order_in_time))
        if earlier is not None:
            found[row.pk] = _compared(run, row.record or {}, earlier[-1] if earlier else None)
    return found


def _earlier(
    run: ImportRun, row: SourceRow, standings: Sequence[Standing]
) -> Sequence[Standing] | None:
    """What was said before the row; None if the row adds nothing to it."""
    if run.state != State.APPLIED:
        said = was_said(_record(row.record or {}), standings, as_of=run.listed_on)
        return None if said else standings
    if row.standing_id is None:
        return None
    return [standing for standing in standings if standing.pk < row.standing_id]


def _record(stored: Mapping[str, Any]) -> Record:
    """As much of a row as tells whether it was said before."""
    return Record("", 0, **{name: _value(name, stored.get(name)) for name in _TOLD})


def _compared(run: ImportRun, stored: Mapping[str, Any], before: Standing | None) -> list[SaidAnew]:
    source = before.source if before else ""
    told = [
        (name, label, getattr(before, name, None), _value(name, stored.get(name)))
        for name, label in _TOLD.items()
    ]
    day = run.listed_on or _value("decision_date", stored.get("decision_date"))
    told.append(("as_of", _DAY, before.as_of if before else None, day))
    return [
        SaidAnew(name, str(label), _words(name, old), _words(name, new), source)
        for name, label, old, new in told
        if (old or None) != (new or None)
    ]


def _value(name: str, stored: Any) -> Any:
    """Days are kept as ISO has them, and what is not said of a text as an empty one."""
    if name == "decision_date":
        return datetime.date.fromisoformat(stored) if stored else None
    return stored if stored is not None or name.endswith("stars") else ""


def _words(name: str, value: Any) -> Any:
    if name == "status" and value:
        return str(StandingStatus(value).label)
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else value or None
