"""In season: what the seller said, the month of the day, the facet."""

import pytest
from django.utils.translation import gettext

from search.services import drain_outbox
from shop.catalogue.models import Product
from shop.catalogue.seasons import mask_of, months_of, runs
from shop.catalogue.services import set_season
from shop.errors import OfferError
from tests.search import shelf


@pytest.fixture
def shop(db):
    made = {name: shelf.listing(name) for name in ("Vải thiều", "Cam sành", "Chè Shan")}
    set_season(listing=made["Vải thiều"], months=[5, 6, 7])
    set_season(listing=made["Cam sành"], months=[11, 12, 1])
    drain_outbox()
    return {name: listing.pk for name, listing in made.items()}


def test_only_what_is_there_this_month_is_offered_and_found(client, shop):
    page = client.get("/san-pham/").context["page"]
    facet = next(facet for facet in page.facets if facet.param == "mua")
    assert [(option.value, option.count) for option in facet.options] == [("11", 1)]

    found = client.get("/san-pham/?mua=11").context["page"]
    assert [card.id for card in found.cards] == [shop["Cam sành"]]
    assert [chip.label for chip in found.chips] == [
        gettext("In season in month %(number)s") % {"number": "11"}
    ]
    both = client.get("/san-pham/?mua=11&mua=6").context["page"]
    assert {card.id for card in both.cards} == {shop["Cam sành"], shop["Vải thiều"]}


def test_without_an_index_too(client, shop, index_root):
    (index_root / "CURRENT").unlink()
    page = client.get("/san-pham/?mua=6").context["page"]
    assert [card.id for card in page.cards] == [shop["Vải thiều"]]


def test_months_are_kept_as_said(shop):
    assert Product.objects.get(pk=shop["Cam sành"]).season_months == (1, 11, 12)
    listing = Product.objects.get(pk=shop["Cam sành"])
    with pytest.raises(OfferError):
        set_season(listing=listing, months=[13])
    set_season(listing=listing, months=[])
    assert Product.objects.get(pk=listing.pk).season_months == ()


def test_the_page_of_a_product_says_its_season(client, shop):
    listing = Product.objects.get(pk=shop["Cam sành"])
    page = client.get(listing.get_absolute_url())
    words = gettext("months %(from)s–%(to)s") % {"from": 11, "to": 1}
    assert words in page.content.decode()


@pytest.mark.parametrize(
    ("months", "stretches"),
    [
        ([], []),
        ([6, 7], [(6, 7)]),
        ([1, 11, 12], [(11, 1)]),
        ([2, 5, 6], [(2, 2), (5, 6)]),
        (range(1, 13), [(1, 12)]),
    ],
)
def test_stretches_of_months(months, stretches):
    assert runs(months_of(mask_of(months))) == stretches
