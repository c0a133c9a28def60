"""The ways people print a star, a day, a decision, a unit of administration, a header."""

import datetime
from functools import lru_cache

from hypothesis import strategies as st

from catalog_import.headers import synonyms
from ocop.enums import Scheme
from ocop.spelling import fold, split_unit_word
from tests.catalog_import.drawn.facts import Fact, Spot, spots

WORDS = {3: "ba", 4: "bốn", 5: "năm"}
#: In every encoding / only where there is Unicode
PLAIN_STARS = (
    "{n}", "{n} sao", "{n} Sao", "0{n} sao", "{W} (0{n}) sao", "{W} sao", "{w} sao",
    "{W} sao ({n} sao)", "hạng {n} sao", "Hạng {n}", "Đạt {n} sao", "{n}*", "{n} sao quốc gia",
    "{n} SAO", "OCOP {n} sao", "Đạt hạng {n} sao", "{n} sao cấp tỉnh",
)  # fmt: skip
UNICODE_STARS = ("{n}★", "{m}", "{m}{h}", "{e}")
HOPED = (
    "tiềm năng {n} sao", "Tiềm năng {n} sao", "Đề nghị {n} sao", "được đề xuất {n} sao",
    "dự kiến {n} sao", "trình Trung ương {n} sao", "{n} sao (tiềm năng)",
)  # fmt: skip
BOTH = ("{c} sao (tiềm năng {n} sao)", "{c} sao, đề nghị {n} sao", "{c} sao; tiềm năng {n} sao")
BAD_STARS = (
    0, 1, 2, 6, 9, -3, 3.5, True, "0", "2 sao", "3,5 sao", "TRUE", "không đạt", "Không đạt",
    "3 sao và 4 sao", "3 SP 4 sao, 1 SP 5 sao", "6 sao", None,
)  # fmt: skip
EVENTS = {
    "renewed": ("Công nhận lại", "công nhận lại", "Công nhận lại năm 2024"),
    "upgraded": ("Nâng hạng", "Nâng hạng từ 3 sao", "Nâng hạng sao"),
    "expired": ("Hết hiệu lực", "Hết hạn", "hết hiệu lực"),
    "revoked": ("Thu hồi", "Thu hồi Giấy chứng nhận", "Đưa ra khỏi danh sách", "Đã thu hồi"),
    "proposed": ("", "Đề nghị Trung ương"),
}
DAYS = (
    "{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d}-{m}-{y}", "{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}",
    "ngày {d} tháng {m} năm {y}", "ngày {d:02} tháng {m:02} năm {y}", "Ngày {d:02}/{m:02}/{y}",
)  # fmt: skip
NUMBERS = ("{no}", " {no} ", "{spaced}", "{spread}", "Số {no}", "QĐ số {no}", "Quyết định số {no}")
JOINTS = (
    "{no} ngày {day}", "Số {no}, ngày {day}", "Số: {no}, {day}", "{no}, ngày {day}",
    "{no}\n{day}", "QĐ số {no} ngày {day}", "Quyết định số {no} ngày {day} của UBND tỉnh",
    "{no} ({day})",
)  # fmt: skip
SHORT = {
    "Xã": ("X.", "X. ", "x. "), "Phường": ("P.", "P. "), "Thị trấn": ("TT.", "TT. ", "TT "),
    "Huyện": ("H.", "H. "), "Quận": ("Q.", "Q. "), "Thị xã": ("TX.", "TX. ", "TX "),
    "Thành phố": ("TP.", "TP. ", "TP ", "Tp. "), "Tỉnh": ("T. ",), "Đặc khu": ("ĐK ",),
}  # fmt: skip
GROUP_SECTIONS = ("{g}", "Nhóm {g}", "NHÓM {g}", "Nhóm sản phẩm {g}", "Ngành hàng: {g}")
LONG_GROUPS = {
    "dược liệu": "Dược liệu và sản phẩm từ dược liệu",
    "thủ công mỹ nghệ": "Hàng thủ công mỹ nghệ",
    "du lịch": "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
}


def of(forms):
    return st.sampled_from(forms)


@st.composite
def star(draw, fact: Fact, *, is_unicode: bool, is_typed: bool):
    """A star cell; one form a column would be tidy, lists are not."""
    certified, hoped = fact.stars, fact.proposed_stars
    if certified is None and hoped is None:
        return None
    if certified is None:
        return draw(of(HOPED)).format(n=hoped)
    if hoped is not None:
        return draw(of(BOTH)).format(c=certified, n=hoped)
    if is_typed and draw(st.booleans()):
        return draw(of([certified, float(certified)]))
    form = draw(of(PLAIN_STARS + UNICODE_STARS * is_unicode))
    word = WORDS[certified]
    return form.format(
        n=certified, w=word, W=word.capitalize(), m="★" * certified, h="☆" * (5 - certified),
        e="⭐" * certified,
    )  # fmt: skip


def day_text(draw, day: datetime.date) -> str:
    return draw(of(DAYS)).format(d=day.day, m=day.month, y=day.year)


@st.composite
def day_cell(draw, day: datetime.date, *, is_typed: bool):
    if not is_typed:
        return day_text(draw, day)
    serial = (day - datetime.date(1899, 12, 30)).days
    moment = datetime.datetime.combine(day, datetime.time())
    return draw(of([day, moment, serial, str(serial), day_text(draw, day)]))


@st.composite
def number_cell(draw, number: str) -> str:
    own, _, issuer = number.partition("/")
    return draw(of(NUMBERS)).format(
        no=number, spaced=f"{own}/ {issuer.replace('-', ' - ', 1)}", spread=f"{own} /{issuer} "
    )


@st.composite
def joint_cell(draw, fact: Fact) -> str:
    return draw(of(JOINTS)).format(no=fact.decision_no, day=day_text(draw, fact.decision_date))


@st.composite
def unit(draw, name: str) -> str:
    """ "Xã Tân Hương" written out in some case, or with its word cut short."""
    word, bare = split_unit_word(name)
    if not word:
        return name
    short = draw(st.sampled_from(["", "", "", *SHORT[word]]))
    if short:
        joined = f"{short}{bare}"
        return f"{short.rstrip(' .')}. {bare}" if bare[0].isdigit() else joined
    return draw(of([name, f"{word.lower()} {bare}", f"{word.upper()} {bare}", name.upper()]))


@st.composite
def province_text(draw, spot: Spot, *, is_last: bool = True) -> str:
    word = "Thành phố" if spot.is_municipality else "Tỉnh"
    full = f"{word} {spot.province}"
    forms = [full, f"{word.lower()} {spot.province}", f"{word.upper()} {spot.province.upper()}"]
    forms += [f"TP. {spot.province}", f"TP {spot.province}"] if spot.is_municipality else []
    return draw(of([*forms, spot.province] if is_last else forms))


@st.composite
def address(draw, spot: Spot, *, has_province: bool, is_sheet: bool) -> str:
    parts = [draw(unit(spot.commune))]
    if spot.district:
        bare = split_unit_word(spot.district)[1]
        can_be_bare = bare in distinct_districts(spot.province)
        parts.append(draw(of([draw(unit(spot.district)), *[bare] * can_be_bare])))
    is_bare = len(parts) > 1 and split_unit_word(parts[1])[0] == ""
    if has_province:
        parts.append(draw(province_text(spot)))
    lead = draw(of(["", "", "Thôn 3", "Số 12, đường Trần Phú", "Tổ dân phố 5", "ấp Chợ", "Khu 2"]))
    has_words = all(part[:4].lower().startswith(WRITTEN_OUT) for part in parts)
    if is_sheet and has_words and draw(of([False] * 6 + [True])):
        return draw(of([", ", " - ", "/", " / "])).join(draw(of([parts, parts[::-1]])))
    joint = draw(of([", ", ", ", ",", " - ", "; ", " – ", *[" ", "-"] * has_words]))
    if is_bare and joint.strip() in ("-", "–"):
        joint = ", "
    return joint.join([lead, *parts] if lead else parts)


WRITTEN_OUT = ("xã ", "phườ", "thị ", "huyệ", "quận", "thàn", "tỉnh", "đặc ")


@lru_cache(maxsize=200)
def distinct_districts(province: str) -> frozenset[str]:
    """Names of districts that tell them from all others of the province, without their word."""
    names = {
        area[0].district
        for area in spots()[Scheme.BEFORE_2025_07.value]
        if area and area[0].province == province
    }
    bare = [split_unit_word(name)[1] for name in [*names, province]]
    return frozenset(name for name in bare if bare.count(name) == 1 and not name.isdigit())


@st.composite
def header(draw, field: str, *, choices: tuple[str, ...] = ()) -> str:
    text = draw(st.sampled_from(choices or tuple(synonyms()[field])))
    dressed = draw(of(["", "", "", "upper", "lower", "fold", "break", "hint", "blanks"]))
    if dressed == "upper":
        return text.upper()
    if dressed == "lower":
        return text.lower()
    if dressed == "fold" and len(fold(text)) > 3:
        return fold(text).capitalize()
    if dressed == "break":
        return text.replace(" ", "\n", 1)
    if dressed == "hint" and "(" not in text:
        return f"{text} (ghi rõ)"
    return f" {text.replace(' ', '  ')} " if dressed == "blanks" else text
