"""Names as printed: cleaned, never respelled; lists in one cell, pack sizes, what is suspicious."""

import re
from functools import lru_cache

from catalog_import.problems import Problem, error, warning
from catalog_import.readers.book import Cell, Odd
from ocop.rules import NAME_LENGTH
from ocop.spelling import clean, exact

_FORMULA = re.compile(r"[=+@]|-(?=[^\W\d]|\(|\d+(?:[.,]\d+)?[-+*/])")
_TELEPHONE = re.compile(r"\+ ?\d[\d .()-]*")
_CELL_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_DITTO = re.compile(r"[-–—\s]*(?:nt|n\.t\.?|như trên|[\"”“〃″]|''|//)[-–—\s.]*", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\n|[;,] ?)(\d{1,2}) ?(?:[.)/] ?(?=\D)|- (?=\D)|[.)] (?=\d))")
_BULLET = re.compile(r"(?:^|\n)[-–—•+*] ?(?=\w)")
_BULLET_ALONE = re.compile(r"[-–—•*] ")
_AFTER_STARS = re.compile(r"(?<=\)) ?[;,\n] ?")
_WITH_STARS = re.compile(r"(?P<name>.+?)\s*\((?P<stars>[^()]*\bsao\b[^()]*)\)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]+)\)")
_MEASURE = re.compile(
    r"(?:[^\W\d]+\s+){0,2}\d+(?:[.,]\d+)?\s*"
    r"(?P<unit>[°º˚]\s*[NnCc]?|độ(?: đạm)?|%|kg|gram|gam|gr|g|mg|ml|lít|l|cc"
    r"|viên|túi|gói|hộp|chai|lọ|hũ|que)?(?:\s*/\s*(?:túi|gói|hộp|chai|lọ|hũ))?",
    re.IGNORECASE,
)
_SAID_COUNT = re.compile(r"\b(\d{1,2})\s*(?:sản phẩm|sp|loại|vị|dòng)\b", re.IGNORECASE)
_LEFTOVER = re.compile(
    r"\((?:sp\s*)?(?:năm\s*)?20\d\d\)|\)\s*\d{1,3}(?:[.,]\d+)?\s*$", re.IGNORECASE
)
_MARKUP = re.compile(r"<[^>]*>|&#?\w+;")


def text_of(cell: Cell) -> str:
    """A cell as clean text: whole numbers without ".0", days as they are written here."""
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None or isinstance(cell, Odd):
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if hasattr(cell, "strftime") and hasattr(cell, "year"):
        return cell.strftime("%d/%m/%Y")
    return _clean(str(cell))


@lru_cache(maxsize=20_000)
def _clean(text: str) -> str:
    """Every cell is asked for several times, and lists repeat themselves."""
    return clean(text)


def is_ditto(text: str) -> bool:
    return bool(_DITTO.fullmatch(text))


def is_formula(text: str) -> bool:
    """A spreadsheet would run this text; "- Trà" it would not, and a telephone number is none."""
    return bool(_FORMULA.match(text)) and not _TELEPHONE.fullmatch(text)


def is_cell_error(text: str) -> bool:
    return bool(_CELL_ERROR.fullmatch(text))


def split_products(cell: Cell, *, stars_only_here: bool = False) -> list[tuple[str, str]]:
    """(name, stars written with it) for each product of a cell; usually one.

    Only lists that say they are lists are cut: numbered or bulleted ones, and names that each
    carry their own star. ``stars_only_here``: nothing else gives the row a star, so one after a
    single name is no part of it.
    """
    if not isinstance(cell, str):
        return [(text_of(cell), "")]
    text = "\n".join(_lines(cell))
    listed = _numbered(text) or _bulleted(text)
    if listed:
        return [_with_stars(part) for part in listed]
    parts = [part for part in _AFTER_STARS.split(text) if part]
    if len(parts) > 1 and all(_WITH_STARS.fullmatch(clean(part)) for part in parts):
        return [_with_stars(part) for part in parts]
    return [_with_stars(text) if stars_only_here else (clean(text), "")]


def lines_of(cell: Cell) -> list[str]:
    """What a cell lists, one a line, without the numbers and marks before them."""
    text = "\n".join(lines := _lines(cell))
    return [clean(part) for part in _numbered(text) or _bulleted(text)] or lines


def _lines(cell: Cell) -> list[str]:
    return [line for line in map(clean, cell.splitlines()) if line] if isinstance(cell, str) else []


def _numbered(text: str) -> list[str]:
    """The parts of "1. A 2. B": numbered by line, or from 1 on after a line or semicolon.

    What stands on lines of its own in between goes on the name before.
    """
    marks = list(_NUMBERED.finditer(text))
    at_lines = [mark for mark in marks if mark.start() == 0 or text[mark.start()] == "\n"]
    for found in (marks, at_lines):
        numbers = [int(mark[1]) for mark in found]
        if numbers and found[0].start() == 0 and numbers == list(range(1, len(found) + 1)):
            return _cut(text, found)
    return _cut(text, at_lines) if 1 < len(at_lines) == text.count("\n") + 1 else []


def _bulleted(text: str) -> list[str]:
    """The parts of "- A" and "- B", one a line; of a single one the mark must stand apart."""
    marks = list(_BULLET.finditer(text))
    if not marks or marks[0].start() or (len(marks) == 1 and not _BULLET_ALONE.match(text)):
        return []
    return _cut(text, marks)


def _cut(text: str, marks: list[re.Match[str]]) -> list[str]:
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]


def _with_stars(text: str) -> tuple[str, str]:
    text = clean(text).rstrip(" ;,")
    if match := _WITH_STARS.fullmatch(text):
        return match["name"], match["stars"]
    return text, ""


def packs_in(name: str) -> list[str]:
    """Pack sizes printed in brackets: "(20°N, 30°N, 40°N)"."""
    for inside in _BRACKETS.findall(name):
        apart = r"[,;]| và " if re.search(r"[,;]| và ", inside) else "/"
        items = [item.strip() for item in re.split(apart, inside) if item.strip()]
        found = [_MEASURE.fullmatch(item) for item in items]
        if len(items) > 1 and all(found) and any(match and match["unit"] for match in found):
            return items
    return []


def said_count(name: str) -> int:
    """How many products a name says it stands for without naming them; 0 if it does not."""
    for inside in _BRACKETS.findall(name):
        if match := _SAID_COUNT.search(inside):
            return int(match[1])
    return 0


def check_name(text: str, field: str) -> list[Problem]:
    """What keeps a text from being a name, or should be looked at."""
    if is_cell_error(text):
        return [error("cell_error", field, text=text)]
    if is_formula(text):
        return [error("formula_like", field, text=text[:60])]
    if len(text) > NAME_LENGTH:
        return [error("name_too_long", field, length=len(text), most=NAME_LENGTH)]
    if not re.search(r"[^\W\d_]", text):
        return [error("name_without_letters", field, text=text[:60])]
    problems = []
    if _MARKUP.search(text):
        problems.append(warning("markup_in_name", field))
    return problems


def check_product_name(text: str) -> list[Problem]:
    problems = check_name(text, "product")
    if any(problem.is_error for problem in problems):
        return problems
    if packs := packs_in(text):
        problems.append(warning("several_packs", "product", packs=", ".join(packs)))
    elif count := said_count(text):
        problems.append(warning("several_products_unnamed", "product", count=count))
    if _LEFTOVER.search(text):
        problems.append(warning("name_leftover", "product"))
    return problems


@lru_cache(maxsize=20_000)
def spelled_key(text: str) -> str:
    """Same letters, tones and punctuation whatever the case, blanks and place of the tone."""
    return " ".join(
        f"{exact(part)}{''.join(char for char in part if not char.isalnum())}"
        for part in clean(text).casefold().split(" ")
    )
