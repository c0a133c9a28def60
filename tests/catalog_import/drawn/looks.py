"""How a drawn list is printed: paper, letters, rules, where words stand in a cell."""

from hypothesis import strategies as st

from tests.catalog_import.drawn.plans import UNMERGED, Plan
from tests.catalog_import.drawn.spellings import of
from tests.catalog_import.drawn.typeset import Look

_PAPERS = ((842, 595), (595, 842), (595, 420))
_ALIGNS = (("left",), ("center",), ("center", "left"), ("left", "left", "center"))
_PAGE_NUMBERS = ("", "Trang {n}", "{n}", "- {n} -", "{n}/{of}", "Trang {n}/{of}")


@st.composite
def looks(draw, plan: Plan) -> Look:
    width, height = draw(of(_PAPERS))
    has_rules = plan.rules not in UNMERGED
    return Look(
        width=width,
        height=height,
        margin=draw(of([30, 40, 56])),
        size=draw(of([8, 9, 10, 11, 12])),
        leading=draw(of([1.0, 1.15, 1.2, 1.3])),
        pad_x=draw(of([3, 5, 6])),
        pad_y=draw(of([0, 1.5, 3, 5] if has_rules else [2, 3, 5])),
        rules=plan.rules,
        has_boxes=draw(st.booleans()),
        shades_header=draw(st.booleans()),
        is_middle=draw(st.booleans()),
        header_align=draw(of(["center", "left"])),
        aligns=draw(of(_ALIGNS)),
        fills_width=draw(st.booleans()),
        repeats_header=draw(st.booleans()),
        page_number=draw(of(_PAGE_NUMBERS)),
        is_number_on_top=draw(st.booleans()),
    )
