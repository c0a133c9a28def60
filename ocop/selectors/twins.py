"""Records that may be one, suggested and never decided here."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Min, QuerySet, Sum

from ocop.likeness import likeness, product_core_of_key, run_on, subject_core_of_key
from ocop.models import DismissedTwins, Place, RegisteredProduct, Subject, TwinCount

#: More records than this in one place are compared by key alone
_MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records, the lower key first."""

    kind: str
    first_id: int
    second_id: int


def suggested_twins(
    *, subjects: QuerySet[Subject], products: QuerySet[RegisteredProduct]
) -> list[Twins]:
    """Pairs alike enough to look at, those a person dismissed left out; three queries.

    Subjects of one province by what their names say beside legal forms, or nearly the same name in
    one commune; products of one subject by their names. Nothing is compared across provinces.
    """
    pairs = [*_of_subjects(subjects), *_of_products(products)]
    dismissed = {
        Twins(kind, first, second)
        for kind, first, second in DismissedTwins.objects.values_list(
            "kind", "first_id", "second_id"
        )
    }
    return [pair for pair in dict.fromkeys(pairs) if pair not in dismissed]


def _of_subjects(subjects: QuerySet[Subject]) -> Iterator[Twins]:
    rows = list(
        subjects.filter(merged_into=None, province_now__isnull=False)
        .order_by("pk")
        .values_list("pk", "match_key", "province_now", "commune_now")
    )
    cores = {pk: subject_core_of_key(key) for pk, key, _, _ in rows}
    by_core: dict[tuple[int, str], list[int]] = defaultdict(list)
    by_commune: dict[int, list[int]] = defaultdict(list)
    communes = {}
    for pk, _, province, commune in rows:
        communes[pk] = commune
        if cores[pk]:
            by_core[province, run_on(cores[pk])].append(pk)
        if commune:
            by_commune[commune].append(pk)
    kind = DismissedTwins.Kind.SUBJECT.value
    for alike in by_core.values():
        for first, second in combinations(alike, 2):
            # One name in two communes that are both known is two subjects (domain.md §6.2)
            if None in {communes[first], communes[second]} or communes[first] == communes[second]:
                yield Twins(kind, first, second)
    yield from _near(kind, by_commune.values(), cores)


def _of_products(products: QuerySet[RegisteredProduct]) -> Iterator[Twins]:
    rows = list(
        products.filter(merged_into=None, province_now__isnull=False)
        .order_by("pk")
        .values_list("pk", "match_key", "subject", "province_now")
    )
    cores = {pk: product_core_of_key(key) for pk, key, _, _ in rows}
    by_subject: dict[int, list[int]] = defaultdict(list)
    by_core: dict[tuple[int, str], list[tuple[int, int | None]]] = defaultdict(list)
    for pk, _, subject, province in rows:
        if subject:
            by_subject[subject].append(pk)
        if cores[pk]:
            by_core[province, run_on(cores[pk])].append((pk, subject))
    kind = DismissedTwins.Kind.PRODUCT.value
    for alike in by_core.values():
        for (first, one), (second, other) in combinations(alike, 2):
            if one == other or None in {one, other}:
                yield Twins(kind, first, second)
    yield from _near(kind, by_subject.values(), cores)


def _near(kind: str, groups: Iterable[list[int]], cores: dict[int, str]) -> Iterator[Twins]:
    for group in groups:
        if len(group) > _MOST_COMPARED:
            continue
        for first, second in combinations(group, 2):
            if likeness(cores[first], cores[second]):
                yield Twins(kind, first, second)


@dataclass(frozen=True, slots=True)
class TwinsCounted:
    """``since`` is the moment of the oldest count among them; None where nothing was counted."""

    pairs: int
    since: datetime.datetime | None


def twins_counted(provinces: QuerySet[Place]) -> TwinsCounted:
    """What the worker counted last in these provinces; one query."""
    found = TwinCount.objects.filter(province__in=provinces).aggregate(
        pairs=Sum("pairs"), since=Min("counted_at")
    )
    return TwinsCounted(found["pairs"] or 0, found["since"])
