"""A person looked at two records and found them to be two; and how many such pairs there are."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from ocop.errors import CannotMerge
from ocop.models import DismissedTwins, Place, RegisteredProduct, Subject, TwinCount
from ocop.selectors.twins import Twins, suggested_twins


@transaction.atomic
def dismiss_twins(*, twins: Twins, by: Any, moment: datetime.datetime) -> DismissedTwins:
    """Not suggested again; twice is once."""
    if twins.first_id >= twins.second_id:
        raise CannotMerge([])
    row, _made = DismissedTwins.objects.get_or_create(
        kind=twins.kind,
        first_id=twins.first_id,
        second_id=twins.second_id,
        defaults={"dismissed_at": moment, "dismissed_by": by},
    )
    model = Subject if twins.kind == DismissedTwins.Kind.SUBJECT else RegisteredProduct
    either = model._default_manager.filter(pk__in=(twins.first_id, twins.second_id))
    count_twins(provinces=either.values_list("province_now", flat=True), moment=moment)
    return row


def count_twins(*, moment: datetime.datetime, provinces: Iterable[int | None] | None = None) -> int:
    """Count the likely twins of these provinces (of all of today) and keep it; returns how many.

    Province by province, so that no more than one lies in memory.
    """
    if provinces is None:
        provinces = Place.objects.provinces().values_list("pk", flat=True)
    total = 0
    for province in sorted({pk for pk in provinces if pk}):
        pairs = suggested_twins(
            subjects=Subject.objects.filter(province_now=province),
            products=RegisteredProduct.objects.filter(province_now=province),
        )
        TwinCount.objects.update_or_create(
            province_id=province, defaults={"pairs": len(pairs), "counted_at": moment}
        )
        total += len(pairs)
    return total
