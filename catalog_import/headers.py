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

#: Units by level, the smallest last; two words first
_LEVELS = tuple(
    tuple(map(exact, level.split(", ")))
    for level in (
        "tỉnh",
        "thị xã, thành phố, huyện, quận, tp, tx",
        "thị trấn, đặc khu, xã, phường, tt",
        "khu phố, tiểu khu, tổ dân phố, số nhà, thôn, bản, ấp, khóm, xóm, buôn, làng, tổ, khu",
    )
)
_UNITS_OF_PLACE = frozenset(map(exact, ("đơn vị", "địa phương")))
_PLACES = frozenset({"commune", "district", "province"})
_REFORM = r"(?:khi )?(?:sáp nhập|sắp xếp|hợp nhất)|(?:ngày )?0?1[/.]0?7[/.]2025"
_BEFORE = re.compile(rf"\bcũ\b|\btrước (?:đây|{_REFORM})", re.IGNORECASE)
_SINCE = re.compile(rf"\bmới\b|\b(?:sau|từ) (?:{_REFORM})|\bhiện nay\b", re.IGNORECASE)
_BEFORE_OR_SINCE = re.compile(rf"\s*\(?(?:{_BEFORE.pattern}|{_SINCE.pattern})\)?", re.IGNORECASE)
#: What a header over several columns is about, by the one of these it holds
_SUBJECTS_OF_GROUPS = (
    ("product", ("sản phẩm",)),
    ("subject", ("chủ thể", "cơ sở", "đơn vị", "doanh nghiệp")),
    ("decision_no", ("quyết định", "qđ")),
)
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
    about = [_alone(text, by_exact, by_fold) or _subject_of_group(text) for text in above]
    if parents := [field for field in about if field]:
        if field := by_context.get((exact(header), parents[-1])):
            return field
        if parents[-1] == "old_address":
            return ""  # the old commune, district, province: kept raw, never placed
    bare = _BEFORE_OR_SINCE.sub(" ", header)
    place = _alone(bare, by_exact, by_fold) if bare != header else ""
    if place == "address":
        return "old_address" if says_old_units([header]) else "new_address"
    if place in _PLACES:
        return "" if says_old_units([header]) else place
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
    bare = _TRAILING_BRACKET.sub("", header)
    for text in (header, bare):
        field = by_exact.get(exact(text), "")
        if not field and exact(text) == fold(text):
            field = by_fold.get(fold(text), "")
        if field and text == bare != header and _is_of_places(bare, field):
            return _place_of(header.removeprefix(bare), by_exact) or field
        if field:
            return field
    return "address" if _names_levels(header) else ""


def _is_of_places(header: str, field: str) -> bool:
    """What its bracket holds tells which place: "Đơn vị (huyện)", "Địa bàn (xã)"."""
    return field == "address" or exact(header) in _UNITS_OF_PLACE


def _place_of(hint: str, by_exact: dict[str, str]) -> str:
    field = by_exact.get(exact(hint), "")
    return field if field in _PLACES else "address" if _names_levels(hint) else ""


@lru_cache(maxsize=1_000)
def _names_levels(header: str) -> bool:
    """ "Bản, xã, huyện": units of several levels, and nothing else."""
    said = f" {exact(header)} ".replace(" ", "  ")
    found = 0
    for level in _LEVELS:
        before = said
        for word in level:
            said = said.replace(f" {word.replace(' ', '  ')} ", " ")
        found += said != before
    return not said.strip() and found > 1


@lru_cache(maxsize=1_000)
def _subject_of_group(header: str) -> str:
    """The field "Thông tin chủ thể" or "Về sản phẩm" is about; of "Tên, địa chỉ" none."""
    said = f" {exact(header)} "
    found = [
        field
        for field, words in _SUBJECTS_OF_GROUPS
        if any(f" {exact(word)} " in said for word in words)
    ]
    return found[0] if len(found) == 1 else ""


def says_new_units(path: Sequence[str]) -> bool:
    """A commune or province column called new, or under "Địa chỉ mới", is in today's units."""
    return any(_SINCE.search(text) for text in path) or _is_under(path, "new_address")


def says_old_units(path: Sequence[str]) -> bool:
    """Called old, or under "Địa chỉ cũ": it tells where a subject was before the reform."""
    return any(_BEFORE.search(text) for text in path) or _is_under(path, "old_address")


def _is_under(path: Sequence[str], field: str) -> bool:
    by_exact, by_fold, _ = _tables()
    return any(_alone(text, by_exact, by_fold) == field for text in path)
