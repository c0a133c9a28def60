"""Words in the names of places and producers are no goods; and what follows the one asked for."""

import pytest

from search.query import SearchQuery
from search.selectors import find
from search.selectors.suggestions import suggest
from search.services import drain_outbox
from tests.search import shelf
from tests.search.conftest import DAY

NA_HANG = {"province": "Tuyên Quang", "district": "Na Hang", "commune": "Hồng Thái"}
LAC_THUY = {"province": "Hòa Bình", "district": "Lạc Thủy", "commune": ""}


def names(text):
    page = find(text, SearchQuery(day=DAY)).page
    shown = {listing.pk: listing.title for listing in shelf.Product.objects.all()}
    return [shown[pk] for pk in page.ids]


@pytest.mark.parametrize("typed", ["lạc", "đậu phộng", "peanut"])
def test_a_producer_called_after_its_place_sells_no_peanuts(db, typed):
    maker = shelf.cooperative("HTX Chăn nuôi Lạc Thủy", place=LAC_THUY)
    shelf.listing("Gà ta Lạc Thủy", subject=maker, place=LAC_THUY, stars=5)
    shelf.listing("Lạc đỏ", stars=3)
    drain_outbox()
    assert names(typed) == ["Lạc đỏ"]
    assert names("htx lạc thủy") == ["Gà ta Lạc Thủy"]


@pytest.mark.parametrize(
    ("typed", "first", "then"),
    [
        ("Chè Shan Na Hang", "Chè Shan Na Hang", "Trà Shan cổ thụ"),
        ("tra shan co thu", "Trà Shan cổ thụ", "Chè Shan Na Hang"),
        ("quả lê Tai Nung", "Quả lê Tai Nung", "Lê vàng"),
    ],
)
def test_a_name_is_followed_by_its_kin_from_anywhere(db, typed, first, then):
    shelf.listing("Chè Shan Na Hang", place=NA_HANG, stars=3)
    for name in ("Trà Shan cổ thụ", "Quả lê Tai Nung", "Lê vàng", "Mật ong"):
        shelf.listing(name, stars=5)
    drain_outbox()
    assert names(typed) == [first, then]


def test_a_kind_and_a_place_have_no_kin_elsewhere(db):
    shelf.listing("Chè Shan", place=NA_HANG)
    shelf.listing("Chè đinh")
    drain_outbox()
    assert names("chè hồng thái") == ["Chè Shan"]


def test_a_number_in_a_name_comes_before_a_maker_called_like_the_goods(db):
    shelf.listing("Nước mắm 584", subject=shelf.cooperative("Công ty Thủy sản"), stars=3)
    other = shelf.listing("Nước mắm Cá Vàng", subject=shelf.cooperative("HTX Nước mắm"), stars=5)
    drain_outbox()
    assert names("nước mắm 584") == ["Nước mắm 584", other.title]


def test_goods_called_like_their_group_come_before_the_rest_of_it(db):
    shelf.listing("Tour hang động", group="du lịch", stars=5)
    shelf.listing("Du lịch cộng đồng bản Lác", group="du lịch", stars=3)
    drain_outbox()
    assert names("du lich cong dong") == ["Du lịch cộng đồng bản Lác", "Tour hang động"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("chanh không hạtt", ["Chanh không hạt"]),
        ("ruwowuj caanf", ["Rượu cần"]),
        ("quat", ["Quạt giấy", "Quất cảnh"]),
        ("con mực", ["Mực một nắng"]),
        ("chai rượu cần", ["Rượu cần"]),
        ("dried banana", ["Chuối mật mốc sấy"]),
        ("fan", ["Quạt giấy"]),
        ("trái cóc", []),
        ("hộp bìa", []),
    ],
)
def test_slips_measures_and_foreign_names(db, typed, found):
    shelf.stocked(
        ["Chanh không hạt", "Rượu cần", "Quạt giấy", "Quất cảnh", "Mực một nắng",
         "Chuối mật mốc sấy", "Bột ngũ cốc", "Bánh bông lan trứng muối"]
    )  # fmt: skip
    assert sorted(names(typed)) == found


def test_words_run_together_and_fruit_are_completed(db):
    shelf.stocked(["Hạt mắc ca", "Bưởi đỏ", "Bánh gai", "Bột nghệ", "Bún khô"])

    def offered(text):
        return [s.text for s in suggest(text, day=DAY) if s.kind == "product"]

    assert offered("macc") == ["Hạt mắc ca"]
    assert offered("trái b") == ["Bưởi đỏ"]


@pytest.mark.parametrize(
    ("typed", "name", "maker"),
    [
        ("đào", "Gạo nàng thơm Chợ Đào", "HTX Mỹ Lệ"),
        ("hồng", "Nho Hồng Nhật", "Hộ kinh doanh vườn nho Hồng Nhật"),
        ("lan", "Tấm trải thổ cẩm", "Công ty TNHH Lan Rừng"),
        ("na", "Bột ngũ cốc bảy loại đậu Mẹ Na", "Hộ kinh doanh Mẹ Na"),
        ("mơ", "Quạt giấy", "Hộ kinh doanh Dương Văn Mơ"),
        ("bò", "Rau bò khai", "HTX Rau rừng"),
        ("trà", "Thanh trà Thủy Biều", "HTX Thủy Biều"),
        ("lạc", "Nước ép lạc tiên", "HTX Số 1"),
    ],
)
def test_goods_are_no_part_of_the_name_of_a_brand_or_of_another_thing(db, typed, name, maker):
    shelf.listing(name, subject=shelf.cooperative(maker), stars=5)
    drain_outbox()
    assert names(typed) == []


@pytest.mark.parametrize(
    ("typed", "name", "maker"),
    [
        ("atisô", "Trà phun sương Actiso Sapa", "HTX Trapaco"),  # capitals of another language
        ("gốm", "Con thổi", "Công ty TNHH Gốm Quang"),  # what is made leads the name of its maker
        ("nấm", "Đông cô khô", "HTX Nấm Tam Đảo"),
        ("rượu", "Rượu Cần Y Miên", "HTX Rượu Cần"),  # a title in capitals
        ("quýt", "Quýt hồng Lai Vung", "HTX Lai Vung"),
    ],
)
def test_goods_in_capitals_are_found(db, typed, name, maker):
    listing = shelf.listing(name, subject=shelf.cooperative(maker))
    drain_outbox()
    assert names(typed) == [listing.title]


def test_what_is_asked_for_comes_before_other_goods_of_a_maker_called_so(db):
    shelf.listing("Mắm tôm", subject=shelf.cooperative("HTX Nước mắm Sa Châu"), stars=5)
    shelf.listing("Nước mắm Sá Sùng", subject=shelf.cooperative("HTX Cái Rồng"), stars=3)
    drain_outbox()
    assert names("nước mắm") == ["Nước mắm Sá Sùng", "Mắm tôm"]


@pytest.mark.parametrize("typed", ["đậu phộng", "đậu phụng", "lạc"])
def test_a_thing_by_any_name_comes_before_what_is_made_of_it(db, typed):
    shelf.listing("Kẹo chuối đậu phộng", stars=5)
    shelf.listing("Dầu đậu phụng", stars=5)
    shelf.listing("Lạc đỏ", stars=3)
    drain_outbox()
    assert names(typed)[0] == "Lạc đỏ"


def test_bamboo_shoots_have_no_kin_among_fruit(db):
    for name in ("Măng le khô", "Măng nứa", "Măng cụt"):
        shelf.listing(name)
    drain_outbox()
    assert names("măng le khô") == ["Măng le khô", "Măng nứa"]


def test_words_around_goods_ask_for_no_group(db):
    shelf.listing("Sâm ngâm mật ong", group="dược liệu", stars=5)
    shelf.listing("Mật ong bạc hà", stars=3)
    drain_outbox()
    assert names("sản phẩm từ ong") == ["Mật ong bạc hà", "Sâm ngâm mật ong"]


def test_a_word_for_many_things_is_more_than_a_maker_called_so(db):
    shelf.listing("Nước mắm", subject=shelf.cooperative("HTX Hải sản Ví Dụ"), stars=5)
    shelf.listing("Tôm hùm", subject=shelf.cooperative("HTX Vạn Ninh"), stars=3)
    drain_outbox()
    assert names("hải sản") == ["Tôm hùm", "Nước mắm"]


def test_what_is_said_so_is_no_slip_of_what_sounds_the_same(db):
    shelf.listing("Bánh đậu xanh")
    shelf.listing("Rau cần")
    drain_outbox()
    assert names("rau xanh") == ["Rau cần"]
