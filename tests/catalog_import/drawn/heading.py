"""What stands above the rows of a drawn sheet: titles, and a header of one line or two."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from catalog_import.readers.book import Cell, Merge
from ocop.enums import Scheme
from tests.catalog_import.drawn import spellings as printed
from tests.catalog_import.drawn.facts import Fact
from tests.catalog_import.drawn.files import Grid
from tests.catalog_import.drawn.plans import TICKS, UNKNOWN, Plan

_RESULT = ("Kết quả", "Kết quả đánh giá", "Kết quả đánh giá, phân hạng")
_SUBJECT = ("Chủ thể", "Chủ thể sản xuất")
_PRODUCT = ("Sản phẩm", "Sản phẩm OCOP")
_DECISION = ("Quyết định", "Quyết định công nhận")
_TICKED = (*_RESULT, "Hạng sao", "Phân hạng")
_PLACE = ("Địa chỉ", "Địa bàn")
#: Fields under a header of two lines: the words above, and those below
_GROUPED = {
    "product": (_PRODUCT, ("Tên", "Tên sản phẩm", "Tên SP")),
    "group": (_PRODUCT, ("Nhóm", "Nhóm sản phẩm", "Ngành hàng")),
    "subject": (_SUBJECT, ("Tên", "Tên chủ thể", "Tên cơ sở")),
    "address": (_SUBJECT, ("Địa chỉ", "Địa chỉ sản xuất")),
    "phone": (_SUBJECT, ("Điện thoại", "SĐT")),
    "decision_no": (_DECISION, ("Số", "Số QĐ", "Số quyết định")),
    "decision_date": (_DECISION, ("Ngày", "Ngày QĐ", "Ngày ký")),
    "score": (_RESULT, ("Điểm", "Tổng điểm")),
    "stars": (_RESULT, ("Hạng", "Hạng sao")),
    **{name: (_TICKED, (f"{n} sao", f"Hạng {n} sao")) for name, n in TICKS.items()},
    "commune": (_PLACE, ("Xã", "Xã, phường", "Xã/phường/thị trấn")),
    "district": (_PLACE, ("Huyện", "Huyện, thành phố")),
    "province": (_PLACE, ("Tỉnh", "Tỉnh/Thành phố")),
}
_FAMILIES = (
    ("product", "group"), ("subject", "address", "phone"), ("decision_no", "decision_date"),
    ("score", "stars", *TICKS), ("commune", "district", "province"),
)  # fmt: skip
_JOINT = ("Số, ngày quyết định", "Quyết định công nhận", "QĐ công nhận", "Quyết định", "QĐ số")
_LISTS = (
    "DANH SÁCH SẢN PHẨM OCOP", "PHỤ LỤC: DANH SÁCH SẢN PHẨM OCOP", "Danh mục sản phẩm OCOP",
    "DANH SÁCH SẢN PHẨM CHƯƠNG TRÌNH OCOP", "BIỂU TỔNG HỢP SẢN PHẨM OCOP",
)  # fmt: skip
_ATTACHED = (
    "(Kèm theo Quyết định số {no} ngày {day} của Ủy ban nhân dân)",
    "(Ban hành kèm theo Quyết định số: {no} ngày {day})",
    "Kèm theo Quyết định số {no}, ngày {day} của Chủ tịch UBND",
)
_OF_ALL = {
    "star": (" ĐẠT {n} SAO", " {n} SAO", " HẠNG {n} SAO"),
    "revoked": (" BỊ THU HỒI", " BỊ THU HỒI, ĐƯA RA KHỎI DANH SÁCH"),
    "expired": (" HẾT HIỆU LỰC", " HẾT HẠN"),
    "renewed": (" CÔNG NHẬN LẠI",),
    "proposed": (" ĐỀ NGHỊ CÔNG NHẬN", " TIỀM NĂNG", " ĐỀ NGHỊ ĐÁNH GIÁ, PHÂN HẠNG"),
}


@dataclass
class Page:
    """A sheet while it is being printed."""

    draw: Any
    plan: Plan
    grid: Grid
    facts: list[Fact]
    columns: list[str]
    #: The fact whose decision the title names
    titled: Fact | None = None
    #: First row of the header, and how many it has
    header: tuple[int, int] = (0, 0)
    #: Running number
    number: int = 0
    records: list[dict[str, object]] = field(default_factory=list)
    errors: set[tuple[int, str]] = field(default_factory=set)

    @property
    def width(self) -> int:
        return len(self.columns)

    def of(self, forms) -> Any:
        return self.draw(printed.of(forms))

    def seldom(self) -> bool:
        return self.of([False, False, True])

    def merge(self, first_column: int, *, tall: int = 1, row: int = 0, last: int = -1) -> None:
        """From the last row, or ``row``, to the last column or ``last``, if the format can."""
        row = row or len(self.grid.rows)
        last = self.width - 1 if last < 0 else last
        if self.plan.can_merge and (tall > 1 or last > first_column):
            self.grid.merges.append(Merge(row, first_column, row + tall - 1, last))


def print_heading(page: Page) -> None:
    titles = _titles(page)
    if page.plan.format in ("docx", "pdf"):
        page.grid.above = titles
    else:
        if page.width > 2 and page.seldom():
            _print_state(page)
        for text in titles:
            page.grid.rows.append([text])
            if page.draw(st.booleans()):
                page.merge(0)
        if titles and page.draw(st.booleans()):
            page.grid.rows.append([])
    _print_header(page)
    if page.width > 2 and page.seldom():
        page.grid.rows.append([f"({n})" for n in range(1, page.width + 1)])
    page.grid.header_rows = len(page.grid.rows) + 1 - page.header[0]


def _print_state(page: Page) -> None:
    """The heads of a letter side by side."""
    between = [None] * (page.width - 2)
    page.grid.rows += [
        ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", *between, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["CHI CỤC PHÁT TRIỂN NÔNG THÔN", *between, "Độc lập - Tự do - Hạnh phúc"],
    ]


def _titles(page: Page) -> list[str]:
    plan, spot = page.plan, page.facts[0].spot
    names_province = plan.province_from == "title"
    where = f"{'THÀNH PHỐ' if spot.is_municipality else 'TỈNH'} {spot.province.upper()}"
    is_old = spot.scheme == Scheme.BEFORE_2025_07
    title = page.of(_LISTS)
    if plan.of_all:
        title += page.of(_OF_ALL[plan.of_all]).format(n=page.facts[0].stars)
    if names_province:
        title += f" {where}"
    needs_year = is_old and not plan.has_district and plan.decision == "none"
    if needs_year or page.draw(st.booleans()):
        title += f" NĂM {page.of(['2019', '2021', '2024'] if is_old else ['2026'])}"
    found = [f"ỦY BAN NHÂN DÂN {where}"] if names_province and page.seldom() else []
    if names_province or needs_year or plan.of_all or page.draw(st.booleans()):
        found.append(title)
    if page.seldom():
        found.append("Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ")
    if plan.decision in ("title", "mixed"):
        page.titled = page.facts[0]
        found = _with_decision(page, found, page.titled)
    if found and page.seldom():
        found.append("DỮ LIỆU MẪU ĐỂ KIỂM THỬ - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ")
    return found


def _with_decision(page: Page, titles: list[str], fact: Fact) -> list[str]:
    """The list is attached to the decision, or is part of it: number and day on two lines."""
    day = fact.decision_date
    if page.plan.province_from == "title" and page.seldom():
        line = f"{fact.spot.province}, ngày {day.day:02} tháng {day.month:02} năm {day.year}"
        return [f"Số: {fact.decision_no}", line, *titles]
    told = printed.day_text(page.draw, day)
    return [*titles, page.of(_ATTACHED).format(no=fact.decision_no, day=told)]


def _print_header(page: Page) -> None:
    grouped = _grouped(page) if page.seldom() else {}
    top: list[Cell] = []
    below: list[Cell] = []
    words: dict[int, str] = {}
    for at, name in enumerate(page.columns):
        if at in grouped:
            family = grouped[at]
            words.setdefault(family, page.of(_GROUPED[name][0]))
            top.append(None if grouped.get(at - 1) == family else words[family])
            below.append(page.of(_GROUPED[name][1]))
        else:
            top.append(_header_of(page, name))
            below.append(None)
    page.grid.rows.append(top)
    start = len(page.grid.rows)
    page.header = (start, 2 if grouped else 1)
    if not grouped:
        return
    page.grid.rows.append(below)
    for at in range(page.width):
        if at not in grouped:
            page.merge(at, tall=2, row=start, last=at)
    for family in set(grouped.values()):
        members = [at for at, each in grouped.items() if each == family]
        page.merge(members[0], row=start, last=members[-1])


def _grouped(page: Page) -> dict[int, int]:
    """Column → family, for families of two or more columns that stand side by side."""
    found: dict[int, int] = {}
    for number, family in enumerate(_FAMILIES):
        at = [place for place, name in enumerate(page.columns) if name in family]
        if len(at) > 1 and at[-1] - at[0] == len(at) - 1 and page.of([True, True, False]):
            found |= dict.fromkeys(at, number)
    return found


def _header_of(page: Page, name: str) -> str:
    if name in UNKNOWN:
        return name
    if name in TICKS:
        return page.of([f"{TICKS[name]} sao", f"Hạng {TICKS[name]} sao", f"{TICKS[name]} SAO"])
    if name == "joint":
        return page.draw(printed.header("decision_no", choices=_JOINT))
    return page.draw(printed.header(name))


def print_header_again(page: Page) -> None:
    """As at the top of the next page."""
    first, count = page.header
    moved = len(page.grid.rows) + 1 - first
    page.grid.rows += [list(row) for row in page.grid.rows[first - 1 : first - 1 + count]]
    page.grid.merges += [
        merge._replace(first_row=merge.first_row + moved, last_row=merge.last_row + moved)
        for merge in page.grid.merges
        if first <= merge.first_row < first + count
    ]
