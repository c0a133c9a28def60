"""Which part of the register a person answers for."""

from typing import Any

from django.db.models import QuerySet

from ocop.models import Centre, CentreMember, Place, RegisteredProduct, Subject


def centres_of(user: Any) -> QuerySet[Centre]:
    """The centres a user works for; a superuser works for all."""
    if user.is_active and user.is_superuser:
        return Centre.objects.all()
    return Centre.objects.filter(members__user=user)


def works_for(*, user: Any, centre_id: int) -> bool:
    """Whether a user may act for this centre."""
    if not user.is_active:
        return False
    return user.is_superuser or CentreMember.objects.filter(user=user, centre=centre_id).exists()


def provinces_of(user: Any) -> frozenset[int]:
    """Ids of the provinces (of today) of the centres a user works for; one query."""
    ids = Centre.objects.filter(members__user=user).values_list("provinces", flat=True)
    return frozenset(pk for pk in ids if pk)


def is_officer(user: Any) -> bool:
    """A superuser, or somebody who works for a centre that has provinces.

    Remembered on the object, so for one request: each entry of the back office's menu asks it.
    """
    if not user.is_active:
        return False
    if not hasattr(user, "_is_officer"):
        user._is_officer = user.is_superuser or bool(provinces_of(user))
    return bool(user._is_officer)


def answers_for(user: Any, *records: Subject | RegisteredProduct) -> bool:
    """Whether the user works for the centre in charge of all these records today.

    A record of a former province belongs to the centre of the province that took its ground; one
    whose province is not known is a superuser's alone.
    """
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    wanted = {record.province_now_id for record in records}
    return None not in wanted and wanted <= provinces_of(user)


def subjects_of_centre(user: Any) -> QuerySet[Subject]:
    """Every subject the user's centre answers for, merged-away ones too."""
    rows = Subject.objects.all()
    return rows if user.is_superuser else rows.filter(province_now__in=own_provinces(user))


def products_of_centre(user: Any) -> QuerySet[RegisteredProduct]:
    """Every registered product the user's centre answers for, merged-away ones too."""
    rows = RegisteredProduct.objects.all()
    return rows if user.is_superuser else rows.filter(province_now__in=own_provinces(user))


def own_provinces(user: Any) -> QuerySet[Place]:
    """Provinces of today that the user's centre answers for; all of them a superuser's."""
    provinces = Place.objects.provinces()
    if user.is_superuser:
        return provinces
    return provinces.filter(pk__in=Centre.objects.filter(members__user=user).values("provinces"))
