"""What single texts of a row tell of it: a total, a heading, a signature, a line that goes on."""

import re

from catalog_import.grammars.names import is_ditto, text_of
from catalog_import.grammars.stars import parse_stars
from catalog_import.likeness import likeness
from catalog_import.readers.book import Cell, Odd
from ocop.spelling import split_unit_word

#: Offices and names stand side by side: more cells than these are a row of the list
MOST_SIGNATURES = 3
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|(?:toàn|cả) (?:tỉnh|huyện|thành phố|xã))\b(?!\s+hợp)",
    re.IGNORECASE,
)
#: What stands beside a total: "7", "07 sản phẩm", "12 SP/5 chủ thể"
_COUNTED = re.compile(r"[\W\d_]+|\b(?:sản phẩm|sp|chủ thể|đơn vị|cơ sở)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:tm|kt|tl|tuq|q)\.\s|ủy ban nhân dân|(?:phó )?chủ tịch|(?:phó )?giám đốc|chánh văn phòng"
    r"|người lập|thủ trưởng|nơi nhận|\(?ký[,.\s]|lưu:|[^\d]{2,40},\s*ngày\s.*tháng\s.*năm",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:tm|kt|tl|tuq)\.\s.*|(?:phó |q\. ?|quyền )?(?:chủ tịch|giám đốc|trưởng phòng)"
    r"|chi cục trưởng|chánh văn phòng|thủ trưởng\b.*|người (?:lập|tổng hợp)\b.*|nơi nhận:?"
    r"|\(?(?:đã )?ký\b.*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:các )?(?:sản phẩm|sp|nhóm|ngành|hạng)\b", re.IGNORECASE)
_COUNT_AFTER = re.compile(r"\s*[:(–-].*$")
_OF_COUNTS = re.compile(r"(?:tổng|số|sl|tỷ lệ|tỉ lệ)\b", re.IGNORECASE)
_OPEN_END = re.compile(r"[,(–/-]$")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])(?:\.\d{1,2})*\s*[.)]?")
_WHOLE = re.compile(r"\d{1,6}\s*[.)]?")
#: A tick and the like stand for themselves
_SHORTEST_LINE = 3


def counts_products(number: str) -> bool:
    """ "12" or "12." in the column of running numbers."""
    return bool(_WHOLE.fullmatch(number))


def is_section_number(number: str) -> bool:
    """ "II", "A", "B.1" in the column of running numbers."""
    return bool(_ROMAN_OR_LETTER.fullmatch(number))


def is_total(text: str) -> bool:
    return bool(_TOTAL.match(text))


def is_count(text: str) -> bool:
    """Numbers and what they count, no name."""
    return not _COUNTED.sub("", text)


def heads_rows(text: str) -> bool:
    """Begins like the heading of a section: with the word of a unit, or "Sản phẩm", "Nhóm"."""
    return bool(split_unit_word(_COUNT_AFTER.sub("", text))[0] or _SECTION.match(text))


def is_closing(text: str) -> bool:
    """Begins like a line of the block that closes a list."""
    return bool(_CLOSING.match(text))


def is_office(text: str) -> bool:
    """All of it says who made a list, gets it or signs it."""
    return bool(_OFFICE.fullmatch(text))


def may_head_products(header: str) -> bool:
    """A header of products, not of how many there are."""
    return "product" in likeness(header) and not _OF_COUNTS.match(header)


def goes_on(before: str, after: str) -> bool:
    """The second text ends a phrase the first begins: "xã Quới Sơn," and "huyện Châu Thành"."""
    if not before or len(after) < _SHORTEST_LINE or is_ditto(before) or is_ditto(after):
        return False
    if is_total(after) or is_closing(after):
        return False
    return bool(_OPEN_END.search(before)) or after[0].islower()


def said(cell: Cell) -> str:
    return cell.value if isinstance(cell, Odd) else text_of(cell)


def hoped_for(stars: Cell) -> Cell:
    """The cell of a column of stars that are asked for, which says so itself."""
    read = parse_stars(stars)
    return f"đề nghị {read.certified} sao" if read.certified else stars


def is_ticked(cell: Cell) -> bool:
    return said(cell) not in ("", "0", "-", "–", "☐")
