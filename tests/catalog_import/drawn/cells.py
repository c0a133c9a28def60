"""The cells of a drawn row, one function for each field that is not printed as it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from catalog_import.readers.book import Cell
from tests.catalog_import.drawn import spellings as printed
from tests.catalog_import.drawn.facts import Fact
from tests.catalog_import.drawn.heading import Page
from tests.catalog_import.drawn.plans import TICKS

#: What a row shares with the others of its subject
OF_SUBJECT = ("subject", "address", "commune", "district", "subject_kind")
_DITTOS = ("nt", "-nt-", '"', "NT", "- nt -", "''")
_KINDS = {
    "enterprise": "Doanh nghiệp", "cooperative": "HTX", "household": "Hộ kinh doanh",
    "facility": "Cơ sở sản xuất", "cooperative_group": "Tổ hợp tác",
}  # fmt: skip
_BAD_PRODUCTS = (None, "  ", "=1+2", "@SUM(1)", "=HYPERLINK(1)", "-cmd")
_TELLING = frozenset({"subject", "stars", "commune", "address"})


def row_of(page: Page, some: Sequence[Fact], *, is_repeat: bool) -> tuple[str, list[Cell]]:
    """The cells of a row that names these products, and the field that spoils it, if one does."""
    bad = _spoilt(page, some)
    cells = []
    for name in page.columns:
        value = _cell(page, name, some)
        if is_repeat and name in OF_SUBJECT:
            value = _repeated(page, value)
        if name == bad:
            value = _bad_cell(page, name)
        cells.append(value)
    if bad == "product" and not any(cell is not None and str(cell).strip() for cell in cells):
        cells[page.columns.index(bad)] = "=1+2"  # a row of blanks is no row
    return bad, cells


def _spoilt(page: Page, some: Sequence[Fact]) -> str:
    """Seldom a field; one whose fault is the row's only one."""
    if page.of([True] * 12 + [False]):
        return ""
    is_plain = all(fact.status == "certified" and not fact.proposed_stars for fact in some)
    if len({fact.stars for fact in some}) > 1:
        return ""  # the stars stand in the cell of the products
    fields = ["stars"] if "stars" in page.columns and is_plain else []
    if len(_TELLING.intersection(page.columns)) > 1:
        fields.append("product")  # a row that says little else is no row of products
    return page.of(fields) if fields else ""


def _bad_cell(page: Page, name: str) -> Cell:
    value = page.of(printed.BAD_STARS if name == "stars" else _BAD_PRODUCTS)
    return value if value is None or page.plan.is_typed else str(value)


def _repeated(page: Page, value: Cell) -> Cell:
    if page.plan.repeats == "ditto" and value is not None:
        return page.of([*_DITTOS, *["〃"] * page.plan.is_unicode])
    return None if page.plan.repeats == "merge" else value


def _cell(page: Page, name: str, some: Sequence[Fact]) -> Cell:
    if name == "product":
        return _product(page, some)
    if name == "stars" and len({fact.stars for fact in some}) > 1:
        return None  # each product carries its own
    if name in TICKS:
        return (
            page.of(["x", "X", 1, *["✓"] * page.plan.is_unicode])
            if some[0].stars == TICKS[name]
            else None
        )
    if name in ("decision_no", "decision_date") and _is_silent(page, some[0]):
        return None
    return _FIELDS.get(name, _anything)(page, some[0])


def _product(page: Page, some: Sequence[Fact]) -> str:
    if len({fact.stars for fact in some}) > 1:
        joint = page.of(["; ", "\n", ", ", ";\n"])
        return joint.join(f"{fact.product} ({fact.stars} sao)" for fact in some)
    if len(some) == 1:
        noise = ["{}", "{}", "{}", " {} "] + ["{}\u200b", "\ufeff{}"] * page.plan.is_unicode
        return page.of(noise).format(some[0].product)
    mark = page.of(["{n}. ", "{n}) ", "- ", "-", "+ "])
    return "\n".join(mark.format(n=n) + fact.product for n, fact in enumerate(some, start=1))


def _is_silent(page: Page, fact: Fact) -> bool:
    """The row leaves its decision to the title."""
    titled = page.titled
    return titled is not None and (titled.decision_no, titled.decision_date) == (
        fact.decision_no,
        fact.decision_date,
    )


def _stars(page: Page, fact: Fact) -> Cell:
    if page.plan.of_all == "proposed" and page.draw(st.booleans()):
        fact = replace(fact, stars=fact.proposed_stars, proposed_stars=None)
    plan = page.plan
    return page.draw(printed.star(fact, is_unicode=plan.is_unicode, is_typed=plan.is_typed))


def _address(page: Page, fact: Fact) -> str:
    has_province = page.plan.province_from == "column" or page.draw(st.booleans())
    return page.draw(
        printed.address(fact.spot, has_province=has_province, is_sheet=page.plan.is_sheet)
    )


def _ordinal(page: Page, fact: Fact) -> Cell:
    number = page.number
    return page.of([number if page.plan.is_typed else str(number), f"{number:02}", f"{number}."])


def _event(page: Page, fact: Fact) -> str | None:
    event = "upgraded" if fact.says_upgraded else fact.status
    if event == "certified":
        return page.of(
            ["Còn hiệu lực", "Mới"] if page.plan.has_status == "status" else [None, "Mới"]
        )
    return page.of(printed.EVENTS[event]) or None


def _anything(page: Page, fact: Fact) -> str | None:
    return page.of(["abc", None, "12.000"])


_FIELDS: dict[str, Callable[[Page, Fact], Cell]] = {
    "ordinal": _ordinal,
    "subject": lambda page, fact: fact.subject,
    "subject_kind": lambda page, fact: _KINDS[fact.subject_kind],
    "address": _address,
    "new_address": _address,
    "old_address": lambda page, fact: "xã Thông Nguyên, huyện Hoàng Su Phì, tỉnh Hà Giang",
    "commune": lambda page, fact: page.draw(printed.unit(fact.spot.commune)),
    "district": lambda page, fact: page.draw(printed.unit(fact.spot.district)),
    "province": lambda page, fact: page.draw(printed.province_text(fact.spot)),
    "stars": _stars,
    "group": lambda page, fact: page.of(
        [fact.group, fact.group.capitalize(), f"Nhóm {fact.group}"]
    ),
    "decision_no": lambda page, fact: page.draw(printed.number_cell(fact.decision_no)),
    "decision_date": lambda page, fact: page.draw(
        printed.day_cell(fact.decision_date, is_typed=page.plan.is_typed)
    ),
    "joint": lambda page, fact: page.draw(printed.joint_cell(fact)),
    "status": _event,
    "note": _event,
    "phone": lambda page, fact: page.of(["0900000001", "0900 000 002", None]),
    "score": lambda page, fact: page.of([78.2, 93] if page.plan.is_typed else ["78,2", "61.5"]),
}
