"""Product groups by the names that sources give them."""

import re
from collections.abc import Sequence

from ocop.enums import GroupScheme
from ocop.models import ProductGroup
from ocop.spelling import fold

#: The six groups of today by slug; a product's own group reaches them through ``current``
top_group_slugs = (
    "thuc-pham",
    "do-uong",
    "duoc-lieu",
    "thu-cong-my-nghe",
    "sinh-vat-canh",
    "du-lich",
)

# Words of lists and columns, folded, for a code of each scheme.
_OTHER_NAMES = {
    GroupScheme.D148: {
        "I": (
            "thuc pham", "nong san", "nong san thuc pham", "thuc pham tuoi song",
            "thuc pham tho so che", "thuc pham che bien", "gia vi",
        ),
        "II": ("do uong", "nuoc uong giai khat"),
        "III": (
            "duoc lieu", "thao duoc", "duoc lieu thao duoc", "san pham tu duoc lieu",
            "duoc lieu san pham tu duoc lieu",
        ),
        "IV": (
            "thu cong my nghe", "hang thu cong my nghe", "thu cong my nghe trang tri",
            "thu cong my nghe va trang tri", "luu niem noi that trang tri", "tcmn", "hang tcmn",
        ),
        "V": ("sinh vat canh", "hoa cay canh", "hoa va cay canh"),
        "VI": (
            "du lich", "dich vu du lich", "du lich cong dong", "dich vu du lich cong dong",
            "dich vu du lich nong thon", "du lich nong thon", "du lich sinh thai",
            "dich vu du lich cong dong va diem du lich", "dich vu du lich nong thon ban hang",
            "dich vu du lich nong thon va ban hang",
        ),
        "I.5a": ("che", "tra", "che tra"),
        "I.6": ("ca phe",),
        # An alcoholic drink is one by law, whatever set it was scored by.
        "II.1b": ("do uong co con", "ruou"),
        "II.2b": ("do uong khong con",),
        "III.2": ("my pham",),
        "III.3": ("tinh dau",),
        "IV.2": ("vai va may mac",),
    },
    GroupScheme.D1048: {
        "III": ("duoc lieu",),
        "IV": ("vai may mac",),
        "V": ("luu niem noi that trang tri", "thu cong my nghe", "thu cong my nghe trang tri"),
        "VI": ("du lich", "dich vu du lich", "dich vu du lich nong thon va ban hang"),
    },
}  # fmt: skip
_LEAD_INS = (
    "nhom nganh hang",
    "nhom nganh",
    "nhom san pham",
    "nhom",
    "nganh hang",
    "nganh",
    "bo san pham",
    "bo",
)
#: "Nhóm I: Thực phẩm", "2. Đồ uống", "Thực phẩm (nhóm I)": the number only repeats the words
_NUMBER = r"(?:[1-6]|i{1,3}|i?v|vi)"
_NUMBERED = re.compile(rf"^{_NUMBER} (?=\S)|(?<=\S) nhom {_NUMBER}$")


def group_named(text: str, *, scheme: str = GroupScheme.D148) -> ProductGroup | None:
    """The group or criteria set a source names by words ("Nhóm đồ uống") or by code ("I.3a")."""
    words = fold(text)
    if not words:
        return None
    groups = list(ProductGroup.objects.filter(scheme=scheme).select_related("parent", "current"))
    bare = _without_lead_in(words)
    for name in dict.fromkeys([words, bare, _without_number(bare)]):
        if found := _named(name, groups, scheme):
            return found
    return None


def _without_lead_in(words: str) -> str:
    for lead_in in _LEAD_INS:
        if words.startswith(f"{lead_in} "):
            return words.removeprefix(lead_in).strip()
    return words


def _without_number(words: str) -> str:
    return _NUMBERED.sub("", words, count=1)


def _named(name: str, groups: Sequence[ProductGroup], scheme: str) -> ProductGroup | None:
    other_names = _OTHER_NAMES[GroupScheme(scheme)]
    for group in groups:
        if name in other_names.get(group.code, ()):
            return group
    # A set may bear the name of its group: the group is the safer reading.
    for group in sorted(groups, key=lambda group: group.parent_id is not None):
        if name in {fold(group.name), fold(group.code), fold(group.slug)}:
            return group
    return None
