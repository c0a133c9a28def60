import csv

import pytest

from catalog_import.samples.facts import products
from config.demo.pictured import Depicted, depict, motif_of, view_of
from config.demo.pictures import MOTIFS, hero
from config.demo.registry import REAL_PRODUCTS


def names():
    with REAL_PRODUCTS.open(encoding="utf-8", newline="") as file:
        real = [row["Tên sản phẩm"] for row in csv.DictReader(file)]
    return [*(product.name for product in products()), *real]


def thumbnail(picture):
    return picture.convert("L").resize((16, 16)).tobytes()


def test_every_motif_can_be_drawn_and_none_looks_like_another():
    drawn = {name: motif.draw() for name, motif in MOTIFS.items()}

    assert {picture.size for picture in drawn.values()} == {(1200, 1200)}
    assert len({thumbnail(picture) for picture in drawn.values()}) == len(MOTIFS)
    assert [motif.name for motif in MOTIFS.values() if not motif.shows] == []


@pytest.mark.parametrize("name", ["honey", "tea", "orchard"])
def test_a_variant_is_always_the_same_and_unlike_the_next(name):
    first, again, other = (MOTIFS[name].draw(variant) for variant in (0, 0, 1))

    assert first.tobytes() == again.tobytes()
    assert thumbnail(first) != thumbnail(other)


def test_hero_is_wide():
    assert hero().size == (1600, 900)


def test_every_sample_product_is_known_by_its_name():
    assert [name for name in names() if motif_of(name, "no-group") == "basket-market"] == [
        "Dưa lưới taki",
        "Dưa chuột baby",
    ]


@pytest.mark.parametrize(
    ("name", "motif"),
    [
        ("Chè Shan tuyết cổ thụ", "tea"),
        ("Chè đậu đen cốt dừa Hoàng Gia", "beans"),
        ("Gạo Già Dui Khuôn Lùng", "rice"),
        ("Đũi tơ mộc", "silk"),
        ("Cam sành", "oranges"),
        ("Vỏ cam sấy gừng", "candied-fruit"),
        ("Bưởi đường lá cam Tân Bình", "pomelo"),
        ("Món lạ", "juice"),
    ],
)
def test_motif_follows_accents_and_the_thing_made(name, motif):
    assert motif_of(name, "do-uong") == motif


def test_products_that_share_a_motif_take_turns():
    shown = depict((number, f"Mật ong {number}", "thuc-pham") for number in range(5))

    assert list(shown.values()) == [
        Depicted("honey", variant) for variant in (0, 1, 0, 1, 0)
    ]  # fmt: skip


def test_all_sample_products_need_few_pictures():
    shown = depict((number, name, "") for number, name in enumerate(names()))

    assert len(set(shown.values())) == 122


def test_view_of_a_former_province_is_a_motif():
    assert view_of("Hà Giang") == Depicted("tea-hills", 0)
    assert view_of("Trà Vinh") is None
