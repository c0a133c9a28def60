import csv
import datetime

import pytest

from ocop.loading import DATA, load_reference_data
from ocop.models import Place, PlaceAlias, PlaceSuccession, ProductGroup

pytestmark = pytest.mark.django_db

OLD, NEW = "pre-2025-07", "2025-07"


def place(scheme, code):
    return Place.objects.get(scheme=scheme, code=code)


def test_counts_of_both_schemes():
    assert Place.objects.provinces(OLD).count() == 63
    assert Place.objects.provinces(NEW).count() == 34
    assert Place.objects.communes(OLD).count() == 10_035
    assert Place.objects.communes(NEW).count() == 3_321
    assert Place.objects.count() == 14_149
    assert PlaceSuccession.objects.count() == 10_634
    assert PlaceAlias.objects.count() == 4_021


def test_loading_again_changes_nothing():
    before = list(Place.objects.values_list()[:500]), PlaceSuccession.objects.count()
    groups = list(ProductGroup.objects.values_list())

    load_reference_data()

    assert (list(Place.objects.values_list()[:500]), PlaceSuccession.objects.count()) == before
    assert list(ProductGroup.objects.values_list()) == groups


def test_a_reused_code_is_another_place():
    assert place(OLD, "15").name == "Yên Bái"
    assert place(NEW, "15").name == "Lào Cai"


def test_a_commune_knows_its_district_province_keys_and_days():
    commune = place(OLD, "11179")

    assert (commune.full_name, commune.parent.full_name) == ("Xã Tân Hương", "Huyện Ninh Giang")
    assert commune.province.name == "Hải Dương"
    assert (commune.slug, commune.name_key, commune.fold_key) == (
        "tan-huong",
        "tânhương",
        "tanhuong",
    )
    assert (commune.valid_from, commune.valid_to) == (None, datetime.date(2025, 6, 30))
    assert commune.former_province is None


def test_a_province_is_its_own_province():
    assert set(Place.objects.provinces(OLD).values_list("pk", "province")) == {
        (pk, pk) for pk in Place.objects.provinces(OLD).values_list("pk", flat=True)
    }


def test_every_commune_of_today_has_one_former_province():
    assert Place.objects.communes(NEW).filter(former_province=None).count() == 0
    assert place(NEW, "01090").former_province == place(OLD, "02")


@pytest.mark.parametrize(
    ("code", "district", "former"),
    [
        ("11948", "Bạch Long Vĩ", "Hải Phòng"),
        ("19742", "Cồn Cỏ", "Quảng Trị"),
        ("20333", "Hoàng Sa", "Đà Nẵng"),
        ("21548", "Lý Sơn", "Quảng Ngãi"),
        ("26732", "Côn Đảo", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_island_districts_without_communes_became_special_zones(code, district, former):
    zone = place(NEW, code)

    assert zone.former_province.name == former
    assert [link.old.name for link in zone.predecessions.all()] == [district]


def test_slugs_are_unique_inside_a_province_and_level():
    communes = Place.objects.communes(NEW)

    assert communes.values("province", "slug").distinct().count() == 3_321
    assert place(OLD, "02").slug == "ha-giang"


def test_a_split_commune_is_marked():
    links = PlaceSuccession.objects.filter(old=place(OLD, "10540")).order_by("new__code")

    assert [(link.new.code, link.is_partial) for link in links] == [
        ("10543", True),
        ("10891", True),
    ]


@pytest.mark.parametrize("scheme", ["148/2023", "1048/2019"])
def test_each_scheme_has_six_groups_and_26_sets(scheme):
    groups = ProductGroup.objects.filter(scheme=scheme)

    assert groups.filter(parent=None).count() == 6
    assert groups.exclude(parent=None).count() == 26


def test_old_groups_map_to_those_of_today():
    mapped = {
        group.code: group.current.code
        for group in ProductGroup.objects.filter(scheme="1048/2019").select_related("current")
    }

    assert (mapped["I.3e"], mapped["III.3"], mapped["IV"], mapped["V.2"]) == (
        "I.3d",
        "III",
        "IV",
        "IV.1",
    )
    assert ProductGroup.objects.exclude(current__scheme="148/2023").count() == 0


def test_policy_classes():
    classes = dict(
        ProductGroup.objects.filter(scheme="148/2023")
        .exclude(policy_class="parcel")
        .values_list("code", "policy_class")
    )

    assert classes == {
        "I.1a": "fresh",
        "I.1b": "fresh",
        "II.1a": "alcohol",
        "II.1b": "alcohol",
        "III.1": "health_food",
        "V.3": "live",
        "VI": "service",
        "VI.1": "service",
    }


def test_the_licence_stands_beside_the_places():
    assert "MIT" in (DATA / "places" / "LICENSE.vietnamadminunits.txt").read_text("utf-8")


def test_names_are_nfc_and_keys_fit():
    from ocop.spelling import nfc

    with (DATA / "places" / "places.csv").open(encoding="utf-8", newline="") as file:
        assert [
            row["name"] for row in csv.DictReader(file) if row["name"] != nfc(row["name"])
        ] == []
