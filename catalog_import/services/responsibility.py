"""Noting which centre answers for a run, and when that changed hands."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from catalog_import.models import (
    FieldChange,
    FieldConflict,
    ImportRun,
    Issue,
    MissingProduct,
    RunHandOver,
    SourceRow,
)
from catalog_import.problems import error
from catalog_import.report import Report
from catalog_import.selectors.publishers import provinces_in
from catalog_import.selectors.responsibility import centre_for, foreign_rows
from catalog_import.services.rows import issue_of
from catalog_import.services.sources import source_for

#: Rows of other provinces told one by one; past that the number says enough
_MOST_TOLD = 200


@transaction.atomic
def keep_to_province(*, run: ImportRun, report: Report, by: Any, moment: datetime.datetime) -> bool:
    """After a check: note the provinces of the rows, or refuse a file of somebody else's.

    Of a refused file nothing is kept but the rows that are not the officer's to bring.
    """
    foreign = foreign_rows(report.records, by)
    if foreign:
        _refuse(run, foreign)
        return False
    run.provinces.set(provinces_in(report.records) or _stated(run))
    if run.source is None:
        run.source = source_for(report.records)
        ImportRun.objects.filter(pk=run.pk).update(source=run.source)
    take_over(run=run, by=by, moment=moment)
    return True


def _stated(run: ImportRun) -> set[int]:
    if run.province is None:
        return set()
    if run.province.valid_to is None:
        return {run.province.pk}
    return set(run.province.successions.values_list("new_id", flat=True))


def _refuse(run: ImportRun, foreign: Sequence[tuple[str, int, str]]) -> None:
    FieldChange.objects.filter(source_row__run=run).delete()
    FieldConflict.objects.filter(source_row__run=run).delete()
    for kept in (MissingProduct, Issue, SourceRow):
        kept._default_manager.filter(run=run).delete()
    told = [
        error("other_province", "province", province=province).at(sheet=sheet, row=row)
        for sheet, row, province in foreign[:_MOST_TOLD]
    ]
    whole = error("other_provinces", "province", rows=len(foreign))
    Issue.objects.bulk_create([issue_of(run, problem) for problem in (whole, *told)])
    run.provinces.clear()
    run.state = ImportRun.State.REFUSED
    run.summary = {"rows": run.summary.get("rows", 0), "issues": [], "mapping": []}
    run.save(update_fields=["state", "summary"])


def take_over(*, run: ImportRun, by: Any, moment: datetime.datetime) -> None:
    """Note the centre somebody acts for. Where the one noted before answers for these provinces
    no longer, the run has changed hands, and that is recorded.
    """
    provinces = set(run.provinces.values_list("pk", flat=True))
    centre = centre_for(by, provinces) if by is not None else None
    if centre is None or centre.pk == run.centre_id:
        return
    before = run.centre
    if before is not None:
        if provinces <= set(before.provinces.values_list("pk", flat=True)):
            return  # two centres answer for it; it stays with the first
        RunHandOver.objects.create(
            run=run,
            from_centre=before.name,
            to_centre=centre.name,
            taken_by=by,
            taken_at=moment,
        )
    run.centre = centre
    ImportRun.objects.filter(pk=run.pk).update(centre=centre)
