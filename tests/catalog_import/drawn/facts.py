"""What a drawn registry says: products, who makes them, where, and what was decided of them."""

import datetime
import string
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from hypothesis import strategies as st

from ocop.enums import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Scheme
from ocop.models import Place
from ocop.spelling import fold

REFORM = datetime.date(2025, 7, 1)
START = datetime.date(2018, 5, 7)
TODAY = datetime.date(2026, 11, 24)
GROUPS = ("thực phẩm", "đồ uống", "dược liệu", "thủ công mỹ nghệ", "sinh vật cảnh", "du lịch")

GOODS = (
    "Trà sen", "Mật ong hoa nhãn", "Gạo nếp cái", "Nước mắm cốt", "Ớt chưng", "Rượu nếp",
    "Bánh gai", "Bún khô", "Tinh dầu sả", "Chổi đót", "Hoa lan", "Du lịch làng chài",
    "2 Đường hoa dừa",
    "Yến sào", "Đông trùng hạ thảo", "Cà phê bột", "Kẹo lạc", "Chả ốc", "Măng khô", "Tôm nõn",
)  # fmt: skip
MAKERS = ("Ví Dụ", "Mẫu Thử", "Thử Nghiệm", "Tân Quy", "Hoà Bình", "Đại Ưu", "Ỷ Lan", "số 1")
#: Legal form as printed → kind
FORMS = {
    "HTX": "cooperative", "Hợp tác xã": "cooperative", "HTX Nông nghiệp": "cooperative",
    "HTXNN": "cooperative", "HTX DVNN": "cooperative", "HỢP TÁC XÃ": "cooperative",
    "Công ty TNHH": "enterprise", "CTCP": "enterprise", "Công ty Cổ phần": "enterprise",
    "Cty TNHH MTV": "enterprise", "DNTN": "enterprise", "Doanh nghiệp tư nhân": "enterprise",
    "Công ty CP": "enterprise", "Hộ kinh doanh": "household", "HKD": "household",
    "Hộ SXKD": "household", "Hộ ông": "household", "Hộ kinh doanh bà": "household",
    "Cơ sở sản xuất": "facility", "Cơ sở": "facility", "CSSX": "facility",
    "Tổ hợp tác": "cooperative_group", "THT": "cooperative_group",
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A commune as the register names it, with what lies around it."""

    province: str
    district: str
    commune: str
    scheme: str
    is_municipality: bool


@dataclass(frozen=True)
class Fact:
    """One product as a record should tell it."""

    product: str
    subject: str
    subject_kind: str
    spot: Spot
    stars: int | None
    proposed_stars: int | None
    status: str
    decision_no: str
    decision_date: datetime.date | None
    group: str
    says_upgraded: bool = False


@lru_cache(maxsize=1)
def spots() -> dict[str, list[list[Spot]]]:
    """Scheme → for each district (before the reform) or province (since) its communes."""
    by_pk = {place.pk: place for place in Place.objects.order_by("scheme", "code")}
    found: dict[tuple[str, int], list[Spot]] = defaultdict(list)
    for place in by_pk.values():
        if place.kind not in COMMUNE_KINDS or not place.province_id:
            continue
        parent, province = by_pk[place.parent_id], by_pk[place.province_id]
        district = parent.full_name if parent.kind in DISTRICT_KINDS else ""
        if bool(district) == (place.scheme == Scheme.BEFORE_2025_07):
            assert province.kind in PROVINCE_KINDS
            found[place.scheme, parent.pk].append(
                Spot(
                    province.name,
                    district,
                    place.full_name,
                    place.scheme,
                    province.kind == "municipality",
                )
            )
    told: dict[str, list[list[Spot]]] = defaultdict(list)
    for (scheme, _), communes in found.items():
        names = [fold(spot.commune) for spot in communes]
        told[scheme].append(
            [s for s, name in zip(communes, names, strict=True) if names.count(name) == 1]
        )
    return told


@st.composite
def some_spots(draw, scheme: str) -> list[list[Spot]]:
    """Up to three districts of one province (since the reform: one), a few communes of each."""
    areas = [area for area in spots()[scheme] if area]
    first = draw(st.sampled_from(areas))
    near = [area for area in areas if area[0].province == first[0].province]
    chosen = draw(st.lists(st.sampled_from(near), min_size=1, max_size=3, unique_by=id))
    return [draw(st.lists(st.sampled_from(area), min_size=1, max_size=2)) for area in chosen]


@st.composite
def decisions(draw, scheme: str) -> tuple[str, datetime.date]:
    is_old = scheme == Scheme.BEFORE_2025_07
    first, last = (START, REFORM - datetime.timedelta(days=1)) if is_old else (REFORM, TODAY)
    issuer = draw(st.sampled_from(["QĐ-UBND"] * 3 + ["QĐ-BNN-VPĐP", "QĐ-BNNMT", "QĐ-BNNPTNT"]))
    number = draw(st.integers(1, 9999))
    return f"{number}/{issuer}", draw(st.dates(first, last))


@st.composite
def some_facts(draw, *, max_subjects: int = 4) -> list[Fact]:
    """Facts in runs of one subject each; products are told apart by a number in their names."""
    scheme = draw(st.sampled_from([Scheme.BEFORE_2025_07, Scheme.SINCE_2025_07])).value
    areas = draw(some_spots(scheme))
    every = [spot for area in areas for spot in area]
    given = draw(st.lists(decisions(scheme), min_size=1, max_size=2))
    facts: list[Fact] = []
    for number in range(draw(st.integers(1, max_subjects))):
        form = draw(st.sampled_from(sorted(FORMS)))
        maker = draw(st.sampled_from(MAKERS))
        subject = f"{form} {maker} {string.ascii_uppercase[number]}"
        spot = draw(st.sampled_from(every))
        for _ in range(draw(st.integers(1, 3))):
            decision_no, day = draw(st.sampled_from(given))
            made = f"{draw(st.sampled_from(GOODS))} {maker} {string.ascii_lowercase[len(facts)]}"
            fact = Fact(
                product=made,
                subject=subject,
                subject_kind=FORMS[form],
                spot=spot,
                stars=draw(st.integers(3, 5)),
                proposed_stars=None,
                status="certified",
                decision_no=decision_no,
                decision_date=day,
                group=draw(st.sampled_from(GROUPS)),
            )
            facts.append(fact)
    return facts


@st.composite
def with_events(draw, facts: list[Fact]) -> list[Fact]:
    """Some are renewed, upgraded, expired, revoked or only hoped for."""
    return [draw(_with_event(fact)) for fact in facts]


@st.composite
def _with_event(draw, fact: Fact) -> Fact:
    events = ["", "", "", "renewed", "upgraded", "expired", "revoked", "proposed", "both"]
    event = draw(st.sampled_from(events))
    if event in ("renewed", "expired", "revoked"):
        return replace(fact, status=event)
    if event == "upgraded":
        return replace(fact, says_upgraded=True)
    if event == "proposed":
        return replace(fact, status="proposed", stars=None, proposed_stars=fact.stars)
    if event == "both":
        return replace(fact, stars=draw(st.sampled_from([3, 4])), proposed_stars=5)
    return fact
