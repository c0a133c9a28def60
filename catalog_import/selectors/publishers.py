"""Whose list a file is, as its rows tell."""

from collections.abc import Sequence

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


def source_of(records: Sequence[Record]) -> Source | None:
    """The source of the rows, if a list of it came before."""
    if province := province_of(records):
        return Source.objects.filter(province=province).first()
    if len(provinces_in(records)) > 1:
        return Source.objects.filter(name=SEVERAL_PROVINCES).first()
    return None


def earlier_sources(stated: Source | None, records: Sequence[Record]) -> QuerySet[Source]:
    """Whose lists this one follows: of the source stated, else of that which the rows tell; of a
    province of today also of the former provinces it was made of.
    """
    province = stated.province if stated else province_of(records)
    if stated:
        wanted = Q(pk=stated.pk)
    elif province:
        wanted = Q(province=province)
    elif len(provinces_in(records)) > 1:
        wanted = Q(name=SEVERAL_PROVINCES)
    else:
        return Source.objects.none()
    if province:
        wanted |= Q(province__successions__new=province)
    return Source.objects.filter(wanted).distinct()
