"""All 63 former provinces: filter, facet and command equal a recount over PlaceSuccession."""

import itertools
import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from ocop.enums import COMMUNE_KINDS, Scheme
from ocop.models import Place, PlaceSuccession, RegisteredProduct
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_batch, register_product
from search.query import Facet, SearchQuery
from search.selectors import find
from search.services import rebuild
from tests.search.conftest import DAY


@pytest.fixture
def country(db):
    """One to three products of each former province, as issued before and since July 2025."""
    old = Place.objects.filter(scheme=Scheme.BEFORE_2025_07, kind__in=COMMUNE_KINDS)
    chosen = []
    for number, province in enumerate(Place.objects.provinces(Scheme.BEFORE_2025_07)):
        inside = old.filter(province=province).select_related("parent", "province")
        chosen += [(place, place.parent) for place in inside[: 1 + number % 2]]
    today = Place.objects.filter(scheme=Scheme.SINCE_2025_07, kind__in=COMMUNE_KINDS)
    chosen += [(place, None) for place in today.select_related("province")[::90]]
    group = group_named("thực phẩm")
    with register_batch():
        for number, (commune, district) in enumerate(chosen):
            location = locate(
                province=commune.province.name,
                district=district.full_name if district else "",
                commune=commune.full_name,
                scheme=commune.scheme,
            )
            product = register_product(
                name=f"Chè số {number}", subject=None, group=group, location=location
            )
            record_standing(
                product=product, status="certified", stars=4, decision_date=DAY, recorded_on=DAY
            )
    rebuild()


def recount():
    """Products by former province (where it is certain) and by today's, from successions alone."""
    olds_of, news_of = {}, {}
    for link in PlaceSuccession.objects.select_related("old__province", "new__province"):
        olds_of.setdefault(link.new_id, set()).add(link.old.province)
        news_of.setdefault(link.old_id, set()).add(link.new.province)
    former, today = Counter(), Counter()
    for product in RegisteredProduct.objects.select_related("place_as_issued__province"):
        place = product.place_as_issued
        if place.scheme == Scheme.BEFORE_2025_07:
            former[place.province.key] += 1
            (now,) = news_of[place.province_id]
            today[now.key] += 1
        else:
            today[place.province.key] += 1
            olds = olds_of[place.pk]
            if len(olds) == 1:
                former[next(iter(olds)).key] += 1
    return former, today


def test_all_63_and_all_34(country):
    former, today = recount()
    page = find("", SearchQuery(day=DAY, facets=(Facet.PROVINCE, Facet.FORMER_PROVINCE))).page
    assert page.counts[Facet.PROVINCE] == today
    assert page.counts[Facet.FORMER_PROVINCE] == former
    assert (len(today), len(former)) == (34, 63)

    names_today = {place.name_key for place in Place.objects.provinces()}
    for place in itertools.chain(
        Place.objects.provinces(), Place.objects.provinces(Scheme.BEFORE_2025_07)
    ):
        is_former = place.scheme == Scheme.BEFORE_2025_07
        facet = Facet.FORMER_PROVINCE if is_former else Facet.PROVINCE
        expected = (former if is_former else today)[place.key]
        assert find("", SearchQuery(day=DAY, filters={facet: (place.key,)})).page.total == expected
        if is_former and place.name_key in names_today:
            continue  # the name means today's province
        out = StringIO()
        call_command("search", "", province=place.name, json=True, limit=0, stdout=out)
        assert json.loads(out.getvalue())["total"] == expected, place
        assert find(f"chè {place.name}", SearchQuery(day=DAY)).page.total == expected, place
