"""The places in memory answer as the database does."""

import random

import pytest

from ocop.models import Place, PlaceAlias
from ocop.selectors.gazetteer import Gazetteer
from ocop.selectors.places import find_province, locate
from ocop.spelling import fold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_data")]
_ASKED = 120


def addresses():
    """Every kind of place as it is written, and written badly."""
    places = list(
        Place.objects.exclude(parent=None).select_related("parent", "province").order_by("pk")
    )
    drawn = random.Random(4).sample(places, _ASKED)  # noqa: S311
    for number, place in enumerate(drawn):
        commune = place.full_name if place.is_commune else ""
        district = place.parent.full_name if place.parent_id != place.province_id else ""
        if not place.is_commune:
            district = place.full_name
        asked = {"province": place.province.name, "district": district, "commune": commune}
        asked["scheme"] = (place.scheme, None)[number % 2]
        spoil = number % 7
        if spoil == 1:
            asked = {k: fold(v) if v and k != "scheme" else v for k, v in asked.items()}
        elif spoil == 2:
            asked["commune"] = place.name
        elif spoil == 3:
            asked["district"] = ""
        elif spoil == 4:
            asked["commune"] = f"{place.name}x"
        elif spoil == 5:
            asked["district"] = "Huyện Không Có"
        yield asked
    for alias in PlaceAlias.objects.select_related("place__parent", "place__province")[:40]:
        place = alias.place
        yield {"province": place.province.name, "district": place.parent.full_name,
               "commune": alias.key, "scheme": None}  # fmt: skip


def test_it_answers_as_the_database_does(django_assert_num_queries):
    asked = list(addresses())
    expected = [locate(**each) for each in asked]
    gazetteer = Gazetteer.load()

    with django_assert_num_queries(0):
        found = [gazetteer.locate(**each) for each in asked]
        [location.commune_now and location.commune_now.former_province for location in found]

    assert found == expected
    assert {bool(location.problems) for location in found} == {True, False}


def test_it_finds_every_place_of_the_register_where_it_is():
    gazetteer = Gazetteer.load()

    for place in Place.objects.exclude(parent=None).select_related("parent", "province"):
        is_commune = place.is_commune
        has_district = is_commune and place.parent_id != place.province_id
        found = gazetteer.locate(
            province=place.province.full_name,
            district="" if is_commune and not has_district else (
                place.parent.full_name if is_commune else place.full_name
            ),
            commune=place.full_name if is_commune else "",
            scheme=place.scheme,
        )  # fmt: skip
        assert found.province_as_issued == place.province
        assert found.place_as_issued in (place, place.province, place.parent)


def test_it_loads_in_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        Gazetteer.load()


@pytest.mark.parametrize("name", ["Tuyên Quang", "TP.HCM", "ha giang", "TP Hải Dương", ""])
def test_provinces_are_found_alike(name):
    assert Gazetteer.load().find_province(name) == find_province(name)
