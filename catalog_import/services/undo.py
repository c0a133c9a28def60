"""Taking a whole run back, or saying what rests on it."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog_import import locks
from catalog_import.collecting import seldom_collected
from catalog_import.dependants import reasons_to_stay
from catalog_import.errors import RunIsNotApplied, UndoRefused
from catalog_import.models import ImportRun, UndoLog
from catalog_import.services.steps import acting
from ocop.services import register_batch, take_back
from shop.catalogue.showcases import remove_showcases


@seldom_collected()
@transaction.atomic
def undo_run(*, run: ImportRun, undone_by: Any, moment: datetime.datetime) -> None:
    """Bring register and listings back to what they were before the run.

    Raises ``UndoRefused`` where something later rests on what the run brought. The rows of the run
    stay: what was once read can still be looked at.
    """
    locked = locks.run(run.pk).get()
    if locked.state != ImportRun.State.APPLIED:
        raise RunIsNotApplied
    log = UndoLog.objects.filter(run=locked).first()
    if log is None:
        raise UndoRefused([_("What this import changed was not written down.")])
    if reasons := reasons_to_stay(locked, log):
        raise UndoRefused(reasons)
    with acting(undone_by), register_batch({"undone_import": locked.pk}):
        products = log.created.get("ocop.registeredproduct", [])
        remove_showcases(registered_product_ids=products)
        take_back(created=log.created, changed=log.changed, removed=log.removed)
    log.delete()
    locked.state = ImportRun.State.UNDONE
    locked.undone_at = moment
    locked.undone_by = undone_by
    locked.save(update_fields=["state", "undone_at", "undone_by"])
    run.refresh_from_db()
