"""What stands above a table or between its rows and holds for every row below."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog_import.grammars import stars as star_grammar
from catalog_import.grammars import statuses as status_grammar
from catalog_import.grammars.dates import calendar_days, days_in
from catalog_import.grammars.decisions import NONE, Decision, decision_in_text
from catalog_import.grammars.stars import Stars, stars_in_title
from catalog_import.grammars.statuses import Status, status_in_text
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, warning
from ocop.rules import PROGRAMME_START
from ocop.spelling import clean, split_unit_word

#: "I. ", "A) ", "2.1. ", "I.1. ", "I.1 "
_ENUMERATOR = re.compile(
    r"^(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})"
    r"(?:(?:\.(?:\d{1,2}|[IVX]{1,4}|[a-zđ]))*\s*[.)/:-]\s*|(?:\.\d{1,2})+\s+)(?=\D)"
)
_COUNT = re.compile(r"\s*[:(\[–-]?\s*\(?\d+\s*(?:sản phẩm|sp|chủ thể)\b.*$", re.IGNORECASE)
_AS_OF = re.compile(
    r"(?:tính đến|tính tới|đến hết|cập nhật(?: đến)?|danh sách(?: \w+){0,8}?)\s*"
    r"(?:hết\s*)?(?:thời điểm\s*)?(?:ngày\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bnăm (20\d\d)\b", re.IGNORECASE)
_OTHER_YEARS = re.compile(r"\b(?:ngày|tháng|giai đoạn|kế hoạch|căn cứ)\b", re.IGNORECASE)
_DATE_LINE = re.compile(r"^[^\d]{2,40},\s*ngày\s*\d", re.IGNORECASE)
_GROUP_WORD = re.compile(
    r"^(?:nhóm|ngành hàng|ngành|lĩnh vực|sản phẩm)\s*(?:sản phẩm|hàng)?\s*:?\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Context:
    """What a row inherits where its own cells are silent."""

    province: str = ""
    district: str = ""
    commune: str = ""
    group: str = ""
    stars: Stars = star_grammar.EMPTY
    status: Status = status_grammar.NONE
    decision: Decision = NONE
    #: The year a title gives ("ĐỢT 2 NĂM 2021"): tells which units its places are in, no more
    year: int | None = None


@dataclass(frozen=True)
class Preamble:
    context: Context
    #: The day the list speaks for, as printed
    as_of: datetime.date | None = None
    problems: tuple[Problem, ...] = ()


def read_preamble(
    texts: Sequence[str], *, sheet: str, places: PlaceFinder, province: str, today: datetime.date
) -> Preamble:
    """Read the rows above a header; ``province`` is the officer's, for a list that names none."""
    found = [decision_in_text(text, today=today) for text in texts]
    attached = [d for d, text in zip(found, texts, strict=True) if "kèm theo" in text.casefold()]
    decision = next((d for d in [*attached, *found] if d.number), NONE)
    if decision.number and decision.day is None:
        lines = [text for text in texts if _DATE_LINE.search(text)]
        days = [day for text in lines for day in days_in(text, today=today)]
        decision = replace(decision, day=days[0] if days else None)

    whole = " · ".join(texts)
    named = places.province_in_text(whole) or province or places.province_said_in(whole)
    context = Context(
        province=named,
        district=places.district_in_text(whole, named) or places.district_named(sheet, named),
        stars=next((s for s in map(stars_in_title, texts) if not s.is_empty), Stars()),
        status=_status_of_all(whole, today),
        decision=decision,
        year=_year_of(texts, today),
    )
    as_of, problems = _printed_day(texts, today)
    return Preamble(context, as_of or decision.day, problems)


def _year_of(texts: Sequence[str], today: datetime.date) -> int | None:
    """The one year of the titles; years inside days and of plans are others."""
    titles = [text for text in texts if not _OTHER_YEARS.search(text)]
    found = {int(year) for text in titles for year in _YEAR.findall(text)}
    years = [year for year in found if PROGRAMME_START.year <= year <= today.year]
    return years[0] if len(years) == 1 else None


def _status_of_all(title: str, today: datetime.date) -> Status:
    """A title over first-time and renewed ones together says nothing of one row."""
    if re.search(r"công nhận mới|lần đầu|công nhận (?:và|,)", title.casefold()):
        return Status()
    return status_in_text(title, today=today)


def _printed_day(
    texts: Sequence[str], today: datetime.date
) -> tuple[datetime.date | None, tuple[Problem, ...]]:
    for text in texts:
        if match := _AS_OF.search(clean(text)):
            days = calendar_days(clean(text)[match.end() :][:40])
            if days and days[0] > today:
                return None, (warning("as_of_printed_in_future", "as_of", day=days[0].isoformat()),)
            if days:
                return days[0], ()
    return None, ()


def read_section(
    text: str, context: Context, *, places: PlaceFinder, today: datetime.date
) -> Context | None:
    """The context below a section row; None if its text is not understood."""
    whole = _COUNT.sub("", clean(text)).strip(" .:;-–")
    bare = _ENUMERATOR.sub("", whole).strip(" .:;-–")
    if not bare:
        return None
    changed = _by_place(bare, context, places)
    if changed is None and whole != bare:
        changed = _by_place(whole, context, places)  # the X of "X. Tân Hương" counts nothing
    if changed is None and (group := places.group_named(_GROUP_WORD.sub("", bare)) or
                            places.group_named(bare)):  # fmt: skip
        changed = replace(context, group=group)
    base = changed or context
    stars = stars_in_title(text)
    status = status_in_text(text, today=today)
    decision = decision_in_text(text, today=today)
    if not stars.is_empty:
        changed = base = replace(base, stars=stars)
    if status.status:
        changed = base = replace(base, status=status)
    elif re.search(r"công nhận mới|công nhận lần đầu|còn hiệu lực", bare.casefold()):
        changed = base = replace(base, status=Status())
    if decision.number:
        changed = replace(base, decision=decision)
    return changed


def _by_place(text: str, context: Context, places: PlaceFinder) -> Context | None:
    unit, bare = split_unit_word(text)
    if context.province and (district := places.district_named(text, context.province)):
        return replace(context, district=district, commune="")
    if unit == "Tỉnh" or (unit == "Thành phố" and places.is_municipality(bare)):
        if known := places.province_named(bare):
            return replace(context, province=known, district="", commune="")
    elif unit in ("Huyện", "Quận", "Thị xã", "Thành phố"):
        return replace(context, district=text, commune="")
    elif unit in ("Xã", "Phường", "Thị trấn", "Đặc khu"):
        return replace(context, commune=text)
    return None
