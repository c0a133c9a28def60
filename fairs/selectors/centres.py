"""Whose fairs a person runs."""

from typing import Any

from django.db.models import QuerySet

from ocop.models import Centre, CentreMember


def centres_of(user: Any) -> QuerySet[Centre]:
    """The centres a user works for; a superuser works for all."""
    if user.is_active and user.is_superuser:
        return Centre.objects.all()
    return Centre.objects.filter(members__user=user)


def may_run(*, user: Any, centre_id: int) -> bool:
    """Whether a user runs the fairs of this centre."""
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return CentreMember.objects.filter(user=user, centre=centre_id).exists()
