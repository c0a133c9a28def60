"""Which field a column holds, by the header (and the header above it) that stands over it."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ocop.spelling import clean, exact, fold

_SYNONYMS = Path(__file__).parent / "data" / "header_synonyms.json"
_TRAILING_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")

_ONE_STAR = re.compile(r"(?:(?:đạt|hạng|sản phẩm|sp)\s+)*0?([3-5])\s*(?:sao|\*|★|⭐)")
#: Known, and of no use: no warning either
UNUSED = frozenset({"ordinal", "score"})
#: What a list of certificates has no business to say; kept of our own sample data only
TRADE = frozenset({"price", "pack", "net", "stock", "description", "ingredients", "storage"})

#: Headers that mean something only under the right header; by (word, field above it)
_UNDER = {
    ("tên", "product"): "product",
    ("tên", "subject"): "subject",
    ("số", "decision_no"): "decision_no",
    ("ngày", "decision_no"): "decision_date",
    ("năm", "decision_no"): "year",
    ("số hiệu", "decision_no"): "decision_no",
    ("nhóm", "product"): "group",
    ("loại", "subject"): "subject_kind",
    ("mã", "product"): "product_code",
}  # fmt: skip


@lru_cache(maxsize=1)
def synonyms() -> dict[str, list[str]]:
    """Field → the headers that are known to mean it."""
    told: dict[str, list[str]] = json.loads(_SYNONYMS.read_text("utf-8"))
    del told["about"]
    return told


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], dict[tuple[str, str], str]]:
    by_exact: dict[str, str] = {}
    by_fold: dict[str, str] = {}
    for field, headers in synonyms().items():
        for header in headers:
            by_exact.setdefault(exact(header), field)
            by_fold.setdefault(fold(header), field)
    return (
        by_exact,
        by_fold,
        {(exact(word), above): field for (word, above), field in _UNDER.items()},
    )


@lru_cache(maxsize=1)
def product_headers() -> frozenset[str]:
    """The headers of a product column in lower case, for a quick look."""
    return frozenset(header.casefold() for header in synonyms()["product"])


def field_of(header: str, above: Sequence[str] = ()) -> str:
    """The field of a column, or ``""``; ``above`` are the headers over it, top first."""
    by_exact, by_fold, by_context = _tables()
    parents = [field for field in (_alone(text, by_exact, by_fold) for text in above) if field]
    if parents:
        if field := by_context.get((exact(header), parents[-1])):
            return field
        if parents[-1] == "old_address":
            return ""  # the old commune, district, province: kept raw, never placed
    return _alone(header, by_exact, by_fold)


def is_written_out(header: str) -> bool:
    """Known letter by letter, not only when the accents are left out."""
    by_exact = _tables()[0]
    return any(exact(text) in by_exact for text in (header, _TRAILING_BRACKET.sub("", header)))


def star_of(header: str) -> int:
    """The star a column is for where lists tick one of several ("3 sao", "4 sao"), or 0."""
    match = _ONE_STAR.fullmatch(clean(header).casefold())
    return int(match[1]) if match else 0


def _alone(header: str, by_exact: dict[str, str], by_fold: dict[str, str]) -> str:
    if star_of(header):
        return "stars"
    for text in (header, _TRAILING_BRACKET.sub("", header)):
        if field := by_exact.get(exact(text)):
            return field
        if exact(text) == fold(text) and (field := by_fold.get(fold(text))):
            return field
    return ""


def says_new_units(above: Sequence[str]) -> bool:
    """A commune or province column under "Địa chỉ mới" is in today's units."""
    by_exact, by_fold, _ = _tables()
    return any(_alone(text, by_exact, by_fold) == "new_address" for text in above)
