"""Names of provinces, which change with a law and not with a day: kept for some minutes."""

from collections import defaultdict
from collections.abc import Mapping

from django.core.cache import cache

from ocop.enums import Scheme
from ocop.models import Place, PlaceSuccession

_SECONDS = 600


def provinces_of_today() -> list[tuple[str, str]]:
    """Code and name, by name."""
    return cache.get_or_set("cms:provinces", _provinces, _SECONDS) or []


def former_provinces() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By code of today's province, code and name of the provinces before July 2025 on its ground,
    by name; its own name may be among them."""
    return cache.get_or_set("cms:former-provinces", _former, _SECONDS) or {}


def _provinces() -> list[tuple[str, str]]:
    return list(Place.objects.provinces().order_by("slug").values_list("code", "name"))


def _former() -> dict[str, tuple[tuple[str, str], ...]]:
    links = (
        PlaceSuccession.objects.filter(
            old__in=Place.objects.provinces(Scheme.BEFORE_2025_07),
            new__in=Place.objects.provinces(),
        )
        .order_by("old__slug")
        .values_list("new__code", "old__code", "old__name")
    )
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for new, old, name in links:
        found[new].append((old, name))
    return {code: tuple(names) for code, names in found.items()}
