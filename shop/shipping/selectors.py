"""What delivery of one seller's part of a basket costs, and when it comes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ocop.enums import PolicyClass
from ocop.models import Place
from shop.catalogue.models import NetUnit, Product
from shop.partner.models import Partner
from shop.shipping.enums import DeliveryMethod
from shop.shipping.models import DeliveryTariff, Zone

#: Box and padding per pack, and the weight of a pack that does not say its own
PACKAGING_GRAMS = 80
UNKNOWN_GRAMS = 500


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """One way to get the goods: fee in whole đồng, days from confirmation."""

    method: str
    fee: int
    days_min: int
    days_max: int
    #: Goods still missing for free delivery, whole đồng
    free_from: int | None = None

    def expected(self, day: datetime.date) -> tuple[datetime.date, datetime.date]:
        """First and last day it may arrive when ordered on ``day``."""
        return (
            day + datetime.timedelta(days=self.days_min),
            day + datetime.timedelta(days=self.days_max),
        )


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one seller would send."""

    partner: Partner
    grams: int
    goods_total: int
    has_fresh: bool


def pack_grams(pack: Product) -> int:
    """Weight of one pack with its packaging; a litre counts as a kilogram."""
    if pack.net_amount and pack.net_unit in {NetUnit.GRAM, NetUnit.MILLILITRE}:
        return pack.net_amount + PACKAGING_GRAMS
    return UNKNOWN_GRAMS + PACKAGING_GRAMS


def delivery_options(
    parcels: Iterable[Parcel], *, province: Place
) -> dict[int, tuple[DeliveryOption, ...]]:
    """The options of each partner (by id) for a buyer in ``province`` (of today); one query.

    Fresh food travels within the producer's province only; pick-up is always possible. Expects
    ``partner.subject`` loaded.
    """
    parcels = list(parcels)
    tariffs = _tariffs(parcels)
    return {p.partner.pk: _options(p, tariffs, province.pk) for p in parcels}


def parcel_fees(parcels: Iterable[Parcel], *, province_id: int | None) -> dict[int, int | None]:
    """What sending each partner's part would cost, whole đồng; None where it is only fetched.

    Before anybody said where it goes (None) it goes to another province. One query.
    """
    parcels = list(parcels)
    tariffs = _tariffs(parcels)
    return {
        p.partner.pk: next(
            (o.fee for o in _options(p, tariffs, province_id) if o.method == DeliveryMethod.PARCEL),
            None,
        )
        for p in parcels
    }


def parcel_of(partner: Partner, goods: Iterable[tuple[Product, int, int]]) -> Parcel:
    """What ``partner`` would send; ``goods`` are packs with quantity and whole đồng in all."""
    goods = list(goods)
    return Parcel(
        partner=partner,
        grams=sum(pack_grams(pack) * quantity for pack, quantity, _total in goods),
        goods_total=sum(total for _pack, _quantity, total in goods),
        has_fresh=any(is_fresh(pack.parent or pack) for pack, _quantity, _total in goods),
    )


def is_fresh(listing: Product) -> bool:
    return listing.policy_class == PolicyClass.FRESH


def _tariffs(parcels: list[Parcel]) -> list[DeliveryTariff]:
    return list(
        DeliveryTariff.objects.filter(
            Q(partner=None) | Q(partner__in=[p.partner.pk for p in parcels])
        )
    )


def _options(
    parcel: Parcel, tariffs: list[DeliveryTariff], province_id: int | None
) -> tuple[DeliveryOption, ...]:
    subject = parcel.partner.subject
    home = subject.province_now_id if subject else None
    is_home = home is not None and home == province_id
    zone = Zone.SAME_PROVINCE if is_home else Zone.ELSEWHERE
    pick_up = DeliveryOption(method=DeliveryMethod.PICK_UP, fee=0, days_min=1, days_max=3)
    tariff = next(
        (t for t in tariffs if t.zone == zone and t.partner_id == parcel.partner.pk), None
    ) or next((t for t in tariffs if t.zone == zone and t.partner_id is None), None)
    if tariff is None or (parcel.has_fresh and zone != Zone.SAME_PROVINCE):
        return (pick_up,)
    fee = _fee(tariff, parcel)
    missing = tariff.free_over - parcel.goods_total if tariff.free_over and fee else None
    return (
        DeliveryOption(
            method=DeliveryMethod.PARCEL, fee=fee, days_min=tariff.days_min,
            days_max=tariff.days_max, free_from=missing,
        ),
        pick_up,
    )  # fmt: skip


def _fee(tariff: DeliveryTariff, parcel: Parcel) -> int:
    if tariff.free_over is not None and parcel.goods_total >= tariff.free_over:
        return 0
    beyond = max(parcel.grams - tariff.base_grams, 0)
    steps = -(-beyond // tariff.step_grams)
    return tariff.base_fee + steps * tariff.step_fee
