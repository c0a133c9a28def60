"""A layout drawn for some facts, printed as a file, and the records a careful person reads in it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from hypothesis import strategies as st

from catalog_import.readers.book import Cell, Merge
from ocop.enums import Scheme
from ocop.spelling import clean, split_unit_word
from tests.catalog_import.drawn import spellings as printed
from tests.catalog_import.drawn.facts import Fact, some_facts, spots, with_events
from tests.catalog_import.drawn.files import (
    TCVN3,
    VNI,
    Grid,
    as_coded,
    coded,
    delimited,
    docx,
    ods,
    xlsx,
)

FORMATS = ("xlsx", "xlsx", "ods", "docx", "csv", "csv", "tsv")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", TCVN3, VNI)
#: Fields under a header of two lines: the words above, and those below
GROUPED = {
    "product": (("Sản phẩm", "Sản phẩm OCOP"), ("Tên", "Tên sản phẩm", "Tên SP")),
    "group": (("Sản phẩm", "Sản phẩm OCOP"), ("Nhóm", "Nhóm sản phẩm", "Ngành hàng")),
    "subject": (("Chủ thể", "Chủ thể sản xuất"), ("Tên", "Tên chủ thể", "Tên cơ sở")),
    "address": (("Chủ thể", "Chủ thể sản xuất"), ("Địa chỉ", "Địa chỉ sản xuất")),
    "phone": (("Chủ thể", "Chủ thể sản xuất"), ("Điện thoại", "SĐT")),
    "decision_no": (("Quyết định", "Quyết định công nhận"), ("Số", "Số QĐ", "Số quyết định")),
    "decision_date": (("Quyết định", "Quyết định công nhận"), ("Ngày", "Ngày QĐ", "Ngày ký")),
    "score": (("Kết quả", "Kết quả đánh giá", "Kết quả đánh giá, phân hạng"), ("Điểm", "Tổng điểm")),
    "stars": (("Kết quả", "Kết quả đánh giá", "Kết quả đánh giá, phân hạng"), ("Hạng", "Hạng sao")),
    "commune": (("Địa chỉ", "Địa bàn"), ("Xã", "Xã, phường", "Xã/phường/thị trấn")),
    "district": (("Địa chỉ", "Địa bàn"), ("Huyện", "Huyện, thành phố")),
    "province": (("Địa chỉ", "Địa bàn"), ("Tỉnh", "Tỉnh/Thành phố")),
}  # fmt: skip
FAMILIES = (
    ("product", "group"), ("subject", "address", "phone"), ("decision_no", "decision_date"),
    ("score", "stars"), ("commune", "district", "province"),
)  # fmt: skip
JOINT_HEADERS = (
    "Số, ngày quyết định",
    "Quyết định công nhận",
    "QĐ công nhận",
    "Quyết định",
    "QĐ số",
)
UNKNOWN = ("Người đại diện", "Email", "Doanh thu (triệu đồng)", "Mã vạch", "Website", "Số lao động")
DITTOS = ("nt", "-nt-", '"', "〃", "NT", "- nt -", "''")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass
class Registry:
    """A drawn file, what was stated beside it, and what it says."""

    name: str
    data: bytes = field(repr=False)
    #: What the officer states
    province: str
    #: As records tell them (``to_json``), without place in the file
    rows: list[dict[str, object]] = field(default_factory=list)
    #: (row, field) of every error
    errors: set[tuple[int, str]] = field(default_factory=set)
    grids: list[Grid] = field(default_factory=list, repr=False)


@dataclass
class Plan:
    """What holds for a whole file."""

    format: str
    encoding: str
    place: str
    decision: str
    star: str
    sections: tuple[str, ...]
    repeats: str
    has_group: bool
    has_status: str
    has_kind: bool
    has_subject: bool
    province_from: str
    is_typed: bool
    is_unicode: bool
    can_merge: bool
    extra: tuple[str, ...]
    is_list: bool
    sheets: str
    #: Empty columns on the left
    indent: int
    #: What the whole list is of, by its title: a star, a status, or nothing
    of_all: str
    #: Header again in the middle; a sheet that is no list; one that says the same again
    repeats_header: bool
    other_sheets: tuple[str, ...]
    #: Both addresses of a commune of today
    has_old_address: bool
    hides_rows: bool


@st.composite
def plans(draw, facts: list[Fact]) -> Plan:
    of = printed.of
    kind = draw(of(FORMATS))
    is_text = kind in ("csv", "tsv")
    if is_text:
        encoding = draw(of(ENCODINGS))
    else:
        encoding = draw(of(["", "", "", "nfd", TCVN3, VNI])) if kind == "xlsx" else ""
    is_old = facts[0].spot.scheme == Scheme.BEFORE_2025_07
    place = draw(of(["address", "address", "columns", "commune", "district", "none"]))
    if place == "district" and not is_old:
        place = "new"
    sheets = "one" if is_text else draw(of(["one", "one", "one", "areas", "split"]))
    if sheets == "areas" and (not is_old or kind == "docx"):
        sheets = "split"
    keys = ["star", "group", "area"]
    sections = tuple(draw(st.permutations(keys))[: draw(of([0, 0, 1, 1, 2]))])
    if sheets == "areas":
        sections = tuple(key for key in sections if key != "area")
    elif place == "commune" and is_old and "area" not in sections:
        place = "columns"  # names of communes repeat within a province
    return Plan(
        format=kind,
        encoding=encoding,
        place=place,
        decision=draw(of(["none", "title", "columns", "joint", "mixed"])),
        star="section" if "star" in sections else "column",
        sections=sections,
        repeats=draw(of(["repeat", "ditto"] if is_text else ["repeat", "merge", "ditto"])),
        has_group=draw(st.booleans()) and "group" not in sections,
        has_status=draw(of(["", "status", "note"])),
        has_kind=draw(of([False, False, True])),
        has_subject=draw(of([True] * 5 + [False])),
        province_from=draw(of(["title", "title", "officer", "column"])),
        is_typed=kind in ("xlsx", "ods"),
        is_unicode=encoding not in (TCVN3, VNI),
        can_merge=not is_text,
        extra=tuple(draw(st.lists(of(["phone", "score", *UNKNOWN]), max_size=3, unique=True))),
        is_list=draw(of([False, False, True])),
        sheets=sheets,
        indent=draw(of([0, 0, 0, 1])),
        of_all="",
        repeats_header=draw(of([False, False, True])),
        other_sheets=()
        if is_text or kind == "docx"
        else tuple(draw(st.lists(of(["guide", "counts", "counts by star"]), max_size=2))),
        has_old_address=draw(of([False, False, True])),
        hides_rows=kind == "xlsx" and draw(of([False, False, True])),
    )


@st.composite
def registries(draw, *, max_subjects: int = 4) -> Registry:
    """Any registry: ``rows`` and ``errors`` are what it has to be read as."""
    facts = draw(some_facts(max_subjects=max_subjects))
    plan = draw(plans(facts))
    if plan.has_status and plan.star == "column":
        facts = draw(with_events(facts))
    elif not plan.has_status and plan.sheets == "one":
        facts = _all_alike(draw, facts, plan)
    if plan.decision in ("title", "none"):
        one = facts[0]
        facts = [
            replace(f, decision_no=one.decision_no, decision_date=one.decision_date) for f in facts
        ]
    if plan.encoding in (TCVN3, VNI):
        facts = [
            replace(
                f,
                product=as_coded(f.product, plan.encoding),
                subject=as_coded(f.subject, plan.encoding),
            )
            for f in facts
        ]
    registry = Registry("", b"", "")
    spot = facts[0].spot
    if plan.province_from == "officer":
        registry.province = spot.province
    for name, some in _by_sheet(draw, facts, plan):
        sheet = _Sheet(draw, plan, name, some, registry)
        registry.grids.append(_indented(sheet.print(), plan.indent))
    for number, kind in enumerate(plan.other_sheets):
        registry.grids.append(_no_list(kind, number))
    _write(draw, registry, plan)
    return registry


def _all_alike(draw, facts: list[Fact], plan: Plan) -> list[Fact]:
    """A list of one star, or of products that all met the same end."""
    plan.of_all = draw(printed.of(["", "", "star", "revoked", "expired", "renewed", "proposed"]))
    if plan.of_all == "star" and plan.star == "column":
        plan.star = "title"
        return [replace(fact, stars=facts[0].stars) for fact in facts]
    if plan.of_all in ("revoked", "expired") and plan.star == "column":
        plan.star = draw(printed.of(["column", "none"]))
        stars = {"stars": None} if plan.star == "none" else {}
        return [replace(fact, status=plan.of_all, **stars) for fact in facts]
    if plan.of_all == "proposed" and plan.star == "column":
        return [replace(f, status="proposed", stars=None, proposed_stars=f.stars) for f in facts]
    if plan.of_all == "renewed":
        return [replace(fact, status="renewed") for fact in facts]
    plan.of_all = ""
    return facts


def _by_sheet(draw, facts: list[Fact], plan: Plan) -> list[tuple[str, list[Fact]]]:
    if plan.sheets == "areas":
        facts = sorted(facts, key=lambda fact: fact.spot.district)
        return [
            (_sheet_name(draw, district), list(some))
            for district, some in groupby(facts, key=lambda fact: fact.spot.district)
        ]
    if plan.sheets == "split" and len(facts) > 1:
        cut = draw(st.integers(1, len(facts) - 1))
        return [("Danh sách", facts[:cut]), ("Tiếp theo", facts[cut:])]
    return [(draw(printed.of(["Sheet1", "Danh sách", "Phụ lục"])), facts)]


def _indented(grid: Grid, by: int) -> Grid:
    grid.rows = [[*[None] * by, *row] if row else row for row in grid.rows]
    grid.merges = [
        m._replace(first_column=m.first_column + by, last_column=m.last_column + by)
        for m in grid.merges
    ]
    return grid


def _no_list(kind: str, number: int) -> Grid:
    name = f"Khác {number}"
    if kind == "guide":
        return Grid(name, [["Hướng dẫn nhập liệu"], ["1. Điền tên sản phẩm, chủ thể, hạng sao"]])
    if kind == "counts":
        return Grid(
            name,
            [["TỔNG HỢP"], ["TT", "Huyện", "Sản phẩm", "Chủ thể"], [1, "Huyện A", 12, 8],
             [2, "Huyện B", 5, 4], [None, "Tổng cộng", 17, 12]],
        )  # fmt: skip
    rows = [
        ["TT", "Đơn vị", "Sản phẩm OCOP", None, None, "Tổng"],
        [None, None, "3 sao", "4 sao", "5 sao", None],
        [1, "Huyện A", 3, 4, 5, 12],
        [2, "Huyện B", 1, 4, 0, 5],
    ]
    return Grid(name, rows, [Merge(1, 2, 1, 4)])


def _sheet_name(draw, district: str) -> str:
    word, bare = split_unit_word(district)
    short = {"Thành phố": "TP", "Thị xã": "TX", "Huyện": "H.", "Quận": "Q."}[word]
    alike = {
        area[0].district
        for area in spots()[Scheme.BEFORE_2025_07.value]
        if area and area[0].district.endswith(f" {bare}")
    }
    forms = [district, f"{short} {bare}", district.upper()]
    return draw(printed.of(forms + [bare] * (len(alike) == 1 and not bare.isdigit())))[:31]


class _Sheet:
    """One sheet as it is printed; what it says goes into the registry."""

    def __init__(
        self, draw: Callable, plan: Plan, name: str, facts: list[Fact], registry: Registry
    ) -> None:
        self.draw = draw
        self.plan = plan
        self.registry = registry
        self.grid = Grid(name)
        self.facts = facts
        self.columns = self._columns()
        self.width = len(self.columns)
        self.number = 0
        self.title_decision: Fact | None = None

    def of(self, forms):
        return self.draw(printed.of(forms))

    def _columns(self) -> list[str]:
        plan = self.plan
        is_old = self.facts[0].spot.scheme == Scheme.BEFORE_2025_07
        families = {
            "product": ["product"] + ["group"] * plan.has_group,
            "subject": ["subject"] * plan.has_subject,
            "stars": ["stars"] * (plan.star == "column"),
            "status": [plan.has_status] if plan.has_status else [],
            "kind": ["subject_kind"] * (plan.has_kind and plan.has_subject),
            "decision": {
                "columns": ["decision_no", "decision_date"],
                "mixed": ["decision_no", "decision_date"],
                "joint": ["joint"],
            }.get(plan.decision, []),
            "place": [],
            "extra": [],
        }
        at = families["place"]
        if plan.place == "address":
            families["subject"].append("address")
        elif plan.place == "new":
            at += ["new_address", *["old_address"] * plan.has_old_address]
        elif plan.place != "none":
            at += ["commune"] * (plan.place in ("columns", "commune"))
            at += ["district"] * (is_old and plan.place in ("columns", "district"))
        if plan.province_from == "column" and plan.place not in ("address", "new"):
            at.append("province")
        for name in plan.extra:
            where = {"phone": "subject", "score": "stars"}.get(name, "extra")
            families[where].append(name)
        order = self.draw(st.permutations([key for key, members in families.items() if members]))
        columns = [member for key in order for member in self.draw(st.permutations(families[key]))]
        if self.draw(printed.of([True, True, False])):
            columns.insert(0, "ordinal")
        if len({*columns} - {"ordinal", "score"}) < 2:
            columns.append("note")
        return columns

    # --- What stands above -----------------------------------------------------------------------

    def print(self) -> Grid:
        titles = self._titles()
        if self.plan.format == "docx":
            self.grid.above = titles
        else:
            for text in titles:
                self._wide(text)
            if titles and self.draw(st.booleans()):
                self.grid.rows.append([])
        self._header()
        if len(self.columns) > 2 and self.of([False, False, True]):
            self.grid.rows.append([f"({n})" for n in range(1, self.width + 1)])
        self._body()
        self._footer()
        return self.grid

    def _titles(self) -> list[str]:
        plan, spot = self.plan, self.facts[0].spot
        word = "THÀNH PHỐ" if spot.is_municipality else "TỈNH"
        is_old = spot.scheme == Scheme.BEFORE_2025_07
        year = self.of(["2019", "2021", "2024"] if is_old else ["2026"])
        title = self.of(
            [
                "DANH SÁCH SẢN PHẨM OCOP",
                "PHỤ LỤC: DANH SÁCH SẢN PHẨM OCOP",
                "Danh mục sản phẩm OCOP",
            ]
        )
        found: list[str] = []
        if plan.of_all:
            title += self._of_all()
        if plan.province_from == "title":
            title += f" {word} {spot.province.upper()}"
        is_dated = plan.decision in ("title", "columns", "joint", "mixed")
        needs_year = is_old and not self._has_district() and not is_dated
        if needs_year or self.draw(st.booleans()):
            title += f" NĂM {year}"
        if plan.province_from == "title" and self.of([False, False, True]):
            found.append(f"ỦY BAN NHÂN DÂN {word} {spot.province.upper()}")
        if plan.province_from == "title" or needs_year or plan.of_all or self.draw(st.booleans()):
            found.append(title)
        if self.of([False, False, False, True]):
            found.append("Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ")
        if plan.decision in ("title", "mixed"):
            self.title_decision = one = self.facts[0]
            day = printed.day_text(self.draw, one.decision_date)
            if plan.province_from == "title" and self.of([False, False, True]):
                d = one.decision_date
                return [
                    f"Số: {one.decision_no}",
                    f"{spot.province}, ngày {d.day:02} tháng {d.month:02} năm {d.year}",
                    *found,
                ]
            found.append(
                self.of(
                    ["(Kèm theo Quyết định số {no} ngày {day} của Ủy ban nhân dân)",
                     "(Ban hành kèm theo Quyết định số: {no} ngày {day})",
                     "Kèm theo Quyết định số {no}, ngày {day} của Chủ tịch UBND"]
                ).format(no=one.decision_no, day=day)
            )  # fmt: skip
        if found and self.of([False, False, True]):
            found.append("DỮ LIỆU MẪU ĐỂ KIỂM THỬ - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ")
        return found

    def _of_all(self) -> str:
        if self.plan.of_all == "star":
            return self.of([" ĐẠT {n} SAO", " {n} SAO", " HẠNG {n} SAO"]).format(
                n=self.facts[0].stars
            )
        return self.of(
            {"revoked": [" BỊ THU HỒI", " BỊ THU HỒI, ĐƯA RA KHỎI DANH SÁCH"],
             "expired": [" HẾT HIỆU LỰC", " HẾT HẠN"], "renewed": [" CÔNG NHẬN LẠI"],
             "proposed": [" ĐỀ NGHỊ CÔNG NHẬN", " TIỀM NĂNG", " ĐỀ NGHỊ ĐÁNH GIÁ, PHÂN HẠNG"],
            }[self.plan.of_all]
        )  # fmt: skip

    def _has_district(self) -> bool:
        plan = self.plan
        return (
            plan.place in ("address", "columns", "district")
            or "area" in plan.sections
            or plan.sheets == "areas"
        )

    def _wide(self, text: str) -> None:
        self.grid.rows.append([text])
        if self.plan.can_merge and self.width > 1 and self.draw(st.booleans()):
            row = len(self.grid.rows)
            self.grid.merges.append(Merge(row, 0, row, self.width - 1))

    def _header(self) -> None:
        grouped = self._grouped() if self.of([False, False, True]) else {}
        top: list[Cell] = []
        below: list[Cell] = []
        start = len(self.grid.rows) + 1
        words: dict[int, str] = {}
        for at, name in enumerate(self.columns):
            if at in grouped:
                family = grouped[at]
                words.setdefault(family, self.of(GROUPED[name][0]))
                is_first = at == 0 or grouped.get(at - 1) != family
                top.append(words[family] if is_first else None)
                below.append(self.of(GROUPED[name][1]))
            else:
                top.append(self._one_header(name))
                below.append(None)
        self.grid.rows.append(top)
        self.header_start, self.header_rows = start, 1
        if not grouped:
            return
        self.grid.rows.append(below)
        self.header_rows = 2
        if self.plan.can_merge:
            for at in range(self.width):
                if at not in grouped:
                    self.grid.merges.append(Merge(start, at, start + 1, at))
            for family in set(grouped.values()):
                members = [at for at, each in grouped.items() if each == family]
                self.grid.merges.append(Merge(start, members[0], start, members[-1]))

    def _header_again(self) -> None:
        """As at the top of the next page."""
        start = len(self.grid.rows)
        first = self.header_start
        for offset in range(self.header_rows):
            self.grid.rows.append(list(self.grid.rows[first - 1 + offset]))
        moved = start + 1 - first
        self.grid.merges += [
            m._replace(first_row=m.first_row + moved, last_row=m.last_row + moved)
            for m in self.grid.merges
            if first <= m.first_row < first + self.header_rows
        ]

    def _grouped(self) -> dict[int, int]:
        """Column → family, for families of two or more columns that stand side by side."""
        found: dict[int, int] = {}
        for number, family in enumerate(FAMILIES):
            at = [place for place, name in enumerate(self.columns) if name in family]
            if len(at) > 1 and at[-1] - at[0] == len(at) - 1 and self.of([True, True, False]):
                found |= dict.fromkeys(at, number)
        return found

    def _one_header(self, name: str) -> str:
        if name in UNKNOWN:
            return name
        if name == "joint":
            return self.draw(printed.header("decision_no", choices=JOINT_HEADERS))
        return self.draw(printed.header(name))

    # --- The rows --------------------------------------------------------------------------------

    def _key(self, name: str, fact: Fact) -> str:
        if name == "star":
            return self.of_star(fact)
        if name == "group":
            return fact.group
        return fact.spot.district or fact.spot.commune

    @staticmethod
    def of_star(fact: Fact) -> str:
        return str(fact.stars)

    def _body(self) -> None:
        sections = self.plan.sections
        keyed = sorted(self.facts, key=lambda f: [self._key(name, f) for name in sections])
        said: list[str] = []
        runs = groupby(keyed, key=lambda f: ([self._key(n, f) for n in sections], f.subject))
        self.restarts = self.draw(st.booleans())
        self.labels = [0, 0]
        self.style = self.of(["joined", "bare"] + ["label"] * 2 * (self.columns[0] == "ordinal"))
        is_first_of_section = True
        for (keys, _), run in runs:
            facts = list(run)
            for level, key in enumerate(keys):
                if said[: level + 1] != keys[: level + 1]:
                    self._section(level, sections[level], facts[0])
                    said = keys[: level + 1]
                    is_first_of_section = True
            if self.plan.repeats_header and self.number and self.of([False, True]):
                self._header_again()
            self._run(facts, is_first_of_section)
            is_first_of_section = False

    def _section(self, level: int, name: str, fact: Fact) -> None:
        if level == 0:
            self.labels[1] = 0
        self.labels[level] += 1
        if self.restarts:
            self.number = 0
        label = (ROMAN[self.labels[0] - 1] if level == 0 else f"{ROMAN[self.labels[0] - 1]}."
                 f"{self.labels[1]}")  # fmt: skip
        text = self._section_text(name, fact)
        if self.style != "bare" and self.of([False, False, True]):
            text += self.of([" (12 sản phẩm)", ": 03 sản phẩm"])
        row = len(self.grid.rows) + 1
        if self.style == "label":
            self.grid.rows.append([label, text])
            if self.plan.can_merge and self.width > 2:
                self.grid.merges.append(Merge(row, 1, row, self.width - 1))
        else:
            self.grid.rows.append([f"{label}. {text}" if self.style == "joined" else text])
            if self.plan.can_merge and self.width > 1:
                self.grid.merges.append(Merge(row, 0, row, self.width - 1))

    def _section_text(self, name: str, fact: Fact) -> str:
        if name == "star":
            form = self.of(["Sản phẩm đạt {n} sao", "SẢN PHẨM {n} SAO", "Hạng {n} sao", "{w} sao",
                            "Sản phẩm OCOP {n} sao"])  # fmt: skip
            return form.format(n=fact.stars, w=printed.WORDS[fact.stars].capitalize())
        if name == "group":
            form = self.of(printed.GROUP_SECTIONS)
            told = printed.LONG_GROUPS.get(fact.group, fact.group)
            told = told if form == "{g}" and self.draw(st.booleans()) else fact.group
            told = told.upper() if form.isupper() else told
            return form.format(g=told[0].upper() + told[1:] if form == "{g}" else told)
        unit = fact.spot.district or fact.spot.commune
        return self.of([unit, unit.upper(), unit[0].lower() + unit[1:]])

    def _run(self, facts: list[Fact], is_first: bool) -> None:
        """Rows of one subject."""
        first = len(self.grid.rows) + 1
        for position, some in enumerate(self._in_rows(facts)):
            self.number += 1
            is_repeat = position > 0
            row = len(self.grid.rows) + 1
            bad, cells = self._cells(some, is_repeat, row)
            self.grid.rows.append(cells)
            if self.plan.hides_rows and self.of([False, True]):
                self.grid.hidden_rows.append(row)
            if not bad:
                for fact in some:
                    self.registry.rows.append(self._record(fact))
        last = len(self.grid.rows)
        if self.plan.repeats == "merge" and last > first:
            for at, name in enumerate(self.columns):
                if name in ("subject", "address", "commune", "district", "subject_kind"):
                    self.grid.merges.append(Merge(first, at, last, at))
        if last - first < 3 and self.of([False] * 6 + [True]) and self.plan.format != "docx":
            self.grid.rows.append([])

    def _in_rows(self, facts: list[Fact]) -> list[list[Fact]]:
        """Alike ones may share a cell, if the list writes that way."""
        if not self.plan.is_list or len(facts) < 2:
            return [[fact] for fact in facts]

        own_stars = self.plan.star == "column" and self.of([False, True])

        def alike(fact: Fact) -> object:
            has_own = own_stars and fact.stars and not fact.proposed_stars
            return replace(fact, product="", stars=0 if has_own else fact.stars)

        return [list(some) for _, some in groupby(facts, key=alike)]

    def _cells(self, some: list[Fact], is_repeat: bool, row: int) -> tuple[bool, list[Cell]]:
        fact = some[0]
        bad = ""
        if self.of([False] * 12 + [True]):
            bad = self.of(["stars", "product"] if "stars" in self.columns else ["product"])
            if bad == "product" and len(self._telling(fact)) < 2:
                bad = ""
            is_plain = fact.status == "certified" and not fact.proposed_stars
            if bad == "stars" and not (is_plain and len({each.stars for each in some}) == 1):
                bad = ""
        cells: list[Cell] = []
        for name in self.columns:
            value = self._cell(name, some)
            is_of_subject = name in ("subject", "address", "commune", "district", "subject_kind")
            if is_repeat and is_of_subject:
                if self.plan.repeats == "merge":
                    value = None
                elif self.plan.repeats == "ditto" and value is not None:
                    value = self.of(["nt", "-nt-", '"', "NT", "- nt -", "''"] + ["〃"] * self.plan.is_unicode)  # fmt: skip
            if name == bad == "stars":
                value = self.of(printed.BAD_STARS)
                value = str(value) if not self.plan.is_typed and value is not None else value
            if name == bad == "product":
                value = self.of([None, "  ", "=1+2", "@SUM(1)", "=HYPERLINK(1)", "-cmd"])
            cells.append(value)
        if bad:
            self.registry.errors.add((row, bad))
        return bool(bad), cells

    def _telling(self, fact: Fact) -> list[str]:
        """Columns besides the product's that say something in every row of theirs."""
        return [name for name in self.columns if name in ("subject", "stars", "commune", "address")]

    def _cell(self, name: str, some: list[Fact]) -> Cell:
        fact, plan = some[0], self.plan
        match name:
            case "ordinal":
                forms = [self.number] if plan.is_typed else [f"{self.number}"]
                return self.of([*forms, f"{self.number:02}", f"{self.number}."])
            case "product":
                return self._product(some)
            case "subject":
                return fact.subject
            case "subject_kind":
                return {"enterprise": "Doanh nghiệp", "cooperative": "HTX", "household": "Hộ kinh doanh",
                        "facility": "Cơ sở sản xuất", "cooperative_group": "Tổ hợp tác"}[fact.subject_kind]  # fmt: skip
            case "address":
                return self.draw(
                    printed.address(
                        fact.spot,
                        has_province=plan.province_from == "column" or self.draw(st.booleans()),
                        has_district=True,
                    )
                )
            case "new_address":
                return self.draw(
                    printed.address(
                        fact.spot, has_province=self.draw(st.booleans()) or
                        plan.province_from == "column", has_district=False,
                    )
                )  # fmt: skip
            case "old_address":
                return "xã Thông Nguyên, huyện Hoàng Su Phì, tỉnh Hà Giang"
            case "commune":
                return self.draw(printed.unit(fact.spot.commune))
            case "district":
                return self.draw(printed.unit(fact.spot.district))
            case "province":
                return self.draw(printed.province_text(fact.spot))
            case "stars" if len({each.stars for each in some}) > 1:
                return None
            case "stars" if plan.of_all == "proposed" and self.draw(st.booleans()):
                plain = replace(fact, stars=fact.proposed_stars, proposed_stars=None)
                return self.draw(
                    printed.star(plain, is_unicode=plan.is_unicode, is_typed=plan.is_typed)
                )
            case "stars":
                return self.draw(
                    printed.star(fact, is_unicode=plan.is_unicode, is_typed=plan.is_typed)
                )
            case "group":
                return self.of([fact.group, fact.group.capitalize(), f"Nhóm {fact.group}"])
            case "decision_no" if self._is_silent(fact):
                return None
            case "decision_no":
                return self.draw(printed.number_cell(fact.decision_no))
            case "decision_date" if self._is_silent(fact):
                return None
            case "decision_date":
                return self.draw(printed.day_cell(fact.decision_date, is_typed=plan.is_typed))
            case "joint":
                return self.draw(printed.joint_cell(fact))
            case "status" | "note":
                return self._status(name, fact)
            case "phone":
                return self.of(["0900000001", "0900 000 002", 900000003 if plan.is_typed else None])
            case "score":
                return self.of([78.2, 93, 61.5] if plan.is_typed else ["78,2", "93", "61.5"])
        return self.of(["abc", None, "12.000"])

    def _is_silent(self, fact: Fact) -> bool:
        """The row leaves its decision to the title."""
        one = self.title_decision
        return bool(one) and (one.decision_no, one.decision_date) == (
            fact.decision_no,
            fact.decision_date,
        )

    def _product(self, some: list[Fact]) -> str:
        names = [fact.product for fact in some]
        if len({fact.stars for fact in some}) > 1:
            return self.of(["; ", "\n", ", ", ";\n"]).join(
                f"{fact.product} ({fact.stars} sao)" for fact in some
            )
        if len(names) == 1:
            noise = ["{}", "{}", "{}", " {} "] + ["{}\u200b", "\ufeff{}"] * self.plan.is_unicode
            return self.of(noise).format(names[0])
        mark = self.of(["{n}. ", "{n}) ", "- ", "-", "+ "])
        return "\n".join(mark.format(n=n) + name for n, name in enumerate(names, start=1))

    def _status(self, name: str, fact: Fact) -> str | None:
        event = "upgraded" if fact.says_upgraded else fact.status
        if event == "certified":
            return self.of(["Còn hiệu lực", "Mới"] if name == "status" else [None, "Mới"])
        return self.of(printed.EVENTS[event]) or None

    # --- What stands below -----------------------------------------------------------------------

    def _footer(self) -> None:
        count = f"{self.number} sản phẩm"
        lines = self.of([[], [], ["Tổng cộng", count], [f"Tổng cộng: {count}"], [None, "Cộng"],
                         ["Tổng số", count]])  # fmt: skip
        if lines:
            self.grid.rows.append(list(lines))
        if self.of([False, False, True]):
            at = max(0, self.width - 2)
            for text in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu"):
                self.grid.rows.append([None] * at + [text])

    def _record(self, fact: Fact) -> dict[str, object]:
        plan, spot = self.plan, fact.spot
        columns = self.columns
        has_commune = plan.place in ("address", "columns", "commune", "new") or (
            "area" in plan.sections and not spot.district
        )
        has_decision = plan.decision != "none"
        day = fact.decision_date if has_decision else None
        return {
            "product": clean(fact.product),
            "subject": clean(fact.subject) if plan.has_subject else "",
            "subject_kind": fact.subject_kind if plan.has_subject else "",
            "commune": spot.commune if has_commune else "",
            "district": spot.district if self._has_district() else "",
            "province": spot.province,
            "scheme": spot.scheme,
            "stars": fact.stars,
            "proposed_stars": fact.proposed_stars,
            "status": fact.status,
            "decision_no": fact.decision_no if has_decision else "",
            "decision_date": day.isoformat() if day else None,
            "group": fact.group if "group" in columns or "group" in plan.sections else "",
            "skus": [],
        }


def _write(draw, registry: Registry, plan: Plan) -> None:
    if plan.encoding in ("nfd", TCVN3, VNI):
        coded(registry.grids, plan.encoding)
    registry.name = f"a.{plan.format}"
    if plan.format == "xlsx":
        registry.data = xlsx(registry.grids)
    elif plan.format == "ods":
        registry.data = ods(registry.grids)
    elif plan.format == "docx":
        registry.data = docx(registry.grids)
    else:
        encoding = "cp1252" if plan.encoding in (TCVN3, VNI) else plan.encoding
        delimiter = "\t" if plan.format == "tsv" else draw(printed.of([",", ";", "\t", "|"]))
        registry.data = delimited(registry.grids[0], delimiter=delimiter, encoding=encoding)
