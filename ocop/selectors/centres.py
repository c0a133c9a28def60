"""Which part of the register a person answers for."""

from typing import Any

from ocop.models import Centre


def provinces_of(user: Any) -> frozenset[int]:
    """Ids of the provinces (of today) of the centres a user works for; one query."""
    ids = Centre.objects.filter(members__user=user).values_list("provinces", flat=True)
    return frozenset(pk for pk in ids if pk)
