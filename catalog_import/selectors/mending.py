"""The rows of a run that somebody has to mend, each with what it says and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog_import.grammars.names import is_ditto
from catalog_import.messages import message
from catalog_import.models import ImportRun, Issue
from ocop.enums import StandingStatus

_CHUNK = 1_000
_LONGEST_DITTO = 20
#: Fields that a row inherits or that are read out of others
_UNDERSTOOD = frozenset(
    {
        "product", "subject", "commune", "district", "province", "stars", "status", "decision_no",
        "decision_date", "year", "group",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowToMend:
    #: Field → text
    values: Mapping[str, str]
    #: In the language of the moment
    reasons: list[str]


def rows_to_mend(run: ImportRun) -> Iterator[RowToMend]:
    """Rows with errors; of a run without any, those with remarks. In the order of the file.

    What was coded for an old font is told as it was decoded: a few rows alone would not show it.
    """
    reasons = _reasons(run)
    headers = _headers(run)
    was_decoded = run.issues.filter(code="text_decoded").exists()
    rows = run.rows.order_by("sheet", "row", "part").values_list(
        "sheet", "row", "raw", "record", "understood"
    )
    for sheet, number, raw, record, understood in rows.iterator(chunk_size=_CHUNK):
        if (sheet, number) in reasons:
            values = _values(raw, record or understood or {}, headers.get(sheet, {}))
            if was_decoded:
                values |= _all_understood(record or understood or {})
            yield RowToMend(values, reasons[sheet, number])


def _reasons(run: ImportRun) -> dict[tuple[str, int | None], list[str]]:
    issues = run.issues.filter(row__isnull=False)
    errors = issues.filter(level=Issue.Level.ERROR)
    found: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    told = (errors if errors.exists() else issues).order_by("pk")
    for sheet, row, column, code, params in told.values_list(
        "sheet", "row", "column", "code", "params"
    ).iterator(chunk_size=_CHUNK):
        found[sheet, row].append(f"{sheet}!{column}{row}: {message(code, params)}")
    return found


def _headers(run: ImportRun) -> dict[str, dict[str, str]]:
    """Sheet → field → the header it stood under, or the letter of its column."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for column in run.summary.get("mapping", ()):
        if column["field"]:
            header = column["header"] or column["column"]
            found[column["sheet"]].setdefault(column["field"], header)
    return found


def _values(
    raw: Mapping[str, str], understood: Mapping[str, Any], headers: Mapping[str, str]
) -> dict[str, str]:
    """As the row says it, and where it is silent as it was understood."""
    values = {}
    for field, header in headers.items():
        said = raw.get(header, "").strip()
        if said and not (len(said) <= _LONGEST_DITTO and is_ditto(said)):
            values[field] = said
    for field in _UNDERSTOOD:
        if field not in values and (text := _understood(field, understood)):
            values[field] = text
    return values


def _all_understood(record: Mapping[str, Any]) -> dict[str, str]:
    return {field: text for field in _UNDERSTOOD if (text := _understood(field, record))}


def _understood(field: str, record: Mapping[str, Any]) -> str:
    value = record.get(field)
    if not value or (field == "status" and value == StandingStatus.CERTIFIED):
        return ""
    if field == "decision_date":
        return "/".join(reversed(value.split("-")))
    return str(value)
