"""What words stand for: kinds of goods, other languages, makers, places; and what is no goods."""

import pytest

from ocop.selectors.places import locate
from ocop.services import register_subject
from search.query import SearchQuery
from search.selectors import find
from search.selectors.suggestions import suggest
from search.services import drain_outbox
from tests.search import shelf
from tests.search.conftest import DAY

NAMES = [
    "Hạt điều rang muối", "Muối tôm", "Ổi lê Ví Dụ", "Bánh đậu xanh hương vị trái cây",
    "Kem dừa non", "Xoài sấy dẻo", "Khăn lụa tơ tằm", "Kẹo lạc", "Bánh pía", "Đường hoa dừa",
    "Thịt ba chỉ sấy", "Chả bò", "Hoa hồi", "Quất mật ong", "Tinh dầu quế", "Trà hương quê",
    "Bánh phồng tôm", "Dầu phụng", "Yến sào", "Cải Kale HD Green", "Nhãn lồng", "Trứng vịt",
    "Me hạt dẻo", "Mè xửng", "Mực một nắng Cửa Lò", "Chè đậu đen", "Chè xanh", "Rượu đế",
    "Lạp sườn", "Trà hoa vàng",
]  # fmt: skip


@pytest.fixture
def shop(db):
    return shelf.stocked(NAMES)


def names(shop, text):
    return [shop[pk] for pk in find(text, SearchQuery(day=DAY)).page.ids]


@pytest.mark.parametrize(
    ("typed", "first", "never_before"),
    [
        ("gia vị", "Muối tôm", "Hạt điều rang muối"),
        ("trái cây", "Ổi lê Ví Dụ", "Bánh đậu xanh hương vị trái cây"),
        ("trái cây", "Ổi lê Ví Dụ", "Kem dừa non"),
        ("hoa quả", "Ổi lê Ví Dụ", "Bánh đậu xanh hương vị trái cây"),
        ("mứt kẹo", "Kẹo lạc", "Bánh pía"),
        ("đặt bánh pía", "Bánh pía", None),
        ("trà nào giúp ngủ ngon", "Trà hương quê", "Thịt ba chỉ sấy"),
        ("silk scarf", "Khăn lụa tơ tằm", None),
        ("dried mangoes", "Xoài sấy dẻo", None),
        ("candies", "Kẹo lạc", None),
        ("noix de cajou", "Hạt điều rang muối", None),
        ("hột vịt", "Trứng vịt", None),
        ("hương quế", "Tinh dầu quế", "Trà hương quê"),
        ("chè đậu đen", "Chè đậu đen", None),
        ("me", "Me hạt dẻo", "Mè xửng"),
        ("trái nhản", "Nhãn lồng", None),
        ("yên sào", "Yến sào", None),
        ("hdgreen", "Cải Kale HD Green", None),
        ("bánh fồng tôm", "Bánh phồng tôm", None),
        ("dầu fộng", "Dầu phụng", None),
        ("banhs phoongf toom", "Bánh phồng tôm", None),
        ("rượu 29 độ", "Rượu đế", None),
        ("mình cần mua 2 hộp bánh pía", "Bánh pía", None),
        ("shop ơi còn nhãn lồng không", "Nhãn lồng", None),
        ("tôi muốn đặt bánh pía sầu riêng", "Bánh pía", None),
        ("hột điều nhà làm", "Hạt điều rang muối", None),
        ("muối tôm túi 5kg", "Muối tôm", None),
    ],
)
def test_what_is_meant_comes_first(shop, typed, first, never_before):
    found = names(shop, typed)
    assert found[:1] == [first]
    if never_before in found:
        assert found.index(first) < found.index(never_before)


def test_kin_of_a_sweet_soup_is_no_tea(shop):
    assert names(shop, "chè đậu đen") == ["Chè đậu đen"]


@pytest.mark.parametrize(
    "typed",
    ["thịt cừu", "thịt bò", "hoa hồng", "bánh xèo", "pizza", "đũa", "giường", "quạt", "cua", "váy",
     "trống", "123456", "balo"],
)  # fmt: skip
def test_what_sounds_or_looks_like_goods_is_none(shop, typed):
    assert names(shop, typed) == []


def test_a_word_that_may_be_left_out_is_asked_for_when_it_stands_alone(db):
    honey = shelf.listing("Mật ong bạc hà")
    drain_outbox()
    assert find("mật ong hương", SearchQuery(day=DAY)).page.ids == [honey.pk]
    assert find("hương", SearchQuery(day=DAY)).page.ids == []


def test_words_beside_a_legal_form_name_a_maker(db):
    asked = shelf.listing("Khẩu nhục", subject=shelf.cooperative("HTX Sơn Hòa"), stars=3)
    shelf.listing("Giỏ cói Kim Sơn", subject=shelf.cooperative("HTX Đại Hòa"), stars=5)
    drain_outbox()
    assert find("htx son hoa", SearchQuery(day=DAY)).page.ids[0] == asked.pk


def test_the_forerunner_comes_before_what_else_its_commune_is_made_of(db):
    def at(commune, stars):
        place = {"province": "Trà Vinh", "district": "Cầu Kè", "commune": commune}
        maker = register_subject(name=f"HTX {stars}", kind="cooperative", location=locate(**place))
        return shelf.listing(f"Chuối {stars}", subject=maker, place=place, stars=stars).pk

    other, asked = at("Thạnh Phú", 5), at("Tam Ngãi", 3)
    drain_outbox()
    assert find("tam ngãi", SearchQuery(day=DAY)).page.ids == [asked, other]
    assert find("xã Tam Ngãi", SearchQuery(day=DAY)).page.ids == [asked, other]


@pytest.mark.parametrize("typed", ["thừa thiên huế", "đặc sản Thừa Thiên Huế", "gần huế"])
def test_a_province_by_an_older_name(db, typed):
    place = {"province": "Huế", "district": "", "commune": ""}
    found = shelf.listing("Mè xửng", place=place)
    shelf.listing("Chè xanh")
    drain_outbox()
    assert find(typed, SearchQuery(day=DAY)).page.ids == [found.pk]


def test_what_follows_a_word_is_completed_though_many_words_begin_so(db):
    rhymes = "a an ac am ao at au ay e em en eo et i ich im in iu o oc oi om on op ot oa u ua uc ui"
    rhymes += " um un uoi uon uong uy ang anh ap eng ieu inh oan oet uat uyen uynh"
    syllables = [f"t{rhyme}" for rhyme in rhymes.split()]
    for number in range(3):
        shelf.listing(f"Chè {' '.join(syllables)} {number}")
    asked = shelf.listing("Muối tôm")
    drain_outbox()
    assert suggest("muoi t", day=DAY)[0].url.endswith(f"-{asked.pk}/")


def test_empty_words_before_a_place_do_not_hide_it(shop):
    assert "Hà Giang" in [one.text for one in suggest("đặc sản hà gi", day=DAY)]


def test_fresh_fruit_is_not_dried(shop):
    found = names(shop, "trái cây tươi")
    assert found[:1] == ["Ổi lê Ví Dụ"]
    assert "Xoài sấy dẻo" not in found
    assert "Xoài sấy dẻo" in names(shop, "trái cây")


def test_a_family_name_is_no_fruit(shop):
    owner = register_subject(
        name="Hộ kinh doanh Lê Văn Ví Dụ", kind="household", location=locate(**shelf.HA_GIANG)
    )
    made = shelf.listing("Khô cá chạch", subject=owner)
    drain_outbox()
    shop[made.pk] = "Khô cá chạch"
    assert names(shop, "trái lê") == ["Ổi lê Ví Dụ"]
    assert names(shop, "Lê Văn Ví Dụ")[:1] == ["Khô cá chạch"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cà phê 2in1", "Cà phê hòa tan 2 trong 1"),
        ("táo mèo", "Sơn tra sấy"),
        ("dứa sấy", "Thơm sấy dẻo"),
        ("củ nén", "Ném khô"),
        ("hải sản khô", "Mực ống khô"),
    ],
)
def test_one_thing_by_another_name(db, typed, found):
    shop = shelf.stocked([found, "Bưởi da xanh"])
    assert names(shop, typed) == [found]
