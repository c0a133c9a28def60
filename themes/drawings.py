"""Which drawing of drawings.svg stands for a product that has no picture."""

import unicodedata

from django.utils.translation import gettext_lazy as _

#: The six groups of Decision 148/QĐ-TTg, in its order; each has a drawing of its own
GROUPS = {
    "thuc-pham": _("Food"),
    "do-uong": _("Drinks"),
    "duoc-lieu": _("Medicinal herbs"),
    "thu-cong-my-nghe": _("Handicrafts"),
    "sinh-vat-canh": _("Ornamental plants"),
    "du-lich": _("Community tourism"),
}
#: What is neither called nor grouped in a way that tells
ANYTHING = "san-pham"

_KINDS = {
    "do-uong": "chè|trà",
    "mat-ong": "mật ong",
    "ca-phe": "cà phê|cafe|ca cao|cacao",
    "thuc-pham": "gạo|nếp|bún|miến|phở|mì|mỳ|cốm|cháo|hủ tiếu",
    "banh": "bánh|kẹo|mứt|chè lam",
    "thit": "thịt|giò|chả|lạp xưởng|lạp sườn|xúc xích|nem|heo|lợn|bò|trâu|gà|vịt|dê",
    "ca": "cá|tôm|mực|cua|ghẹ|hàu|ốc|lươn|mắm tôm|ruốc cá|rươi|yến",
    "chai": "rượu|bia|nước|mắm|dầu|tinh dầu|tương|giấm|siro|si rô|mật",
    "qua": (
        "cam|bưởi|quýt|chanh|xoài|vải|nhãn|chuối|ổi|táo|lê|na|dứa|thanh long|sầu riêng|mít|hồng|"
        "dâu|mận|đào|chôm chôm|măng cụt|quả|trái|dưa hấu|dưa lưới|hạt điều|điều|hạt"
    ),
    "rau-cu": (
        "rau|củ|nấm|măng|khoai|sắn|nghệ|gừng|tỏi|hành|ớt|su su|bí|cà chua|dưa|đậu|đỗ|lạc|ngô|"
        "mộc nhĩ"
    ),
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
#: Groups whose things are told apart by name; a vase called "Bình hoa đào" stays a vase
_NAMED = {"thuc-pham", "do-uong", ""}


def drawing_of(group: str, called: str = "") -> str:
    """The name of a drawing. In a name the first word that says what it is decides."""
    if group in _NAMED:
        words = unicodedata.normalize("NFC", called).lower().split()
        for at, word in enumerate(words):
            pair = f"{word} {words[at + 1]}" if at + 1 < len(words) else word
            if kind := _WORDS.get(pair) or _WORDS.get(word):
                return kind
    return group if group in GROUPS else ANYTHING
