"""What the fairs tell search: which listings stand at which fair, by its slug.

Dates are not told: the index says what is shown at a published fair, whenever it is, so that the
clock alone never makes it wrong and nothing is indexed again when a fair opens.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from fairs.enums import FairStatus
from fairs.models import BoothProduct, Fair
from search.contributors import Contributor


def _pins() -> QuerySet[BoothProduct]:
    return BoothProduct.objects.filter(
        booth__is_published=True, booth__fair__status=FairStatus.PUBLISHED
    )


def values(listing_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Slugs of the published fairs each listing is shown at; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = _pins().filter(listing__in=listing_ids).values_list("listing_id", "booth__fair__slug")
    for listing_id, slug in rows.order_by("booth__fair_id"):
        found[listing_id].append(slug)
    return {listing_id: tuple(slugs) for listing_id, slugs in found.items()}


def listings(slugs: Sequence[str]) -> QuerySet[BoothProduct]:
    """Ids of the listings shown at any of these fairs, as a subquery."""
    return _pins().filter(booth__fair__slug__in=slugs).values("listing")  # type: ignore[return-value]


def choices(moment: datetime.datetime, also: Iterable[str]) -> dict[str, str]:
    """Slug → name of the fairs that are open at the moment, and of ``also`` if they are known."""
    published = Fair.objects.filter(status=FairStatus.PUBLISHED)
    wanted = Q(opens_at__lte=moment, closes_at__gt=moment) | Q(slug__in=list(also))
    return dict(published.filter(wanted).order_by("closes_at", "pk").values_list("slug", "name"))


MEMBERSHIP = Contributor(values=values, listings=listings, choices=choices)
