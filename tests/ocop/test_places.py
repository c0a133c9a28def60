import json
from pathlib import Path

import pytest

from ocop.models import Place
from ocop.selectors.gazetteer import Gazetteer
from ocop.selectors.places import communes_of_today, find_province, locate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_data")]

OLD, NEW = "pre-2025-07", "2025-07"
PUBLISHED = json.loads(Path(__file__).with_name("addresses.json").read_text("utf-8"))


def in_memory(**address):
    return Gazetteer.load().locate(**address)


def codes(location):
    return {
        name: getattr(location, name) and getattr(location, name).key
        for name in (
            "place_as_issued",
            "province_as_issued",
            "province_now",
            "commune_now",
            "former_province",
        )
    }


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Hà Giang", [f"{OLD}:02"]),
        ("Tỉnh Tuyên Quang", [f"{NEW}:08", f"{OLD}:08"]),
        ("T. Thanh Hoá", [f"{NEW}:38", f"{OLD}:38"]),
        ("ha giang", [f"{OLD}:02"]),
        ("TP. Hồ Chí Minh", [f"{NEW}:79", f"{OLD}:79"]),
        ("TP.HCM", [f"{NEW}:79", f"{OLD}:79"]),
        ("TPHCM", [f"{NEW}:79", f"{OLD}:79"]),
        ("Thừa Thiên Huế", [f"{NEW}:46", f"{OLD}:46"]),
        ("Bà Rịa-Vũng Tàu", [f"{OLD}:77"]),
        ("Đắc Lắc", [f"{NEW}:66", f"{OLD}:66"]),
        ("TP Hải Dương", []),
        ("Huyện Sóc Sơn", []),
        ("Atlantis", []),
        ("", []),
    ],
)
def test_find_province(name, keys):
    assert [place.key for place in find_province(name)] == keys


def test_find_province_of_one_scheme():
    assert [place.key for place in find_province("Đồng Nai", scheme=OLD)] == [f"{OLD}:75"]


def test_a_former_commune_is_tied_to_todays():
    location = locate(province="Hà Giang", district="Huyện Hoàng Su Phì", commune="Xã Thông Nguyên")

    assert codes(location) == {
        "place_as_issued": f"{OLD}:01090",
        "province_as_issued": f"{OLD}:02",
        "province_now": f"{NEW}:08",
        "commune_now": f"{NEW}:01090",
        "former_province": f"{OLD}:02",
    }
    assert location.confidence == "exact"
    assert location.district_as_issued.full_name == "Huyện Hoàng Su Phì"
    assert (location.commune_name, location.district_name) == (
        "Xã Thông Nguyên",
        "Huyện Hoàng Su Phì",
    )
    assert location.problems == ()


def test_a_commune_of_today_knows_its_former_province():
    location = locate(province="Đồng Nai", commune="Xã Đồng Phú")

    assert codes(location) == {
        "place_as_issued": f"{NEW}:25363",
        "province_as_issued": f"{NEW}:75",
        "province_now": f"{NEW}:75",
        "commune_now": f"{NEW}:25363",
        "former_province": f"{OLD}:70",
    }
    assert (location.confidence, location.problems) == ("exact", ())


def test_without_a_district_the_former_commune_answers_where_todays_is_missing():
    location = locate(province="Tuyên Quang", commune="Xã Tràng Đà")

    assert location.place_as_issued.key == f"{OLD}:02209"
    assert location.province_as_issued.key == f"{OLD}:08"
    assert location.problems == ()


def test_a_scheme_is_kept():
    location = locate(province="Tuyên Quang", commune="Xã Tràng Đà", scheme=NEW)

    assert codes(location) == {
        "place_as_issued": f"{NEW}:08",
        "province_as_issued": f"{NEW}:08",
        "province_now": f"{NEW}:08",
        "commune_now": None,
        "former_province": None,
    }
    assert (location.confidence, location.problems) == ("partial", ("commune_unknown",))


@pytest.mark.parametrize(
    ("province", "former"),
    [("Hà Giang", f"{OLD}:02"), ("Tuyên Quang", None), ("Cao Bằng", f"{OLD}:04")],
)
def test_only_a_province(province, former):
    location = locate(province=province)

    assert (location.former_province and location.former_province.key) == former
    assert (location.confidence, location.problems) == ("partial", ())


def test_a_split_commune_has_no_single_successor():
    location = locate(province="Hải Dương", district="TP. Hải Dương", commune="P. Tứ Minh")

    assert location.place_as_issued.key == f"{OLD}:10540"
    assert location.commune_now is None
    assert (location.confidence, location.problems) == ("split", ("commune_split",))
    assert (location.commune_name, location.district_name) == (
        "Phường Tứ Minh",
        "Thành phố Hải Dương",
    )


def test_without_a_province_nothing_is_guessed():
    location = locate(province="", district="H. Hoàng Su Phì", commune="X. Thông Nguyên")

    assert set(codes(location).values()) == {None}
    assert (location.confidence, location.problems) == ("none", ("province_unknown",))
    assert (location.commune_name, location.district_name) == (
        "Xã Thông Nguyên",
        "Huyện Hoàng Su Phì",
    )


def test_an_unknown_commune_leaves_its_district():
    location = locate(province="Hà Nam", district="Huyện Lý Nhân", commune="Xã Không Có Thật")

    assert location.place_as_issued.full_name == "Huyện Lý Nhân"
    assert location.commune_name == "Xã Không Có Thật"
    assert (location.confidence, location.problems) == ("partial", ("commune_unknown",))


def test_in_an_unknown_district_no_commune_is_sought():
    location = locate(province="Hà Nam", district="Huyện Không Có", commune="Xã Nhân Nghĩa")

    assert location.place_as_issued.key == f"{OLD}:35"
    assert (location.commune_name, location.district_name) == ("Xã Nhân Nghĩa", "Huyện Không Có")
    assert (location.confidence, location.problems) == ("partial", ("district_unknown",))


@pytest.mark.parametrize(
    ("province", "district", "commune", "former", "problems"),
    [
        ("Tuyên Quang", "Huyện Hoàng Su Phì", "Xã Thông Nguyên", "Hà Giang", ()),
        ("Tuyên Quang", "Huyện Hàm Yên", "", "Tuyên Quang", None),
        ("Vĩnh Long", "Huyện Châu Thành", "Xã Tam Phước", "Bến Tre", ()),
        ("Vĩnh Long", "Huyện Cầu Kè", "Xã Không Có", "Trà Vinh", ("commune_unknown",)),
    ],
)
@pytest.mark.parametrize("find", [locate, in_memory])
def test_a_district_of_another_province_that_todays_was_made_of(
    find, province, district, commune, former, problems
):
    location = find(province=province, district=district, commune=commune)

    assert location.province_as_issued.name == former
    assert location.former_province == location.province_as_issued
    assert location.province_now.name == province
    assert location.district_as_issued.full_name == district
    if problems is not None:
        assert location.problems[: 1 + len(problems)] == ("province_of_today", *problems)


def test_a_district_two_of_the_former_provinces_had_is_not_guessed():
    location = locate(province="Vĩnh Long", district="Huyện Châu Thành")

    assert (location.province_as_issued.name, location.problems) == (
        "Vĩnh Long", ("district_unknown",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("commune", "code", "problems"),
    [
        ("Xã Tam Dân", "20392", ()),
        ("Xã Tam Đàn", "20374", ()),
        ("xa Tam Dan", None, ("commune_unknown",)),
        ("Xã Tam Đán", None, ("commune_unknown",)),
        ("Xa Tam Thai", "20386", ("accent_guess",)),
        ("Xã Tam Vinh", "20364", ()),
    ],
)
def test_accents_decide_and_are_guessed_only_when_one_name_is_left(commune, code, problems):
    location = locate(province="Quảng Nam", district="Huyện Phú Ninh", commune=commune)

    assert (location.place_as_issued.code if location.place_as_issued.is_commune else None) == code
    assert tuple(p for p in location.problems if p != "commune_split") == problems


@pytest.mark.parametrize(
    ("district", "found"),
    [
        ("Huyện Phú Quốc", "Thành phố Phú Quốc"),
        ("TP Phú Quốc", "Thành phố Phú Quốc"),
        ("PHÚ QUỐC", "Thành phố Phú Quốc"),
    ],
)
def test_a_district_whose_kind_changed_is_found(district, found):
    location = locate(province="Kiên Giang", district=district, commune="Xã Cửa Cạn")

    assert location.district_as_issued.full_name == found
    assert location.problems == ()


def test_what_the_source_calls_a_place_is_kept():
    assert locate(province="Kiên Giang", district="H. Phú Quốc").district_name == "Huyện Phú Quốc"
    assert locate(province="Kiên Giang", district="Phú Quốc").district_name == "Thành phố Phú Quốc"


def test_an_earlier_name_of_a_district_is_understood():
    location = locate(province="Quảng Ninh", district="Huyện Hoành Bồ")

    assert location.district_as_issued.full_name == "Thành phố Hạ Long"
    assert location.district_name == "Huyện Hoành Bồ"


def test_two_units_of_one_name_are_told_apart_by_their_unit_word():
    address = {"province": "Hà Nội", "district": "Huyện Gia Lâm", "scheme": OLD}

    assert locate(**address, commune="Xã Yên Viên").place_as_issued.full_name == "Xã Yên Viên"
    assert locate(**address, commune="TT Yên Viên").place_as_issued.full_name == (
        "Thị trấn Yên Viên"
    )
    assert locate(**address, commune="Yên Viên").problems == ("commune_unknown",)


def test_numbers_match_without_leading_zeros():
    address = {"province": "TP. Hồ Chí Minh", "district": "Quận 03", "commune": "Phường 04"}

    location = locate(**address)

    assert (location.commune_name, location.district_name) == ("Phường 4", "Quận 3")


@pytest.mark.parametrize("place", ["Xa Dung", "Xã Xa Dung", "xa Xa Dung"])
def test_a_name_that_starts_like_a_unit_word_is_found_whole(place):
    location = locate(province="Điện Biên", district="Huyện Điện Biên Đông", commune=place)

    assert location.place_as_issued.full_name == "Xã Xa Dung"


@pytest.mark.parametrize(("code", "name"), [("02431", "Xã Quí Quân"), ("01978", "Xã Sĩ Bình")])
def test_i_and_y_are_one_letter_in_names(code, name):
    former = Place.objects.get(scheme=OLD, code=code)

    location = locate(province=former.province.name, district=former.parent.full_name, commune=name)

    assert location.place_as_issued == former
    assert "accent_guess" not in location.problems


def test_an_island_district_without_communes_became_one_zone():
    location = locate(province="Quảng Ngãi", district="Huyện Lý Sơn")

    assert codes(location)["commune_now"] == f"{NEW}:21548"
    assert location.confidence == "exact"


@pytest.mark.parametrize("address", PUBLISHED, ids=lambda a: f"{a['province']}-{a['commune']}")
def test_addresses_of_published_lists(address):
    location = locate(
        province=address["province"],
        district=address["district"],
        commune=address["commune"],
        scheme=address["scheme"],
    )

    assert location.place_as_issued.key == f"{address['scheme']}:{address['unit_code']}"
    assert (location.commune_name, location.district_name) == (
        address["commune"],
        address["district"],
    )
    assert sorted(
        Place.objects.filter(pk__in=communes_of_today(location.place_as_issued)).values_list(
            "code", flat=True
        )
    ) == (address["successors"] or [address["unit_code"]])


def test_every_former_commune_is_found_by_its_own_names():
    """A sample over the whole country: every 97th commune, with its unit word and without."""
    communes = Place.objects.communes(OLD).select_related("parent", "province").order_by("code")

    for commune in communes[::97]:
        location = locate(
            province=commune.province.full_name,
            district=commune.parent.full_name,
            commune=commune.full_name,
        )

        assert location.place_as_issued == commune


def test_ground_of_a_place():
    district = Place.objects.get(scheme=OLD, full_name="Huyện Hoàng Su Phì")
    commune = Place.objects.get(scheme=OLD, code="01090")

    assert communes_of_today(commune) <= communes_of_today(district)
    assert communes_of_today(commune.province) is None


def test_queries_of_one_address(django_assert_num_queries):
    with django_assert_num_queries(5):
        locate(province="Hà Giang", district="Huyện Hoàng Su Phì", commune="Xã Thông Nguyên")
