import pytest

from ocop.models import ProductGroup
from ocop.selectors.groups import group_named, top_group_slugs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_data")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("thực phẩm", "I"),
        ("Nhóm Thực phẩm", "I"),
        ("Ngành thực phẩm", "I"),
        ("Đồ uống", "II"),
        ("do uong", "II"),
        ("V. Sinh vật cảnh", "V"),
        ("Nhóm 2: Đồ uống", "II"),
        ("Thực phẩm (nhóm I)", "I"),
        ("Hàng TCMN", "IV"),
        ("Dược liệu, sản phẩm từ dược liệu", "III"),
        ("dược liệu", "III"),
        ("Dược liệu và sản phẩm từ dược liệu", "III"),
        ("Thảo dược", "III"),
        ("thủ công mỹ nghệ", "IV"),
        ("Hàng thủ công mỹ nghệ", "IV"),
        ("Lưu niệm - nội thất - trang trí", "IV"),
        ("Vải và may mặc", "IV.2"),
        ("sinh vật cảnh", "V"),
        ("du lịch", "VI"),
        ("Dịch vụ du lịch cộng đồng và điểm du lịch", "VI"),
        ("Rau, củ, quả, hạt tươi", "I.1a"),
        ("Bộ sản phẩm: Cà phê, ca cao", "I.6"),
        ("Chè", "I.5a"),
        ("Đồ uống có cồn", "II.1b"),
        ("Nhóm I", "I"),
        ("I.3a", "I.3a"),
        ("III", "III"),
        ("Hoa", "V.1"),
    ],
)
def test_group_named(text, code):
    assert group_named(text).code == code


@pytest.mark.parametrize("text", ["", "  ", "đồ gia dụng", "nhóm", "7", "nhóm khác"])
def test_group_named_does_not_guess(text):
    assert group_named(text) is None


@pytest.mark.parametrize(
    ("text", "code", "current"),
    [
        ("Thảo dược", "III", "III"),
        ("Vải và may mặc", "IV", "IV"),
        ("Chế biến từ thủy, hải sản", "I.3e", "I.3d"),
        ("Thủ công mỹ nghệ gia dụng", "V.2", "IV.1"),
    ],
)
def test_group_named_in_the_older_scheme(text, code, current):
    group = group_named(text, scheme="1048/2019")

    assert (group.code, group.current.code) == (code, current)


def test_top_groups_of_today():
    tops = ProductGroup.objects.filter(scheme="148/2023", parent=None).order_by("position")

    assert tuple(tops.values_list("slug", flat=True)) == top_group_slugs


@pytest.mark.parametrize("scheme", ["148/2023", "1048/2019"])
def test_every_group_is_found_by_its_own_name_and_code(scheme):
    for group in ProductGroup.objects.filter(scheme=scheme):
        assert group_named(group.name, scheme=scheme).top == group.top
        assert group_named(group.code, scheme=scheme) == group


def test_queries(django_assert_num_queries):
    with django_assert_num_queries(1):
        group_named("Đồ uống").top.slug.startswith("do")
