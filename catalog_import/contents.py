"""What the cells of a column look like, whatever stands above them."""

import datetime
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalog_import.grammars.contacts import parse_phone, parse_tax_code
from catalog_import.grammars.dates import parse_day
from catalog_import.grammars.decisions import parse_decision
from catalog_import.grammars.names import is_ditto, text_of
from catalog_import.grammars.stars import parse_stars
from catalog_import.grammars.statuses import parse_status
from catalog_import.headers import field_of
from catalog_import.likeness import clues, holds
from catalog_import.readers.book import Cell, Odd
from ocop.spelling import exact, fold, split_unit_word

#: Fields whose cells have a form: where none has it, the header is mistaken
TYPED = frozenset({"stars", "decision_no", "decision_date", "year", "phone", "tax_code", "ordinal"})
#: Fewer cells prove nothing
_FEWEST = 3
_LATEST = datetime.date.max
_SAYS_STAR = re.compile(r"\bsao\b|[★⭐✭✮🌟☆*]|\bstars?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm\s*)?20(?:1[89]|[2-9]\d)", re.IGNORECASE)
#: "(1)" numbers a column
_NUMBER = re.compile(r"(?!\(\d{1,2}\)$)[\d\s.,/()%-]+")
_LETTER = re.compile(r"[^\W\d_]")
_SECTION = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])\s*[.)]?")
_DIGITS = re.compile(r"\d{1,4}\s*[.)]?")
_COMMUNE = frozenset({"Xã", "Phường", "Thị trấn", "Đặc khu"})
_DISTRICT = frozenset({"Huyện", "Quận", "Thị xã", "Thành phố"})
_GROUPS = frozenset({
    "thuc pham", "do uong", "thao duoc", "duoc lieu", "thu cong my nghe", "sinh vat canh",
    "luu niem", "vai va may mac", "dich vu du lich", "du lich", "hang thu cong my nghe",
    "san pham tu duoc lieu", "duoc lieu va san pham tu duoc lieu",
})  # fmt: skip
_KINDS = frozenset({
    "htx", "hop tac xa", "doanh nghiep", "dn", "ho kinh doanh", "hkd", "ho", "ho san xuat",
    "ho gia dinh", "co so", "co so san xuat", "to hop tac", "tht", "cong ty", "cty",
    "ho sxkd", "trang trai",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """Field → 0 to 95: how much the cells alone speak for it; 0 where they speak against it."""

    said: int
    certainty: Mapping[str, int]
    #: Typed fields of which not one cell in five has the form
    denied: frozenset[str]


def look_at(cells: Sequence[Cell]) -> Contents:
    """Judge the sampled cells of a column."""
    shown = [(cell, text_of(cell)) for cell in cells]
    told = [(cell, text) for cell, text in shown if text and not is_ditto(text)]
    if not told:
        return Contents(0, {}, frozenset())
    shares = {field: _share(told, test) for field, test in _TESTS.items()}
    certainty = _weigh(told, shares)
    denied = {field for field in TYPED if shares.get(field, 0) < 0.2} if len(told) >= 5 else set()
    if "stars" in denied and shares["stars_said"] >= 0.2:
        denied.discard("stars")
    return Contents(len(told), certainty, frozenset(denied))


def is_data_like(texts: Sequence[str]) -> bool:
    """Texts that stand in a row of a list, not over it: a number, or two things lists are made
    of. A header may well name a day ("trước 01/7/2025").
    """
    if any(_NUMBER.fullmatch(text) for text in texts):
        return True
    return sum(map(_stands_in_rows, texts)) > 1


def _stands_in_rows(text: str) -> bool:
    return (
        bool(re.search(r"\d\s*sao\b|[★⭐]", text, re.IGNORECASE))
        or any(test(text, text) for test in (_is_decision, _is_phone, _is_address))
        or (_is_day(text, text) and sum(map(str.isdigit, text)) * 2 >= len(text))
        or (_is_subject(text, text) and len(text.split()) > 3 and not field_of(text))
    )


def _share(told: list[tuple[Cell, str]], test: Callable[[Cell, str], bool]) -> float:
    return sum(test(cell, text) for cell, text in told) / len(told)


def _weigh(told: list[tuple[Cell, str]], shares: Mapping[str, float]) -> dict[str, int]:
    texts = [text for _, text in told]
    enough = min(1.0, len(told) / _FEWEST)
    found = {
        field: round(most * shares[field] * enough)
        for field, most in _MOST.items()
        if shares[field] >= 0.6
    }
    if counts_up(texts):
        return {"ordinal": round(85 * enough)}
    if shares["stars"] >= 0.9 and "stars_said" not in found:
        found["stars"] = round(_BARE_STAR * enough)
    if "stars_said" in found:
        found["stars"] = found.pop("stars_said")
    if not found.keys() & {
        "subject",
        "subject_kind",
        "address",
        "commune",
        "district",
        "province",
        "group",
    }:
        found |= _as_names(texts, shares, enough)
    return found


def _as_names(texts: list[str], shares: Mapping[str, float], enough: float) -> dict[str, int]:
    """Names of products: words, nearly all different, many of a product."""
    if shares["words"] < 0.8 or shares["status"] > 0.4 or len(texts) < 2:
        return {}
    different = len({exact(text) for text in texts}) / len(texts)
    typical = sorted(map(len, texts))[len(texts) // 2]
    if different < 0.7 or not 3 <= typical <= 90:
        return {}
    return {"product": round((35 + 50 * shares["product"]) * enough)}


def counts_up(texts: Sequence[str]) -> bool:
    """1, 2, 3 … perhaps begun anew in each section, perhaps from 3 to 5: no star, a number.

    Sections in between may be numbered otherwise: I, II, A, B.
    """
    numbers = [int(re.sub(r"\D", "", text)) for text in texts if _DIGITS.fullmatch(text)]
    sections = sum(bool(_SECTION.fullmatch(text)) for text in texts)
    strangers = len(texts) - len(numbers) - sections  # "Tổng cộng"
    if len(numbers) < max(2, 0.5 * len(texts)) or strangers > 0.1 * len(texts):
        return False
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    anew = sum(after == 1 for after in numbers[1:])
    return sum(step == 1 for step in steps) + anew >= 0.8 * len(steps)


#: Bare 3, 4 and 5 may be anything: below what a column is mapped on without a header
_BARE_STAR = 45
_MOST = {
    "stars_said": 92, "decision_no": 92, "decision_date": 55, "year": 50, "phone": 92,
    "tax_code": 90, "subject": 88, "subject_kind": 82, "group": 85, "commune": 85,
    "district": 82, "province": 85, "address": 88, "status": 78,
}  # fmt: skip


def _is_star(cell: Cell, _: str) -> bool:
    read = parse_stars(cell)
    return bool(read.certified or read.proposed)


def _says_star(cell: Cell, text: str) -> bool:
    return _is_star(cell, text) and bool(_SAYS_STAR.search(text))


def _is_decision(cell: Cell, text: str) -> bool:
    return "/" in text and not parse_decision(cell, today=_LATEST).problems and "QĐ" in (
        parse_decision(cell, today=_LATEST).number
    )  # fmt: skip


def _is_day(cell: Cell, text: str) -> bool:
    if isinstance(cell, bool | Odd):
        return False
    if isinstance(cell, str) and len(text) > 40:
        return False
    return parse_day(cell, today=_LATEST).day is not None


def _is_phone(cell: Cell, text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits >= 9 and bool(parse_phone(cell)[0]) and digits * 2 > len(text)


def _is_tax_code(cell: Cell, text: str) -> bool:
    code, problem = parse_tax_code(cell)
    return bool(code) and not problem


def _is_subject(_: Cell, text: str) -> bool:
    folded = fold(text)
    return folded not in _KINDS and any(
        folded.startswith(f"{start} ") for start in clues().subjects
    )


def _is_unit(units: frozenset[str]) -> Callable[[Cell, str], bool]:
    def test(_: Cell, text: str) -> bool:
        unit, bare = split_unit_word(text)
        return unit in units and "," not in text and len(_LETTER.findall(bare)) > 1

    return test


def _is_province(_: Cell, text: str) -> bool:
    unit, bare = split_unit_word(text)
    return unit in {"", "Tỉnh", "Thành phố"} and exact(bare) in clues().provinces


def _is_address(_: Cell, text: str) -> bool:
    parts = [part.strip() for part in re.split(r"[,;]| - ", text) if part.strip()]
    units = sum(split_unit_word(part)[0] in _COMMUNE | _DISTRICT | {"Tỉnh"} for part in parts)
    return len(parts) > 1 and units > 0 and not _is_subject(_, text)


def _names_product(_: Cell, text: str) -> bool:
    return _holds_product_word(exact(text))


@lru_cache(maxsize=5_000)
def _holds_product_word(said: str) -> bool:
    return any(holds(said, word) for word in clues().products)


_TESTS: Mapping[str, Callable[[Cell, str], bool]] = {
    "stars": _is_star,
    "stars_said": _says_star,
    "ordinal": lambda cell, text: bool(_DIGITS.fullmatch(text)),
    "decision_no": _is_decision,
    "decision_date": _is_day,
    "year": lambda cell, text: bool(_YEAR.fullmatch(text)),
    "phone": _is_phone,
    "tax_code": _is_tax_code,
    "subject": _is_subject,
    "subject_kind": lambda cell, text: fold(text) in _KINDS,
    "group": lambda cell, text: fold(text) in _GROUPS,
    "commune": _is_unit(_COMMUNE),
    "district": _is_unit(_DISTRICT),
    "province": _is_province,
    "address": _is_address,
    "status": lambda cell, text: bool(parse_status(text, today=_LATEST).status),
    "words": lambda cell, text: bool(_LETTER.search(text)),
    "product": _names_product,
}
