"""The facet that the room of fairs contributes: products shown at a fair."""

import pytest

from fairs.services import publish_fair, show_booth, unpin_product
from search import services
from search.engine import backend
from search.query import Facet, SearchQuery
from search.selectors import find
from tests.fairs import town
from tests.fairs.town import BEFORE, CLOSES, OPENS, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return town.officer_of("Tuyên Quang")


@pytest.fixture
def tea():
    return town.offer(town.seller(), "Chè Shan Tuyết")


@pytest.fixture
def fair(officer):
    return town.fair(officer)


@pytest.fixture
def pin(fair, tea, officer):
    town.offer(tea.partner.subject, "Mật ong")  # at no fair
    made = town.pin(town.booth(fair, tea.partner.subject, officer), tea)
    services.rebuild()
    return made


def ids_at(*slugs):
    query = SearchQuery(day=OPENS.date(), filters={Facet.FAIR: slugs}, facets=(Facet.FAIR,))
    return backend().search(query)


def offered(client, settings, moment):
    """Fairs the listing offers to choose at a moment: (value, label, count)."""
    settings.CHOPHIEN_NOW = moment.isoformat()
    facets = client.get("/san-pham/").context["page"].facets
    return [
        (option.value, option.label, option.count)
        for facet in facets
        if facet.param == "hoi-cho"
        for option in facet.options
    ]


def test_open_fair_is_offered_with_its_number_of_products(client, settings, pin, fair):
    expected = [("hoi-cho-vi-du", "Hội chợ Ví Dụ", 1)]

    assert offered(client, settings, OPENS - SECOND) == []
    assert offered(client, settings, OPENS) == expected
    assert offered(client, settings, CLOSES - SECOND) == expected
    assert offered(client, settings, CLOSES) == []


def test_filter_keeps_products_of_the_fair_and_says_so(client, settings, pin, tea):
    settings.CHOPHIEN_NOW = OPENS.isoformat()

    page = client.get("/san-pham/", {"hoi-cho": "hoi-cho-vi-du"}).context["page"]

    assert [card.id for card in page.cards] == [tea.product_id]
    assert [(chip.label, chip.remove_url) for chip in page.chips] == [
        ("Hội chợ Ví Dụ", "/san-pham/")
    ]


def test_unknown_fair_and_draft_are_ignored(client, settings, pin, officer):
    town.fair(officer, name="Nháp", is_published=False)

    for slug in ("khong-co", "nhap"):
        page = client.get("/san-pham/", {"hoi-cho": slug}).context["page"]
        assert (page.total, page.chips) == (2, ())


def test_product_of_two_fairs_is_counted_for_each(pin, tea, officer):
    other = town.fair(officer, name="Hội chợ khác")
    town.pin(town.booth(other, tea.partner.subject, officer), tea)
    services.drain_outbox()

    page = ids_at("hoi-cho-vi-du", "hoi-cho-khac")

    assert (page.ids, page.total) == ([tea.product_id], 1)
    assert page.counts == {Facet.FAIR: {"hoi-cho-vi-du": 1, "hoi-cho-khac": 1}}


def test_index_follows_pins_booths_and_publishing(pin, tea, fair, officer):
    def found():
        services.drain_outbox()
        return ids_at(fair.slug).ids

    assert found() == [tea.product_id]
    show_booth(booth=pin.booth, is_published=False, by=officer, moment=BEFORE)
    assert found() == []
    show_booth(booth=pin.booth, is_published=True, by=officer, moment=BEFORE)
    assert found() == [tea.product_id]
    unpin_product(pin=pin, moment=BEFORE)
    assert found() == []


def test_draft_is_not_in_the_index_until_it_is_published(tea, officer):
    draft = town.fair(officer, is_published=False)
    town.pin(town.booth(draft, tea.partner.subject, officer), tea)
    services.rebuild()
    assert ids_at(draft.slug).ids == []

    publish_fair(fair=draft, by=officer, moment=BEFORE)
    services.drain_outbox()

    assert ids_at(draft.slug).ids == [tea.product_id]


def test_database_alone_finds_the_same(pin, tea, fair, index_root):
    backend().generations.current().rename(index_root / "gone")
    query = SearchQuery(day=OPENS.date(), filters={Facet.FAIR: (fair.slug,)})

    found = find("", query)

    assert (found.page.backend, found.page.ids) == ("database", [tea.product_id])
