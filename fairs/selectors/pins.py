"""Which fair prices hold at a moment."""

import datetime
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fairs.models import Booth, BoothProduct, Fair
from ocop.selectors.certificates import stars_on


def booths_in_force(moment: datetime.datetime) -> QuerySet[Booth]:
    """Shown booths of published fairs that are open at the moment."""
    return Booth.objects.filter(is_published=True, fair__in=Fair.objects.live_at(moment))


def pins_in_force(pack_ids: Iterable[int], *, moment: datetime.datetime) -> dict[int, BoothProduct]:
    """By pack, the pin with the lowest fair price that holds at the moment.

    One query for any number of packs, a second one (the certificates of the moment's day) only
    where some pack has a pin.
    """
    pins = list(
        BoothProduct.objects.filter(
            Q(quota=None) | Q(sold__lt=F("quota")),
            pack__in=set(pack_ids), booth__in=booths_in_force(moment),
        )
        .select_related("booth__fair", "listing")
        .order_by("-fair_price", "-pk")
    )  # fmt: skip
    if not pins:
        return {}
    in_term = stars_on(
        {pin.listing.registered_product_id for pin in pins},
        day=timezone.localdate(moment),
    )
    return {
        pin.pack_id: pin  # the lowest comes last, and stays
        for pin in pins
        if pin.pack_id and pin.listing.registered_product_id in in_term
    }
