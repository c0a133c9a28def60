"""Taking a whole run back, or saying what rests on it."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog_import import locks
from catalog_import.errors import RunIsNotApplied, UndoRefused
from catalog_import.models import ImportRun, UndoLog


@transaction.atomic
def undo_run(*, run: ImportRun, undone_by: Any, moment: datetime.datetime) -> None:
    """Bring register and listings back to what they were before the run.

    Raises ``UndoRefused`` where something later rests on what the run brought.
    """
    locked = locks.run(run.pk).get()
    if locked.state != ImportRun.State.APPLIED:
        raise RunIsNotApplied
    if not UndoLog.objects.filter(run=locked).exists():
        raise UndoRefused([_("What this import changed was not written down.")])
