"""What stands above a table or between its rows and holds for every row below."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalog_import.grammars import stars as star_grammar
from catalog_import.grammars import statuses as status_grammar
from catalog_import.grammars.dates import calendar_days, days_in
from catalog_import.grammars.decisions import NONE, Decision, decision_in_text
from catalog_import.grammars.names import text_of
from catalog_import.grammars.stars import SUBMITTED, Stars, stars_in_title
from catalog_import.grammars.statuses import Status, status_in_text
from catalog_import.layout import Table, row_text
from catalog_import.places import PlaceFinder
from catalog_import.problems import Problem, warning
from catalog_import.readers.book import Sheet
from ocop.enums import StandingStatus
from ocop.rules import PROGRAMME_START
from ocop.spelling import clean, split_unit_word

#: "I. ", "A) ", "2.1. ", "I.1. ", "I.1 "
_ENUMERATOR = re.compile(
    r"^(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})"
    r"(?:(?:\.(?:\d{1,2}|[IVX]{1,4}|[a-zđ]))*\s*[.)/:-]\s*|(?:\.\d{1,2})+\s+)(?=\D)"
)
_LABEL = re.compile(r"([IVXLC]{1,6}|[A-ZĐ]|\d{1,3})((?:\.\w{1,4})*)\s*(?:[.)/:-]|\s|$)")
_HOPED_FOR = re.compile(
    r"(?:sản phẩm|danh sách|danh mục|chủ thể|hồ sơ)\b(?:(?!đạt|được công nhận|kèm theo)[^.;:])*?"
    rf"(?:\b(?:đề nghị|đề xuất|tiềm năng|dự kiến)\b|{SUBMITTED})(?! của| số)"
)
#: More is a sentence of the decision a list belongs to
_LONGEST_TITLE = 160
_SEVERAL_KINDS = re.compile(
    r"công nhận mới|lần đầu|công nhận (?:và|,)|(?<!không )còn (?:hiệu lực|hạn)"
)
_LIST_TITLE = re.compile(r"(?:phụ lục|phụ biểu|biểu|danh sách|danh mục)\b")
#: How what stands over a list in its document begins
_DOCUMENT = re.compile(r"(?:số|về việc|v/v|quyết định|điều|u[ỷy] ban|ủy ban|ubnd|sở|bộ|cộng hòa)\b")
_RECOGNISES = re.compile(r"công nhận|đạt (?:hạng|chuẩn|ocop|sao|chứng nhận)")
_COUNT = re.compile(r"\s*[:(\[–-]?\s*\(?\d+\s*(?:sản phẩm|sp|chủ thể)\b.*$", re.IGNORECASE)
_AS_OF = re.compile(
    r"(?:tính đến|tính tới|đến hết|cập nhật(?: đến)?|danh sách(?: \w+){0,8}?)\s*"
    r"(?:hết\s*)?(?:thời điểm\s*)?(?:ngày\b)",
    re.IGNORECASE,
)
#: Rows of a sheet without a table that may name a province
_ROWS_OF_A_COVER = 10
_YEAR = re.compile(r"\bnăm (20\d\d)\b", re.IGNORECASE)
_OTHER_YEARS = re.compile(r"\b(?:ngày|tháng|giai đoạn|kế hoạch|căn cứ)\b", re.IGNORECASE)
#: "Sơn La, ngày 29 tháng 12 năm 2023", alone or at the end of a letterhead in one row
_DATE_LINE = re.compile(
    r"^[^\d]{2,40},\s*ngày\s*\d.*|(?<!\d)[^\d]{2,40},\s*ngày\s*\d+\s*tháng\s*\d+\s*năm\s*\d{4}$",
    re.IGNORECASE,
)
_CITED = re.compile(r"căn cứ|kèm theo", re.IGNORECASE)
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
    #: How the section is numbered that gave the stars or the status last
    numbering: str = ""
    #: What the titles said of both: it holds again where another such section begins
    of_all: tuple[Stars, Status] = (star_grammar.EMPTY, status_grammar.NONE)


@dataclass(frozen=True)
class Preamble:
    context: Context
    #: The day the list speaks for, as printed
    as_of: datetime.date | None = None
    problems: tuple[Problem, ...] = ()


def province_of_all(tables: Sequence[tuple[Sheet, Table | None]], places: PlaceFinder) -> str:
    """The one province a book of several sheets names, in titles or columns: it holds on a sheet
    that names none. A sheet without a table is asked only where no other names one.
    """
    if len(tables) < 2:
        return ""
    named: set[str] = set()
    for sheet, table in tables:
        if table is not None:
            named.add(places.province_of_title(table.preamble))
            if column := table.header.columns.get("province"):
                cells = {text_of(sheet.filled(row, column.index)) for row in table.body}
                named |= {places.province_named(cell) for cell in cells}
    covers = [sheet for sheet, table in tables if table is None]
    if not any(named):
        lines = (row_text(row) for sheet in covers for row in sheet.rows[:_ROWS_OF_A_COVER])
        named = {places.province_in_text(" · ".join(lines))}
    named.discard("")
    return named.pop() if len(named) == 1 else ""


def read_preamble(
    texts: Sequence[str], *, sheet: str, places: PlaceFinder, province: str, today: datetime.date
) -> Preamble:
    """Read the rows above a header; ``province`` is the officer's, for a list that names none."""
    found = [decision_in_text(text, today=today) for text in texts]
    attached = [d for d, text in zip(found, texts, strict=True) if "kèm theo" in text.casefold()]
    decision = next((d for d in [*attached, *found] if d.number), NONE)
    if decision.number and decision.day is None:
        own = [text for text in texts if not _CITED.search(text)]
        lines = [match[0] for text in own if (match := _DATE_LINE.search(text))]
        days = [day for text in lines for day in days_in(text, today=today)]
        decision = replace(decision, day=days[0] if days else None)

    whole = " · ".join(texts)
    stars = next((s for s in map(stars_in_title, texts) if not s.is_empty), Stars())
    status = _status_of_all(texts, stars, today)
    named = places.province_in_text(whole) or province or places.province_said_in(whole)
    context = Context(
        province=named,
        district=places.district_in_text(whole, named) or places.district_named(sheet, named),
        group=next(filter(None, (_group_named(text, places) for text in texts)), "")
        or places.group_of_title(t for t in texts if len(t) <= _LONGEST_TITLE),
        stars=stars,
        status=status,
        decision=decision,
        year=_year_of(texts, today),
        of_all=(stars, status),
    )
    context = _named_by_sheet(context, sheet, places=places, today=today)
    as_of, problems = _printed_day(texts, today)
    return Preamble(context, as_of or decision.day, problems)


def _named_by_sheet(
    context: Context, sheet: str, *, places: PlaceFinder, today: datetime.date
) -> Context:
    """The name of a sheet ("4 sao", "Thu hồi", "Đồ uống", "2. Ba Vì") heads its rows like a
    section, where the titles are silent.
    """
    letters = sum(map(str.isalpha, sheet))
    said = read_section(sheet, context, places=places, today=today) if letters > 2 else None
    if said is None or not places.are_one(said.province, context.province):
        return context
    stars = said.stars if context.stars.is_empty else context.stars
    status = context.status if context.status.status else said.status
    return replace(
        context,
        district=context.district or said.district,
        commune=said.commune,
        group=context.group or said.group,
        stars=stars,
        status=status,
        of_all=(stars, status),
    )


def _year_of(texts: Sequence[str], today: datetime.date) -> int | None:
    """The one year of the first title with a year; years inside days and of plans are others."""
    for text in texts:
        found = {int(year) for year in _YEAR.findall(text)}
        years = [year for year in found if PROGRAMME_START.year <= year <= today.year]
        if years and not _OTHER_YEARS.search(text):
            return years[0] if len(years) == 1 else None
    return None


def _status_of_all(texts: Sequence[str], stars: Stars, today: datetime.date) -> Status:
    """A title over several kinds together (first-time and renewed, in term and struck off) says
    nothing of one row; what a list says of itself holds before what a decision on several says.
    """
    title = " · ".join(_of_the_list(texts)).casefold()
    if not _RECOGNISES.search(title) and not status_in_text(title, today=today).status:
        title = " · ".join(texts).casefold()
    if _SEVERAL_KINDS.search(title):
        return Status()
    said = status_in_text(title, today=today)
    if said.status or stars.proposed:
        return said
    titles = [clean(text).casefold() for text in texts if len(text) <= _LONGEST_TITLE]
    is_hoped_for = any(
        _HOPED_FOR.search(text) for text in titles if not text.startswith(("điều ", "công nhận "))
    )
    return Status(StandingStatus.PROPOSED) if is_hoped_for else said


def _of_the_list(texts: Sequence[str]) -> list[str]:
    """The title of the list, down to the decision it belongs to."""
    own: list[str] = []
    for text in texts:
        folded = clean(text).casefold()
        if own and _DOCUMENT.match(folded):
            break
        if own or _LIST_TITLE.match(folded):
            own.append(text)
            if "kèm theo" in folded:
                break
    return own


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
    text: str, context: Context, *, number: str = "", places: PlaceFinder, today: datetime.date
) -> Context | None:
    """The context below a section row; None if its text is not understood.

    ``number`` is what stands in the column of running numbers. A section of products that were
    struck off follows one of 4 stars: numbered alike, it ends that one.
    """
    whole = _COUNT.sub("", clean(text)).strip(" .:;-–")
    bare = _ENUMERATOR.sub("", whole).strip(" .:;-–")
    if not bare:
        return None
    changed = _by_place(bare, context, places)
    if changed is None and whole != bare:
        changed = _by_place(whole, context, places)  # the X of "X. Tân Hương" counts nothing
    if changed is None and (group := _group_named(whole, places)):
        changed = replace(context, group=group)
    base = changed or context
    stars = stars_in_title(text)
    status = _status_of_section(bare, stars, today)
    decision = decision_in_text(text, today=today)
    if not stars.is_empty or status is not None:
        numbering = _numbering(number or whole)
        of_all = context.of_all if numbering == context.numbering else (base.stars, base.status)
        changed = base = replace(
            base,
            stars=of_all[0] if stars.is_empty else stars,
            status=of_all[1] if status is None else status,
            numbering=numbering,
        )
    if decision.number:
        changed = replace(base, decision=decision)
    return changed


def _group_named(text: str, places: PlaceFinder) -> str:
    """The group a heading names and nothing else: "II. Nhóm đồ uống: 03 sản phẩm"."""
    whole = _COUNT.sub("", clean(text)).strip(" .:;-–")
    bare = _ENUMERATOR.sub("", whole).strip(" .:;-–")
    return places.group_named(_GROUP_WORD.sub("", bare)) or places.group_named(bare)


def _status_of_section(text: str, stars: Stars, today: datetime.date) -> Status | None:
    """None: it says nothing of that."""
    said = status_in_text(text, today=today)
    if said.status:
        return said
    text = text.casefold()
    names_a_list = _LIST_TITLE.match(text) and _RECOGNISES.search(text)
    is_hoped_for = not stars.proposed and _HOPED_FOR.search(text)
    if re.search(r"công nhận mới|công nhận lần đầu|còn hiệu lực", text) or (
        names_a_list and not is_hoped_for
    ):
        return Status()
    return Status(StandingStatus.PROPOSED) if is_hoped_for else None


def _numbering(text: str) -> str:
    """ "I" for Roman numbers, "A" for letters, "1", "1.1" and "" for none."""
    match = _LABEL.match(text)
    if match is None:
        return ""
    own = "1" if match[1].isdigit() else "I" if re.fullmatch(r"[IVX]+", match[1]) else "A"
    return own + ".1" * match[2].count(".")


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
