"""A person looked at two records and found them to be two."""

import datetime
from typing import Any

from django.db import transaction

from ocop.errors import CannotMerge
from ocop.models import DismissedTwins
from ocop.selectors.twins import Twins


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
    return row
