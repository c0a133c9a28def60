"""Provinces of today and of before July 2025 by name, for readers of queries."""

from collections.abc import Collection

from ocop.enums import PROVINCE_KINDS, Scheme
from ocop.models import Place


def provinces_called(fold_keys: Collection[str]) -> list[tuple[str, str, bool]]:
    """(key, name, is of today) of those with one of these folded names, today's first; one
    query."""
    found = Place.objects.filter(kind__in=PROVINCE_KINDS, fold_key__in=fold_keys).order_by("code")
    places = sorted(found, key=lambda place: place.scheme != Scheme.SINCE_2025_07)
    return [(place.key, place.name, place.scheme == Scheme.SINCE_2025_07) for place in places]
