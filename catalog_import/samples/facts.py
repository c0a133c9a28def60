"""What the sample data says of its made-up producers and products: the CSV files beside this."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent

#: What the column ``history`` of the facts may say
HISTORIES = (
    "term", "ending", "ended", "renewed", "upgraded", "hoped", "proposed", "list", "lapsed",
    "expired", "revoked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Producer:
    """A made-up subject, at home in a real commune as it was before July 2025."""

    id: str
    name: str
    kind: str
    province: str
    district: str
    commune: str
    phone: str


@dataclass(frozen=True, slots=True)
class Product:
    """A made-up product; ``packs`` is ``label=content=price=stock`` separated by ``; ``."""

    producer: str
    name: str
    set: str
    history: str
    stars: int
    packs: str
    description: str
    ingredients: str
    storage: str


def producers() -> tuple[Producer, ...]:
    """Every made-up producer."""
    return tuple(Producer(**row) for row in _facts("made_up_producers.csv"))


def products() -> tuple[Product, ...]:
    """Every made-up product."""
    return tuple(
        Product(**{**row, "stars": int(row["stars"])})  # type: ignore[arg-type]
        for row in _facts("made_up_products.csv")
    )


def _facts(name: str) -> Iterator[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
