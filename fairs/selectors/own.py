"""A subject's own booths, as the sellers' area shows them. Another's are not found."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from fairs.enums import FairPhase, FairStatus
from fairs.models import Booth, BoothProduct, Fair
from fairs.pages import FairHead
from fairs.selectors.fairs import fair_head
from ocop.models import Subject
from shop.catalogue.models import Product
from shop.partner.models import StockRecord


@dataclass(frozen=True, slots=True)
class OwnBooth:
    """A booth as its subject works on it; ``may_change`` until the fair is over or cancelled."""

    booth: Booth
    fair: FairHead
    may_change: bool


@dataclass(frozen=True, slots=True)
class OwnPin:
    """A product on show, and the packs that can have a fair price."""

    pin: BoothProduct
    records: tuple[StockRecord, ...]

    @property
    def record(self) -> StockRecord | None:
        """What the pack with the fair price costs otherwise."""
        return next((r for r in self.records if r.product_id == self.pin.pack_id), None)


def own_booths(subject: Subject, *, moment: datetime.datetime) -> list[OwnBooth]:
    """All booths of a subject: at fairs open now, to come (the next first) and past (the last
    first); one query.
    """
    booths = _booths(subject).annotate(pin_count=Count("pins")).order_by("fair__opens_at", "pk")
    own = [_own(booth, moment) for booth in booths]
    past = [each for each in own if each.fair.phase == FairPhase.ENDED]
    return [each for each in own if each.fair.phase != FairPhase.ENDED] + past[::-1]


def own_booth(subject: Subject, pk: int, *, moment: datetime.datetime) -> OwnBooth:
    """One of them; another's is not found (404)."""
    return _own(get_object_or_404(_booths(subject), pk=pk), moment)


def own_pin(subject: Subject, pk: int) -> BoothProduct:
    """A product at one of the subject's booths; another's is not found (404)."""
    pins = BoothProduct.objects.select_related("booth__fair", "listing", "pack")
    return get_object_or_404(pins, pk=pk, booth__subject=subject)


def own_pins(booth: Booth) -> list[OwnPin]:
    """What a booth shows, with packs; two queries."""
    pins = list(booth.pins.select_related("listing", "pack").order_by("position", "pk"))
    records = packs_of([pin.listing_id for pin in pins])
    return [OwnPin(pin, tuple(records.get(pin.listing_id, ()))) for pin in pins]


def packs_of(listing_ids: list[int]) -> dict[int, list[StockRecord]]:
    """Packs with a price by listing, the cheapest first; one query."""
    own = Q(product__in=listing_ids) | Q(product__parent__in=listing_ids)
    found: dict[int, list[StockRecord]] = {}
    records = StockRecord.objects.filter(own, price__isnull=False).select_related("product")
    for record in records.order_by("price", "pk"):
        found.setdefault(record.product.parent_id or record.product_id, []).append(record)
    return found


def not_shown_yet(booth: Booth) -> QuerySet[Product]:
    """The subject's public listings that are not at this booth, by name."""
    listings = Product.objects.filter(
        registered_product__subject=booth.subject_id, is_public=True
    ).exclude(booth_pins__booth=booth)
    return listings.order_by("title", "pk")


def _booths(subject: Subject) -> QuerySet[Booth]:
    return Booth.objects.filter(subject=subject).select_related("fair__centre", "subject")


def _own(booth: Booth, moment: datetime.datetime) -> OwnBooth:
    return OwnBooth(booth, fair_head(booth.fair, moment=moment), _may_change(booth.fair, moment))


def _may_change(fair: Fair, moment: datetime.datetime) -> bool:
    if fair.status == FairStatus.CANCELLED:
        return False
    return fair.status == FairStatus.DRAFT or fair.phase(moment) != FairPhase.ENDED
