"""What a person answers to what an import left open. Nothing of it is done without one."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog_import import locks
from catalog_import.errors import AlreadyAnswered, RunIsNotApplied
from catalog_import.models import FieldChange, FieldConflict, ImportRun, MissingProduct
from catalog_import.places import PlaceFinder
from catalog_import.services.steps import acting
from ocop.models import RegisteredProduct, Subject
from ocop.selectors.places import locate
from ocop.services import (
    correct_product,
    correct_subject,
    register_batch,
    revoke_certificate,
)

State = FieldConflict.State
Answer = MissingProduct.Answer


def decide_conflict(
    *, conflict: FieldConflict, takes_file: bool, decided_by: Any, moment: datetime.datetime
) -> None:
    """Keep what the register says, or take what the file says."""
    decide = take_from_file if takes_file else keep_registered
    decide(conflict=conflict, decided_by=decided_by, moment=moment)


@transaction.atomic
def keep_registered(*, conflict: FieldConflict, decided_by: Any, moment: datetime.datetime) -> None:
    """The register is right; a later file that says the same again is not asked of again."""
    locked = _open_conflict(conflict)
    _decide(locked, State.KEPT, decided_by, moment)


@transaction.atomic
def take_from_file(*, conflict: FieldConflict, decided_by: Any, moment: datetime.datetime) -> None:
    """The file is right: the register takes its value, with the row as its origin."""
    locked = _open_conflict(conflict)
    row = locked.source_row
    with acting(decided_by), register_batch({"import_run": row.run_id}) as batch:
        if locked.model == "ocop.subject":
            subject = Subject.objects.get(pk=locked.object_id)
            correct_subject(subject=subject, **_said(locked))
        else:
            product = RegisteredProduct.objects.get(pk=locked.object_id)
            correct_product(product=product, **_said(locked))
        _add_to_undo_log(row.run_id, batch.deeds.changed)
    FieldChange.objects.create(
        source_row=row,
        model=locked.model,
        object_id=locked.object_id,
        field=locked.field,
        old=locked.known,
        new=locked.said,
    )
    _decide(locked, State.TAKEN, decided_by, moment)


@transaction.atomic
def answer_missing(
    *,
    missing: MissingProduct,
    answer: str,
    answered_by: Any,
    moment: datetime.datetime,
    decision_no: str = "",
    revoked_on: datetime.date | None = None,
) -> None:
    """What became of a product a list no longer names.

    Revoked: by that decision on that day, by default the day the list speaks for. "Still valid" and
    "ask later" write nothing of the register and may be answered again, and so may a revocation
    that was taken back.
    """
    locked = locks.missing(missing.pk).get()
    if locked.run.state != ImportRun.State.APPLIED:
        raise RunIsNotApplied
    if not locked.may_be_answered:
        raise AlreadyAnswered
    if answer == Answer.REVOKED:
        today = timezone.localdate(moment)
        with acting(answered_by):
            locked.standing = revoke_certificate(
                product=locked.product,
                revoked_on=revoked_on or locked.run.as_of or today,
                decision_no=decision_no,
                recorded_on=today,
                source=locked.run.file_name[:200],
            )
    locked.answer = Answer(answer)
    locked.answered_by = answered_by
    locked.answered_at = moment
    locked.save(update_fields=["answer", "answered_by", "answered_at", "standing"])
    missing.refresh_from_db()


@transaction.atomic
def answer_the_rest_valid(*, run: ImportRun, answered_by: Any, moment: datetime.datetime) -> int:
    """The list names a part only, say new recognitions: all that was not answered yet is still
    valid. Returns how many that were.
    """
    locked = locks.run(run.pk).get()
    if locked.state != ImportRun.State.APPLIED:
        raise RunIsNotApplied
    waiting = MissingProduct.objects.filter(run=locked, answer__in=(Answer.OPEN, Answer.LATER))
    return waiting.update(answer=Answer.VALID, answered_by=answered_by, answered_at=moment)


def _open_conflict(conflict: FieldConflict) -> FieldConflict:
    locked = locks.conflict(conflict.pk).select_related("source_row__run").get()
    if locked.source_row.run.state != ImportRun.State.APPLIED:
        raise RunIsNotApplied
    if locked.state != State.OPEN:
        raise AlreadyAnswered
    return locked


def _decide(
    conflict: FieldConflict, state: str, decided_by: Any, moment: datetime.datetime
) -> None:
    conflict.state = state
    conflict.decided_by = decided_by
    conflict.decided_at = moment
    conflict.save(update_fields=["state", "decided_by", "decided_at"])


def _said(conflict: FieldConflict) -> dict[str, Any]:
    """The file's value as the register's service wants it."""
    record: Any = conflict.source_row.record or {}
    if conflict.field == "group":
        return {"group": PlaceFinder().group(record["group"])}
    if conflict.field == "place_as_issued":
        location = locate(
            province=record["province"],
            district=record["district"],
            commune=record["commune"],
            scheme=record["scheme"],
        )
        return {"location": location, "address": record.get("address", "")}
    return {conflict.field: conflict.said}


def _add_to_undo_log(run_id: int, changed: Any) -> None:
    """Undoing the run gives back this value too."""
    log = locks.undo_log(run_id).first()
    if log is None:
        return
    for label, rows in changed.items():
        for pk, columns in rows.items():
            kept = log.changed.setdefault(label, {}).setdefault(pk, {})
            for name, (old, new) in columns.items():
                kept[name] = [kept.get(name, [old])[0], new]
    log.save(update_fields=["changed"])
