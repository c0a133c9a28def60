"""Registering, finding again however it is spelled, and correcting."""

import pytest

from ocop.errors import AlreadyRegistered, InvalidFields, NameMissing, PersonalNumberRefused
from ocop.models import Place, RegisteredProduct, Subject
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.selectors.register import find_product, find_subject
from ocop.services import (
    correct_product,
    correct_subject,
    register_product,
    register_subject,
)
from tests.factories.ocop import (
    ADDRESS,
    CraftVillageFactory,
    RegisteredProductFactory,
    SubjectFactory,
)

pytestmark = pytest.mark.django_db

NEIGHBOUR = ADDRESS | {"commune": "Xã Nậm Ty"}
TODAYS = {"province": "Tuyên Quang", "commune": "Xã Thông Nguyên", "scheme": "2025-07"}
OTHER_PROVINCE = {"province": "Hà Nam", "district": "Huyện Lý Nhân", "commune": "Xã Nhân Nghĩa"}


def find(name, address=ADDRESS):
    location = locate(**address)
    return find_subject(
        name=name,
        province_as_issued=location.province_as_issued,
        place_as_issued=location.place_as_issued,
    )


def test_a_subject_is_registered_where_it_is():
    subject = register_subject(
        name="  HTX   Chè Ví Dụ ",
        location=locate(**ADDRESS),
        address="thôn Một,\nxã Thông Nguyên",
        phone="0900000001",
    )

    subject.refresh_from_db()
    assert (subject.name, subject.slug, subject.kind) == (
        "HTX Chè Ví Dụ",
        "htx-che-vi-du",
        "cooperative",
    )
    assert subject.place_as_issued.key == "pre-2025-07:01090"
    assert subject.province_as_issued.key == "pre-2025-07:02"
    assert subject.province_now.key == "2025-07:08"
    assert subject.commune_now.key == "2025-07:01090"
    assert subject.former_province.key == "pre-2025-07:02"
    assert (subject.place_confidence, subject.address) == ("exact", "thôn Một, xã Thông Nguyên")


def test_without_a_location_nothing_is_known_of_the_place():
    subject = register_subject(name="HTX Ví Dụ")

    assert (subject.province_now, subject.place_confidence) == (None, "none")


def test_a_given_kind_beats_the_name():
    assert register_subject(name="HTX Ví Dụ", kind="facility").kind == "facility"


def test_slugs_stay_apart():
    slugs = [
        SubjectFactory(name=name, address=address).slug
        for name, address in [
            ("HTX Ví Dụ", ADDRESS),
            ("HTX Ví Dụ", NEIGHBOUR),
            ("Htx vi du", ADDRESS),
            ("★ ★ 茶", ADDRESS),
        ]
    ]

    assert slugs == ["htx-vi-du", "htx-vi-du-2", "htx-vi-du-3", "chu-the"]


@pytest.mark.parametrize(
    "spelling",
    [
        "CTCP Quy Hòa",
        "Công ty cổ phần Quy Hoà",
        "Cty CP  QUY HÒA",
        "CTCP Qui Hòa",
        "CTCP Quy Hòa, xã Thông Nguyên",
    ],
)
def test_a_subject_is_found_however_its_name_is_spelled(spelling):
    subject = SubjectFactory(name="CTCP Quy Hòa")

    assert find(spelling) == subject


def test_the_same_spelling_is_nearer_than_one_with_another_vowel():
    with_i = SubjectFactory(name="HTX Mì Gạo", address=NEIGHBOUR)
    with_y = SubjectFactory(name="HTX Mỳ Gạo", address=ADDRESS)

    assert find("HTX Mì Gạo", NEIGHBOUR) == with_i
    assert find("HTX Mỳ Gạo") == with_y


@pytest.mark.parametrize("name", ["HTX Ví Dụ", "Hộ kinh doanh Ví Dụ", "Cơ sở Ví Dụ"])
def test_one_name_in_two_communes_is_two_subjects(name):
    subject = SubjectFactory(name=name)

    assert find(name, NEIGHBOUR) is None
    assert find(name) == subject


def test_an_enterprise_is_one_in_the_whole_province():
    subject = SubjectFactory(name="CTCP Ví Dụ")

    assert find("CTCP Ví Dụ", NEIGHBOUR) == subject
    assert find("CTCP Ví Dụ", OTHER_PROVINCE) is None


def test_a_subject_is_found_across_the_reform():
    subject = SubjectFactory(name="HTX Ví Dụ")

    assert find("HTX Ví Dụ", TODAYS) == subject
    assert find("HTX Ví Dụ", TODAYS | {"commune": "Xã Đồng Yên"}) is None


def test_a_subject_of_today_is_found_by_its_former_place():
    subject = SubjectFactory(name="HTX Ví Dụ", address=TODAYS)

    assert find("HTX Ví Dụ") == subject
    assert find("HTX Ví Dụ", {"province": "Tuyên Quang", "scheme": "pre-2025-07"}) is None


def test_a_subject_known_only_by_its_province_is_found():
    subject = SubjectFactory(name="HTX Ví Dụ", address={"province": "Hà Giang"})

    assert find("HTX Ví Dụ") == subject
    assert find("HTX Ví Dụ", {"province": "Tuyên Quang"}) == subject
    assert find("HTX Ví Dụ", {"province": "Cao Bằng"}) is None


def test_a_subject_known_only_by_its_province_of_today_may_lie_in_a_former_one():
    subject = SubjectFactory(name="HTX Ví Dụ", address={"province": "Tuyên Quang"})

    assert find("HTX Ví Dụ") == subject


def test_without_a_commune_one_of_several_is_not_guessed():
    SubjectFactory(name="HTX Ví Dụ", address=ADDRESS)
    SubjectFactory(name="HTX Ví Dụ", address=NEIGHBOUR)

    assert find("HTX Ví Dụ", {"province": "Hà Giang"}) is None


def test_what_was_registered_for_a_vague_place_is_found_for_it_again():
    SubjectFactory(name="HTX Ví Dụ", address=ADDRESS)
    SubjectFactory(name="HTX Ví Dụ", address=NEIGHBOUR)
    vague = SubjectFactory(name="HTX Ví Dụ", address={"province": "Hà Giang"})

    assert find("HTX Ví Dụ", {"province": "Hà Giang"}) == vague


def test_a_commune_lies_in_its_district():
    subject = SubjectFactory(name="HTX Ví Dụ")
    district = {"province": "Hà Giang", "district": "Huyện Hoàng Su Phì"}

    assert find("HTX Ví Dụ", district) == subject
    assert find("HTX Ví Dụ", district | {"district": "Huyện Xín Mần"}) is None


def test_a_known_subject_is_not_registered_twice():
    subject = SubjectFactory(name="HTX Ví Dụ")

    with pytest.raises(AlreadyRegistered) as refusal:
        register_subject(name="Hợp tác xã Ví Dụ", location=locate(**ADDRESS))

    assert refusal.value.existing == subject
    assert Subject.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "…", "\u200b"])
def test_a_name_without_a_letter_is_refused(name):
    with pytest.raises(NameMissing):
        register_subject(name=name)
    with pytest.raises(NameMissing):
        register_product(name=name, subject=None)

    assert (Subject.objects.count(), RegisteredProduct.objects.count()) == (0, 0)


def test_what_does_not_fit_is_refused():
    with pytest.raises(InvalidFields, match=r"^name: "):
        register_subject(name="HTX " + "a" * 297)
    with pytest.raises(InvalidFields, match=r"^kind: "):
        register_subject(name="HTX Ví Dụ", kind="sect")

    assert Subject.objects.count() == 0


def test_a_personal_number_is_not_kept():
    with pytest.raises(PersonalNumberRefused):
        register_subject(name="Hộ kinh doanh Ví Dụ", tax_code="001 099 012 345")

    subject = register_subject(name="Hộ kinh doanh Ví Dụ", tax_code="0100109106-001")
    with pytest.raises(PersonalNumberRefused):
        correct_subject(subject=subject, tax_code="001099012345")
    subject.refresh_from_db()
    assert subject.tax_code == "0100109106-001"


def test_correcting_a_subject():
    subject = SubjectFactory(name="HTX Ví Dụ")
    village = CraftVillageFactory()

    correct_subject(
        subject=subject,
        name="Công ty cổ phần Ví Dụ",
        kind="enterprise",
        location=locate(**OTHER_PROVINCE),
        address="số 1",
        is_small_or_medium=True,
        craft_village=village,
    )

    subject.refresh_from_db()
    assert (subject.name, subject.match_key, subject.slug, subject.kind) == (
        "Công ty cổ phần Ví Dụ",
        "ctcp vi2 du5",
        "htx-vi-du",
        "enterprise",
    )
    assert subject.province_as_issued.name == "Hà Nam"
    assert (subject.address, subject.is_small_or_medium) == ("số 1", True)
    assert subject.craft_village == village


def test_a_refused_correction_changes_nothing():
    subject = SubjectFactory(name="HTX Ví Dụ")

    with pytest.raises(InvalidFields):
        correct_subject(subject=subject, phone="0900000001", website="no address")

    assert subject.website == ""
    subject.refresh_from_db()
    assert subject.phone == ""


def test_only_known_fields_are_corrected():
    with pytest.raises(TypeError, match="slug"):
        correct_subject(subject=SubjectFactory(), slug="x")
    with pytest.raises(TypeError, match="is_public"):
        correct_product(product=RegisteredProductFactory(), is_public=True)


def test_a_product_is_registered():
    subject = SubjectFactory()

    product = register_product(
        name="Nước mắm Ví Dụ (20°N, 30°N)",
        subject=subject,
        group=group_named("thực phẩm"),
        location=locate(**ADDRESS),
        proposed_skus=["20°N", " 30°N "],
        product_code="83-829-28780-3-2022",
    )

    product.refresh_from_db()
    assert product.proposed_skus == ["20°N", "30°N"]
    assert product.group.code == "I"
    assert product.commune_now.key == "2025-07:01090"
    assert (product.is_public, product.last_status) == (False, "")


@pytest.mark.parametrize(
    "spelling", ["Bưởi Quy Hòa", "bưởi  qui hoà", "Bưởi (Quy Hòa)", "BƯỞI QUY HOÀ"]
)
def test_a_product_is_found_however_its_name_is_spelled(spelling):
    product = RegisteredProductFactory(name="Bưởi Quy Hòa")

    found = find_product(
        name=spelling,
        subject=product.subject,
        province_as_issued=product.province_as_issued,
    )

    assert found == product


def test_the_same_name_of_another_subject_is_another_product():
    product = RegisteredProductFactory(name="Mắm tôm")

    for subject in (SubjectFactory(), None):
        assert (
            find_product(
                name="Mắm tôm", subject=subject, province_as_issued=product.province_as_issued
            )
            is None
        )


def test_a_product_is_found_across_the_reform():
    product = RegisteredProductFactory(name="Trà xanh")
    find_in = {"name": "Trà xanh", "subject": product.subject}

    assert find_product(**find_in, province_as_issued=product.province_now) == product
    assert find_product(**find_in, province_as_issued=None) is None
    assert (
        find_product(
            **find_in, province_as_issued=Place.objects.get(scheme="pre-2025-07", code="08")
        )
        is None
    )


def test_a_known_product_is_not_registered_twice():
    product = RegisteredProductFactory(name="Trà xanh")

    with pytest.raises(AlreadyRegistered) as refusal:
        register_product(name="TRÀ XANH", subject=product.subject, location=locate(**TODAYS))

    assert refusal.value.existing == product
    assert RegisteredProduct.objects.count() == 1


def test_a_product_without_a_subject():
    product = register_product(name="Trầm nụ", subject=None, location=locate(**ADDRESS))

    with pytest.raises(AlreadyRegistered):
        register_product(name="Trầm nụ", subject=None, location=locate(**NEIGHBOUR))

    assert RegisteredProduct.objects.get() == product


def test_correcting_a_product():
    product = RegisteredProductFactory(name="Trà xanh")
    other = SubjectFactory()

    correct_product(
        product=product,
        name="Hồng trà",
        subject=other,
        group=group_named("chè"),
        location=locate(**NEIGHBOUR),
        proposed_skus=["100 g"],
    )

    product.refresh_from_db()
    assert (product.name, product.match_key) == ("Hồng trà", "hông1 tra1")
    assert (product.subject, product.group.code) == (other, "I.5a")
    assert product.place_as_issued.full_name == "Xã Nậm Ty"
    assert product.proposed_skus == ["100 g"]


def test_a_correction_does_not_make_two_products_one():
    product = RegisteredProductFactory(name="Trà xanh")
    other = RegisteredProductFactory(name="Hồng trà", subject=product.subject)

    with pytest.raises(AlreadyRegistered) as refusal:
        correct_product(product=other, name="Trà Xanh")

    assert refusal.value.existing == product
    other.refresh_from_db()
    assert other.name == "Hồng trà"


def test_queries_of_finding(django_assert_num_queries):
    product = RegisteredProductFactory()
    place = product.place_as_issued
    province = product.province_as_issued

    with django_assert_num_queries(1):
        find_subject(
            name=product.subject.name,
            province_as_issued=province,
            place_as_issued=place,
        )
    with django_assert_num_queries(1):
        find_product(name=product.name, subject=product.subject, province_as_issued=province)
