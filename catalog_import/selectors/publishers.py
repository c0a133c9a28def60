"""Whose list a file is, as its rows tell."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from catalog_import.models import Source
from catalog_import.records import Record
from ocop.models import Place

#: Name of the source of lists over several provinces: data, as the names of other sources are
SEVERAL_PROVINCES = "Nhiều tỉnh, thành phố"


def province_of(records: Sequence[Record]) -> Place | None:
    """The province whose office is taken for the source of the list.

    The one all rows name, else the one they all lie in today: a list printed since the reform
    repeats the addresses of the former provinces it was made of.
    """
    places = [record.location for record in records]
    for provinces in (
        {place.province_as_issued if place else None for place in places},
        {place.province_now if place else None for place in places},
    ):
        if len(provinces) == 1:
            return provinces.pop()
    return None


def provinces_in(records: Sequence[Record]) -> set[int]:
    """Ids of the provinces of today that rows lie in."""
    return {
        record.location.province_now.pk
        for record in records
        if record.location and record.location.province_now
    }


def publisher_of(records: Sequence[Record]) -> dict[str, Any]:
    """What the source of the rows is looked up by; empty where they tell no province."""
    if province := province_of(records):
        return {"province": province}
    return {"name": SEVERAL_PROVINCES} if len(provinces_in(records)) > 1 else {}


def source_of(records: Sequence[Record]) -> Source | None:
    """The source of the rows, if a list of it came before."""
    known_by = publisher_of(records)
    return Source.objects.filter(**known_by).first() if known_by else None


def earlier_sources(stated: Source | None, records: Sequence[Record]) -> QuerySet[Source]:
    """Whose lists this one follows: of the source stated, else of that which the rows tell; of a
    province of today also of the former provinces it was made of.
    """
    known_by = {"pk": stated.pk} if stated else publisher_of(records)
    if not known_by:
        return Source.objects.none()
    wanted = Q(**known_by)
    if province := stated.province if stated else known_by.get("province"):
        wanted |= Q(province__successions__new=province)
    return Source.objects.filter(wanted).distinct()
