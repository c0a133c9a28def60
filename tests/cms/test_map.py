"""The map of the country: all 34 provinces, and both archipelagos wherever it is drawn."""

import re
from pathlib import Path

import pytest

from cms.economic_regions import ECONOMIC_REGIONS
from cms.map import Step, province_map, step_of, steps
from ocop.models import Place
from themes.registry import HOME

ARCHIPELAGOES = ("Hoàng Sa", "Trường Sa")


def test_every_province_of_today_has_an_outline_and_a_region(register_data, db):
    codes = set(Place.objects.provinces().values_list("code", flat=True))

    grouped = [code for region in ECONOMIC_REGIONS for code in region.provinces]
    assert {outline.code for outline in province_map().outlines} == codes
    assert sorted(grouped) == sorted(codes)
    assert [len(region.provinces) for region in ECONOMIC_REGIONS] == [9, 6, 5, 6, 3, 5]


def test_outlines_stay_on_the_picture():
    shown = province_map()

    for outline in shown.outlines:
        for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", outline.path + outline.dots):
            assert 0 <= float(x) <= shown.width
            assert 0 <= float(y) <= shown.height


def test_both_archipelagos_belong_to_their_provinces():
    found = {
        isles.key: (isles.code, isles.dots.count("M")) for isles in province_map().archipelagoes
    }

    assert found == {"hoang-sa": ("48", 8), "truong-sa": ("56", 13)}


def test_the_map_of_regions_names_both_archipelagos(all_sections, client):
    for address in ("/vung-mien/", "/en/vung-mien/", "/vung-mien/?tim=ha+nam"):
        html = client.get(address).content.decode()

        (drawing,) = re.findall(r'<svg class="map__drawing".*?</svg>', html, re.DOTALL)
        assert [name for name in ARCHIPELAGOES if name in drawing] == list(ARCHIPELAGOES)
        assert drawing.count('class="map__isles"') == 2
        assert drawing.count("<a ") == 36


def maps_drawn_in_files():
    """Every file of a theme that draws the country."""
    return [
        file
        for pattern in ("*.svg", "*.html")
        for file in Path(HOME).rglob(pattern)
        if re.search(r'id="viet-nam"|class="map__drawing"', file.read_text("utf-8"))
    ]


def test_every_map_in_a_file_has_both_archipelagos():
    files = maps_drawn_in_files()

    assert sorted(file.name for file in files) == ["map.html", "map.svg"]
    silhouette = next(file for file in files if file.suffix == ".svg").read_text("utf-8")
    assert [name for name in ARCHIPELAGOES if name in silhouette] == list(ARCHIPELAGOES)
    assert silhouette.count("<text") == 2
    template = next(file for file in files if file.suffix == ".html").read_text("utf-8")
    assert "for isles, province in archipelagoes" in template


@pytest.mark.parametrize(
    ("counts", "bounds"),
    [
        ({}, []),
        ({"01": 0}, []),
        ({"01": 3, "02": 1}, [(1, 1), (2, 2), (3, 3), (4, None)]),
        ({"01": 138}, [(1, 50), (51, 100), (101, 150), (151, None)]),
        ({"01": 5000}, [(1, 1250), (1251, 2500), (2501, 3750), (3751, None)]),
    ],
)
def test_steps_of_the_legend(counts, bounds):
    assert [(step.low, step.high) for step in steps(counts)] == bounds


def test_a_count_falls_on_one_step():
    found = (Step(1, 1, 5), Step(2, 6, 10), Step(3, 11, 15), Step(4, 16, None))

    assert [step_of(count, found) for count in (0, 1, 5, 6, 15, 16, 99)] == [0, 1, 1, 2, 3, 4, 4]
