"""Trade columns of our own sample data: packs with prices. A registry never sets a price."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from catalog_import.grammars.names import text_of
from catalog_import.readers.book import Cell

_BETWEEN_PACKS = "|"
_WORDS = ("description", "ingredients", "storage")
_PRICE = re.compile(r"(\d{1,3}(?:[.\s]\d{3})+|\d+)\s*(?:₫|đ|đồng|vnd)?", re.IGNORECASE)
_NET = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d]+)")
#: Unit as written → (unit of the shop, how many of it)
_UNITS = {
    "g": ("g", 1), "gr": ("g", 1), "gram": ("g", 1), "kg": ("g", 1000),
    "ml": ("ml", 1), "l": ("ml", 1000), "lít": ("ml", 1000), "lit": ("ml", 1000),
    "piece": ("piece", 1), "cái": ("piece", 1), "chiếc": ("piece", 1), "bộ": ("piece", 1),
}  # fmt: skip


def parse_offer(cells: Mapping[str, Cell]) -> tuple[dict[str, object] | None, list[str]]:
    """The offer of a row as JSON, and the fields that could not be read."""
    bad: list[str] = []
    columns = {field: _split(cells.get(field)) for field in ("price", "pack", "net", "stock")}
    count = max(len(parts) for parts in columns.values())
    packs = []
    for index in range(count):
        part = {f: parts[index] if index < len(parts) else "" for f, parts in columns.items()}
        net_amount, net_unit = parse_net(part["net"]) if part["net"] else (None, "")
        if part["net"] and net_amount is None:
            bad.append("net")
        price = parse_price(part["price"])
        if part["price"] and price is None:
            bad.append("price")
        stock = int(part["stock"]) if part["stock"].isdecimal() else None
        if part["stock"] and stock is None:
            bad.append("stock")
        packs.append(
            {
                "label": part["pack"],
                "net_amount": net_amount,
                "net_unit": net_unit,
                "price": price,
                "stock": stock,
            }
        )
    words = {
        field: text_of(cells.get(field)) for field in ("description", "ingredients", "storage")
    }
    if not packs and not any(words.values()):
        return None, bad
    return {"packs": packs, **words}, bad


def _split(cell: Cell) -> list[str]:
    text = text_of(cell)
    return [part.strip() for part in text.split(_BETWEEN_PACKS)] if text else []


def parse_price(text: str) -> int | None:
    """Whole đồng: "45.000 ₫", "45000"."""
    match = _PRICE.fullmatch(text.strip())
    return int(re.sub(r"[.\s]", "", match[1])) if match else None


def parse_net(text: str) -> tuple[int | None, str]:
    """Content in grams, millilitres or pieces: "0,5 kg" → (500, "g")."""
    match = _NET.fullmatch(text.strip())
    unit, factor = _UNITS.get(match[2].casefold(), ("", 0)) if match else ("", 0)
    if not match or not unit:
        return None, ""
    try:
        amount = Decimal(match[1].replace(",", ".")) * factor
    except InvalidOperation:
        return None, ""
    return (int(amount), unit) if amount == amount.to_integral_value() and amount else (None, "")
