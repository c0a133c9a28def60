"""Every row lock of imports."""

from django.db.models import QuerySet

from catalog_import.models import FieldConflict, ImportRun, MissingProduct, Source, UndoLog


def run(run_id: int) -> QuerySet[ImportRun]:
    """Against whoever else works on the run; rows that name it may still be written."""
    return ImportRun.objects.select_for_update(no_key=True).filter(pk=run_id)


def runs_nobody_holds(state: str) -> QuerySet[ImportRun]:
    """Runs in that state whose lock is free: who held it is done, or dead."""
    return (
        ImportRun.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(state=state)
        .order_by("pk")
    )


def source(source_id: int) -> QuerySet[Source]:
    """Against whoever else settles columns of the same source."""
    return Source.objects.select_for_update(no_key=True).filter(pk=source_id)


def conflict(conflict_id: int) -> QuerySet[FieldConflict]:
    """Against somebody else who answers it at the same moment."""
    return FieldConflict.objects.select_for_update(of=("self",)).filter(pk=conflict_id)


def missing(missing_id: int) -> QuerySet[MissingProduct]:
    return MissingProduct.objects.select_for_update(of=("self",)).filter(pk=missing_id)


def undo_log(run_id: int) -> QuerySet[UndoLog]:
    return UndoLog.objects.select_for_update().filter(run=run_id)
