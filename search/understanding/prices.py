"""Prices asked for in words: "dưới 100k", "tu 50 den 100 nghin", "khoảng 200 ngàn"."""

import re
import unicodedata

from search.query import price_span
from search.tokens import plain

_UNITS = {"k": 1_000, "nghin": 1_000, "ngan": 1_000, "tr": 1_000_000, "trieu": 1_000_000}
_AMOUNT = r"(?<![\w.,])(\d{1,9}(?:[.,]\d{1,3})*)\s*(k|nghin|ngan|trieu|tr|dong|vnd|d)?(?![\w])"
_BELOW = "duoi|khong qua|toi da|re hon|it hon|nho hon"
_ABOVE = "tren|hon|it nhat|toi thieu|lon hon|tu"
_ABOUT = "khoang|tam|co|quanh|chung"
_LEAD = r"(?:\bgia\s+)?"
_DONG = r"(?:\s*(?:dong|vnd|d)\b)?"
_BETWEEN_TWO = re.compile(rf"{_LEAD}(?:\btu\s+)?{_AMOUNT}\s*(?:den|toi|-|–|~)\s*{_AMOUNT}{_DONG}")
_ONE = re.compile(
    rf"{_LEAD}(?:\b(?P<how>{_BELOW}|{_ABOVE}|{_ABOUT})\s+)?{_AMOUNT}{_DONG}"
    r"(?:\s+(?P<after>tro len|tro xuong|tro lai))?"
)
#: How far from "about" a price may be
_TOLERANCE = 5


def price_in(text: str) -> tuple[str, str]:
    """(value of the price facet, the text without the words for it); no price: ("", text)."""
    text = unicodedata.normalize("NFC", text)
    letters = "".join(plain(c)[:1] or c for c in text.lower())
    if len(letters) != len(text):  # a letter that is lowered to two: no Vietnamese one
        return "", text
    for pattern, bounds in ((_BETWEEN_TWO, _two), (_ONE, _one)):
        for found in pattern.finditer(letters):
            if value := bounds(found):
                rest = f"{text[: found.start()]} {text[found.end() :]}"
                return value, " ".join(rest.split())
    return "", text


def _two(found: re.Match[str]) -> str:
    low_number, low_unit, high_number, high_unit = found.groups()
    high = _dong(high_number, high_unit)
    low = _dong(low_number, low_unit or (high_unit if high_unit in _UNITS else None))
    return price_span(low, high) if low and high and low < high else ""


def _one(found: re.Match[str]) -> str:
    how, number, unit, after = found.groups()
    amount = _dong(number, unit)
    if not amount or (unit is None and how is None):
        return ""
    if after in {"tro xuong", "tro lai"}:
        return price_span(0, amount)
    if how in _BELOW.split("|"):
        return price_span(0, amount - (how not in {"khong qua", "toi da"}))
    if after or how in _ABOVE.split("|"):
        return price_span(amount, None)
    return price_span(amount - amount // _TOLERANCE, amount + amount // _TOLERANCE)


def _dong(number: str, unit: str | None) -> int:
    """Whole đồng; 0 where the number is no price. "50.000" is fifty thousand, "1,5 triệu" one and
    a half million."""
    if unit in _UNITS:
        return int(float(number.replace(",", ".")) * _UNITS[unit]) if number.count(".") < 2 else 0
    groups = re.split("[.,]", number)
    if any(len(group) != 3 for group in groups[1:]):
        return 0
    amount = int("".join(groups))
    return amount if amount >= 1_000 else 0
