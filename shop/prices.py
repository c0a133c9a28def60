"""What a pack costs now. Rooms above plug in further sources, such as the price of a fair."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

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
    #: Most units to be had at this price; None: no limit
    limit: int | None = None

    @property
    def struck(self) -> int | None:
        """The ordinary price to strike through; None where this is it."""
        return self.ordinary if self.amount < self.ordinary else None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source would let a pack go for: fields as of ``Price``."""

    amount: int
    reason: str
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of an order that is being placed at a source's price (whole đồng a unit)."""

    line_id: int
    pack_id: int
    quantity: int
    amount: int


class PriceGone(Exception):
    """A source's price no longer holds for what is being ordered; in words for the buyer."""


class PriceSource(Protocol):
    """Offers another price for some stock records at a moment; the lowest offer counts."""

    code: str

    def prices(
        self, records: Iterable[StockRecord], *, moment: datetime.datetime
    ) -> Mapping[int, Offer]:
        """Offers by stock record. At most a few queries in all."""
        ...


@runtime_checkable
class CountingSource(PriceSource, Protocol):
    """A source that counts what is sold at its price, because it may run out."""

    def take(self, lines: Sequence[SoldLine], *, moment: datetime.datetime) -> None:
        """Called inside the transaction that places the order, last of all. Raises ``PriceGone``
        when one of the lines cannot have its price; then nothing is placed."""
        ...

    def give_back(self, line_ids: Sequence[int]) -> None:
        """Called when order lines are cancelled, whatever source their price was from."""
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
        for pk, offer in source.prices(priced.values(), moment=moment).items():
            if offer.amount < found[pk].amount:
                found[pk] = Price(
                    amount=offer.amount,
                    ordinary=found[pk].ordinary,
                    source=source.code,
                    reason=offer.reason,
                    limit=offer.limit,
                )
    return found


def take_prices(sold: Iterable[tuple[str, SoldLine]], *, moment: datetime.datetime) -> None:
    """Tell each counting source what is being sold at its price: (code of the source, line).

    Raises ``PriceGone``; the caller's transaction must then fail as a whole.
    """
    by_source: dict[str, list[SoldLine]] = {}
    for code, line in sold:
        by_source.setdefault(code, []).append(line)
    for code, lines in sorted(by_source.items()):
        source = _sources.get(code)
        if isinstance(source, CountingSource):
            source.take(lines, moment=moment)


def give_back_prices(line_ids: Sequence[int]) -> None:
    """Tell every counting source that these order lines were cancelled."""
    for _code, source in sorted(_sources.items()):
        if isinstance(source, CountingSource):
            source.give_back(line_ids)
