"""What holds for a whole drawn file: its format, its columns' contents, its sections, its noise."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from catalog_import.readers.fonts import TCVN3, VNI
from ocop.enums import Scheme
from tests.catalog_import.drawn.facts import Fact
from tests.catalog_import.drawn.spellings import of

FORMATS = ("xlsx", "xlsx", "xls", "ods", "docx", "csv", "csv", "tsv")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", TCVN3, VNI)
IN_DOCUMENTS = ("", "", "", "nfd", TCVN3, VNI)
TICKS = {"tick 3": 3, "tick 4": 4, "tick 5": 5}
#: Without rules between its rows a merged cell cannot be told from an empty one
UNMERGED = ("head", "none")
UNKNOWN = ("Người đại diện", "Email", "Doanh thu (triệu đồng)", "Mã vạch", "Website")
_SELDOM = of([False, False, True])


@dataclass
class Plan:
    """How the facts are told."""

    format: str
    encoding: str
    #: Which columns tell the place: address, columns, commune, district, new or none
    place: str
    #: Where the decision stands: none, title, section, columns, joint (one column) or mixed (both)
    decision: str
    #: Where the star stands: column, ticks (a column for each star), section, title or none
    star: str
    sections: tuple[str, ...]
    #: What stands below a subject's first row: repeat, merge or ditto
    repeats: str
    has_group: bool
    #: Column that tells what happened to a product: status, note or none
    has_status: str
    has_kind: bool
    has_subject: bool
    province_from: str
    extra: tuple[str, ...]
    #: Products alike share a cell
    is_list: bool
    #: one, areas (a sheet for each district) or split
    sheets: str
    #: Empty columns on the left
    indent: int
    #: What the title says of the whole list: a star, a status or nothing
    of_all: str
    repeats_header: bool
    #: Sheets that are no lists
    other_sheets: tuple[str, ...]
    has_old_address: bool
    hides_rows: bool
    #: Of a table on paper: all, horizontal, head or none
    rules: str = ""

    @property
    def is_sheet(self) -> bool:
        """Rows and columns of cells, on no page."""
        return self.format not in ("docx", "pdf")

    @property
    def is_typed(self) -> bool:
        """Cells may hold numbers and days."""
        return self.format in ("xlsx", "xls", "ods")

    @property
    def is_unicode(self) -> bool:
        return self.encoding not in (TCVN3, VNI)

    @property
    def can_merge(self) -> bool:
        return self.format not in ("csv", "tsv")

    @property
    def is_parted_by_white(self) -> bool:
        """Rows of nothing show nothing, or are not there."""
        return self.format == "docx" or self.rules in UNMERGED

    @property
    def has_district(self) -> bool:
        return (
            self.place in ("address", "columns", "district")
            or "area" in self.sections
            or self.sheets == "areas"
        )

    @property
    def has_commune(self) -> bool:
        return self.place in ("address", "columns", "commune", "new")


@st.composite
def plans(draw, facts: list[Fact], *, rules: str = "") -> Plan:
    """``rules``: on paper, with these."""
    is_old = facts[0].spot.scheme == Scheme.BEFORE_2025_07
    kind = "pdf" if rules else draw(of(FORMATS))
    is_text = kind in ("csv", "tsv")
    sections, sheets, place = draw(_places(is_old, kind))
    decision = draw(of(["none", "title", "columns", "joint", "mixed", "section"]))
    if decision == "section":
        sections = ("decision", *sections[:1])
    encodings = ENCODINGS if is_text else ("", "", "nfd") if rules else IN_DOCUMENTS
    merges = [] if is_text or rules in UNMERGED else ["merge"]
    others = of(["guide", "counts", "counts by star"])
    has_others = kind in ("xlsx", "xls", "ods")
    return Plan(
        format=kind,
        encoding=draw(of(encodings)),
        place=place,
        decision=decision,
        star="section" if "star" in sections else draw(of(["column"] * 4 + ["ticks"])),
        sections=sections,
        repeats=draw(of(["repeat", "ditto", *merges])),
        has_group=draw(st.booleans()) and "group" not in sections,
        has_status=draw(of(["", "status", "note"])),
        has_kind=draw(_SELDOM),
        has_subject=draw(of([True] * 5 + [False])),
        province_from=draw(of(["title", "title", "officer", "column"])),
        extra=tuple(draw(st.lists(of(["phone", "score", *UNKNOWN]), max_size=3, unique=True))),
        is_list=draw(_SELDOM),
        sheets=sheets,
        indent=0 if rules else draw(of([0, 0, 0, 1])),
        of_all="",
        repeats_header=not rules and draw(_SELDOM),
        other_sheets=tuple(draw(st.lists(others, max_size=2)) if has_others else ()),
        has_old_address=draw(_SELDOM),
        hides_rows=kind == "xlsx" and draw(_SELDOM),
        rules=rules,
    )


@st.composite
def _places(draw, is_old: bool, kind: str) -> tuple[tuple[str, ...], str, str]:
    """Sections, sheets and the columns of places: what one gives the others need not."""
    place = draw(of(["address", "address", "columns", "commune", "district", "none"]))
    if place == "district" and not is_old:
        place = "new"
    sheets = draw(of(["one", "one", "one", "areas", "split"]))
    if kind in ("csv", "tsv", "pdf"):
        sheets = "one"
    elif sheets == "areas" and (not is_old or kind == "docx"):
        sheets = "split"
    keys = draw(st.permutations(["star", "group", "area"]))[: draw(of([0, 0, 1, 1, 2]))]
    if sheets == "areas":
        keys = [key for key in keys if key != "area"]
    elif place == "commune" and is_old and "area" not in keys:
        place = "columns"  # names of communes repeat within a province
    return tuple(keys), sheets, place


def all_alike(draw, facts: list[Fact], plan: Plan) -> list[Fact]:
    """A list of one star, or of products that all met the same end: its title says so."""
    ends = ["", "", "star", "revoked", "expired", "renewed", "proposed"]
    plan.of_all = draw(of(ends if plan.star == "column" else ["", "renewed"]))
    if plan.of_all == "star":
        plan.star = "title"
        return [replace(fact, stars=facts[0].stars) for fact in facts]
    if plan.of_all == "proposed":
        return [replace(f, status="proposed", stars=None, proposed_stars=f.stars) for f in facts]
    if plan.of_all in ("revoked", "expired"):
        plan.star = draw(of(["column", "none"]))
    return [
        replace(
            fact,
            status=plan.of_all or fact.status,
            stars=None if plan.star == "none" else fact.stars,
        )
        for fact in facts
    ]


def columns_of(draw, plan: Plan, *, is_old: bool) -> list[str]:
    """The columns of a sheet in some order; what belongs together stands together."""
    families = {
        "product": ["product", *["group"] * plan.has_group],
        "subject": ["subject"] * plan.has_subject,
        "stars": {"column": ["stars"], "ticks": list(TICKS)}.get(plan.star, []),
        "status": [plan.has_status] if plan.has_status else [],
        "kind": ["subject_kind"] * (plan.has_kind and plan.has_subject),
        "decision": {"columns": ["decision_no", "decision_date"], "joint": ["joint"]}.get(
            plan.decision.replace("mixed", "columns"), []
        ),
        "place": _columns_of_place(plan, is_old),
        "extra": [],
    }
    if plan.place == "address":
        families["subject"].append("address")
    for name in plan.extra:
        families[{"phone": "subject", "score": "stars"}.get(name, "extra")].append(name)
    order = draw(st.permutations([key for key, members in families.items() if members]))
    columns = [member for key in order for member in draw(st.permutations(families[key]))]
    if draw(of([True, True, False])):
        columns.insert(0, "ordinal")
    if len({*columns} - {"ordinal", "score"}) < 2:
        columns.append("note")
    return columns


def _columns_of_place(plan: Plan, is_old: bool) -> list[str]:
    columns = {
        "new": ["new_address", *["old_address"] * plan.has_old_address],
        "columns": ["commune", *["district"] * is_old],
        "commune": ["commune"],
        "district": ["district"],
    }.get(plan.place, [])
    if plan.province_from == "column" and plan.place not in ("address", "new"):
        columns = [*columns, "province"]
    return columns
