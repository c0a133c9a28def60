"""Whose centre answers for a run: that of the provinces its rows lie in today."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog_import.models import ImportRun, Source, SourceRow
from catalog_import.records import Record
from ocop.enums import Scheme
from ocop.models import Centre, Place
from ocop.selectors.centres import products_of_centre, provinces_of, subjects_of_centre


def runs_of(user: Any) -> QuerySet[ImportRun]:
    """The runs a person may see, apply and undo.

    All of a run's provinces must be those of the person's centres. A run that names none, because
    it was not read yet or refused, is that of who uploaded it.
    """
    runs = ImportRun.objects.all()
    if user.is_superuser:
        return runs
    mine = provinces_of(user)
    through = ImportRun.provinces.through.objects.filter(importrun=OuterRef("pk"))
    return runs.filter(
        Q(Exists(through.filter(place__in=mine))) | (~Exists(through) & Q(run_by=user))
    ).exclude(Exists(through.exclude(place__in=mine)))


def speaks_of_own(row: SourceRow, user: Any) -> bool:
    """Whether an applied row is about a product or producer that the user's centre answers for."""
    if row.run.state != ImportRun.State.APPLIED:
        return False
    return (
        products_of_centre(user).filter(source_rows=row).exists()
        or subjects_of_centre(user).filter(source_rows=row).exists()
    )


def provinces_stated_by(user: Any) -> QuerySet[Place]:
    """What a person may state of a list: own provinces of today, and those that became them."""
    today = Place.objects.provinces()
    former = Place.objects.provinces(Scheme.BEFORE_2025_07)
    if not user.is_superuser:
        mine = provinces_of(user)
        today = today.filter(pk__in=mine)
        former = former.filter(successions__new__in=mine)
    return (today | former).distinct().order_by("-scheme", "name")


def sources_of(user: Any) -> QuerySet[Source]:
    """The publishers of lists a person may name."""
    sources = Source.objects.select_related("province").order_by("name")
    if user.is_superuser:
        return sources
    return sources.filter(province__in=provinces_stated_by(user))


def foreign_rows(records: Iterable[Record], user: Any) -> list[tuple[str, int, str]]:
    """(sheet, row, province) of the rows that another centre answers for."""
    if user is None or user.is_superuser:
        return []
    mine = provinces_of(user)
    found = {
        (record.sheet, record.row): record.location.province_now.name
        for record in records
        if record.location
        and record.location.province_now
        and record.location.province_now.pk not in mine
    }
    return [(sheet, row, province) for (sheet, row), province in found.items()]


def centre_for(user: Any, provinces: set[int]) -> Centre | None:
    """The centre a person acts for in these provinces; None for a superuser of no centre."""
    for centre in Centre.objects.filter(members__user=user).order_by("pk"):
        if provinces <= set(centre.provinces.values_list("pk", flat=True)):
            return centre
    return None
