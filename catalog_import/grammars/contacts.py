"""Telephone numbers and tax codes."""

import re

from catalog_import.grammars.names import text_of
from catalog_import.readers.book import Cell

_SEPARATORS = re.compile(r"[\s.\-–()]")
_SEVERAL = re.compile(r"[,;/]| - |\n| hoặc ")
#: "ĐT: 09…", "09… (anh Mẫu)"
_WORDS_AROUND = re.compile(r"^[^\d+]+|\D+$")
_NATIONAL = re.compile(r"0[2-9]\d{8,9}")
_TAX_CODE = re.compile(r"(\d{10})(?:-?(\d{3}))?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def parse_phone(cell: Cell) -> tuple[str, bool]:
    """Ten (fixed line: eleven) digits with the leading zero, and whether the cell made sense.

    A spreadsheet that took the number for a number has lost its zero.
    """
    text = text_of(cell)
    if not text:
        return "", True
    for part in _SEVERAL.split(text):
        digits = _SEPARATORS.sub("", _WORDS_AROUND.sub("", part))
        digits = re.sub(r"^\+?84(?=\d{9})", "0", digits)
        if re.fullmatch(r"[2-9]\d{8}", digits):
            digits = f"0{digits}"
        if _NATIONAL.fullmatch(digits):
            return digits, True
    return "", False


def parse_tax_code(cell: Cell) -> tuple[str, str]:
    """The number of an enterprise or cooperative, and a code if there is something to say.

    Twelve digits are a personal number, which the register never keeps.
    """
    text = text_of(cell).replace(" ", "")
    if not text:
        return "", ""
    if re.fullmatch(r"\d{9}", text):
        text = f"0{text}"
    match = _TAX_CODE.fullmatch(text)
    if match is None:
        return "", "tax_code_unreadable"
    digits = [int(digit) for digit in match[1]]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits[:9], strict=True))
    code = match[1] + (f"-{match[2]}" if match[2] else "")
    return code, "" if 10 - total % 11 == digits[9] else "tax_code_check"
