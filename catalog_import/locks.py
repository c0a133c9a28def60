"""Every row lock of imports."""

from django.db.models import QuerySet

from catalog_import.models import ImportRun, Source


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
