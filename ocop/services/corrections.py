"""A person of the centre corrects a fact, says why, and may take it back (``Correction``)."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from ocop.enums import PlaceConfidence
from ocop.errors import Changed, NothingChanged, NotYourProvince
from ocop.models import Correction, Place, RegisteredProduct, Subject
from ocop.selectors.centres import answers_for
from ocop.selectors.places import Location
from ocop.services.batch import register_batch
from ocop.services.by_officer import held, stated
from ocop.services.location import located_fields
from ocop.services.products import correct_product, refuse_a_taken_key
from ocop.services.subjects import correct_subject

_LOCATION = tuple(located_fields(None))
#: Fields that fill more columns than the one of their name
_COLUMNS = {
    "name": ("name", "match_key"),
    "location": _LOCATION,
    "subject": ("subject_id",),
    "group": ("group_id",),
    "craft_village": ("craft_village_id",),
}


@transaction.atomic
def correct_by_hand(
    *,
    record: Subject | RegisteredProduct,
    fields: Mapping[str, Any],
    reason: str,
    by: Any,
    moment: datetime.datetime,
) -> list[Correction]:
    """Set facts of a record, one ``Correction`` for each that differs.

    ``fields`` are those of ``correct_subject`` or ``correct_product``. Raises ``NothingChanged``
    when none differs; a move to a province of another centre is refused.
    """
    reason = stated(reason)
    current = held(record, by)
    before = _columns(current, fields)
    with register_batch() as batch, batch.trail.because(reason):
        if isinstance(current, Subject):
            correct_subject(subject=current, **fields)
        else:
            correct_product(product=current, **fields)
    after = _columns(current, fields)
    changed = [field for field in fields if before[field] != after[field]]
    if not changed:
        raise NothingChanged
    if not answers_for(by, current):
        raise NotYourProvince
    return [
        Correction.objects.create(
            **_owner(current),
            field=field,
            old=before[field],
            new=after[field],
            reason=reason,
            made_at=moment,
            made_by=by,
        )
        for field in changed
    ]


@transaction.atomic
def undo_correction(
    *, correction: Correction, by: Any, moment: datetime.datetime
) -> Subject | RegisteredProduct:
    """Put back what stood there, if nobody has changed the field since."""
    record = correction.subject or correction.product
    if record is None:
        raise Changed
    current = held(record, by)
    own = Correction.objects.filter(**_owner(current), field=correction.field, undone_at=None)
    if (latest := own.order_by("pk").last()) is None or latest.pk != correction.pk:
        raise Changed
    if _columns(current, [correction.field])[correction.field] != latest.new:
        raise Changed
    if isinstance(current, RegisteredProduct):
        refuse_a_taken_key(current, latest.old)
    with register_batch() as batch, batch.trail.because(latest.reason):
        batch.change(current, latest.old)
        if isinstance(current, Subject):
            for product_id in current.products.values_list("pk", flat=True):
                batch.touch(product_id)
        else:
            batch.touch(current.pk)
    if not answers_for(by, current):
        raise NotYourProvince
    latest.undone_at = moment
    latest.save(update_fields=["undone_at"])
    return current


def settled_by_hand(record: Subject | RegisteredProduct, commune: Place) -> Location:
    """The location of a record whose commune of today a person settled.

    What the source said of the place stays, unless it lies in another province than that.
    """
    location = Location(
        place_as_issued=record.place_as_issued,
        province_as_issued=record.province_as_issued,
        province_now=commune.province,
        commune_now=commune,
        former_province=commune.former_province,
        confidence=PlaceConfidence.MANUAL,
    )
    if record.province_as_issued is None or record.province_now_id != commune.province_id:
        return replace(location, place_as_issued=commune, province_as_issued=commune.province)
    return location


def _owner(record: Subject | RegisteredProduct) -> dict[str, Any]:
    return {"subject": record} if isinstance(record, Subject) else {"product": record}


def _columns(record: Subject | RegisteredProduct, fields: Any) -> dict[str, dict[str, Any]]:
    return {
        field: {name: getattr(record, name) for name in _COLUMNS.get(field, (field,))}
        for field in fields
    }
