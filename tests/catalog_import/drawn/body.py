"""The rows of a drawn sheet: sections, runs of one subject, what stands below."""

from dataclasses import replace
from itertools import groupby

from hypothesis import strategies as st

from ocop.spelling import clean
from tests.catalog_import.drawn import spellings as printed
from tests.catalog_import.drawn.cells import OF_SUBJECT, row_of
from tests.catalog_import.drawn.facts import Fact
from tests.catalog_import.drawn.heading import Page, print_header_again

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_STAR_SECTIONS = ("Sản phẩm đạt {n} sao", "SẢN PHẨM {n} SAO", "Hạng {n} sao", "{w} sao",
                  "Sản phẩm OCOP {n} sao")  # fmt: skip
_DECISION_SECTIONS = (
    "Quyết định số {no} ngày {day}", "Theo Quyết định số {no}, ngày {day} của UBND tỉnh",
    "QĐ số {no} ngày {day}",
)  # fmt: skip
#: What may stand below a list in columns of it
_BESIDE = (
    (None, "Nơi nhận:", None, "KT. CHỦ TỊCH"), (None, "- Như trên;", None, "PHÓ CHỦ TỊCH"),
    (None, "- Lưu: VT.", None, "Nguyễn Văn Mẫu"),
)  # fmt: skip
_COUNTS = (
    ("STT", "Huyện", "Số sản phẩm", "4 sao"), ("1", "Ba Vì", "2", "1"), (None, "Cộng", "2", "1"),
)  # fmt: skip
_SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu")


def print_body(page: Page) -> None:
    keys = page.plan.sections
    sections = _Sections(page)
    facts = sorted(page.facts, key=lambda fact: _values(keys, fact))
    for (values, _), run in groupby(facts, key=lambda fact: (_values(keys, fact), fact.subject)):
        some = list(run)
        sections.enter(values, some[0])
        if page.plan.repeats_header and page.number and page.draw(st.booleans()):
            print_header_again(page)
        _print_run(page, some)
    _print_footer(page)


def _values(keys: tuple[str, ...], fact: Fact) -> list[str]:
    found = {
        "star": str(fact.stars),
        "group": fact.group,
        "area": fact.spot.district or fact.spot.commune,
        "decision": f"{fact.decision_no} {fact.decision_date}",
    }
    return [found[key] for key in keys]


class _Sections:
    """Rows that head others, numbered I and I.1 or not at all."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.counts = [0, 0]
        has_numbers = page.columns[0] == "ordinal"
        self.style = page.of(["joined", "bare", *["label"] * 2 * has_numbers])
        self.restarts = page.draw(st.booleans())

    def enter(self, values: list[str], fact: Fact) -> None:
        for level in range(len(values)):
            if self.said[: level + 1] != values[: level + 1]:
                self._print(level, _section_text(self.page, self.page.plan.sections[level], fact))
                self.said = values[: level + 1]

    def _print(self, level: int, text: str) -> None:
        page = self.page
        self.counts = [self.counts[0], self.counts[1] + 1] if level else [self.counts[0] + 1, 0]
        page.number = 0 if self.restarts else page.number
        label = _ROMAN[self.counts[0] - 1] + (f".{self.counts[1]}" if level else "")
        if self.style != "bare" and page.seldom():
            text += page.of([" (12 sản phẩm)", ": 03 sản phẩm"])
        if self.style == "label":
            has_count = page.plan.is_sheet and page.width > 3 and page.seldom()
            counts = [None] * (page.width - 3) + ["3"] if has_count else []
            page.grid.rows.append([label, text, *counts])
            if not counts:
                page.merge(1)
        else:
            page.grid.rows.append([f"{label}. {text}" if self.style == "joined" else text])
            page.merge(0)


def _section_text(page: Page, name: str, fact: Fact) -> str:
    if name == "star":
        word = printed.WORDS[fact.stars].capitalize()
        return page.of(_STAR_SECTIONS).format(n=fact.stars, w=word)
    if name == "group":
        form = page.of(printed.GROUP_SECTIONS)
        if form != "{g}":
            return form.format(g=fact.group.upper() if form.isupper() else fact.group)
        return page.of([fact.group.capitalize(), printed.LONG_GROUPS.get(fact.group, fact.group)])
    if name == "decision":
        day = printed.day_text(page.draw, fact.decision_date)
        return page.of(_DECISION_SECTIONS).format(no=fact.decision_no, day=day)
    unit = fact.spot.district or fact.spot.commune
    return page.of([unit, unit.upper(), unit[0].lower() + unit[1:]])


def _print_run(page: Page, facts: list[Fact]) -> None:
    """Rows of one subject."""
    first = len(page.grid.rows) + 1
    for position, some in enumerate(_in_rows(page, facts)):
        page.number += 1
        bad, cells = row_of(page, some, is_repeat=position > 0)
        page.grid.rows.append(cells)
        row = len(page.grid.rows)
        if page.plan.hides_rows and page.draw(st.booleans()):
            page.grid.hidden_rows.append(row)
        if bad:
            page.errors.add((row, bad))
        else:
            page.records += [_record(page, fact) for fact in some]
    tall = len(page.grid.rows) + 1 - first
    if page.plan.repeats == "merge" and tall > 1:
        for at, name in enumerate(page.columns):
            if name in OF_SUBJECT:
                page.merge(at, tall=tall, row=first, last=at)
    if not page.plan.is_parted_by_white and page.of([False] * 6 + [True]):
        page.grid.rows.append([])


def _in_rows(page: Page, facts: list[Fact]) -> list[list[Fact]]:
    """Those alike may share a cell, if the list writes that way."""
    if not page.plan.is_list or len(facts) < 2:
        return [[fact] for fact in facts]
    own_stars = page.plan.star == "column" and page.draw(st.booleans())

    def alike(fact: Fact) -> Fact:
        has_own = own_stars and fact.stars and not fact.proposed_stars
        return replace(fact, product="", stars=0 if has_own else fact.stars)

    return [list(some) for _, some in groupby(facts, key=alike)]


def _record(page: Page, fact: Fact) -> dict[str, object]:
    """The fact, as far as this layout tells it."""
    plan, spot = page.plan, fact.spot
    has_commune = plan.has_commune or ("area" in plan.sections and not spot.district)
    has_decision = plan.decision != "none"
    has_group = "group" in page.columns or "group" in plan.sections
    return {
        "product": clean(fact.product),
        "subject": clean(fact.subject) if plan.has_subject else "",
        "subject_kind": fact.subject_kind if plan.has_subject else "",
        "commune": spot.commune if has_commune else "",
        "district": spot.district if plan.has_district else "",
        "province": spot.province,
        "scheme": spot.scheme,
        "stars": fact.stars,
        "proposed_stars": fact.proposed_stars,
        "status": fact.status,
        "decision_no": fact.decision_no if has_decision else "",
        "decision_date": fact.decision_date.isoformat() if has_decision else None,
        "group": fact.group if has_group else "",
        "skus": [],
    }


def _print_footer(page: Page) -> None:
    count = f"{page.number} sản phẩm"
    totals = ["Tổng cộng", count], [f"Tổng cộng: {count}"], [None, "Cộng"], ["Tổng số", count]
    if lines := page.of([[], [], *totals]):
        page.grid.rows.append(list(lines))
    if page.plan.is_sheet and page.columns[0] == "ordinal" and page.width > 3:
        page.grid.rows += [list(line) for line in page.of([(), (), _COUNTS, _BESIDE])]
    if page.seldom() and page.plan.format == "pdf":
        page.grid.below = list(_SIGNATURE)
    elif page.plan.format != "pdf" and page.seldom():
        page.grid.rows += [[None] * max(0, page.width - 2) + [text] for text in _SIGNATURE]
