"""Provinces of today and of before July 2025 by name, for readers of queries."""

from collections.abc import Collection

from ocop.enums import Scheme
from search.selectors.names import names


def provinces_called(fold_keys: Collection[str]) -> list[tuple[str, str, bool]]:
    """(key, name, is of today) of those with one of these folded names, today's first."""
    found = [place for place in names().provinces if place.fold_key in fold_keys]
    found.sort(key=lambda place: place.scheme != Scheme.SINCE_2025_07)
    return [(place.key, place.name, place.scheme == Scheme.SINCE_2025_07) for place in found]
