"""What the names of picture files say."""

import pytest

from catalog_import.photos.filenames import natural_key, parse


def told(path):
    name = parse(path)
    words = " ".join(form for _, form in name.name.words)
    return (name.number, name.order, words)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("001.jpg", (1, 0, "")),
        ("12_mat-ong-bac-ha.jpg", (12, 0, "mat ong bac ha")),
        ("12. Mật ong.jpg", (12, 0, "mat ong")),
        ("12 - Mật ong.png", (12, 0, "mat ong")),
        ("STT 12.jpg", (12, 0, "")),
        ("stt12_mat ong.jpg", (12, 0, "mat ong")),
        ("12 (2).jpg", (12, 2, "")),
        ("12-2.jpg", (12, 2, "")),
        ("12_02.jpg", (12, 2, "")),
        ("12b.jpg", (12, 2, "")),
        ("12/2.jpg", (12, 2, "")),
        ("12/ảnh 2.jpg", (12, 0, "2")),
        ("STT 12/mặt sau.jpg", (12, 0, "mat sau")),
        ("12. Mật ong/1.jpg", (12, 1, "")),
        ("Mật ong bạc hà (2).jpg", (None, 2, "mat ong bac ha")),
        ("HTX Ong Vàng/Mật ong bạc hà (2).jpg", (None, 2, "mat ong bac ha")),
        ("MatOngBacHa.JPG", (None, 0, "mat ong bac ha")),
        ("Mật ong - Copy (3).jpg", (None, 0, "mat ong")),
        ("Mật ong - bản sao.jpg", (None, 0, "mat ong")),
        ("Ảnh Mật ong.jpg", (None, 0, "mat ong")),
        ("Trà anh đào.jpg", (None, 0, "tra anh dao")),
        ("IMG_1234.jpg", (None, 0, "1234")),
        ("123456.jpg", (None, 0, "123456")),
    ],
)
def test_number_order_and_words(path, expected):
    assert told(path) == expected


def test_pictures_are_sorted_as_people_count():
    names = ["a (10).jpg", "a (2).jpg", "a.jpg", "b1.jpg", "a (1).jpg"]

    assert sorted(names, key=natural_key) == [
        "a.jpg", "a (1).jpg", "a (2).jpg", "a (10).jpg", "b1.jpg",
    ]  # fmt: skip
