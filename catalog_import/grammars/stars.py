"""A star is one whole number from 3 to 5; all else in its cell is a problem, never a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalog_import.readers.book import Cell, Odd
from ocop.spelling import clean

CERTIFIED = range(3, 6)

_WORDS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10,
}  # fmt: skip
_WORD = "|".join(_WORDS)
#: Numbers only where they count stars: alone a "v" is a tick
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_ROMAN = "|".join(_ROMANS)
#: A number from its first digit on: never tried again from its second
_DIGITS = r"(?<!\d)\d{1,9}"
_FILLED = "★⭐✭✮🌟"
_HOLLOW = "☆"
_MARKS = re.compile(rf"[{_FILLED}{_HOLLOW}\ufe0f\s]*[{_FILLED}][{_FILLED}{_HOLLOW}\ufe0f\s]*")
#: "4 sao", "bốn (04) sao", "4 (bốn) sao", "IV sao", "4*", "4★", "sao: 4"
_MENTION = re.compile(
    rf"(?P<sign>[-–\u2212])?(?P<value>{_DIGITS}(?:[.,]\d{{1,9}})?|\b(?:{_WORD})\b"
    rf"|\b(?:{_ROMAN})\b(?=\s{{0,9}}(?:\([^()]{{0,9}}\)\s{{0,9}})?sao\b))"
    rf"(?:\s*\(\s*(?P<again>\d{{1,9}}|{_WORD}|{_ROMAN})\s*\))?\s*(?:sao\b|\*)"
)
#: The whole cell is a number, with or without the words that go with it
_ALONE = re.compile(
    rf"(?:(?:đạt|chuẩn|hạng|xếp|loại|ocop|sao|phân|kết quả|cấp|:|-|–)\s*)*?"
    rf"(?P<value>[-–\u2212]?\s*\d+(?:[.,]\d+)?|{_WORD})(?:\s*\(\s*(?P<again>\d+|{_WORD})\s*\))?"
    r"(?:\s*(?:ocop|quốc gia|cấp quốc gia|cấp tỉnh|cấp huyện))*"
)
#: To put forward, not the end of "chương trình", "quy trình", "công trình"
SUBMITTED = r"(?<!chương )(?<!quy )(?<!công )(?<!lộ )\btrình\b(?! độ)"
#: What is wished for, not given
PROPOSED = re.compile(rf"tiềm năng|đề nghị|đề xuất|dự kiến|{SUBMITTED}|phấn đấu|kiến nghị")
_DENIED = re.compile(
    r"(?:không|chưa|rớt|trượt)\s+(?:được\s+)?(?:đạt|công nhận|xếp)|không đạt|\bdưới\b"
)
_OPEN_ENDED = re.compile(r"rưỡi|trở lên|trở xuống|\btừ\b|\btrên\b")
#: "(81 điểm)", "điểm: 78,5" beside the star
_POINTS = r"(?<!\d)\d{1,3}(?:[.,]\d{1,9})?"
_SCORE = re.compile(
    rf"\(?\s*(?:điểm(?: số| tb| trung bình)?\s*[:=]?\s*{_POINTS}|{_POINTS}\s*điểm)\s*\)?"
)
_YEAR = re.compile(r"(?:\bnăm\s*|\(\s*|/\s*)(?:20\d\d)\b\)?")


@dataclass(frozen=True, slots=True)
class Stars:
    """``certified`` and ``proposed`` are 3 to 5 or None; ``problem`` is a code or empty."""

    certified: int | None = None
    proposed: int | None = None
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return self.certified is None and self.proposed is None and not self.problem


EMPTY = Stars()


def parse_stars(cell: Cell) -> Stars:
    """Read a star cell."""
    if cell is None:
        return EMPTY
    if cell is Odd.UNCALCULATED:
        return Stars(problem="formula_without_value")
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return Stars(problem="stars_not_a_number")
    if isinstance(cell, int | float):
        return _certified({float(cell)})
    text = clean(cell).casefold()
    if not text or re.fullmatch(r"[-–—./\s]+", text):
        return EMPTY
    return _parse_text(text)


@lru_cache(maxsize=2_000)
def _parse_text(text: str) -> Stars:
    if _DENIED.search(text):
        return Stars(problem="stars_denied")
    if _OPEN_ENDED.search(text):
        return Stars(problem="stars_unclear")
    text, marks = _take_marks(_YEAR.sub(" ", text).strip())
    if alone := _ALONE.fullmatch(text):
        numbers = {_number(alone["value"])} | (
            {_number(alone["again"])} if alone["again"] else set()
        )
        return _certified(numbers | marks)
    mentions = list(_MENTION.finditer(text))
    if not mentions:
        if marks and not re.search(r"\d", text):
            return Stars(proposed=_star(marks)) if PROPOSED.search(text) else _certified(marks)
        return Stars(problem="stars_conflict" if marks else "stars_not_a_number")
    rest = _SCORE.sub(" ", _MENTION.sub(" ", text))
    if re.search(r"\d", rest):
        return Stars(problem="stars_conflict")
    certified, proposed = _sort_mentions(text, mentions)
    return _reading(certified | marks, proposed)


def _take_marks(text: str) -> tuple[str, set[float]]:
    """★★★★☆ counts its filled ones; a single mark after each number only says "star"."""
    runs = [run[0] for run in _MARKS.finditer(text)]
    counts = [sum(char in _FILLED for char in run) for run in runs]
    if not counts and re.fullmatch(r"\*[\s*]*\*", text):
        return "", {float(text.count("*"))}
    after_numbers = re.findall(rf"(?:\d|{_WORD})\s*[{_FILLED}]", text)
    if counts and counts == [1] * len(after_numbers):
        return _MARKS.sub(" sao ", text).strip(), set()
    return _MARKS.sub(" ", text).strip(), {float(count) for count in counts}


def _sort_mentions(text: str, mentions: list[re.Match[str]]) -> tuple[set[float], set[float]]:
    """A mention is proposed when such a word leads to it, or follows the last one."""
    certified: set[float] = set()
    proposed: set[float] = set()
    start = 0
    for mention in mentions:
        numbers = {_number((mention["sign"] or "") + mention["value"])}
        if mention["again"]:
            numbers.add(_number(mention["again"]))
        leads = PROPOSED.search(text, start, mention.start())
        follows = mention is mentions[-1] and PROPOSED.search(text, mention.end())
        (proposed if leads or follows else certified).update(numbers)
        start = mention.end()
    return certified, proposed


def _number(text: str) -> float:
    text = re.sub(r"\s", "", text)
    if text in _WORDS or text in _ROMANS:
        return float(_WORDS.get(text) or _ROMANS.get(text, 0))
    return float(text.replace(",", ".").replace("–", "-").replace("\u2212", "-"))


def _reading(certified: set[float], proposed: set[float]) -> Stars:
    if len(proposed) > 1:
        return Stars(problem="stars_conflict")
    hoped = _star(proposed)
    if proposed and hoped is None:
        return Stars(problem="stars_out_of_range")
    if not certified:
        return Stars(proposed=hoped)
    found = _certified(certified)
    return Stars(found.certified, hoped) if not found.problem else found


def _certified(numbers: set[float]) -> Stars:
    if len(numbers) > 1:
        return Stars(problem="stars_conflict")
    star = _star(numbers)
    if star is not None:
        return Stars(certified=star)
    (number,) = numbers
    return Stars(problem="stars_out_of_range" if number.is_integer() else "stars_not_whole")


def _star(numbers: set[float]) -> int | None:
    if len(numbers) != 1:
        return None
    (number,) = numbers
    return int(number) if number in CERTIFIED else None


def are_stars_of_several(lines: Sequence[str]) -> bool:
    """Lines of a cell that each give a product its star. One star said in two ways is not two:
    "Ba sao" and "(3 sao)" below it.
    """
    if len(lines) < 2:
        return False
    ways: dict[int, str] = {}
    for line in lines:
        read = parse_stars(line)
        if read.certified is None or read.proposed or line.startswith("("):
            return False
        if ways.setdefault(read.certified, line.casefold()) != line.casefold():
            return False
    return True


_REACHED = re.compile(r"\bđạt\b|(?<!đề nghị )(?<!đề xuất )\bđược công nhận\b")
#: "3 - 4 sao", "3, 4 và 5 sao": of no single row
_SEVERAL = re.compile(
    rf"(?:{_DIGITS}|\b(?:{_WORD})\b)\s*(?:[-–,;/&]|và|hoặc|đến)\s*(?:{_DIGITS}|{_WORD})\s*(?:\(|sao\b)"
)
_IN_TITLE = re.compile(
    rf"(?P<value>{_DIGITS}|\b(?:{_WORD})\b)(?:\s*\(\s*(?:\d{{1,9}}|{_WORD})\s*\))?\s*sao\b"
)


def stars_in_title(text: str) -> Stars:
    """The one star a title or section names: "B. Sản phẩm 4 sao (12 sản phẩm)"."""
    text = clean(text).casefold()
    if _OPEN_ENDED.search(text) or _DENIED.search(text) or _SEVERAL.search(text):
        return EMPTY
    numbers = {_number(match["value"]) for match in _IN_TITLE.finditer(text)}
    star = _star(numbers)
    if star is None:
        return EMPTY
    if not PROPOSED.search(text):
        return Stars(certified=star)
    # of some that have it and some that hope: of no single row
    return EMPTY if _REACHED.search(text) else Stars(proposed=star)
