"""What a pack costs now. Rooms above plug in further sources, such as the price of a fair."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from shop.partner.models import StockRecord


@dataclass(frozen=True, slots=True)
class Price:
    """Whole đồng, tax included; ``ordinary`` is what it costs without the source's occasion."""

    amount: int
    ordinary: int
    #: Code of the source, "" for the ordinary price
    source: str = ""
    #: Words for the buyer: why the price differs
    reason: str = ""


class PriceSource(Protocol):
    """Offers another price for some stock records at a moment; the lowest offer counts."""

    code: str

    def prices(
        self, records: Iterable[StockRecord], *, moment: datetime.datetime
    ) -> Mapping[int, tuple[int, str]]:
        """Stock record id → (whole đồng, words for the buyer). At most a few queries in all."""
        ...


_sources: dict[str, PriceSource] = {}


def register_price_source(source: PriceSource) -> None:
    """Add a source; called from the ``ready`` of the room that owns it."""
    _sources[source.code] = source


def current_prices(
    records: Iterable[StockRecord], *, moment: datetime.datetime
) -> dict[int, Price]:
    """The price of each stock record that has one. A source never raises a price."""
    priced = {r.pk: r for r in records if r.price is not None}
    found = {pk: Price(amount=int(r.price), ordinary=int(r.price)) for pk, r in priced.items()}
    for source in _sources.values():
        for pk, (amount, reason) in source.prices(priced.values(), moment=moment).items():
            if amount < found[pk].amount:
                found[pk] = Price(
                    amount=amount, ordinary=found[pk].ordinary, source=source.code, reason=reason
                )
    return found
