"""Which drawn picture stands for a product, by the words of its name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from config.demo.pictures import MOTIFS
from ocop.spelling import exact

#: Motif → words. The first line that has one of its words in the name wins, so what is
#: made of a thing stands before the thing.
_WORDS: tuple[tuple[str, str], ...] = (
    ("tea-hills", "hái chè"),
    ("homestay", "nhà sàn|nhà trình tường|nhà dài"),
    ("river", "thuyền"),
    ("village", "vườn chim"),
    ("orchard", "làm nông"),
    ("ice-cream", "kem"),
    ("lotus-wine", "rượu sen"),
    ("fruit-wine", "rượu vang|rượu mơ|rượu bưởi|rượu nếp cẩm|rượu đông trùng"),
    ("leaf-wine", "rượu ngô|rượu mật ong"),
    ("rice-wine", "rượu"),
    ("cordyceps", "đông trùng"),
    ("reishi", "linh xanh|linh chi"),
    ("ginseng", "saphraton|sâm"),
    ("black-garlic", "tỏi đen|tỏi kinh môn"),
    ("herbal-box", "trà dược liệu|phun sương|long premium|lá sen cạn"),
    ("herb-extract", "cao atiso|cao mềm"),
    ("essential-oil", "tinh dầu|essential"),
    ("turmeric-powder", "bột nghệ"),
    ("shampoo", "dầu gội"),
    ("soap", "xà phòng"),
    ("lotus-tea", "trà sen|trà hoa sen"),
    ("flower-tea", "trà hoa"),
    ("candy", "kẹo|thạch"),
    ("black-tea", "hồng trà"),
    ("tea-pouch", "bạch trà|bát tiên|phổ nhĩ"),
    ("bean-cake", "bánh đậu"),
    ("cereal", "bột đậu xanh|bột sữa gạo|ngũ cốc|mèn mén"),
    ("beans", "chè đậu"),
    ("tea", "trà|chè"),
    ("embroidery", "thêu hoa sen|lót ly|thêu ren"),
    ("drum", "trống"),
    ("silk", "khăn lụa|vải lụa|đũi"),
    ("brocade", "thổ cẩm|khăn lanh|váy lanh"),
    ("lamp", "đèn mây"),
    ("basket", "gùi|mây tre"),
    ("celadon", "men ngọc|men xanh đồng"),
    ("porcelain", "gốm|bình ngọc|bình hoa|bình phú quý|bình thiên nga|bình tỳ bà"),
    ("hats", "nón lá"),
    ("agarwood", "trầm hương"),
    ("incense", "trầm"),
    ("orchid", "lan hồ điệp"),
    ("bonsai", "bon sai|cây mai"),
    ("chrysanthemum", "cúc"),
    ("roses", "hoa hồng"),
    ("carp", "koi"),
    ("kumquat", "quất"),
    ("peach-blossom", "đào"),
    ("lotus-seeds", "hạt sen|hoa sen"),
    ("honey", "mật ong|phấn hoa"),
    ("coconut-jar", "hoa dừa"),
    ("cookies", "bánh dừa nướng|bánh tam giác mạch|vicosap dừa|bánh ống|bánh cơm|bánh pía"),
    ("yogurt", "sữa chua"),
    ("coconut", "dừa sáp"),
    ("square-cake", "bánh chưng|bánh gai"),
    ("rice-crackers", "bánh đa vừng"),
    ("vermicelli", "bún|bánh đa nem"),
    ("noodles", "phở|bánh đa|miến"),
    ("cocoa", "ca cao|sô cô la"),
    ("coffee", "cà phê"),
    ("cashew", "điều"),
    ("oil", "dầu đậu phụng"),
    ("powder", "bột sắn"),
    ("birds-nest", "yến sào"),
    ("juice", "nước cam|nước vải"),
    ("water", "nước suối"),
    ("kombucha", "kombucha"),
    ("fish-sauce", "nước mắm"),
    ("shrimp-paste", "mắm"),
    ("soy-crock", "tương"),
    ("kimchi", "kim chi|dưa muối"),
    ("chilli-jar", "sa tế"),
    ("spices", "chẩm chéo"),
    ("pepper", "tiêu"),
    ("dried-fish", "khô ếch|cá kho"),
    ("fish", "chả cá|chả rươi|cáy"),
    ("sausages", "lạp xưởng|lạp sườn|xúc xích|chả bò"),
    ("smoked-meat", "thịt|ruốc|khẩu nhục|gà"),
    ("eggs", "trứng"),
    ("candied-fruit", "sấy dẻo|mứt|vỏ cam"),
    ("crisps", "sấy giòn|sấy thăng hoa"),
    ("sticky-rice", "nếp|cốm"),
    ("rice", "gạo"),
    ("oranges", "cam sành"),
    ("pomelo", "bưởi"),
    ("lychee", "vải|chôm chôm"),
    ("longan", "nhãn"),
    ("mango", "xoài"),
    ("dragon-fruit", "thanh long"),
    ("durian", "sầu riêng"),
    ("banana", "chuối"),
    ("grapes", "nho|măng cụt"),
    ("custard-apple", "na dai"),
    ("plums", "mận"),
    ("guava", "ổi|táo"),
    ("pears", "lê"),
    ("garlic", "tỏi"),
    ("shallots", "hành"),
    ("carrots", "cà rốt"),
    ("greens", "cải|khổ qua"),
    ("mushrooms", "nấm"),
    ("basket-market", "dưa"),
)  # fmt: skip
_BY_GROUP = {
    "thuc-pham": "basket-market",
    "do-uong": "juice",
    "duoc-lieu": "herbal-box",
    "thu-cong-my-nghe": "basket",
    "sinh-vat-canh": "bonsai",
    "du-lich": "village",
}
#: Former province → a view of the country, shown after the picture of a made-up product
_VIEWS = {
    "Hà Giang": "tea-hills",
    "Hà Nam": "river",
    "Hải Dương": "village",
    "Đồng Nai": "orchard",
}
#: So many products share one picture of their motif, and no motif has more pictures than this
_SHARE, _MOST = 3, 2


@dataclass(frozen=True, slots=True)
class Depicted:
    """The picture of one product."""

    motif: str
    variant: int

    @property
    def title(self) -> str:
        """Name of the picture in the library; one a motif and variant."""
        return f"Tranh minh hoạ: {MOTIFS[self.motif].shows} ({self.variant + 1})"

    @property
    def alt(self) -> str:
        return f"Tranh minh hoạ: {MOTIFS[self.motif].shows}"


def motif_of(name: str, group_slug: str = "") -> str:
    """The motif of a product by its name, else by its group."""
    words = f" {exact(name)} "
    for motif, phrases in _WORDS:
        if any(f" {exact(phrase)} " in words for phrase in phrases.split("|")):
            return motif
    return _BY_GROUP.get(group_slug, "basket-market")


def depict(named: Iterable[tuple[int, str, str]]) -> dict[int, Depicted]:
    """Pictures for (id, name, slug of the group) in this order."""
    motifs = {key: motif_of(name, group_slug) for key, name, group_slug in named}
    wanted = Counter(motifs.values())
    seen: Counter[str] = Counter()
    depicted = {}
    for key, motif in motifs.items():
        turns = min(-(-wanted[motif] // _SHARE), _MOST)
        depicted[key] = Depicted(motif, seen[motif] % turns)
        seen[motif] += 1
    return depicted


def view_of(province: str) -> Depicted | None:
    """A view for products of a former province."""
    motif = _VIEWS.get(province)
    return Depicted(motif, 0) if motif else None
