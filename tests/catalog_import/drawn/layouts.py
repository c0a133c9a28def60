"""A file drawn at random, and the records a careful person reads in it."""

from dataclasses import dataclass, field, replace
from itertools import groupby

from hypothesis import strategies as st

from catalog_import.readers.book import Merge
from catalog_import.readers.fonts import TCVN3, VNI
from ocop.enums import Scheme
from ocop.spelling import split_unit_word
from tests.catalog_import.drawn.body import print_body
from tests.catalog_import.drawn.facts import Fact, some_facts, spots, with_events
from tests.catalog_import.drawn.files import (
    Grid,
    as_coded,
    coded,
    delimited,
    docx,
    ods,
    xlsx,
)
from tests.catalog_import.drawn.heading import Page, print_heading
from tests.catalog_import.drawn.looks import looks
from tests.catalog_import.drawn.old_workbook import xls
from tests.catalog_import.drawn.pdf import written
from tests.catalog_import.drawn.plans import Plan, all_alike, columns_of, plans
from tests.catalog_import.drawn.spellings import of
from tests.catalog_import.drawn.typeset import typeset

_SHORT = {"Thành phố": "TP", "Thị xã": "TX", "Huyện": "H.", "Quận": "Q."}
_NO_LISTS = {
    "guide": Grid("", [["Hướng dẫn nhập liệu"], ["1. Điền tên sản phẩm, chủ thể, hạng sao"]]),
    "counts": Grid(
        "",
        [["TỔNG HỢP"], ["TT", "Huyện", "Sản phẩm", "Chủ thể"], [1, "Huyện A", 12, 8],
         [2, "Huyện B", 5, 4], [None, "Tổng cộng", 17, 12]],
    ),
    "counts by star": Grid(
        "",
        [["TT", "Đơn vị", "Sản phẩm OCOP", None, None, "Tổng"],
         [None, None, "3 sao", "4 sao", "5 sao", None], [1, "Huyện A", 3, 4, 5, 12],
         [2, "Huyện B", 1, 4, 0, 5]],
        [Merge(1, 2, 1, 4)],
    ),
}  # fmt: skip


@dataclass
class Registry:
    """A drawn file, what was stated beside it, and what it says."""

    name: str
    data: bytes
    #: What the officer states
    province: str
    #: As records tell them (``to_json``), without their place in the file
    rows: list[dict[str, object]] = field(default_factory=list)
    #: (row, field) of every error
    errors: set[tuple[int, str]] = field(default_factory=set)
    grids: list[Grid] = field(default_factory=list)


@st.composite
def registries(draw, *, max_subjects: int = 4, rules: str = "") -> Registry:
    """Any registry: ``rows`` and ``errors`` are what it has to be read as.

    ``rules``: a PDF whose tables have these.
    """
    facts = draw(some_facts(max_subjects=max_subjects))
    plan = draw(plans(facts, rules=rules))
    facts = _as_planned(draw, facts, plan)
    spot = facts[0].spot
    officers = spot.province if plan.province_from == "officer" else ""
    registry = Registry(f"a.{plan.format}", b"", officers)
    is_old = spot.scheme == Scheme.BEFORE_2025_07
    for name, some in _by_sheet(draw, facts, plan):
        columns = columns_of(draw, plan, is_old=is_old)
        page = Page(draw, plan, Grid(name), some, columns)
        print_heading(page)
        print_body(page)
        registry.grids.append(_indented(page.grid, plan.indent))
        registry.rows += page.records
        registry.errors |= page.errors
    for number, kind in enumerate(plan.other_sheets):
        registry.grids.append(replace(_NO_LISTS[kind], name=f"Khác {number}"))
    registry.data = _written(draw, registry.grids, plan)
    return registry


def _as_planned(draw, facts: list[Fact], plan: Plan) -> list[Fact]:
    """Only what such a list can tell."""
    if plan.has_status and plan.star == "column":
        facts = draw(with_events(facts))
    elif not plan.has_status and plan.sheets == "one":
        facts = all_alike(draw, facts, plan)
    if plan.decision in ("title", "none"):
        number, day = facts[0].decision_no, facts[0].decision_date
        facts = [replace(fact, decision_no=number, decision_date=day) for fact in facts]

    def told(text: str) -> str:
        return as_coded(text, plan.encoding)

    return [replace(f, product=told(f.product), subject=told(f.subject)) for f in facts]


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
    return [(draw(of(["Sheet1", "Danh sách", "Phụ lục"])), facts)]


def _sheet_name(draw, district: str) -> str:
    word, bare = split_unit_word(district)
    alike = {
        area[0].district
        for area in spots()[Scheme.BEFORE_2025_07.value]
        if area and area[0].district.endswith(f" {bare}")
    }
    is_plain = len(alike) == 1 and not bare.isdigit()
    forms = [district, f"{_SHORT[word]} {bare}", district.upper(), *[bare] * is_plain]
    return draw(of(forms))[:31]


def _indented(grid: Grid, by: int) -> Grid:
    grid.rows = [[*[None] * by, *row] if row else row for row in grid.rows]
    grid.merges = [
        m._replace(first_column=m.first_column + by, last_column=m.last_column + by)
        for m in grid.merges
    ]
    return grid


def _written(draw, grids: list[Grid], plan: Plan) -> bytes:
    if plan.encoding in ("nfd", TCVN3, VNI):
        grids = coded(grids, plan.encoding)
    if plan.format == "pdf":
        return written(typeset(grids, draw(looks(plan))))
    if writer := {"xlsx": xlsx, "xls": xls, "ods": ods, "docx": docx}.get(plan.format):
        return writer(grids)
    return delimited(
        grids[0],
        delimiter="\t" if plan.format == "tsv" else draw(of([",", ";", "\t", "|"])),
        encoding=plan.encoding if plan.is_unicode else "cp1252",
    )
