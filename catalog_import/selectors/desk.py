"""What the screens of a run show: its rows by what comes of them, their problems and changes."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from catalog_import.fields import FIELD_NAMES, field_name
from catalog_import.mapping import Reason
from catalog_import.models import FieldChange, ImportRun, Issue, SourceRow
from catalog_import.selectors.said import SaidAnew, said_anew
from catalog_import.twins import KnownNames, Twin
from ocop.enums import StandingStatus, SubjectKind
from ocop.likeness import product_core, subject_core
from ocop.models import RegisteredProduct, Subject
from ocop.spelling import fold

Outcome = SourceRow.Outcome
#: Filters of the preview, in their order
SHOWN = ("all", "created", "changed", "unchanged", "skipped", "problems", "errors")
ROWS_A_PAGE = 50
_CODES = {"subject_kind": SubjectKind.choices, "status": StandingStatus.choices}
_MOST_ISSUES = 300


@dataclass
class ShownRow:
    """A row as the preview lists it."""

    row: SourceRow
    issues: list[Issue] = field(default_factory=list)
    changes: int = 0
    #: Subjects and products of the register under nearly the same name
    subject_twins: Sequence[Twin] = ()
    product_twins: Sequence[Twin] = ()
    #: What it says of the recognition otherwise than was said before
    said: Sequence[SaidAnew] = ()

    @property
    def change_count(self) -> int:
        return self.changes + len(self.said)

    @property
    def stars_before(self) -> int | None:
        """Where the row brings another star."""
        return next((each.old for each in self.said if each.field == "stars"), None)

    @property
    def has_error(self) -> bool:
        return any(issue.level == Issue.Level.ERROR for issue in self.issues)

    @property
    def words(self) -> list[str]:
        return [issue.words for issue in self.issues]

    @property
    def name(self) -> str:
        """The product, or of a row that could not be read whatever its first cells say."""
        if product := self._read.get("product"):
            return str(product)
        return " · ".join(list(self.row.raw.values())[:3])

    @property
    def subject(self) -> str:
        return str(self._read.get("subject") or "")

    @property
    def stars(self) -> int | None:
        return self._read.get("stars")

    @property
    def _read(self) -> dict[str, Any]:
        """What was understood of the row, whether or not it is taken."""
        return self.row.record or self.row.understood or {}


def file_issues(run: ImportRun) -> list[Issue]:
    """What there is to say of the file as a whole, errors first; of a refused one every reason."""
    issues = run.issues.exclude(code="missing_from_file").order_by("level", "sheet", "pk")
    if run.state != ImportRun.State.REFUSED:
        issues = issues.filter(row__isnull=True)
    return list(issues[:_MOST_ISSUES])


def counts_of(run: ImportRun) -> dict[str, int]:
    """Rows by filter of the preview."""
    counts = {"all": run.rows.count()}
    counts |= dict.fromkeys(SHOWN[1:], 0)
    for outcome, count in run.rows.values_list("outcome").annotate(Count("pk")):
        counts[outcome or "skipped"] += count
    counts["problems"] = _with_issues(run.rows.all()).count()
    counts["errors"] = _with_issues(run.rows.all(), Issue.Level.ERROR).count()
    return counts


def _with_issues(rows: QuerySet[SourceRow], level: str = "") -> QuerySet[SourceRow]:
    issues = Issue.objects.filter(run=OuterRef("run"), sheet=OuterRef("sheet"), row=OuterRef("row"))
    return rows.filter(Exists(issues.filter(level=level) if level else issues))


def rows_of(run: ImportRun, *, shown: str, text: str = "") -> QuerySet[SourceRow]:
    """The rows of a filter; ``text`` is looked for in names, without accents too."""
    rows = run.rows.order_by("sheet", "row", "part")
    if shown in Outcome.values:
        rows = rows.filter(outcome=shown)
    elif shown == "problems":
        rows = _with_issues(rows)
    elif shown == "errors":
        rows = _with_issues(rows, Issue.Level.ERROR)
    words = fold(text).split()
    if not words:
        return rows
    return rows.filter(pk__in=_holding(rows, words))


def _holding(rows: QuerySet[SourceRow], words: Sequence[str]) -> list[int]:
    """Databases do not fold Vietnamese; a file has few enough rows to look at each."""
    found = []
    for pk, product, subject, raw in rows.values_list(
        "pk", "record__product", "record__subject", "raw"
    ).iterator(chunk_size=2000):
        said = fold(f"{product} {subject}" if product else " ".join(raw.values()))
        if all(word in said for word in words):
            found.append(pk)
    return found


def shown_rows(run: ImportRun, rows: Sequence[SourceRow]) -> list[ShownRow]:
    """A page of rows with their problems, in a number of queries that does not depend on them."""
    issues: dict[tuple[str, int | None], list[Issue]] = defaultdict(list)
    places = Q()
    for row in rows:
        places |= Q(sheet=row.sheet, row=row.row)
    if rows:
        for issue in run.issues.filter(places).order_by("level", "pk"):
            issues[issue.sheet, issue.row].append(issue)
    changes: Mapping[int, int] = dict(
        FieldChange.objects.filter(source_row__in=rows).values_list("source_row").annotate(
            Count("pk")
        )
    )  # fmt: skip
    said = said_anew(run, rows)
    shown = [
        ShownRow(row, issues[row.sheet, row.row], changes.get(row.pk, 0), said=said.get(row.pk, ()))
        for row in rows
    ]
    _suggest_twins(run, shown)
    return shown


def _suggest_twins(run: ImportRun, shown: Sequence[ShownRow]) -> None:
    """For rows of a preview that would make a new record: records they may mean."""
    new = [s for s in shown if s.row.outcome == Outcome.CREATED and s.row.record]
    if not new or run.state == ImportRun.State.APPLIED:
        return
    provinces = list(run.provinces.values_list("pk", flat=True))
    subjects = KnownNames(_names(Subject, provinces), subject_core)
    products = KnownNames(_names(RegisteredProduct, provinces), product_core)
    for each in new:
        each.subject_twins = subjects.like(each.subject)
        each.product_twins = products.like(each.name)


def _names(model: Any, provinces: Sequence[int]) -> dict[int, str]:
    return dict(model.objects.filter(province_now__in=provinces).values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class ShownCell:
    header: str
    column: str
    #: What the column was taken for, in words
    field: str
    text: str
    problems: tuple[tuple[str, str], ...] = ()


def cells_of(row: SourceRow, issues: Sequence[Issue]) -> list[ShownCell]:
    """The raw cells of a row in the order of the file, with what is wrong in each."""
    columns = [c for c in row.run.summary.get("mapping", ()) if c["sheet"] in (row.sheet, "")]
    if not columns:
        columns = row.run.summary.get("mapping", ())
    by_header = {c["header"] or c["column"]: c for c in reversed(columns)}
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for issue in issues:
        told[issue.column].append((issue.level, issue.words))
    cells = []
    for header, text in row.raw.items():
        column = by_header.get(header, {})
        letter = column.get("column", "")
        cells.append(
            ShownCell(
                header=header,
                column=letter,
                field=field_name(column["field"]) if column.get("field") else "",
                text=str(text),
                problems=tuple(told.pop(letter, ())) if letter else (),
            )
        )
    return cells


def read_as(row: SourceRow) -> list[tuple[str, Any]]:
    """What was understood of a row, whether or not it is taken: (name of a field, value)."""
    record = row.record or row.understood or {}
    return [
        (str(name), _in_words(key, value))
        for key, name in FIELD_NAMES.items()
        if (value := record.get(key)) not in (None, "", [])
    ]


def _in_words(field: str, value: Any) -> str:
    """Kinds and states are kept as codes, days as ISO has them."""
    if field in _CODES:
        return str(dict(_CODES[field]).get(value, value))
    if field == "decision_date":
        return f"{datetime.date.fromisoformat(value):%d/%m/%Y}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column (or several of one header, over the sheets of a file) on the page of mapping."""

    key: str
    header: str
    column: str
    sheets: tuple[str, ...]
    field: str
    confidence: int
    reason: str
    is_sure: bool
    samples: tuple[str, ...]


def columns_of(run: ImportRun) -> list[ShownColumn]:
    """The columns of a file, those to be asked about first, then those that were left out."""
    by_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for column in run.summary.get("mapping", ()):
        by_key[column["key"]].append(column)
    columns = [
        ShownColumn(
            key=key,
            header=found[0]["header"],
            column=found[0]["column"],
            sheets=tuple(dict.fromkeys(c["sheet"] for c in found if c["sheet"])),
            field=found[0]["field"],
            confidence=found[0]["confidence"],
            reason=found[0]["reason"],
            is_sure=all(c["is_sure"] for c in found),
            samples=tuple(dict.fromkeys(s for c in found for s in c["samples"]))[:3],
        )
        for key, found in by_key.items()
        if found[0]["header"] or any(c["samples"] for c in found)
    ]

    def weight(column: ShownColumn) -> int:
        if not column.is_sure:
            return 0
        is_open = not column.field and column.reason != Reason.REMEMBERED
        return 1 if is_open else 2

    return sorted(columns, key=weight)
